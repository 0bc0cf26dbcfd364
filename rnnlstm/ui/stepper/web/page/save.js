// @ts-check
/** Saving a figure as a file: drawings as SVG, heat maps as PNG. */

import { el, svg } from "./dom.js";
import { FAMILY, faces } from "./font.js";

const STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "opacity",
  "paint-order",
  "font-family",
  "font-size",
  "font-style",
  "font-weight",
  "visibility",
];
const MAP_WIDTH = 1200;

/** @param {string} href @param {string} name */
export function download(href, name) {
  el("a", { href, download: name }).click();
}

/** @param {string} title @param {string} file @param {() => void} act */
function button(title, file, act) {
  const node = el(
    "button",
    { type: "button", class: "save", title: `${title}: ${file}`, "aria-label": `${title}: ${file}` },
    "⤓",
  );
  node.addEventListener("click", act);
  return node;
}

/**
 * A button that saves a drawing as it stands, its styles written into it.
 * @param {string} title
 * @param {string} name the file's name, without its ending
 * @param {Element} figure what holds the drawing
 */
export function saveDrawing(title, name, figure) {
  return button(title, `${name}.svg`, async () => {
    const drawing = /** @type {SVGSVGElement} */ (figure.querySelector("svg"));
    const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
    const originals = [drawing, ...drawing.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((node, k) => {
      const style = getComputedStyle(originals[k]);
      node.setAttribute("style", STYLES.map((key) => `${key}:${style.getPropertyValue(key)}`).join(";"));
    });
    const { width, height } = drawing.getBoundingClientRect();
    const page = getComputedStyle(drawing).getPropertyValue("--page").trim();
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", String(width));
    copy.setAttribute("height", String(height));
    copy.style.background = page;
    // Where it is read, the page's font for mathematics is not; without it, the numbers still say the same.
    if (getComputedStyle(drawing).fontFamily.includes(FAMILY))
      copy.prepend(svg("style", {}, await faces().catch(() => "")));
    const file = new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
    const href = URL.createObjectURL(file);
    download(href, `${name}.svg`);
    URL.revokeObjectURL(href);
  });
}

/**
 * A button that saves a heat map, one block a value, large enough for a slide.
 * @param {string} title
 * @param {string} name
 * @param {HTMLCanvasElement} canvas one pixel a value
 */
export function saveMap(title, name, canvas) {
  return button(title, `${name}.png`, () => {
    const block = Math.max(4, Math.round(MAP_WIDTH / canvas.width));
    const large = el("canvas", { width: canvas.width * block, height: canvas.height * block });
    const context = /** @type {CanvasRenderingContext2D} */ (large.getContext("2d"));
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, 0, 0, large.width, large.height);
    download(large.toDataURL(), `${name}.png`);
  });
}
