// @ts-check
/** The sheet that equations are written on: symbols in mathematical type, and under them the numbers of one unit. */

import { termOf } from "../guide/glossary.js";
import { bracket, list, minus, mn, mo } from "../maths/mathml.js";
import { number } from "../maths/numbers.js";
import { el, write } from "../page/dom.js";
import { gateOf, isHeld } from "../payload.js";

/** @typedef {import("../model.js").Model} Model */

/**
 * A number to be put in: the array it comes from, and the hue of what it measures. Written "f|f", or "b_f" where it
 * has no hue of its own.
 * @typedef {{name: string, hue?: string}} Slot
 */
/** @param {string} text @returns {Slot} */
function slot(text) {
  const [name, hue] = text.split("|");
  return { name, hue };
}

export class Sheet {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    this.notation = model.notation;
    /** The sign between two vectors that are multiplied number by number. */
    this.times = mo(model.notation.record.times);
    this.node = el("div", {
      class: "equation",
      "data-testid": "stepper-equation",
      tabindex: "0",
      role: "group",
      "aria-label": model.labels.equation,
      translate: "no",
    });
    /** @type {((t: number, unit: number) => void)[]} */
    this.updates = [];
  }

  /** The index of a gate's parameters. @param {string} gate */
  index(gate) {
    return gateOf(this.model.meta, gate).index;
  }

  /** A piece of mathematics that stands for a quantity, in its colour. @param {string} name @param {string} piece @param {string} [hue] */
  tag(name, piece, hue) {
    const colour = hue ? ` style="color:${this.model.colours.hue(hue)}"` : "";
    return `<mrow data-q="${name}"${colour}>${piece}</mrow>`;
  }

  /** A quantity of one letter at the current step, as f_t. @param {string} name */
  now(name) {
    return this.tag(name, this.notation.at(name), name);
  }

  /**
   * The slope of a squashing by its value: of the candidates' tanh, else of the sigmoid.
   * @param {string} kind
   * @param {string} name what the value is called
   * @param {string} [q] the quantity that is tagged
   */
  slope(kind, name, q = name) {
    const value = this.tag(q, this.notation.at(name), q);
    if (kind === "tanh") return bracket(`${mn("1")}${minus}${this.tag(q, this.notation.squared(name), q)}`);
    if (kind === "sigmoid") return bracket(`${value}${this.times}${bracket(`${mn("1")}${minus}${value}`)}`);
    return list(`${value}${mo(">")}${mn("0")}`);
  }

  /** @param {string} piece */
  math(piece) {
    const node = el("span", { class: "math" });
    node.innerHTML = `<math><mrow>${piece}</mrow></math>`;
    return node;
  }

  /** The symbol of what a row makes; the keyboard reaches it, and the glossary says what it is. @param {string} name @param {string} piece @param {string} [hue] */
  symbol(name, piece, hue) {
    const node = this.math(this.tag(name, piece, hue));
    node.setAttribute("tabindex", "0");
    node.setAttribute("role", "button");
    node.setAttribute("data-term", name);
    node.setAttribute("aria-label", termOf(this.model.meta.glossary, name)?.name ?? name);
    return node;
  }

  /**
   * A number that follows the step; a bare one needs no parentheses where it is negative.
   * @param {Slot} slot @param {Record<string, any>} [more] @param {boolean} [bare]
   */
  value({ name, hue }, more = {}, bare = false) {
    const colour = hue ? `color:${this.model.colours.hue(hue)}` : null;
    const node = el("span", { "data-q": name, style: colour, ...more });
    const table = this.model.arrays[name];
    this.updates.push((t, unit) => {
      // A bias has one row for all steps; a norm one value for all units.
      const value = table.at(table.shape[0] === 1 ? 1 : t, table.width === 1 ? 0 : unit);
      write(node, value < 0 && !bare ? `(${number(value)})` : number(value));
    });
    return node;
  }

  /**
   * What a quantity is made of, and under it the same with numbers.
   * @param {string} result the slot of what is made
   * @param {string} left its symbol
   * @param {string|string[]} symbols in pieces where the line may be broken between them
   * @param {string} [put] the line of numbers, its slots in braces: "{f|f} · {c_before|c}"; none where a number of
   *   terms too large to write stands behind it
   */
  line(result, left, symbols, put = "") {
    const made = slot(result);
    const numbers = el("span", { class: "numbers" });
    const parts = put.split(/\{([^}]+)\}/);
    parts.forEach((part, k) => {
      const enclosed = k % 2 === 1 && parts[k - 1].endsWith("(") && parts[k + 1].startsWith(")");
      if (part) numbers.append(k % 2 ? this.value(slot(part), {}, enclosed) : part);
    });
    if (put) numbers.append(" = ");
    numbers.append(this.value(made, { class: "result", "data-testid": `equation-${made.name}` }, true));
    const { meta } = this.model;
    const row = el(
      "div",
      { class: "row", "data-row": made.name, "data-q": made.name },
      this.symbol(made.name, left, made.hue),
      el("span", {}, "="),
      el("span", { class: "symbols" }, ...[symbols].flat().map((piece) => this.math(piece))),
      el("span"),
      el("span", {}, "="),
      numbers,
    );
    // A gate that is held is not what its equation says.
    if (meta.edits.length) {
      this.updates.push((t, unit) => row.classList.toggle("held", isHeld(meta, made.name, t, unit)));
    }
    this.node.append(row);
  }
}
