// @ts-check
/** What a line carries, and how wide that makes it. */

/** @typedef {import("../model.js").Model} Model */
/**
 * What an element shows: the name of an array, or the names that stand for it and the array whose values it has.
 * Of several names the first is shown.
 * @typedef {string | {q: string, array: string}} Spec
 * @typedef {{q: string, name: string, of: (t: number, unit: number) => number}} Quantity
 */

/** Those with a number an input or an output rather than a unit: their lines carry what `wire_…` says. */
const VECTORS = new Set(["x", "dx", "y", "dy"]);
/** A gradient so many powers of ten below the largest is a hair: it has vanished. */
const DEPTH = 8;
/** What is no state, no pre-activation and nothing between: it has no part in how wide lines are. */
const APART = /^(x|y|p|has_loss)$|^([Wbd]|wire|norm|slope|peak)/;

/** @param {Model} model */
export function measure(model) {
  const { arrays, meta, cell } = model;
  const back = meta.direction === "backward";
  const gradients = ["dh", "dc"].filter((name) => name in arrays).map((name) => arrays[name]);
  const peak = Math.max(0, ...gradients.map((table) => table.peak));
  const decades = Math.max(2, Math.min(DEPTH, Math.max(...gradients.map((table) => table.decades))));
  const gates = new Set(meta.editable.gates.filter(({ low }) => low === 0).map(({ name }) => name));
  /** @type {Record<string, number>} */
  const peaks = {};

  /** Quantities that are added to and scaled into each other share one measure, so that widths compare. @param {string} name */
  const family = (name) => (/^a(_|$)|^gated$/.test(name) ? "a" : cell.cellState.includes(name) ? "c" : "h");

  /** The measure's end for a quantity of the forward pass. @param {string} name */
  const largest = (name) => {
    if (gates.has(name)) return 1;
    if (VECTORS.has(name)) return arrays[`wire_${name}`].peak;
    const kind = family(name);
    const same = (/** @type {string} */ other) => !gates.has(other) && !APART.test(other) && family(other) === kind;
    return (peaks[kind] ??= Math.max(
      ...Object.keys(arrays)
        .filter(same)
        .map((other) => arrays[other].peak),
    ));
  };

  /** @param {string} name @returns {(t: number, unit: number) => number} */
  const reader = (name) => {
    const table = arrays[VECTORS.has(name) ? `wire_${name}` : name];
    if (table.shape.length === 1) return (t) => table.at(t);
    // A bias has one row, the same for every step.
    return table.shape[0] === 1 ? (t, unit) => table.at(1, unit) : (t, unit) => table.at(t, unit);
  };

  return {
    peak,
    decades,
    /** @param {Spec} spec @returns {Quantity} */
    quantity(spec) {
      const { q, array } = typeof spec === "string" ? { q: spec, array: spec.split(" ")[0] } : spec;
      return { q, name: array, of: reader(array) };
    },
    /** The share of the full width, 0..1: linear forward; of a gradient by its decades. @param {Quantity} quantity */
    share({ name, of }) {
      if (back) return (/** @type {number} */ t, /** @type {number} */ unit) => depth(Math.abs(of(t, unit)));
      const most = largest(name);
      return (/** @type {number} */ t, /** @type {number} */ unit) =>
        most > 0 ? Math.min(1, Math.abs(of(t, unit)) / most) : 0;
    },
  };

  /** @param {number} size */
  function depth(size) {
    if (size === 0) return 0;
    return size < Infinity ? Math.max(0, Math.min(1, 1 + Math.log10(size / peak) / decades)) : 1;
  }
}
