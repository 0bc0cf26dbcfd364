// @ts-check
/** What each operation adds up: its terms with their factors, and the squashing that follows or gave a slope. */

import { gateOf } from "../payload.js";

/** @typedef {import("../model.js").Model} Model */

/**
 * One term of a sum: a product of factors. `edit` names what the first two factors are, where they can be changed.
 * @typedef {{label: string, factors: number[], edit?: (string|undefined)[]}} Term
 */

/**
 * `total` is what the terms come to; `result` what the squashing makes of it, where one follows. `curve` is the
 * squashing: where on it the unit stands, and the value there. `chosen` picks one component, where `total` has
 * others than the units.
 * @typedef {{
 *   terms: (t: number, unit: number) => Term[], total: string, symbol: string, chosen?: (t: number) => number,
 *   result?: string, resultSymbol?: string, curve?: {kind: string, at: string, value: string, hue: string}
 * }} Operation
 */

/** One term, at a step and for a unit. @typedef {(t: number, unit: number) => Term} Making */

/** @typedef {ReturnType<typeof tools>} Tools */

const before = "h_{t−1}";

/** @param {Model} model @returns {Record<string, Operation>} */
export function operationsOf(model) {
  const { meta, cell } = model;
  const kit = tools(model);
  if (meta.direction === "forward") return { ...cell.operations.forward(model, kit), y: output(model) };
  return { dh: arrives(model, kit), ...cell.operations.backward(model, kit) };
}

/** What an operation's terms come to. @param {Operation} operation @param {number} t @param {number} unit @param {Model} model */
export const totalOf = ({ total, chosen }, t, unit, { arrays }) => arrays[total].at(t, chosen ? chosen(t) : unit);

/** @param {Model} model */
function tools({ arrays, meta, notation }) {
  const H = meta.hidden;

  /** A row of a matrix with h_{t−1}, in its first columns. @param {string} matrix @param {string} index @returns {(t: number, unit: number) => Term[]} */
  const withHidden = (matrix, index) => (t, unit) =>
    Array.from(arrays.h_before.row(t), (value, k) => ({
      label: `${notation.entry("h", index, unit + 1, k + 1)} · ${before}[${k + 1}]`,
      factors: [arrays[matrix].at(unit + 1, k), value],
      edit: [`${matrix}.${unit + 1}.${k + 1}`, t === 1 ? `h0.${k + 1}` : undefined],
    }));

  /** A row of a matrix with x_t. @param {string} matrix @param {string} index @param {number} [offset] the columns before those of x @returns {(t: number, unit: number) => Term[]} */
  const withInput =
    (matrix, index, offset = 0) =>
    (t, unit) =>
      Array.from(arrays.x.row(t), (value, k) => ({
        label: `${notation.entry("x", index, unit + 1, k + 1, offset)} · x_t[${k + 1}]`,
        factors: [arrays[matrix].at(unit + 1, offset + k), value],
        edit: [`${matrix}.${unit + 1}.${offset + k + 1}`, `x.${k + 1}@${t}`],
      }));

  /** A column of a matrix with a gradient: what W^T carries back to the unit. @param {string} matrix @param {string} index @param {string} gradient @param {string} symbol @returns {(t: number, unit: number) => Term[]} */
  const carried = (matrix, index, gradient, symbol) => (t, unit) =>
    Array.from(arrays[gradient].row(t), (value, m) => ({
      label: `${notation.entry("h", index, m + 1, unit + 1)} · ${symbol}[${m + 1}]`,
      factors: [arrays[matrix].at(m + 1, unit), value],
      edit: [`${matrix}.${m + 1}.${unit + 1}`],
    }));

  /** @param {string} label @param {...string} names the factors, arrays of the payload @returns {Making} */
  const times =
    (label, ...names) =>
    (t, unit) => ({
      label,
      factors: names.map((name) => arrays[name].at(t, unit)),
    });

  /** @param {string} name @param {string} index @returns {Making} */
  const bias = (name, index) => (_, unit) => ({
    label: `b_${index.length > 1 ? `{${index}}` : index}[${unit + 1}]`,
    factors: [arrays[name].at(1, unit)],
    edit: [`${name}.${unit + 1}`],
  });

  /** The curve of a gate, where the unit stands on it. @param {string} gate */
  const curveOf = (gate) => {
    const kind = gateOf(meta, gate).low < 0 ? "tanh" : "sigmoid";
    return { kind, at: `a_${gate}`, value: gate, hue: gate };
  };

  /** A gate: its row with [h, x], its bias, what more is added, its squashing. @param {string} gate @param {...Making} more @returns {Operation} */
  const gate = (gate, ...more) => {
    const { index } = gateOf(meta, gate);
    const [matrix, name] = [`W_${gate}`, `b_${gate}`];
    return {
      terms: (t, unit) => [
        ...withHidden(matrix, index)(t, unit),
        ...withInput(matrix, index, H)(t, unit),
        ...more.map((term) => term(t, unit)),
        bias(name, index)(t, unit),
      ],
      total: `a_${gate}`,
      symbol: `a^${index}_t`,
      result: gate,
      resultSymbol: `${gate}_t`,
      curve: curveOf(gate),
    };
  };

  /** The gradient at a pre-activation: one product, its last factor the slope. @param {string} gate @param {Making} term @returns {Operation} */
  const chain = (gate, term) => ({
    terms: (t, unit) => [term(t, unit)],
    total: `da_${gate}`,
    symbol: `da^${gateOf(meta, gate).index}_t`,
    curve: curveOf(gate),
  });

  const index = (/** @type {string} */ gate) => gateOf(meta, gate).index;

  return { withHidden, withInput, carried, times, bias, gate, chain, index };
}

/** The largest output. @param {Model} model @returns {Operation} */
function output({ arrays, notation }) {
  const best = (/** @type {number} */ t) => {
    const row = arrays.y.row(t);
    return row.indexOf(Math.max(...row));
  };
  return {
    terms: (t) => {
      const k = best(t);
      const products = Array.from(arrays.h.row(t), (value, j) => ({
        label: `${notation.entry("h", "hy", k + 1, j + 1)} · h_t[${j + 1}]`,
        factors: [arrays.W_hy.at(k + 1, j), value],
        edit: [`W_hy.${k + 1}.${j + 1}`],
      }));
      return [...products, { label: `b_y[${k + 1}]`, factors: [arrays.b_y.at(1, k)], edit: [`b_y.${k + 1}`] }];
    },
    total: "y",
    symbol: "y_t",
    chosen: best,
  };
}

/** What arrives at h_t. @param {Model} model @param {Tools} tools @returns {Operation} */
const arrives = ({ arrays, meta, notation }, { times }) => ({
  terms: (t, unit) => [
    ...Array.from(arrays.dy.row(t), (value, k) => ({
      label: `${notation.entry("h", "hy", k + 1, unit + 1)} · dy_t[${k + 1}]`,
      factors: [arrays.W_hy.at(k + 1, unit), value],
    })),
    times(meta.labels.future, "dh_future")(t, unit),
  ],
  total: "dh",
  symbol: "dh_t",
});
