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

/** The walk that places belong to. @typedef {{steps: number, phases: number, hidden: number, back: boolean}} Way */

/** @type {Depth[]} */
export const DEPTHS = ["sequence", "cell", "operation"];

const clamp = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) =>
  Math.max(low, Math.min(high, Math.round(value) || low));

/** The step at which a walk begins and ends. @param {Way} way */
export const start = (way) => (way.back ? way.steps : 1);
/** @param {Way} way */
export const end = (way) => (way.back ? 1 : way.steps);

/** The same place, within the bounds of the walk. @param {Way} way @param {Place} place @returns {Place} */
export function settle(way, place) {
  return {
    ...place,
    t: clamp(place.t, 1, way.steps),
    unit: clamp(place.unit, 0, way.hidden - 1),
    phase: place.phase === null ? null : clamp(place.phase, 0, way.phases - 1),
  };
}

/** Some whole steps on (or back, where negative) in the direction of the walk. @param {Way} way @param {Place} place @param {number} steps */
export function stride(way, place, steps) {
  return settle(way, { ...place, t: place.t + (way.back ? -steps : steps), phase: null });
}

/**
 * One small step on or back. From a whole step, the first small step looks into that very step.
 * @param {Way} way
 * @param {Place} place
 * @param {1|-1} direction
 * @returns {Place}
 */
export function small(way, place, direction) {
  const forth = direction > 0;
  if (place.phase === null) return { ...place, phase: forth ? 0 : way.phases - 1 };
  const phase = place.phase + direction;
  if (phase >= 0 && phase < way.phases) return { ...place, phase };
  const next = stride(way, place, direction);
  if (next.t === place.t) return place;
  return { ...next, phase: forth ? 0 : way.phases - 1 };
}

/** Whether nothing comes after this place. @param {Way} way @param {Place} place */
export function atEnd(way, place) {
  return place.t === end(way) && (place.phase === null || place.phase === way.phases - 1);
}

/** Whether nothing comes before this place. @param {Way} way @param {Place} place */
export function atStart(way, place) {
  return place.t === start(way) && !place.phase;
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
