// @ts-check
/**
 * Room on the screen. The style sheet keeps the whole drawing on the first screen, and in a presentation all the
 * equations: it is told here where the drawing begins (where it begins so low that it goes beyond that screen anyway,
 * it gets a whole screen to itself), and by how much the equations must be smaller.
 */

const LEAST = 0.5;
/** As low at least the drawing is, in pixels, as the style sheet says too. */
const LOWEST = 270;
/** How high the bar at the head of the page is, with some air. */
const HEAD = 72;
/** So long at most a new stepper waits for its style and its fonts. */
const PATIENCE_MS = 1500;

/** Show a new stepper only once its style and fonts are here, so that nothing in it jumps. @param {HTMLElement} root */
export function showWhole(root) {
  const begun = performance.now();
  root.style.visibility = "hidden";
  function look() {
    const styled = getComputedStyle(root).containerType === "inline-size" && document.fonts.status === "loaded";
    if (!styled && performance.now() - begun < PATIENCE_MS) return requestAnimationFrame(look);
    keepDrawingInSight(root);
    requestAnimationFrame(() => root.style.removeProperty("visibility"));
  }
  requestAnimationFrame(look);
}

/** What is scrolled where a stepper is: Streamlit's page, else the document. @param {HTMLElement} root @returns {Element} */
export function pageOf(root) {
  const tree = root.getRootNode();
  const page = tree instanceof ShadowRoot ? tree.host.closest("[data-testid=stMain]") : null;
  return page ?? document.documentElement;
}

/** Tell how much of the screen the drawing has to leave to what stands above it. @param {HTMLElement} root */
export function keepDrawingInSight(root) {
  const drawing = root.querySelector(".cell-drawing");
  if (!drawing?.checkVisibility() || root.matches(".presenting")) return;
  const above = Math.round(drawing.getBoundingClientRect().top + pageOf(root).scrollTop);
  const told = `${innerHeight - above < LOWEST ? HEAD : above}px`;
  if (root.style.getPropertyValue("--above") !== told) root.style.setProperty("--above", told);
}

/**
 * Make the equations smaller until all of them are in sight, and leave them so: what a later step makes shorter
 * does not grow again.
 * @param {HTMLElement} root @param {boolean} anew whether to begin from their full size
 */
export function fitEquations(root, anew = false) {
  const sheet = /** @type {HTMLElement|null} */ (root.querySelector(".equation"));
  if (!sheet?.checkVisibility()) return;
  if (anew) root.style.removeProperty("--fit");
  let fit = Number(root.style.getPropertyValue("--fit") || 1);
  while (sheet.scrollHeight > sheet.clientHeight + 1 && fit > LEAST) {
    fit -= 0.03;
    root.style.setProperty("--fit", fit.toFixed(2));
  }
}
