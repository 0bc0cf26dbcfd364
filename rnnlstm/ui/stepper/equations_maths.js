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
export const [plus, minus, times, equals] = ["+", "−", "⊙", "="].map(mo);

/** @param {string} piece */
export const bracket = (piece) => `${mo("(")}${piece}${mo(")")}`;
/** @param {string} piece */
const row = (piece) => `<mrow>${piece}</mrow>`;

/** A vector at a time step, as h_t. @param {string} name @param {string} [time] */
export const at = (name, time = now) => `<msub>${bold(name)}${row(time)}</msub>`;
/** A weight matrix or a bias, as W_hh. @param {string} name @param {string} index */
export const weight = (name, index) => `<msub>${bold(name)}${mi(index)}</msub>`;
/** @param {string} index */
export const transposed = (index) => `<msubsup>${bold("W")}${mi(index)}${mo("⊤")}</msubsup>`;
/** A gradient, as dh_t, or da^f_t with the gate above. @param {string} name @param {string} [time] @param {string} [gate] */
export const d = (name, time = now, gate = "") =>
  gate
    ? `<msubsup>${row(mi("d") + bold(name))}${row(time)}${mi(gate)}</msubsup>`
    : `<msub>${row(mi("d") + bold(name))}${row(time)}</msub>`;
/** @param {string} piece */
export const square = (piece) => `<msup>${row(piece)}${mn("2")}</msup>`;
/** A sum over the gates k. @param {string} piece */
export const sumOverGates = (piece) => `<munder>${mo("∑")}${mi("k")}</munder>${piece}`;

/** The slope of a squashing by its value: of the candidates' tanh, else of the sigmoid. @param {string} kind @param {string} value */
export function slope(kind, value) {
  if (kind === "tanh") return bracket(`${mn("1")}${minus}${square(value)}`);
  if (kind === "sigmoid") return bracket(`${value}${times}${bracket(`${mn("1")}${minus}${value}`)}`);
  return `${mo("[")}${value}${mo(">")}${mn("0")}${mo("]")}`;
}

/** What an activation is called in an equation. */
export const NAMES = { tanh: "tanh", sigmoid: "σ", relu: "relu" };

/**
 * A number to be put in: the array it comes from, and the hue of what it measures.
 * @typedef {{name: string, hue?: string}} Slot
 */
/** @param {string} name @param {string} [hue] @returns {Slot} */
export const put = (name, hue) => ({ name, hue });
