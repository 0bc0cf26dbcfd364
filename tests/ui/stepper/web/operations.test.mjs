/** What an operation adds up comes to what the core says: held against cells computed here by their equations. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { CELLS } from "../../../../rnnlstm/ui/stepper/web/cells/index.js";
import { operationsOf, totalOf } from "../../../../rnnlstm/ui/stepper/web/cells/operations.js";
import { Notation } from "../../../../rnnlstm/ui/stepper/web/maths/notation.js";
import { Table } from "../../../../rnnlstm/ui/stepper/web/payload.js";

const sigmoid = (/** @type {number} */ a) => 1 / (1 + Math.exp(-a));
const dot = (/** @type {number[]} */ a, /** @type {number[]} */ b) => a.reduce((sum, x, k) => sum + x * b[k], 0);
const sum = (/** @type {{factors: number[]}[]} */ terms) =>
  terms.reduce((total, { factors }) => total + factors.reduce((a, b) => a * b, 1), 0);

/** @param {string} cell @param {string} direction @param {Record<string, number[][]>} rows */
function model(cell, direction, rows) {
  const arrays = Object.fromEntries(
    Object.entries(rows).map(([name, each]) => [
      name,
      new Table(Float64Array.from(each.flat()), [each.length, each[0].length]),
    ]),
  );
  const gates = ["f", "i", "o", "r", "z"].map((name) => ({ name, index: name, low: 0 }));
  gates.push({ name: "g", index: "c", low: -1 }, { name: "n", index: "n", low: -1 });
  const meta = { hidden: 2, direction, activation: "tanh", editable: { gates }, labels: { future: "later" } };
  return /** @type {any} */ ({ arrays, meta, notation: new Notation(), cell: CELLS[cell] });
}

const W = [
  [0.5, -1, 2],
  [1.5, 0.25, -0.5],
];
const [b, h0, x] = [[0.1, -0.2], [0.3, -0.6], [0.7]];

test("a gate's row with h and x and its bias come to its pre-activation", () => {
  const a = W.map((row, j) => dot(row, [...h0, ...x]) + b[j]);
  const rows = { W_f: W, b_f: [b], h_before: [h0], x: [x], a_f: [a], f: [a.map(sigmoid)] };
  const shown = model("lstm", "forward", rows);
  const { f } = operationsOf(shown);
  for (const unit of [0, 1]) {
    assert.ok(Math.abs(sum(f.terms(1, unit)) - totalOf(f, 1, unit, shown)) < 1e-12);
  }
  assert.deepEqual(
    f.terms(1, 1).map(({ label, edit }) => [label, ...(edit ?? [])]),
    [
      ["W_f[2,1] · h_{t−1}[1]", "W_f.2.1", "h0.1"],
      ["W_f[2,2] · h_{t−1}[2]", "W_f.2.2", "h0.2"],
      ["W_f[2,3] · x_t[1]", "W_f.2.3", "x.1@1"],
      ["b_f[2]", "b_f.2"],
    ],
  );
  assert.equal(f.curve?.kind, "sigmoid");
});

test("the candidate's parameters have the index c on the screen and g in an edit", () => {
  const shown = model("lstm", "forward", { W_g: W, b_g: [b], h_before: [h0], x: [x] });
  const { g } = operationsOf(shown);
  const [first] = g.terms(1, 0);
  assert.equal(first.label, "W_c[1,1] · h_{t−1}[1]");
  assert.equal(first.edit?.[0], "W_g.1.1");
  assert.equal(g.symbol, "a^c_t");
  assert.equal(g.curve?.kind, "tanh");
});

test("the GRU's reset gate scales what comes from the past", () => {
  const [W_hn, W_xn] = [W.map((row) => row.slice(0, 2)), W.map((row) => row.slice(2))];
  const [r, b_hn] = [
    [0.25, 0.75],
    [0.4, 0.5],
  ];
  const a = W.map((_, j) => r[j] * (dot(W_hn[j], h0) + b_hn[j]) + dot(W_xn[j], x) + b[j]);
  const rows = { W_hn, W_xn, b_hn: [b_hn], b_xn: [b], h_before: [h0], x: [x], r: [r], a_n: [a] };
  const shown = model("gru", "forward", rows);
  const { n } = operationsOf(shown);
  for (const unit of [0, 1]) assert.ok(Math.abs(sum(n.terms(1, unit)) - a[unit]) < 1e-12);
  assert.equal(n.terms(1, 0)[0].label, "r_t · W_{hn}[1,1] · h_{t−1}[1]");
});

test("what goes on to h_{t−1} is the column of the weights with the gradient", () => {
  const da = [0.2, -0.4];
  const W_hh = W.map((row) => row.slice(0, 2));
  const onward = [0, 1].map((j) =>
    dot(
      da,
      W_hh.map((row) => row[j]),
    ),
  );
  const shown = model("rnn", "backward", { W_hh, da: [da], dh_onward: [onward] });
  const op = operationsOf(shown).dh_onward;
  for (const unit of [0, 1]) {
    assert.ok(Math.abs(sum(op.terms(1, unit)) - totalOf(op, 1, unit, shown)) < 1e-12);
  }
});

test("the output looked into is the largest", () => {
  const rows = { h: [h0], W_hy: W.map((row) => row.slice(0, 2)), b_y: [b], y: [[-1, 2]] };
  const shown = model("rnn", "forward", rows);
  assert.equal(totalOf(operationsOf(shown).y, 1, 0, shown), 2);
  assert.equal(operationsOf(shown).y.terms(1, 0)[0].label, "W_{hy}[2,1] · h_t[1]");
});
