// @ts-check
/**
 * What every drawing of a cell is made of: lines that carry values, columns of cells, boxes, valves, numbers.
 *
 * Whatever shows a quantity carries `data-q` with the names of its arrays, and what can be gone into `data-op`;
 * the stepper marks those elements `.ahead`, `.lit` and `.pointed`, and style.css says how that looks.
 */

import { fill } from "../maths/text.js";
import { svg, write } from "../page/dom.js";
import { maths, plain } from "../maths/drawn.js";
import { measure } from "./scale.js";
import { short } from "../maths/numbers.js";

/** @typedef {import("../index.js").Model} Model */
/** @typedef {import("./scale.js").Spec} Spec */
/** @typedef {[number, number]} Point */

/** An arrow head's length and half its breadth. */
const HEAD = 12;
const TIP = 6.5;
const ROUND = 9;
export const WIDTH = 744;

/** A route with rounded corners; it ends a little early where an arrow head follows. @param {Point[]} points @param {number} cut */
function route(points, cut) {
  let d = "";
  points.forEach(([x, y], k) => {
    if (k === 0) d += `M${x} ${y}`;
    else {
      const [px, py] = points[k - 1];
      const length = Math.hypot(x - px, y - py);
      const [ux, uy] = [(x - px) / length, (y - py) / length];
      const next = points[k + 1];
      if (!next) d += `L${x - cut * ux} ${y - cut * uy}`;
      else {
        const after = Math.hypot(next[0] - x, next[1] - y);
        const r = Math.min(ROUND, length / 2, after / 2);
        d += `L${x - r * ux} ${y - r * uy}Q${x} ${y} ${x + (r * (next[0] - x)) / after} ${y + (r * (next[1] - y)) / after}`;
      }
    }
  });
  return d;
}

export class Board {
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
    });
    /** @type {((t: number, unit: number) => void)[]} */
    this.updates = [];
    const [ground, wires, boxes, words] = Array.from({ length: 4 }, () => svg("g"));
    this.drawing.append(ground, wires, boxes, words);
    this.layers = { ground, wires, boxes, words };
  }

  /** What to take in this direction of the walk. @template A @param {A} forward @param {A} backward @returns {A} */
  way(forward, backward) {
    return this.back ? backward : forward;
  }

  /** @param {string} name */
  hue(name) {
    return name === "ink" ? "currentColor" : this.model.colours.hue(name);
  }

  /** The body of the cell, with all that belongs to one step. @param {number} x @param {number} y @param {number} right @param {number} bottom */
  body(x, y, right, bottom) {
    this.layers.ground.append(
      svg("rect", {
        x,
        y,
        width: right - x,
        height: bottom - y,
        rx: 22,
        class: "body",
        color: this.hue(this.model.meta.cell.toUpperCase()),
      }),
    );
  }

  /** The broad bed of the line that runs straight through. @param {number} from @param {number} to @param {number} y @param {string} hue */
  highway(from, to, y, hue) {
    this.layers.ground.append(
      svg("rect", { x: from, y: y - 15, width: to - from, height: 30, class: "highway", color: this.hue(hue) }),
    );
  }

  /** Elements that are gone into together. @param {string} op @param {string} symbol @param {[number, number, number, number]} place left, top, width, height @param {() => void} draw */
  op(op, symbol, [x, y, width, height], draw) {
    const group = svg(
      "g",
      {
        "data-op": op,
        role: "button",
        tabindex: 0,
        "aria-label": fill(this.model.labels.open_operation, { symbol: plain(symbol) }),
      },
      svg("rect", { x, y, width, height, rx: 13, class: "ring" }),
    );
    const layers = this.layers;
    layers.boxes.append(group);
    this.layers = { ground: group, wires: group, boxes: group, words: group };
    draw();
    this.layers = layers;
  }

  /**
   * A line that carries a value: as wide as it is large, hollow where it is negative, dashed where it is 0.
   * @param {Point[]} points from source to target of the forward pass; the gradient runs the other way
   * @param {Spec} spec
   * @param {string} hue
   * @param {{head?: boolean, wide?: boolean, over?: number|null, quiet?: boolean}} [more] head: whether it ends in
   *   an arrow; wide: on the highway; over: where, upright, it crosses another line; quiet: thinner
   */
  wire(points, spec, hue, { head = true, wide = false, over = null, quiet = false } = {}) {
    const quantity = this.measure.quantity(spec);
    const way = this.back ? [...points].reverse() : points;
    const d = route(way, head ? (wide ? 13 : quiet ? 6 : 8) : 0);
    const group = svg("g", { class: quiet ? "wire quiet" : "wire", "data-q": quantity.q, color: this.hue(hue) });
    const line = svg("path", { d, class: "line", fill: "none" });
    const core = svg("path", { d, class: "core", fill: "none" });
    if (over !== null)
      group.append(svg("path", { d: `M${way[way.length - 1][0]} ${over - 10}v20`, class: "gap", fill: "none" }));
    group.append(svg("path", { d, class: "glow", fill: "none" }), line, core);
    const [[qx, qy], [px, py]] = way.slice(-2);
    const there = `translate(${px - 1} ${py}) rotate(${(Math.atan2(py - qy, px - qx) * 180) / Math.PI})`;
    const tip = svg("path", { d: `M0 0L${-HEAD} -${TIP}L${-HEAD} ${TIP}Z`, class: "head", "stroke-linejoin": "round" });
    if (head) group.append(tip);
    this.layers.wires.append(group);
    const share = this.measure.share(quantity);
    const [least, most] = wide ? [2, 13] : quiet ? [1.4, 4.5] : [1.6, 8];
    let last = "";
    this.updates.push((t, unit) => {
      const value = quantity.of(t, unit);
      const part = share(t, unit);
      const width = least + (most - least) * (part >= 0 ? part : 1);
      const sign = value === 0 ? "0" : value < 0 ? "-" : "+";
      const now = `${sign}${width.toFixed(1)}`;
      if (now === last) return;
      last = now;
      group.setAttribute("data-sign", sign);
      line.setAttribute("stroke-width", (value === 0 ? 1.2 : value < 0 ? Math.max(width, 3.2) : width).toFixed(1));
      core.setAttribute("stroke-width", Math.max(1.2, width - 3).toFixed(1));
      const size = Math.max(wide ? 1.3 : quiet ? 0.8 : 1, (width / 2 + 3.5) / TIP);
      if (head) tip.setAttribute("transform", `${there} scale(${size.toFixed(2)})`);
    });
  }

  /** Where a line divides. @param {number} x @param {number} y @param {Spec} spec @param {string} hue */
  dot(x, y, spec, hue) {
    this.layers.wires.append(
      svg("circle", {
        cx: x,
        cy: y,
        r: 4.5,
        class: "dot",
        fill: this.hue(hue),
        "data-q": this.measure.quantity(spec).q,
      }),
    );
  }

  /**
   * A name in mathematical type. @param {number} x @param {number} y @param {string} symbol @param {string} hue
   * @param {{anchor?: string, q?: string|null, kind?: string}} [more]
   */
  name(x, y, symbol, hue, { anchor = "middle", q = null, kind = "" } = {}) {
    const node = svg(
      "text",
      { x, y, "text-anchor": anchor, class: `name ${kind}`, fill: this.hue(hue), "data-q": q },
      ...maths(symbol),
    );
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
    const node = svg(
      "text",
      { x, y, "text-anchor": anchor, class: `value ${minor ? "minor" : ""} ${kind}`, fill: this.hue(hue), "data-q": q },
      ...(symbol ? [svg("tspan", { class: "name" }, ...maths(symbol))] : []),
      digits,
    );
    this.layers.words.append(node);
    this.updates.push((t, unit) => {
      const value = of(t, unit);
      const text = short(value, this.narrow);
      // In the narrow places a long power of ten goes without its decimal.
      write(digits, minor && text.length > 7 ? value.toExponential(0) : text);
    });
  }

  /** A box with a name. @param {number} x its middle @param {number} y @param {number} w @param {number} h @param {string} symbol @param {string} hue @param {string|null} [q] @param {string} [kind] */
  box(x, y, w, h, symbol, hue, q = null, kind = "") {
    this.layers.boxes.append(
      svg(
        "g",
        { class: `block ${kind}`, color: this.hue(hue), "data-q": q },
        svg("rect", { x: x - w / 2, y: y - h / 2, width: w, height: h, rx: Math.min(10, h / 2), class: "box" }),
        svg("text", { x, y: y + 5, "text-anchor": "middle", class: "name in" }, ...maths(symbol)),
      ),
    );
  }

  /** A matrix; backward it turns round, and shows what the step adds to its gradient while that is computed. @param {number} x @param {number} y @param {number} w @param {string} index @param {string} hue @param {{bias?: string, array?: string}} [more] array: its name, where the index is another */
  matrix(x, y, w, index, hue, { bias = "", array = `W_${index}` } = {}) {
    const label = (/** @type {string} */ letters) => (letters.length > 1 ? `{${letters}}` : letters);
    this.box(
      x,
      y,
      w,
      30,
      this.way(`W_${label(index)}`, `W_${label(index)}^⊤`),
      hue,
      `${array}${bias && ` ${bias}`}`,
      "matrix",
    );
    if (!this.back) return;
    const { q, of } = this.measure.quantity(`dW_${index}_norm`);
    const digits = svg("tspan", { class: "digits", dx: "0.3em" });
    const text = svg(
      "text",
      { x, y: y + 5, "text-anchor": "middle", class: "name in" },
      ...maths(`dW_${label(index)}`),
      digits,
    );
    this.layers.boxes.append(
      svg(
        "g",
        { class: "gain", "data-q": q, color: this.hue(hue) },
        svg("rect", { x: x - w / 2 - 3, y: y - 17, width: w + 6, height: 34, rx: 11 }),
        text,
      ),
    );
    this.updates.push((t, unit) => write(digits, short(of(t, unit), true)));
  }

  /** A round node where values are added. @param {number} x @param {number} y @param {string} sign @param {string} hue @param {string|null} [q] @param {number} [r] */
  node(x, y, sign, hue, q = null, r = 15) {
    this.layers.boxes.append(
      svg(
        "g",
        { class: "block", color: this.hue(hue), "data-q": q },
        svg("circle", { cx: x, cy: y, r, class: "box" }),
        svg("text", { x, y, "text-anchor": "middle", class: "sign", dy: "0.34em" }, sign),
      ),
    );
  }

  /**
   * A valve on the line that it gates: the times sign between two shutters that open as the gate does.
   * @param {number} x @param {number} y @param {string} gate
   * @param {{upright?: boolean, rest?: boolean}} [more] upright: the line runs down or up; rest: open by 1 − gate
   */
  valve(x, y, gate, { upright = false, rest = false } = {}) {
    const r = 18;
    const shutters = svg("path", {
      class: "shutters",
      transform: `translate(${x} ${y})${upright ? " rotate(90)" : ""}`,
    });
    this.layers.boxes.append(
      svg(
        "g",
        { class: "block valve", color: this.hue(gate), "data-q": gate },
        svg("circle", { cx: x, cy: y, r, class: "box" }),
        shutters,
        svg("circle", { cx: x, cy: y, r, class: "rim" }),
        svg("text", { x, y, "text-anchor": "middle", class: "sign", dy: "0.34em" }, "×"),
      ),
    );
    const table = this.model.arrays[gate];
    this.updates.push((t, unit) => {
      const share = Math.max(0, Math.min(1, rest ? 1 - table.at(t, unit) : table.at(t, unit)));
      const at = r * share;
      const half = Math.sqrt(r * r - at * at);
      const arc = (/** @type {number} */ side) =>
        `M${-half} ${side * at}A${r} ${r} 0 0 ${side < 0 ? 1 : 0} ${half} ${side * at}Z`;
      shutters.setAttribute("d", arc(-1) + arc(1));
    });
  }

  /** A bar below a gate's number, from 0 to 1; a candidate's from −1 to 1. @param {number} x @param {number} y @param {number} w @param {string} gate */
  gauge(x, y, w, gate) {
    const middle = gate === "g" || gate === "n";
    const bar = svg("rect", { y, height: 5, rx: 2.5, class: "level" });
    const track = svg("rect", { x, y, width: w, height: 5, rx: 2.5, class: "track" });
    const zero = middle ? [svg("path", { d: `M${x + w / 2} ${y - 2}v9`, class: "zero" })] : [];
    this.layers.boxes.append(svg("g", { class: "gauge", color: this.hue(gate), "data-q": gate }, track, bar, ...zero));
    const table = this.model.arrays[gate];
    this.updates.push((t, unit) => {
      const share = Math.max(-1, Math.min(1, table.at(t, unit)));
      const [from, to] = middle
        ? [Math.min(0, share) / 2 + 0.5, Math.max(0, share) / 2 + 0.5]
        : [0, Math.max(0, share)];
      bar.setAttribute("x", (x + w * from).toFixed(1));
      bar.setAttribute("width", (w * (to - from)).toFixed(1));
    });
  }
}
