// @ts-check
/** What a line carries, how wide that makes it, and how its number is written in little room. */

/** @typedef {import("../index.js").Model} Model */
/**
 * What an element shows: the name of an array (or several, of which the first is shown), a sum of arrays
 * ("dh_i+dh_g"), or a value worked out here and the names it stands for.
 * @typedef {string | {q: string, of: (t: number, unit: number) => number}} Spec
 * @typedef {{q: string, name: string, of: (t: number, unit: number) => number}} Quantity
 */

/** Those with a number an input or an output rather than a unit: their norm is shown. */
const VECTORS = new Set(["x", "dx", "y", "dy", "p"]);
/** A gradient so many powers of ten below the largest is a hair: it has vanished. */
const DEPTH = 8;
const GATES = new Set(["f", "i", "o", "r", "z"]);
/** Quantities that are added to and scaled into each other share one measure, so that widths compare. */
const CELL = new Set(["c", "c_before", "kept", "added", "g"]);

/** @param {Model} model */
export function measure(model) {
  const { arrays, meta } = model;
  const back = meta.direction === "backward";
  const gradients = ["dh", "dc"].filter((name) => name in arrays).map((name) => arrays[name]);
  const peak = Math.max(0, ...gradients.map((table) => table.peak));
  const decades = Math.max(2, Math.min(DEPTH, Math.max(...gradients.map((table) => table.decades))));
  /** @type {Record<string, number>} */
  const peaks = {};

  /** @param {string} name */
  const family = (name) => {
    if (VECTORS.has(name)) return name;
    if (/^a(_|$)|^gated$/.test(name)) return "a";
    return meta.cell === "lstm" && CELL.has(name) ? "c" : "h";
  };

  /** @param {string} name */
  const norm = (name) => {
    const table = arrays[name];
    return (/** @type {number} */ t) => (table.width === 1 ? table.at(t) : Math.hypot(...table.row(t)));
  };

  /** The measure's end for a quantity of the forward pass. @param {string} name */
  const largest = (name) => {
    if (GATES.has(name)) return 1;
    const kind = family(name);
    if (VECTORS.has(name)) {
      const of = norm(name);
      return (peaks[kind] ??= Math.max(...Array.from({ length: meta.steps }, (_, k) => Math.abs(of(k + 1)))));
    }
    return (peaks[kind] ??= Math.max(
      ...Object.keys(arrays)
        .filter(
          (other) =>
            !GATES.has(other) && !VECTORS.has(other) && !/^[WbdE]|norm|has|slope/.test(other) && family(other) === kind,
        )
        .map((other) => arrays[other].peak),
    ));
  };

  /** @param {string} name @returns {(t: number, unit: number) => number} */
  const reader = (name) => {
    if (VECTORS.has(name)) return norm(name);
    const table = arrays[name];
    if (table.shape.length === 1) return (t) => table.at(t);
    // A bias has one row, the same for every step.
    return table.shape[0] === 1 ? (t, unit) => table.at(1, unit) : (t, unit) => table.at(t, unit);
  };

  return {
    peak,
    decades,
    /** @param {Spec} spec @returns {Quantity} */
    quantity(spec) {
      if (typeof spec !== "string") return { ...spec, name: spec.q.split(" ")[0] };
      const names = spec.split(/[ +]/);
      if (!spec.includes("+")) return { q: spec, name: names[0], of: reader(names[0]) };
      const readers = names.map(reader);
      return {
        q: names.join(" "),
        name: names[0],
        of: (t, unit) => readers.reduce((sum, read) => sum + read(t, unit), 0),
      };
    },
    /** The share of the full width, 0..1: linear forward; of a gradient by its decades. @param {Quantity} quantity */
    share({ name, of }) {
      if (back) {
        return (/** @type {number} */ t, /** @type {number} */ unit) => {
          const size = Math.abs(of(t, unit));
          if (size === 0) return 0;
          return size < Infinity ? Math.max(0, Math.min(1, 1 + Math.log10(size / peak) / decades)) : 1;
        };
      }
      const most = largest(name);
      return (/** @type {number} */ t, /** @type {number} */ unit) =>
        most > 0 ? Math.min(1, Math.abs(of(t, unit)) / most) : 0;
    },
  };
}

/**
 * What each gate sends back to x_t, W_{kx}^⊤ da^k_t, and what they make together: the norms of sums of these.
 * @param {Model} model
 * @param {Record<string, [string, string, number]>} ways gate -> its gradient, its weights, the first column of x
 */
export function toInput(model, ways) {
  const { arrays } = model;
  const D = arrays.dx.width;
  const add = (/** @type {string[]} */ gates, /** @type {number} */ d) =>
    gates.reduce((total, gate) => total + sent[gate][d], 0);
  let now = 0;
  /** @type {Record<string, Float64Array>} */
  const sent = {};
  /** @param {number} t */
  const send = (t) => {
    for (const [gate, [gradient, weights, first]] of Object.entries(ways)) {
      const out = (sent[gate] ??= new Float64Array(D)).fill(0);
      const { values, width } = arrays[weights];
      arrays[gradient].row(t).forEach((da, unit) => {
        for (let d = 0; d < D; d++) out[d] += da * values[unit * width + first + d];
      });
    }
    now = t;
  };
  /** @type {(...gates: string[]) => Spec} */
  return (...gates) => ({
    q: "dx",
    of: (t) => {
      if (now !== t) send(t);
      // A single number keeps its sign.
      if (D === 1) return add(gates, 0);
      let sum = 0;
      for (let d = 0; d < D; d++) sum += add(gates, d) ** 2;
      return Math.sqrt(sum);
    },
  });
}
