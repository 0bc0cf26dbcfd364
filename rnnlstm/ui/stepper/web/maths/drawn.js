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

const TILDE = "\u0303";
/** How wide a letter with a tilde is, in em, and how much higher than above a low one its tilde stands. */
const ACCENTED = /** @type {Record<string, [number, number]>} */ ({
  s: [0.44, 0],
  h: [0.58, 0.16],
  C: [0.67, 0.15],
  H: [0.87, 0.15],
});

/** @param {string} text @param {Record<string, any>} shift */
function letters(text, shift) {
  return text
    .split(UPRIGHT)
    .filter(Boolean)
    .flatMap((run, k) => {
      const face = "UVW".includes(run)
        ? { "font-weight": 700, "font-style": "italic" }
        : UPRIGHT.test(run)
          ? {}
          : { "font-style": "italic" };
      const size = run === "⊙" ? "70%" : shift["font-size"];
      return accented(run, { ...(k ? {} : shift), "font-size": size, ...face });
    });
}

/** A run of letters; over one that has a tilde it stands by itself, for no font puts it in its place here. @param {string} run @param {Record<string, any>} look */
function accented(run, look) {
  const [before, ...after] = run.split(TILDE);
  const nodes = [svg("tspan", look, before)];
  let letter = before.slice(-1);
  for (const rest of after) {
    const [width, up] = ACCENTED[letter] ?? [0.5, 0];
    const back = width / 2 + 0.1;
    nodes.push(
      svg("tspan", { dx: `${-back}em`, dy: `${-up}em` }, "\u02dc"),
      svg("tspan", { dx: `${(back - 0.333).toFixed(3)}em`, dy: `${up}em`, "font-style": "italic" }, rest || "\u200b"),
    );
    letter = rest.slice(-1);
  }
  return nodes;
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
