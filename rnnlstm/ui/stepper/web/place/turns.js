// @ts-check
/**
 * While steps come faster than numbers can be read, as with a key held down, the panels take turns, one a frame;
 * at any lesser speed all are drawn at once.
 */

/** So many steps in a row, each within this time of the one before, are fast. */
const FAST = { steps: 4, ms: 80 };

/**
 * @template Place
 * @param {((place: Place) => void)[]} panels
 */
export function turns(panels) {
  let last = -Infinity;
  let streak = 0;
  /** @type {Set<(place: Place) => void>} */
  const due = new Set();
  /** @type {Place} */
  let latest;
  let frame = 0;

  function next() {
    frame = 0;
    const [panel] = due;
    if (!panel) return;
    due.delete(panel);
    panel(latest);
    if (due.size) frame = requestAnimationFrame(next);
  }

  return {
    /** @param {Place} place */
    update(place) {
      latest = place;
      const now = performance.now();
      streak = now - last < FAST.ms ? streak + 1 : 1;
      last = now;
      for (const panel of panels) due.add(panel);
      if (streak >= FAST.steps) {
        frame ||= requestAnimationFrame(next);
        return;
      }
      cancelAnimationFrame(frame);
      frame = 0;
      for (const panel of panels) panel(place);
      due.clear();
    },
    leave: () => cancelAnimationFrame(frame),
  };
}
