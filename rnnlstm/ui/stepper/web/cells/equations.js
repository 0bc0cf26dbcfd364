// @ts-check
/** Equations that several cells have. */

import { before, bracket, list, mi, mo, norm, plus } from "../maths/mathml.js";

/** @typedef {import("../panels/sheet.js").Sheet} Sheet */

/** Where a line may be broken in a book's notation, which may be longer than the course's. */
export const BREAK = "\n";

/** A line in pieces between which it may be broken. @param {Sheet} s @param {string} symbols */
export const breakable = ({ notation }, symbols) =>
  notation.own ? symbols.replaceAll(BREAK, "") : symbols.split(BREAK);

/** h_{t−1} and x_t, as they enter an equation. @param {Sheet} s */
export const recalled = (s) => s.tag("h_before", s.notation.at("h", before), "h");

/**
 * A gate: the squashed sum of two products and a bias, and of what more is given.
 * @param {Sheet} s
 * @param {string} gate
 * @param {string} act
 * @param {{symbols: string, put: string}} [more]
 */
export function gate(s, gate, act, more) {
  const { notation } = s;
  const index = s.index(gate);
  const { joined, dot } = notation.record;
  const matrix = (/** @type {string} */ part) => s.tag(`W_${gate}`, notation.weight("W", part + index));
  const [bias, second] = notation.biases(index).map((each) => s.tag(`b_${gate}`, each));
  const inputs = list(`${recalled(s)}${mo(",")}${s.now("x")}`);
  /** @type {Record<string, string>} */
  const symbols = joined
    ? { h: `${matrix("")}${dot && mo(dot)}${inputs}`, b: bias }
    : {
        h: notation.product(matrix("h"), recalled(s)),
        x: notation.product(matrix("x"), s.now("x")),
        b: bias,
        bx: bias,
        bh: second,
      };
  /** @type {Record<string, string>} */
  const numbers = { h: `{a_${gate}_h|h}`, x: `{a_${gate}_x|x}`, b: `{b_${gate}}`, bh: `{b_${gate}}` };
  const terms = [...notation.record.terms];
  if (more) {
    terms.splice(Math.max(terms.indexOf("h"), terms.indexOf("x")) + 1, 0, "more");
    Object.assign(symbols, { more: more.symbols });
    Object.assign(numbers, { more: more.put });
  }
  const inner = terms.flatMap((term) => symbols[term] ?? []);
  const put = terms.flatMap((term) => numbers[term] ?? []).join(" + ");
  const made = mi(act) + bracket(inner.join(BREAK + plus));
  s.line(`${gate}|${gate}`, notation.at(gate), breakable(s, made), `${act}(${put})`);
}

/** The quantities in the order of the book's equations, or of the course's. @param {Sheet} s @param {string[]} ours */
export const inOrder = ({ notation }, ours) => (notation.record.order.length ? notation.record.order : ours);

/** What reaches h_t: from the future and from the loss. @param {Sheet} s @param {...string} future in pieces */
export function arrives(s, ...future) {
  const pieces = future.map((piece, k) => `${k ? plus : ""}${s.tag("dh_future", piece)}`);
  const { notation } = s;
  const loss = `${plus}${s.tag("dh_loss", carried(s, "hy", "y"), "loss")}`;
  s.line("dh|h", notation.d("h"), [...pieces, loss], "{dh_future} + {dh_loss|loss}");
}

/**
 * A gradient taken back through a matrix, as W_{hf}^⊤da^f_t.
 * @param {Sheet} s @param {string} matrix @param {string} name @param {string} [time] @param {string} [gate]
 */
export const carried = ({ notation }, matrix, name, time, gate) =>
  notation.product(notation.transposed(matrix), notation.d(name, time, gate));

/** The gradient dh_t or dc_t, where it enters an equation. @param {Sheet} s @param {string} state */
export const arrived = (s, state) => s.tag(`d${state}`, s.notation.d(state), state);

/**
 * The gradient at a gate: that of a state times the factor it was multiplied with.
 * @param {Sheet} s @param {string} gate @param {string} state
 * @param {{name: string, symbol: string, hue: string}} factor
 */
export function atGate(s, gate, state, { name, symbol, hue }) {
  const symbols = `${arrived(s, state)}${s.times}${s.tag(name, symbol, hue)}`;
  s.line(`d${gate}|${gate}`, s.notation.d(gate), symbols, `{d${state}|${state}} · {${name}|${hue}}`);
}

/** Back through a gate's squashing. @param {Sheet} s @param {string} gate @param {string} kind */
export function squash(s, gate, kind) {
  const { notation, times } = s;
  const steep = s.tag(`slope_${gate}`, s.slope(kind, gate));
  const symbols = `${s.tag(`d${gate}`, notation.d(gate), gate)}${times}${steep}`;
  const left = notation.d("a", undefined, s.index(gate));
  s.line(`da_${gate}|${gate}`, left, symbols, `{d${gate}|${gate}} · {slope_${gate}}`);
}

/**
 * What goes on to h_{t−1}, by way of each gate.
 * @param {Sheet} s @param {[string, string][]} ways name of the gate, symbol of what it sends
 */
export function onward(s, ways) {
  const pieces = ways.map(([gate, symbol], k) => `${k ? plus : ""}${s.tag(`dh_${gate}`, symbol, hueOf(gate))}`);
  const put = ways.map(([gate]) => `{dh_${gate}|${hueOf(gate)}}`).join(" + ");
  s.line("dh_onward|h", `${mo("→")}${s.notation.d("h", before)}`, pieces, put);
}

/** What the update gate keeps has its colour. @param {string} gate */
const hueOf = (gate) => (gate === "kept" ? "z" : gate);

/** The size of what goes to the input. @param {Sheet} s @param {string} symbols */
export function toInput(s, symbols) {
  s.line("norm_dx|x", norm(s.tag("dx", s.notation.d("x"))), norm(symbols));
}
