// @ts-check
/**
 * A drawing in layers, with names and live numbers on it.
 *
 * Whatever shows a quantity carries `data-q` with the names of its arrays, and what can be gone into `data-op`;
 * the stepper marks those elements `.ahead`, `.lit` and `.pointed`, and style.css says how that looks.
 */

import { maths, plain } from "../maths/drawn.js";
import { short } from "../maths/numbers.js";
import { fill } from "../maths/text.js";
import { svg, write } from "../page/dom.js";
import { measure } from "./scale.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("./scale.js").Spec} Spec */

export const WIDTH = 744;

export class Canvas {
  /** @param {Model} model @param {number} height */
  constructor(model, height) {
    this.model = model;
    this.back = model.meta.direction === "backward";
    this.measure = measure(model);
    this.narrow = false;
    this.drawing = svg("svg", {
      viewBox: `0 0 ${WIDTH} ${height}`,
      role: "group",
      class: `cell-drawing ${model.meta.direction}`,
      translate: "no",
    });
    /** @type {((t: number, unit: number) => void)[]} */
    this.updates = [];
    const [ground, wires, boxes, words] = Array.from({ length: 4 }, () => svg("g"));
    this.drawing.append(ground, wires, boxes, words);
    this.layers = { ground, wires, boxes, words };
  }

  /** What to take in this direction of the walk. @template A @template B @param {A} forward @param {B} backward @returns {A|B} */
  way(forward, backward) {
    return this.back ? backward : forward;
  }

  /** @param {string} name */
  hue(name) {
    return name === "ink" ? "currentColor" : this.model.colours.hue(name);
  }

  /** The body of the cell, with all that belongs to one step. @param {number} x @param {number} y @param {number} right @param {number} bottom */
  body(x, y, right, bottom) {
    const box = { x, y, width: right - x, height: bottom - y, rx: 22 };
    this.layers.ground.append(svg("rect", { ...box, class: "body", color: this.hue(this.model.meta.model) }));
  }

  /** The broad bed of the line that runs straight through. @param {number} from @param {number} to @param {number} y @param {string} hue */
  highway(from, to, y, hue) {
    this.layers.ground.append(
      svg("rect", { x: from, y: y - 15, width: to - from, height: 30, class: "highway", color: this.hue(hue) }),
    );
  }

  /** Elements that are gone into together. @param {string} op @param {string} symbol @param {[number, number, number, number]} place left, top, width, height @param {() => void} draw */
  op(op, symbol, [x, y, width, height], draw) {
    const name = fill(this.model.labels.open_operation, { symbol: plain(this.model.notation.text(symbol)) });
    const group = svg(
      "g",
      { "data-op": op, role: "button", tabindex: 0, "aria-label": name },
      svg("rect", { x, y, width, height, rx: 13, class: "ring" }),
    );
    const layers = this.layers;
    layers.boxes.append(group);
    this.layers = { ground: group, wires: group, boxes: group, words: group };
    draw();
    this.layers = layers;
  }

  /**
   * A name in mathematical type. @param {number} x @param {number} y @param {string} symbol @param {string} hue
   * @param {{anchor?: string, q?: string|null, kind?: string}} [more]
   */
  name(x, y, symbol, hue, { anchor = "middle", q = null, kind = "" } = {}) {
    const shown = { x, y, "text-anchor": anchor, class: `name ${kind}`, fill: this.hue(hue), "data-q": q };
    const node = svg("text", shown, ...maths(this.model.notation.text(symbol)));
    this.layers.words.append(node);
    return node;
  }

  /**
   * A live number, with its name before it if there is one.
   * @param {number} x @param {number} y @param {string} symbol @param {Spec} spec @param {string} hue
   * @param {{anchor?: string, minor?: boolean, kind?: string}} [more] minor: left out where there is little room
   */
  value(x, y, symbol, spec, hue, { anchor = "middle", minor = false, kind = "" } = {}) {
    const { q, of } = this.measure.quantity(spec);
    const digits = svg("tspan", { class: "digits", dx: symbol ? "0.4em" : null });
    const shown = { x, y, "text-anchor": anchor, class: `value ${minor ? "minor" : ""} ${kind}`, fill: this.hue(hue) };
    const written = this.model.notation.text(symbol);
    // In the least room the time goes without saying, where the book writes it above and in parentheses.
    const label = kind === "small" ? written.replace(/\^\{\(t\)\}/g, "") : written;
    const name = symbol ? [svg("tspan", { class: "name" }, ...maths(label))] : [];
    this.layers.words.append(svg("text", { ...shown, "data-q": q }, ...name, digits));
    this.updates.push((t, unit) => {
      const value = of(t, unit);
      const text = short(value, this.narrow);
      // In the narrow places a long power of ten goes without its decimal.
      write(digits, minor && text.length > 7 ? value.toExponential(0) : text);
    });
  }
}
