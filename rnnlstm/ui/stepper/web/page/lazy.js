// @ts-check
/** What is out of sight is brought up to date when the steps pause, or when it comes into sight. */

const REST_MS = 100;
/** So near to the window's edge a panel is drawn at once. */
const MARGIN = "80px";

/**
 * @template {any[]} Place
 * @param {{node: Element, update: (...place: Place) => void}} panel
 */
export function lazy(panel) {
  /** @type {Place|undefined} */
  let due;
  // The first time everything is drawn, whether in sight or not.
  let seen = true;
  /** @type {number|undefined} */
  let rest;
  const draw = () => {
    clearTimeout(rest);
    if (due) panel.update(...due);
    due = undefined;
  };
  const watch = new IntersectionObserver(
    ([entry]) => {
      seen = entry.isIntersecting;
      panel.node.classList.toggle("unseen", !seen);
      if (seen) draw();
    },
    { rootMargin: MARGIN },
  );
  watch.observe(panel.node);
  return {
    node: panel.node,
    /** @param {Place} place */
    update(...place) {
      due = place;
      clearTimeout(rest);
      if (seen) draw();
      else rest = setTimeout(draw, REST_MS);
    },
    leave() {
      clearTimeout(rest);
      watch.disconnect();
    },
  };
}
