// @ts-check
/** A swipe to the side is a step; two fingers and the way up and down are left to the browser. */

const LEAST = 45;
const SLOPE = 2;
/** What moves sideways by itself keeps its swipes. */
const OWN = "input, select, .table, .equation, .scrolls";

/**
 * @param {HTMLElement} root
 * @param {{forth: () => void, back: () => void}} on
 * @param {AbortSignal} signal
 */
export function swipes(root, on, signal) {
  /** @type {{x: number, y: number}|undefined} */
  let from;
  root.addEventListener(
    "touchstart",
    (event) => {
      const own = event.target instanceof Element && event.target.closest(OWN);
      from =
        event.touches.length === 1 && !own ? { x: event.touches[0].clientX, y: event.touches[0].clientY } : undefined;
    },
    { passive: true, signal },
  );
  root.addEventListener(
    "touchend",
    (event) => {
      if (!from || event.touches.length) return;
      const [dx, dy] = [event.changedTouches[0].clientX - from.x, event.changedTouches[0].clientY - from.y];
      from = undefined;
      // As with the pages of a book: to the left is on.
      if (Math.abs(dx) >= LEAST && Math.abs(dx) >= SLOPE * Math.abs(dy)) (dx < 0 ? on.forth : on.back)();
    },
    { passive: true, signal },
  );
}
