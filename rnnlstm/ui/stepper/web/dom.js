// @ts-check
/** Small helpers to make elements and to write numbers. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {Element} node
 * @param {Record<string, any>} attributes
 * @param {(Node|string)[]} children
 */
function dress(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children);
  return node;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node|string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes = {}, ...children) {
  return /** @type {any} */ (dress(document.createElement(tag), attributes, children));
}

/**
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node|string)} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  return /** @type {any} */ (dress(document.createElementNS(SVG, tag), attributes, children));
}

/** Change a text only where it differs: an unchanged text costs no layout. @param {Element} node @param {string} text */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** A number for a reader: four decimals, or powers of ten where those would say nothing. @param {number} value */
export function number(value) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  const size = Math.abs(value);
  if (size === 0) return "0";
  return size >= 1e4 || size < 1e-3 ? value.toExponential(2) : value.toFixed(4);
}

/** The same in little room. @param {number} value */
export function brief(value) {
  if (!Number.isFinite(value)) return number(value);
  const size = Math.abs(value);
  if (size === 0) return "0";
  return size >= 1e3 || size < 1e-2 ? value.toExponential(1) : value.toFixed(2);
}

/**
 * Mathematics in running text: `h_t`, `c_{t−1}`, `W_{hh}^⊤`, as nodes with lowered and raised parts.
 * @param {string} symbol
 * @param {boolean} [drawing] for SVG text rather than HTML
 * @returns {(Node|string)[]}
 */
export function rich(symbol, drawing = false) {
  /** @type {(Node|string)[]} */
  const nodes = [];
  let raised = 0;
  for (const [, text, mark, group, single] of symbol.matchAll(/([^_^]+)|([_^])(?:\{([^}]*)\}|(.))/gu)) {
    const part = text ?? group ?? single;
    if (!drawing) {
      const before = nodes.at(-1);
      const node = text ? part : el(mark === "_" ? "sub" : "sup", {}, part);
      // One above and one below, as in print: they share their place.
      if (typeof node === "string" || !(before instanceof HTMLElement) || before.localName === node.localName) nodes.push(node);
      else nodes.splice(-1, 1, el("span", { class: "stack" }, ...(mark === "_" ? [before, node] : [node, before])));
    } else {
      // SVG has no subscripts of its own: shift, and shift back with the next part.
      const level = text ? 0 : mark === "_" ? 4 : -6;
      nodes.push(svg("tspan", { dy: level - raised, "font-size": text ? null : "75%" }, part));
      raised = level;
    }
  }
  return nodes;
}

/** The same mathematics in plain words, for a reader that hears it. @param {string} symbol */
export const plain = (symbol) => symbol.replace(/[_^{}]/g, " ").replace(/ +/g, " ").trim();

const LOWERED = { t: "ₜ", "−": "₋", "+": "₊", 1: "₁", h: "ₕ" };
const RAISED = { f: "ᶠ", i: "ⁱ", c: "ᶜ", o: "ᵒ", n: "ⁿ", r: "ʳ", z: "ᶻ" };

/** The same mathematics where no elements may stand, as in a list to choose from. @param {string} symbol */
export const compact = (symbol) =>
  symbol.replace(/([_^])(?:\{([^}]*)\}|(.))/gu, (_, mark, group, single) =>
    Array.from(group ?? single, (sign) => /** @type {Record<string, string>} */ (mark === "_" ? LOWERED : RAISED)[sign] ?? sign).join(""),
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
