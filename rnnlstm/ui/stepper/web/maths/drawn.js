// @ts-check
/** Mathematics in a drawing: italic letters, upright signs, digits and Chinese, indices that stand one above the other. */

import { svg } from "../page/dom.js";

const SMALL = 0.72;
const LEVELS = { _: -0.2, "^": 0.42 };

/** How wide the letters of fonts/math-italic.woff2 are, in em; what is not listed is half an em. */
const WIDTHS = /** @type {Record<string, number>} */ ({
  c: 0.42,
  f: 0.56,
  h: 0.58,
  i: 0.31,
  k: 0.54,
  l: 0.32,
  o: 0.46,
  r: 0.41,
  t: 0.31,
  x: 0.55,
  "−": 0.69,
  "+": 0.69,
  "⊤": 0.69,
  "′": 0.29,
});
const UPRIGHT = /(tanh|relu|σ|\p{Script=Han}+|[\d()[\]‖+−=×⊙∗∑→←⊤′,. ])/u;

/** @param {string} text */
const extent = (text) => Array.from(text).reduce((sum, letter) => sum + (WIDTHS[letter] ?? 0.5), 0);

/** @param {string} text @param {Record<string, any>} shift */
function letters(text, shift) {
  return text
    .split(UPRIGHT)
    .filter(Boolean)
    .map((run, k) => {
      const face = "UVW".includes(run)
        ? { "font-weight": 700, "font-style": "italic" }
        : UPRIGHT.test(run)
          ? {}
          : { "font-style": "italic" };
      return svg("tspan", { ...(k ? {} : shift), "font-size": run === "⊙" ? "70%" : shift["font-size"], ...face }, run);
    });
}

/**
 * `h_{t−1}`, `da^f_t`, `W_{hh}^⊤` as nodes for a text of a drawing. A lowered and a raised part that follow each
 * other share their place, as in print.
 * @param {string} symbol
 * @returns {SVGElement[]}
 */
export function maths(symbol) {
  /** @type {SVGElement[]} */
  const nodes = [];
  let level = 0;
  /** Width of the index before this one, in its own em, and how far the pair of them reaches. */
  let before = 0;
  let owed = 0;
  for (const [, text, mark, group, single] of symbol.matchAll(/([^_^]+)|([_^])(?:\{([^}]*)\}|(.))/gu)) {
    const part = text ?? group ?? single;
    const size = text ? 1 : SMALL;
    const to = text ? 0 : LEVELS[/** @type {"_"} */ (mark)];
    let dx = 0;
    if (text) {
      dx = owed * SMALL;
      before = owed = 0;
    } else if (before) {
      dx = -before;
      owed = Math.max(0, before - extent(part));
      before = 0;
    } else before = extent(part);
    /** @type {Record<string, any>} */
    const shift = { dy: `${((level - to) / size).toFixed(3)}em` };
    if (dx) shift.dx = `${dx.toFixed(3)}em`;
    if (!text) shift["font-size"] = `${100 * SMALL}%`;
    nodes.push(...letters(part, shift));
    level = to;
  }
  // What follows stands on the line again.
  if (level)
    nodes.push(svg("tspan", { dy: `${level}em`, dx: owed ? `${(owed * SMALL).toFixed(3)}em` : null }, "\u200b"));
  return nodes;
}

/** The same as plain text, for a name that is read out. @param {string} symbol */
export const plain = (symbol) => symbol.replace(/[{}]/g, "");
