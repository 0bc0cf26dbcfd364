// @ts-check
/** Steppers of one group move together: each tells the others where the learner went, and follows what it hears. */

const EVENT = "rnnlstm-lockstep";

/** @typedef {import("./place.js").Place} Place */

/**
 * @param {string|null} group null: this stepper walks alone
 * @param {string} cell small steps are shared between cells of one kind only
 * @param {(place: Partial<Place>) => void} follow
 */
export function lockstep(group, cell, follow) {
  if (group === null) return { tell: () => {}, leave: () => {} };
  const self = {};
  const signals = new AbortController();
  document.addEventListener(
    EVENT,
    (event) => {
      const { from, of, kind, place } = /** @type {CustomEvent} */ (event).detail;
      if (from === self || of !== group) return;
      const { t, unit, phase, depth, op } = place;
      follow(
        kind === cell
          ? { t, unit, phase, depth, op }
          : { t, unit, phase: null, depth: depth === "sequence" ? depth : "cell" },
      );
    },
    { signal: signals.signal },
  );
  return {
    /** @param {Place} place */
    tell(place) {
      document.dispatchEvent(new CustomEvent(EVENT, { detail: { from: self, of: group, kind: cell, place } }));
    },
    leave: () => signals.abort(),
  };
}
