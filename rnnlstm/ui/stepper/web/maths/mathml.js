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

export const [before, after] = ["t−1", "t+1"];
/** Between two terms, also where a line may be broken before it. */
export const plus = `<mo form="infix">+</mo>`;
export const minus = mo("−");

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
/** What is lowered or raised: each letter by itself, so that it is set as one. @param {string} text */
const script = (text) =>
  row(
    Array.from(text, (sign) =>
      /\d/.test(sign) ? mn(sign) : /[()]/.test(sign) ? fence(sign) : /\p{L}/u.test(sign) ? mi(sign) : mo(sign),
    ).join(""),
  );

const TILDE = "\u0303";
/** A vector or a matrix, with its tilde if it has one. @param {string} letter */
const stem = (letter) =>
  letter.endsWith(TILDE) ? `<mover accent="true">${bold(letter[0])}${mo("~")}</mover>` : bold(letter);

const PIECE = /(d(?=[A-Za-z]))?([A-Za-z]\u0303?)((?:[_^](?:\{[^{}]*\}|[^{}_^]))*)|(.)/gu;

/**
 * A text such as `da^f_t`, `W_{hh}^⊤` or `h_{t−1}` as MathML: letters are vectors and matrices, a d before one makes
 * it a gradient.
 * @param {string} text
 */
export const letters = (text) =>
  Array.from(text.matchAll(PIECE), ([, d, letter, scripts, sign]) => {
    if (sign) return mo(sign);
    const base = d ? row(mi(d) + stem(letter)) : stem(letter);
    let [low, high] = ["", ""];
    for (const [, mark, group, single] of scripts.matchAll(/([_^])(?:\{([^{}]*)\}|([^{}_^]))/gu)) {
      const piece = (group ?? single) === "⊤" ? mo("⊤") : script(group ?? single);
      if (mark === "_") low += piece;
      else high += piece;
    }
    if (low && high) return `<msubsup>${base}${low}${high}</msubsup>`;
    return low ? `<msub>${base}${low}</msub>` : high ? `<msup>${base}${high}</msup>` : base;
  }).join("");

/** @param {string} piece */
export const square = (piece) => `<msup>${row(piece)}${mn("2")}</msup>`;
/** A sum over the gates k. @param {string} piece */
export const sumOverGates = (piece) => `<munder>${mo("∑")}${mi("k")}</munder>${piece}`;
