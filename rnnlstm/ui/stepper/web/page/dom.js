// @ts-check
/** Small helpers to make elements and to change their text. */

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
 * A button of a bar, by the name that tests know it by.
 * @param {string} name
 * @param {string} label
 * @param {string} hint
 * @param {() => void} act
 */
export function button(name, label, hint, act) {
  const node = el("button", { type: "button", "data-testid": name, title: hint }, label);
  node.addEventListener("click", act);
  return node;
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
