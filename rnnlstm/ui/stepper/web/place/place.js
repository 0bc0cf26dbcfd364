// @ts-check
/**
 * Where the learner stands: the step, the small step within it, the unit, and how deep they look.
 * Pure moves from one place to the next; who draws them is not known here.
 */

/** @typedef {"sequence"|"cell"|"operation"} Depth */

/**
 * `phase` is null while the whole step is shown, else the index of the small step just made.
 * `op` is the operation looked into, at the depth "operation".
 * @typedef {{t: number, phase: number|null, unit: number, depth: Depth, op: string}} Place
 */

/** The walk that places belong to. @typedef {{steps: number, phases: number, hidden: number, back: boolean}} Walk */

/** @type {Depth[]} */
export const DEPTHS = ["sequence", "cell", "operation"];

const clamp = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) =>
  Math.max(low, Math.min(high, Math.round(value) || low));

/** The step at which a walk begins and ends. @param {Walk} walk */
export const start = (walk) => (walk.back ? walk.steps : 1);
/** @param {Walk} walk */
export const end = (walk) => (walk.back ? 1 : walk.steps);

/** The same place, within the bounds of the walk. @param {Walk} walk @param {Place} place @returns {Place} */
export function settle(walk, place) {
  return {
    ...place,
    t: clamp(place.t, 1, walk.steps),
    unit: clamp(place.unit, 0, walk.hidden - 1),
    phase: place.phase === null ? null : clamp(place.phase, 0, walk.phases - 1),
  };
}

/** Some whole steps on (or back, where negative) in the direction of the walk. @param {Walk} walk @param {Place} place @param {number} steps */
export function stride(walk, place, steps) {
  return settle(walk, { ...place, t: place.t + (walk.back ? -steps : steps), phase: null });
}

/**
 * One small step on or back. From a whole step, the first small step looks into that very step.
 * @param {Walk} walk
 * @param {Place} place
 * @param {1|-1} direction
 * @returns {Place}
 */
export function small(walk, place, direction) {
  const forth = direction > 0;
  if (place.phase === null) return { ...place, phase: forth ? 0 : walk.phases - 1 };
  const phase = place.phase + direction;
  if (phase >= 0 && phase < walk.phases) return { ...place, phase };
  const next = stride(walk, place, direction);
  if (next.t === place.t) return place;
  return { ...next, phase: forth ? 0 : walk.phases - 1 };
}

/** Whether nothing comes after this place. @param {Walk} walk @param {Place} place */
export function atEnd(walk, place) {
  return place.t === end(walk) && (place.phase === null || place.phase === walk.phases - 1);
}

/** Whether nothing comes before this place. @param {Walk} walk @param {Place} place */
export function atStart(walk, place) {
  return place.t === start(walk) && !place.phase;
}

/** One depth in; into an operation where one is named. @param {Place} place @param {string} [op] @returns {Place} */
export function enter(place, op) {
  if (op !== undefined) return { ...place, depth: "operation", op };
  return { ...place, depth: DEPTHS[Math.min(2, DEPTHS.indexOf(place.depth) + 1)] };
}

/** One depth out. @param {Place} place @returns {Place} */
export function leave(place) {
  return { ...place, depth: DEPTHS[Math.max(0, DEPTHS.indexOf(place.depth) - 1)] };
}

/** The beginning of the walk again, at the same pace. @param {Walk} walk @param {Place} place @returns {Place} */
export function restart(walk, place) {
  return { ...place, t: start(walk), phase: place.phase === null ? null : 0 };
}
