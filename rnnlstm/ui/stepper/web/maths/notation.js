// @ts-check
/**
 * How the reader's book writes: the course's symbols in its letters, and the shape of its equations. What a book
 * does is one record, in walk/notation/; without one, everything is written as in the course.
 */

import { bracket, letters, square } from "./mathml.js";

/**
 * A record, as walk/notation/notation.py sends it: `names` of quantities; `parameters` of the course -> those of the
 * book; `gates`, the indices of pre-activations; `terms`, what a gate adds up, in order; `order` of the equations;
 * `mirrored` gates, whose share is counted from the other end; `joined`: one matrix for [h, x]; `rows`: vectors are
 * rows; `above`: the time is raised; the signs `times` and `dot`.
 * @typedef {{
 *   names: Record<string, string>, parameters: Record<string, string[]>, gates: Record<string, string>,
 *   terms: string[], order: string[], mirrored: string[], joined: boolean, keptFirst: boolean, tanhFirst: boolean,
 *   rows: boolean, above: boolean, times: string, dot: string
 * }} Written
 */

/** @type {Written} */
const COURSE = {
  names: {},
  parameters: {},
  gates: {},
  terms: ["h", "x", "b"],
  order: [],
  mirrored: [],
  joined: true,
  keptFirst: false,
  tanhFirst: false,
  rows: false,
  above: false,
  times: "⊙",
  dot: "",
};

const TIME = /^(t|t[−+]1|\d+|[sT])$/u;
const SCRIPTS = "(?:[_^](?:\\{[^{}]*\\}|[^{}_^]))";
const SCRIPT = /([_^])(?:\{([^{}]*)\}|([^{}_^]))/gu;
const SYMBOL = new RegExp(`(?<!tan)(d?)([A-Za-z])(${SCRIPTS}+)`, "gu");
const VECTOR = `d?[a-z]${SCRIPTS}+`;
const PRODUCT = new RegExp(`(W${SCRIPTS}+)(${VECTOR})`, "gu");
const OUTER = new RegExp(
  `(d?[a-z](?:(?!\\^⊤)${SCRIPTS})+|\\([^()]*\\))(d?[a-z]${SCRIPTS}*\\^⊤|\\[[^\\]]*\\]\\^⊤)`,
  "gu",
);

/** @param {string} index */
const braced = (index) => (index.length > 1 ? `{${index}}` : index);
/** @param {string} index */
const up = (index) => (index ? `^${braced(index)}` : "");

/** A symbol with something more above: U^f with ⊤ is U^{f⊤}. @param {string} name @param {string} high */
function raised(name, high) {
  if (!high) return name;
  const [stem, before] = name.split("^");
  return before ? `${stem}^{${before.replace(/[{}]/g, "")}${high}}` : stem + up(high);
}

/** A gate and one minus it, exchanged where they are multiplied with something. @param {string} text @param {string} letter */
function exchanged(text, letter) {
  const gate = `${letter}_(?:\\{[^{}]*\\}|[^{}])`;
  const either = new RegExp(`\\(1( ?)−\\1(${gate})\\)(?= ?[⊙·])|(${gate})(?=( ?)[⊙·])`, "gu");
  return text.replace(either, (_, _gap, taken, kept, gap) => taken ?? `(1${gap}−${gap}${kept})`);
}

export class Notation {
  /** @param {Written|null} [record] none: as in the course */
  constructor(record) {
    this.own = !record;
    this.record = record ?? COURSE;
  }

  /** A text of the course with its symbols as the book writes them. @param {string} text */
  text(text) {
    if (this.own) return text;
    const { mirrored, rows, times } = this.record;
    for (const letter of mirrored) text = exchanged(text, letter);
    // Row vectors: (Wx)^⊤ = x^⊤W^⊤, and the book's matrix is W^⊤.
    if (rows) text = text.replace(OUTER, "$2$1").replace(PRODUCT, "$2$1");
    return text
      .replace(SYMBOL, (whole, d, letter, scripts) => this.symbol(whole, d, letter, scripts))
      .replaceAll("⊙", times);
  }

  /** @param {string} whole @param {string} d @param {string} letter @param {string} scripts */
  symbol(whole, d, letter, scripts) {
    const { names, parameters, gates, above } = this.record;
    let [low, high] = ["", ""];
    for (const [, mark, group, single] of scripts.matchAll(SCRIPT)) {
      if (mark === "_") low += group ?? single;
      else high += group ?? single;
    }
    if ("Wbp".includes(letter)) {
      const books = parameters[`${letter}_${braced(low)}`];
      return books ? books.map((name) => d + raised(name, high)).join(",") : whole;
    }
    if (!TIME.test(low)) return whole;
    let index = "";
    if (letter === "a") [index, high] = [gates[high] ?? high, ""];
    const name = d + (names[letter] ?? letter);
    if (above) return `${name}${index && `_${braced(index)}`}^{(${low})${high}}`;
    return `${name}${up(index)}_${braced(low)}${up(high)}`;
  }

  /** A sentence with {names} in it, which stay. @param {string} template */
  sentence(template) {
    if (this.own) return template;
    return template
      .split(/((?<![_^])\{[\w%]+\})/)
      .map((part, k) => (k % 2 ? part : this.text(part)))
      .join("");
  }

  /** A text of the course as MathML. @param {string} text */
  math(text) {
    return letters(this.text(text));
  }

  /** A vector at a time step, as h_t. @param {string} name @param {string} [time] */
  at(name, time = "t") {
    return this.math(`${name}_${braced(time)}`);
  }

  /** Each number of a vector at this step, squared. @param {string} name */
  squared(name) {
    return this.record.above ? square(bracket(this.at(name))) : this.math(`${name}_t^2`);
  }

  /** A weight matrix or a bias, as W_hh. @param {string} name @param {string} index */
  weight(name, index) {
    return this.math(`${name}_${braced(index)}`);
  }

  /** The biases of a gate, one or two. @param {string} index */
  biases(index) {
    const books = this.record.parameters[`b_${braced(index)}`];
    return books ? books.map(letters) : [this.weight("b", index)];
  }

  /** @param {string} index */
  transposed(index) {
    return this.math(`W_${braced(index)}^⊤`);
  }

  /** A pre-activation with its gate above, as a^hn_t. @param {string} gate */
  preActivation(gate) {
    return this.math(`a^${braced(gate)}_t`);
  }

  /** A gradient, as dh_t, or da^f_t with the gate above. @param {string} name @param {string} [time] @param {string} [gate] */
  d(name, time = "t", gate = "") {
    return this.math(`d${name}${up(gate)}_${braced(time)}`);
  }

  /** A matrix times a vector, or a row times a matrix. @param {string} matrix @param {string} vector */
  product(matrix, vector) {
    return this.record.rows ? vector + matrix : matrix + vector;
  }

  /** Whether the book counts a gate's share from the other end. @param {string} gate */
  mirrors(gate) {
    return this.record.mirrored.includes(gate);
  }

  /**
   * One entry of a matrix that acts on h or on x, as a text of the course for `text`: where the book has a matrix for
   * each, of that one; with row vectors, of the transposed one.
   * @param {"h"|"x"} part @param {string} index of the gate @param {number} row from 1 @param {number} column
   *   within its part @param {number} [offset] the columns before it in the course's matrix
   */
  entry(part, index, row, column, offset = 0) {
    const { joined, rows } = this.record;
    const apart = index.length > 1; // of the two matrices that the course has there itself
    const place = [row, joined && !apart ? offset + column : column];
    const name = braced(apart || joined ? index : part + index);
    return `W_${name}[${(rows ? place.reverse() : place).join(",")}]`;
  }

  /** A parameter by its name in an edit, as W_g, where no elements may stand. @param {string} name */
  parameter(name) {
    if (this.own) return name;
    const [letter, index] = name.split("_");
    return this.text(`${letter}_${braced(index === "g" ? "c" : index)}`).replace(/[{}]/g, "");
  }

  /**
   * The matrix of which a step's outer product is painted: hidden units downwards, first the columns of h_{t−1}. Of a
   * book with row vectors it is the transposed one.
   * @param {string} name
   */
  outer(name) {
    const found = Array.from(name.matchAll(/W_(?:\{([^{}]*)\}|(.))/g), ([, group, single]) => group ?? single);
    const parts = found.flatMap((index) =>
      index.length > 1 || this.record.joined ? index : [`h${index}`, `x${index}`],
    );
    const symbols = parts.map((index) => this.text(`W_${braced(index)}${this.record.rows ? "^⊤" : ""}`));
    return symbols.length > 1 ? `[${symbols}]` : symbols[0];
  }

  /** What an edit of the book's number means in the course's: as "z.3:0.2", "W_z.1.2:0.5". @param {string} text */
  meant(text) {
    const [name, number] = text.split(":");
    const gate = name.split(/[.@]/)[0];
    for (const letter of this.record.mirrored) {
      if (gate === letter) return `${name}:${Number((1 - Number(number)).toPrecision(12))}`;
      if (gate === `W_${letter}` || gate === `b_${letter}`) return `${name}:${-Number(number) || 0}`;
    }
    return text;
  }
}
