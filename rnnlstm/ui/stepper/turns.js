// @ts-check
/**
 * While steps come faster than numbers can be read, as with a key held down, the panels take turns, one a frame;
 * at any lesser speed all are drawn at once.
 */

/** So many steps within this time are fast. */
const FAST = { steps: 5, ms: 150 };

/**
 * @template Place
 * @param {((place: Place) => void)[]} panels
 */
export function turns(panels) {
  /** @type {number[]} */
  let recent = [];
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
      recent = [...recent.filter((time) => now - time < FAST.ms), now];
      for (const panel of panels) due.add(panel);
      if (recent.length >= FAST.steps) {
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
