// @ts-check
/** Mathematics in running text, and sentences with numbers and mathematics in them. */

import { el } from "../page/dom.js";

/**
 * Mathematics in running text: `h_t`, `c_{t−1}`, `W_{hh}^⊤`, as nodes with lowered and raised parts.
 * @param {string} symbol
 * @returns {(Node|string)[]}
 */
export function rich(symbol) {
  /** @type {(Node|string)[]} */
  const nodes = [];
  for (const [, text, mark, group, single] of symbol.matchAll(/([^_^]+)|([_^])(?:\{([^}]*)\}|(.))/gu)) {
    const before = nodes.at(-1);
    const node = /** @type {string|undefined} */ (text) ?? el(mark === "_" ? "sub" : "sup", {}, group ?? single);
    // One above and one below, as in print: they share their place.
    if (typeof node === "string" || !(before instanceof HTMLElement) || before.localName === node.localName)
      nodes.push(node);
    else nodes.splice(-1, 1, el("span", { class: "stack" }, ...(mark === "_" ? [before, node] : [node, before])));
  }
  return nodes;
}

/** The same mathematics in plain words, for a reader that hears it. @param {string} symbol */
export const plain = (symbol) =>
  symbol
    .replace(/[_^{}]/g, " ")
    .replace(/ +/g, " ")
    .trim();

const LOWERED = { t: "ₜ", "−": "₋", "+": "₊", 1: "₁", h: "ₕ" };
const RAISED = { f: "ᶠ", i: "ⁱ", c: "ᶜ", o: "ᵒ", n: "ⁿ", r: "ʳ", z: "ᶻ" };

/** The same mathematics where no elements may stand, as in a list to choose from. @param {string} symbol */
export const compact = (symbol) =>
  symbol.replace(/([_^])(?:\{([^}]*)\}|(.))/gu, (_, mark, group, single) =>
    Array.from(
      group ?? single,
      (sign) => /** @type {Record<string, string>} */ (mark === "_" ? LOWERED : RAISED)[sign] ?? sign,
    ).join(""),
  );

/**
 * A sentence with mathematics in it, its {names} filled in as they are: what was typed is no mathematics, and
 * its direction of writing is its own.
 * @param {string} template
 * @param {(name: string) => string|(Node|string)[]} filled
 */
export function say(template, filled) {
  return template.split(/(?<![_^])\{([\w%]+)\}/).flatMap((part, k) => {
    if (k % 2 === 0) return rich(part);
    const value = filled(part);
    return typeof value === "string" ? [el("bdi", {}, value)] : value;
  });
}

/** Fill the {names} of a template. @param {string} template @param {Record<string, string|number>} values */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
