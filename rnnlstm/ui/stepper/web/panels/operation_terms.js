// @ts-check
/** What each operation adds up: its terms with their factors, and the squashing that follows or gave a slope. */

/** @typedef {import("../index.js").Model} Model */

/**
 * One term of a sum: a product of factors. `edit` names what the first two factors are, where they can be changed.
 * @typedef {{label: string, factors: number[], edit?: (string|undefined)[]}} Term
 */

/**
 * `total` is what the terms come to; `result` what the squashing makes of it, where one follows. `curve` is the
 * squashing: where on it the unit stands, and the value there.
 * @typedef {{
 *   terms: (t: number, unit: number) => Term[], total: string, symbol: string,
 *   result?: string, resultSymbol?: string, curve?: {kind: string, at: string, value: string, hue: string}
 * }} Operation
 */

const before = "h_{t−1}";

/** The index of a parameter in the lessons' notation: the candidate's is c. @param {string} gate */
const index = (gate) => (gate === "g" ? "c" : gate);

/** @param {Model} model @returns {Record<string, Operation>} */
export function operationsOf(model) {
  const { meta } = model;
  const kit = tools(model);
  if (meta.direction === "forward") return { ...forward[meta.cell](model, kit), y: kit.output };
  return { dh: kit.arrives, ...backward[meta.cell](model, kit) };
}

/** @typedef {ReturnType<typeof tools>} Tools */

/** @param {Model} model */
function tools(model) {
  const { arrays, meta } = model;
  const H = meta.hidden;

  /** The terms of one row of a matrix with a vector. @param {string} matrix @param {string} symbol @param {string} vector @param {string} read @param {number} row @param {number} t @param {number} [offset] @param {number} [scale] @returns {Term[]} */
  const product = (matrix, symbol, vector, read, row, t, offset = 0, scale) =>
    Array.from(arrays[vector].row(t), (value, k) => ({
      label: `${scale === undefined ? "" : "r_t · "}${symbol}[${row + 1},${offset + k + 1}] · ${read}[${k + 1}]`,
      factors: [...(scale === undefined ? [] : [scale]), arrays[matrix].at(row + 1, offset + k), value],
      edit:
        scale === undefined
          ? [
              `${matrix}.${row + 1}.${offset + k + 1}`,
              vector === "x" ? `x.${k + 1}@${t}` : t === 1 ? `h0.${k + 1}` : undefined,
            ]
          : [undefined, `${matrix}.${row + 1}.${offset + k + 1}`],
    }));

  /** The terms of one column of a matrix with a gradient: what W^T carries back to unit j. @param {string} matrix @param {string} symbol @param {string} gradient @param {string} read @param {number} column @param {number} t @returns {Term[]} */
  const carried = (matrix, symbol, gradient, read, column, t) =>
    Array.from(arrays[gradient].row(t), (value, m) => ({
      label: `${symbol}[${m + 1},${column + 1}] · ${read}[${m + 1}]`,
      factors: [arrays[matrix].at(m + 1, column), value],
      edit: [`${matrix}.${m + 1}.${column + 1}`],
    }));

  /** @param {string} label @param {string[]} names the factors, arrays of the payload @returns {(t: number, unit: number) => Term} */
  const times =
    (label, ...names) =>
    (t, unit) => ({ label, factors: names.map((name) => arrays[name].at(t, unit)) });

  /** @param {string} name @param {string} symbol @returns {(t: number, unit: number) => Term} */
  const bias = (name, symbol) => (_t, unit) => ({
    label: `${symbol}[${unit + 1}]`,
    factors: [arrays[name].at(1, unit)],
    edit: [`${name}.${unit + 1}`],
  });

  /** A gate of the LSTM or GRU: its row with [h, x], its bias, its squashing. @param {string} gate @param {string} kind @returns {Operation} */
  const gate = (gate, kind) => ({
    terms: (t, unit) => [
      ...product(`W_${gate}`, `W_${index(gate)}`, "h_before", before, unit, t),
      ...product(`W_${gate}`, `W_${index(gate)}`, "x", "x_t", unit, t, H),
      bias(`b_${gate}`, `b_${index(gate)}`)(t, unit),
    ],
    total: `a_${gate}`,
    symbol: `a^${index(gate)}_t`,
    result: gate,
    resultSymbol: `${gate}_t`,
    curve: { kind, at: `a_${gate}`, value: gate, hue: gate },
  });

  /** The gradient at a pre-activation: a chain of three factors, the last of them the slope. @param {string} gate @param {string} label @param {string[]} names @param {string} kind @returns {Operation} */
  const chain = (gate, label, names, kind) => ({
    terms: (t, unit) => [times(label, ...names, `slope_${gate}`)(t, unit)],
    total: `da_${gate}`,
    symbol: `da^${index(gate)}_t`,
    curve: { kind, at: `a_${gate}`, value: gate, hue: gate },
  });

  /** The best guess at a step. @param {number} t */
  const best = (t) => {
    const row = arrays.y.row(t);
    return row.indexOf(Math.max(...row));
  };

  /** @type {Operation} */
  const output = {
    terms: (t) => {
      const k = best(t);
      return [
        ...Array.from(arrays.h.row(t), (value, j) => ({
          label: `W_{hy}[${k + 1},${j + 1}] · h_t[${j + 1}]`,
          factors: [arrays.W_hy.at(k + 1, j), value],
          edit: [`W_hy.${k + 1}.${j + 1}`],
        })),
        { label: `b_y[${k + 1}]`, factors: [arrays.b_y.at(1, k)], edit: [`b_y.${k + 1}`] },
      ];
    },
    total: "y",
    symbol: "y_t",
  };

  /** @type {Operation} */
  const arrives = {
    terms: (t, unit) => [
      ...Array.from(arrays.dy.row(t), (value, k) => ({
        label: `W_{hy}[${k + 1},${unit + 1}] · dy_t[${k + 1}]`,
        factors: [arrays.W_hy.at(k + 1, unit), value],
      })),
      times(meta.labels.future, "dh_future")(t, unit),
    ],
    total: "dh",
    symbol: "dh_t",
  };

  return { product, carried, times, bias, gate, chain, output, arrives };
}

/** @type {Record<string, (model: Model, kit: Tools) => Record<string, Operation>>} */
const forward = {
  rnn: ({ meta }, { product, bias }) => ({
    h: {
      terms: (t, unit) => [
        ...product("W_hh", "W_{hh}", "h_before", before, unit, t),
        ...product("W_xh", "W_{xh}", "x", "x_t", unit, t),
        bias("b_h", "b_h")(t, unit),
      ],
      total: "a",
      symbol: "a_t",
      result: "h",
      resultSymbol: "h_t",
      curve: { kind: meta.activation, at: "a", value: "h", hue: "h" },
    },
  }),
  lstm: (_, { gate, times }) => ({
    f: gate("f", "sigmoid"),
    i: gate("i", "sigmoid"),
    g: gate("g", "tanh"),
    c: {
      terms: (t, unit) => [times("f_t · c_{t−1}", "f", "c_before")(t, unit), times("i_t · g_t", "i", "g")(t, unit)],
      total: "c",
      symbol: "c_t",
    },
    o: gate("o", "sigmoid"),
    h: {
      terms: (t, unit) => [times("o_t · tanh(c_t)", "o", "tanh_c")(t, unit)],
      total: "h",
      symbol: "h_t",
      curve: { kind: "tanh", at: "c", value: "tanh_c", hue: "c" },
    },
  }),
  gru: ({ arrays }, { gate, product, times, bias }) => ({
    r: gate("r", "sigmoid"),
    z: gate("z", "sigmoid"),
    n: {
      terms: (t, unit) => {
        const r = arrays.r.at(t, unit);
        return [
          ...product("W_hn", "W_{hn}", "h_before", before, unit, t, 0, r),
          {
            label: `r_t · b_{hn}[${unit + 1}]`,
            factors: [r, arrays.b_hn.at(1, unit)],
            edit: [undefined, `b_hn.${unit + 1}`],
          },
          ...product("W_xn", "W_{xn}", "x", "x_t", unit, t),
          bias("b_xn", "b_{xn}")(t, unit),
        ];
      },
      total: "a_n",
      symbol: "a^n_t",
      result: "n",
      resultSymbol: "n_t",
      curve: { kind: "tanh", at: "a_n", value: "n", hue: "n" },
    },
    h: {
      terms: (t, unit) => [
        times("z_t · h_{t−1}", "z", "h_before")(t, unit),
        { label: "(1 − z_t) · n_t", factors: [1 - arrays.z.at(t, unit), arrays.n.at(t, unit)] },
      ],
      total: "h",
      symbol: "h_t",
    },
  }),
};

/** @type {Record<string, (model: Model, kit: Tools) => Record<string, Operation>>} */
const backward = {
  rnn: ({ meta }, { carried, times }) => ({
    da: {
      terms: (t, unit) => [times("dh_t · φ′(a_t)", "dh", "slope")(t, unit)],
      total: "da",
      symbol: "da_t",
      curve: { kind: meta.activation, at: "a", value: "h", hue: "h" },
    },
    dh_onward: {
      terms: (t, unit) => carried("W_hh", "W_{hh}", "da", "da_t", unit, t),
      total: "dh_onward",
      symbol: "dh_{t−1}",
    },
  }),
  lstm: (_, { carried, chain, times }) => ({
    dc: {
      terms: (t, unit) => [
        times("f_{t+1} · dc_{t+1}", "dc_future")(t, unit),
        times("dh_t · o_t · (1 − tanh^2(c_t))", "dh", "o", "slope_c")(t, unit),
      ],
      total: "dc",
      symbol: "dc_t",
      curve: { kind: "tanh", at: "c", value: "tanh_c", hue: "c" },
    },
    da_f: chain("f", "dc_t · c_{t−1} · σ′", ["dc", "c_before"], "sigmoid"),
    da_i: chain("i", "dc_t · g_t · σ′", ["dc", "g"], "sigmoid"),
    da_g: chain("g", "dc_t · i_t · tanh′", ["dc", "i"], "tanh"),
    da_o: chain("o", "dh_t · tanh(c_t) · σ′", ["dh", "tanh_c"], "sigmoid"),
    dc_onward: {
      terms: (t, unit) => [times("f_t · dc_t", "f", "dc")(t, unit)],
      total: "dc_onward",
      symbol: "dc_{t−1}",
    },
    dh_onward: {
      terms: (t, unit) =>
        ["f", "i", "g", "o"].flatMap((gate) =>
          carried(`W_${gate}`, `W_${index(gate)}`, `da_${gate}`, `da^${index(gate)}_t`, unit, t),
        ),
      total: "dh_onward",
      symbol: "dh_{t−1}",
    },
  }),
  gru: ({ arrays }, { carried, chain, times }) => ({
    da_n: {
      terms: (t, unit) => [
        {
          label: "dh_t · (1 − z_t) · tanh′",
          factors: [arrays.dh.at(t, unit), 1 - arrays.z.at(t, unit), arrays.slope_n.at(t, unit)],
        },
      ],
      total: "da_n",
      symbol: "da^n_t",
      curve: { kind: "tanh", at: "a_n", value: "n", hue: "n" },
    },
    da_r: chain("r", "da^n_t · a^{hn}_t · σ′", ["da_n", "a_hn"], "sigmoid"),
    da_z: {
      terms: (t, unit) => [
        {
          label: "dh_t · (h_{t−1} − n_t) · σ′",
          factors: [
            arrays.dh.at(t, unit),
            arrays.h_before.at(t, unit) - arrays.n.at(t, unit),
            arrays.slope_z.at(t, unit),
          ],
        },
      ],
      total: "da_z",
      symbol: "da^z_t",
      curve: { kind: "sigmoid", at: "a_z", value: "z", hue: "z" },
    },
    dh_onward: {
      terms: (t, unit) => [
        times("z_t · dh_t", "z", "dh")(t, unit),
        ...carried("W_r", "W_r", "da_r", "da^r_t", unit, t),
        ...carried("W_z", "W_z", "da_z", "da^z_t", unit, t),
        ...carried("W_hn", "W_{hn}", "da_hn", "da^{hn}_t", unit, t),
      ],
      total: "dh_onward",
      symbol: "dh_{t−1}",
    },
  }),
};

/** @param {Operation} operation @param {number} t @param {number} unit @param {Model} model the total's value */
export function totalOf(operation, t, unit, model) {
  if (operation.total === "y") return Math.max(...model.arrays.y.row(t));
  return model.arrays[operation.total].at(t, unit);
}
