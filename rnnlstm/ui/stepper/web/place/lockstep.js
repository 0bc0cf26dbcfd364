// @ts-check
/**
 * Steppers of one group move together: each tells the others where the learner went, and follows what it hears. One
 * that comes later asks where the others are.
 */

const EVENT = "rnnlstm-lockstep";
const ASKED = "rnnlstm-lockstep-asked";

/** @typedef {import("./place.js").Place} Place */

/**
 * @param {string|null} group null: this stepper walks alone
 * @param {string} cell small steps are shared between cells of one kind only
 * @param {(place: Partial<Place>) => void} follow
 */
export function lockstep(group, cell, follow) {
  if (group === null) return { tell: () => {}, join: () => {}, leave: () => {} };
  const self = {};
  const signals = new AbortController();
  /** Where the learner went last. @type {Place|undefined} */
  let last;
  const say = () =>
    document.dispatchEvent(new CustomEvent(EVENT, { detail: { from: self, of: group, kind: cell, place: last } }));
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
  const answer = (/** @type {Event} */ event) => last && /** @type {CustomEvent} */ (event).detail === group && say();
  document.addEventListener(ASKED, answer, { signal: signals.signal });
  return {
    /** @param {Place} place */
    tell(place) {
      last = place;
      say();
    },
    join: () => document.dispatchEvent(new CustomEvent(ASKED, { detail: group })),
    leave: () => signals.abort(),
  };
}
