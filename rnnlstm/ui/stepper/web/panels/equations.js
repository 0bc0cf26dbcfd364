// @ts-check
/**
 * The equations of one step: a line of symbols in mathematical type, and under it the numbers of one unit.
 * The symbols are laid out once; a step changes the text of the numbers only.
 */

import { backward } from "./equations_backward.js";
import { forward } from "./equations_forward.js";
import { number } from "../maths/numbers.js";
import { el, write } from "../page/dom.js";
import { isHeld } from "../payload.js";

/** @typedef {import("../index.js").Model} Model */

/** A piece of the line of numbers. @typedef {string|Slot} Part @typedef {import("../maths/mathml.js").Slot} Slot */

/** Writes the rows of one cell in one direction. */
export class Sheet {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    this.node = el("div", {
      class: "equation",
      "data-testid": "stepper-equation",
      tabindex: "0",
      role: "group",
      "aria-label": model.labels.equation,
    });
    /** @type {((t: number, unit: number) => void)[]} */
    this.updates = [];
  }

  /** A piece of mathematics that stands for a quantity, in its colour. @param {string} name @param {string} piece @param {string} [hue] */
  tag(name, piece, hue) {
    const colour = hue ? ` style="color:${this.model.colours.hue(hue)}"` : "";
    return `<mrow data-q="${name}"${colour}>${piece}</mrow>`;
  }

  /** @param {string} piece */
  math(piece) {
    const node = el("span", { class: "math" });
    node.innerHTML = `<math><mrow>${piece}</mrow></math>`;
    return node;
  }

  /** A number that follows the step. @param {Slot} slot @param {Record<string, any>} [more] */
  value({ name, hue }, more = {}) {
    const node = el("span", { "data-q": name, style: hue ? `color:${this.model.colours.hue(hue)}` : null, ...more });
    const table = this.model.arrays[name];
    const bare = more.class === "result";
    this.updates.push((t, unit) => {
      // A bias has one row for all steps; a norm one value for all units.
      const value = table.at(table.shape[0] === 1 ? 1 : t, table.width === 1 ? 0 : unit);
      write(node, value < 0 && !bare ? `(${number(value)})` : number(value));
    });
    return node;
  }

  /**
   * What a quantity is made of, and under it the same with numbers.
   * @param {Slot} made
   * @param {string} left its symbol
   * @param {string|string[]} symbols in pieces where the line may be broken between them
   * @param {Part[]} parts empty where a number of terms too large to write stands behind it
   */
  line(made, left, symbols, parts) {
    const end = this.value(made, { class: "result", "data-testid": `equation-${made.name}` });
    const numbers = el("span", { class: "numbers" });
    for (const part of parts) numbers.append(typeof part === "string" ? part : this.value(part));
    if (parts.length) numbers.append(" = ");
    numbers.append(end);
    const { meta } = this.model;
    const row = el(
      "div",
      { class: "row", "data-row": made.name, "data-q": made.name },
      this.math(this.tag(made.name, left, made.hue)),
      el("span", {}, "="),
      el("span", { class: "symbols" }, ...[symbols].flat().map((piece) => this.math(piece))),
      el("span"),
      el("span", {}, "="),
      numbers,
    );
    // A gate that is held is not what its equation says.
    if (meta.edits.length)
      this.updates.push((t, unit) => row.classList.toggle("held", isHeld(meta, made.name, t, unit)));
    this.node.append(row);
  }
}

/** @param {Model} model */
export function equations(model) {
  const sheet = new Sheet(model);
  const rows = model.meta.direction === "backward" ? backward : forward;
  rows[model.meta.cell](sheet);
  sheet.node.style.setProperty("--rows", String(sheet.node.childElementCount));
  return {
    node: sheet.node,
    /** @param {number} t @param {number} unit */
    update(t, unit) {
      for (const update of sheet.updates) update(t, unit);
    },
  };
}
