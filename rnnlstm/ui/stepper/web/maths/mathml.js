// @ts-check
/** Mathematical type: pieces of MathML, each tagged with the quantity that it stands for. */

/** @param {string} text */
export const mi = (text) => `<mi>${text}</mi>`;
/** @param {string} text */
export const mo = (text) => `<mo>${text}</mo>`;
/** @param {string} text */
export const mn = (text) => `<mn>${text}</mn>`;
/** A vector or a matrix. @param {string} text */
export const bold = (text) => `<mi class="bold">${text}</mi>`;

export const now = mi("t");
export const before = `${mi("t")}${mo("−")}${mn("1")}`;
export const after = `${mi("t")}${mo("+")}${mn("1")}`;
/** Between two terms, also where a line may be broken before it. */
export const plus = `<mo form="infix">+</mo>`;
export const [minus, times] = ["−", "⊙"].map(mo);

/** @param {string} piece */
const row = (piece) => `<mrow>${piece}</mrow>`;
/** A sign that does not grow with what it holds. @param {string} text */
const fence = (text) => `<mo stretchy="false">${text}</mo>`;
/** @param {string} piece */
export const bracket = (piece) => `${fence("(")}${piece}${fence(")")}`;
/** @param {string} piece */
export const list = (piece) => `${fence("[")}${piece}${fence("]")}`;
/** A norm. @param {string} piece */
export const norm = (piece) => `${fence("‖")}${piece}${fence("‖")}`;
/** An index: each letter by itself, so that it is set as one. @param {string} letters */
const index = (letters) => row(Array.from(letters, mi).join(""));

/** A vector at a time step, as h_t. @param {string} name @param {string} [time] */
export const at = (name, time = now) => `<msub>${bold(name)}${row(time)}</msub>`;
/** A weight matrix or a bias, as W_hh. @param {string} name @param {string} letters */
export const weight = (name, letters) => `<msub>${bold(name)}${index(letters)}</msub>`;
/** @param {string} letters */
export const transposed = (letters) => `<msubsup>${bold("W")}${index(letters)}${mo("⊤")}</msubsup>`;
/** A pre-activation with its gate above, as a^hn_t. @param {string} gate */
export const preActivation = (gate) => `<msubsup>${bold("a")}${row(now)}${index(gate)}</msubsup>`;
/** A gradient, as dh_t, or da^f_t with the gate above. @param {string} name @param {string} [time] @param {string} [gate] */
export const d = (name, time = now, gate = "") =>
  gate
    ? `<msubsup>${row(mi("d") + bold(name))}${row(time)}${index(gate)}</msubsup>`
    : `<msub>${row(mi("d") + bold(name))}${row(time)}</msub>`;
/** @param {string} piece */
export const square = (piece) => `<msup>${row(piece)}${mn("2")}</msup>`;
/** A sum over the gates k. @param {string} piece */
export const sumOverGates = (piece) => `<munder>${mo("∑")}${mi("k")}</munder>${piece}`;

/**
 * The slope of a squashing by its value: of the candidates' tanh, else of the sigmoid.
 * @param {string} kind
 * @param {string} name what the value is called
 * @param {(piece: string) => string} tag
 */
export function slope(kind, name, tag) {
  if (kind === "tanh")
    return bracket(`${mn("1")}${minus}${tag(`<msubsup>${bold(name)}${row(now)}${mn("2")}</msubsup>`)}`);
  const value = tag(at(name));
  if (kind === "sigmoid") return bracket(`${value}${times}${bracket(`${mn("1")}${minus}${value}`)}`);
  return list(`${value}${mo(">")}${mn("0")}`);
}
