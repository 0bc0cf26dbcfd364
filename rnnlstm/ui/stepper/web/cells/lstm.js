// @ts-check
/** The LSTM: its equations, what its operations add up, and its drawing (lstm_drawing.js). */

import {
  at,
  after,
  before,
  bracket,
  d,
  mi,
  minus,
  mn,
  mo,
  plus,
  square,
  sumOverGates,
  times,
  transposed,
} from "../maths/mathml.js";
import { CELL, HIDDEN } from "./cell.js";
import { arrived, arrives, atGate, gate, onward, squash, toInput } from "./equations.js";
import { drawing } from "./lstm_drawing.js";

/** @typedef {import("./cell.js").Sheet} Sheet @typedef {import("./cell.js").Tools} Tools @typedef {import("./cell.js").Operation} Operation */

export const GATES = ["f", "i", "g", "o"];

/** c_t = f_t⊙c_{t−1} + i_t⊙g_t. @param {Sheet} s */
export function cellState(s) {
  const kept = s.tag("kept", `${s.now("f")}${times}${s.tag("c_before", at("c", before), "c")}`);
  const added = s.tag("added", `${s.now("i")}${times}${s.now("g")}`);
  s.line("c|c", at("c"), `${kept}${plus}${added}`, "{f|f} · {c_before|c} + {i|i} · {g|g} = {kept|f} + {added|g}");
}

/** h_t = o_t⊙tanh(c_t). @param {Sheet} s */
export function hiddenState(s) {
  const shown = s.tag("tanh_c", `${mi("tanh")}${bracket(s.now("c"))}`);
  s.line("h|h", at("h"), `${s.now("o")}${times}${shown}`, "{o|o} · tanh({c|c}) = {o|o} · {tanh_c|c}");
}

/** @param {Sheet} s */
function forward(s) {
  gate(s, "f", "σ");
  gate(s, "i", "σ");
  gate(s, "g", "tanh");
  cellState(s);
  gate(s, "o", "σ");
  hiddenState(s);
}

/** From dh_t to dc_t, by way of the output gate. @param {Sheet} s @param {{symbols: string, put: string}} [more] what else reaches dc_t */
export function intoCellState(s, more) {
  const slope = bracket(`${mn("1")}${minus}${square(mi("tanh"))}${bracket(s.now("c"))}`);
  const future = s.tag("dc_future", `${at("f", after)}${times}${d("c", after)}`);
  const hidden = `${arrived(s, "h")}${times}${s.now("o")}${times}${s.tag("slope_c", slope)}`;
  const pieces = [future, plus + s.tag("dc_hidden", hidden), ...(more ? [more.symbols] : [])];
  s.line("dc|c", d("c"), pieces, `{dc_future|c} + {dc_hidden|h}${more?.put ?? ""}`);
}

/** From dc_t to the gates and through their squashing, and on to h_{t−1}. @param {Sheet} s @param {string[]} squashed gates to go through here */
export function throughGates(s, squashed = GATES) {
  atGate(s, "f", "c", { name: "c_before", symbol: at("c", before), hue: "c" });
  atGate(s, "i", "c", { name: "g", symbol: at("g"), hue: "g" });
  atGate(s, "g", "c", { name: "i", symbol: at("i"), hue: "i" });
  for (const gate of squashed) squash(s, gate, gate === "g" ? "tanh" : "sigmoid");
  onward(
    s,
    GATES.map((gate) => [gate, `${transposed(`h${s.index(gate)}`)}${d("a", undefined, s.index(gate))}`]),
  );
}

/** What reaches h_t, and the output gate. @param {Sheet} s */
export function fromHidden(s) {
  arrives(s, sumOverGates(`${transposed("hk")}${d("a", after, "k")}`));
  atGate(s, "o", "h", { name: "tanh_c", symbol: `${mi("tanh")}${bracket(at("c"))}`, hue: "c" });
}

/** @param {Sheet} s */
function backward(s) {
  fromHidden(s);
  intoCellState(s);
  throughGates(s);
  s.line("dc_onward|c", `${mo("→")}${d("c", before)}`, `${s.now("f")}${times}${arrived(s, "c")}`, "{f|f} · {dc|c}");
  toInput(s, sumOverGates(`${transposed("xk")}${d("a", undefined, "k")}`));
}

const ON_TANH = { kind: "tanh", at: "c", value: "tanh_c", hue: "c" };

/** What makes c_t and h_t. @param {Tools} tools @returns {{c: Operation, h: Operation}} */
export const states = ({ times }) => ({
  c: {
    terms: (t, unit) => [times("f_t · c_{t−1}", "f", "c_before")(t, unit), times("i_t · g_t", "i", "g")(t, unit)],
    total: "c",
    symbol: "c_t",
  },
  h: {
    terms: (t, unit) => [times("o_t · tanh(c_t)", "o", "tanh_c")(t, unit)],
    total: "h",
    symbol: "h_t",
    curve: ON_TANH,
  },
});

/** The gradients at the gates, and what goes on to h_{t−1}. @param {Tools} tools @returns {Record<string, Operation>} */
export const gradients = ({ carried, chain, times, index }) => ({
  da_f: chain("f", times("dc_t · c_{t−1} · σ′", "dc", "c_before", "slope_f")),
  da_i: chain("i", times("dc_t · g_t · σ′", "dc", "g", "slope_i")),
  da_g: chain("g", times("dc_t · i_t · tanh′", "dc", "i", "slope_g")),
  da_o: chain("o", times("dh_t · tanh(c_t) · σ′", "dh", "tanh_c", "slope_o")),
  dh_onward: {
    terms: (t, unit) =>
      GATES.flatMap((gate) => carried(`W_${gate}`, index(gate), `da_${gate}`, `da^${index(gate)}_t`)(t, unit)),
    total: "dh_onward",
    symbol: "→dh_{t−1}",
  },
});

/** What makes dc_t. @param {Tools} tools @param {...import("./operations.js").Making} more @returns {Operation} */
export const atCellState = ({ times }, ...more) => ({
  terms: (t, unit) =>
    [
      times("f_{t+1} · dc_{t+1}", "dc_future"),
      times("dh_t · o_t · (1 − tanh^2(c_t))", "dh", "o", "slope_c"),
      ...more,
    ].map((term) => term(t, unit)),
  total: "dc",
  symbol: "dc_t",
  curve: ON_TANH,
});

/** @type {import("./cell.js").CellView} */
export const lstm = {
  rails: [CELL, HIDDEN],
  valve: "f",
  cellState: ["c", "c_before", "kept", "added", "g"],
  equations: { forward, backward },
  operations: {
    forward: (_, tools) => ({
      f: tools.gate("f"),
      i: tools.gate("i"),
      g: tools.gate("g"),
      o: tools.gate("o"),
      ...states(tools),
    }),
    backward: (_, tools) => ({
      dc: atCellState(tools),
      dc_onward: {
        terms: (t, unit) => [tools.times("f_t · dc_t", "f", "dc")(t, unit)],
        total: "dc_onward",
        symbol: "→dc_{t−1}",
      },
      ...gradients(tools),
    }),
  },
  drawing,
};
