// @ts-check
/** The LSTM: its equations, what its operations add up, and its drawing (lstm_drawing.js). */

import { after, before, bracket, mi, minus, mn, mo, plus, square, sumOverGates } from "../maths/mathml.js";
import { CELL, HIDDEN } from "./cell.js";
import { arrived, arrives, atGate, carried, gate, inOrder, onward, squash, toInput } from "./equations.js";
import { drawing } from "./lstm_drawing.js";

/** @typedef {import("./cell.js").Sheet} Sheet @typedef {import("./cell.js").Tools} Tools @typedef {import("./cell.js").Operation} Operation */

export const GATES = ["f", "i", "g", "o"];

/** c_t = f_t⊙c_{t−1} + i_t⊙g_t. @param {Sheet} s */
function cellState(s) {
  const { notation, times } = s;
  const kept = s.tag("kept", `${s.now("f")}${times}${s.tag("c_before", notation.at("c", before), "c")}`);
  const added = s.tag("added", `${s.now("i")}${times}${s.now("g")}`);
  const put = "{f|f} · {c_before|c} + {i|i} · {g|g} = {kept|f} + {added|g}";
  s.line("c|c", notation.at("c"), `${kept}${plus}${added}`, put);
}

/** h_t = o_t⊙tanh(c_t). @param {Sheet} s */
function hiddenState(s) {
  const { notation, times } = s;
  const shown = s.tag("tanh_c", `${mi("tanh")}${bracket(s.now("c"))}`);
  const left = notation.at("h");
  if (notation.record.tanhFirst)
    s.line("h|h", left, `${shown}${times}${s.now("o")}`, "tanh({c|c}) · {o|o} = {tanh_c|c} · {o|o}");
  else s.line("h|h", left, `${s.now("o")}${times}${shown}`, "{o|o} · tanh({c|c}) = {o|o} · {tanh_c|c}");
}

/**
 * The equations, in the order in which the book has them; with peepholes o_t needs c_t first.
 * @param {Sheet} s
 * @param {Record<string, {symbols: string, put: string}>} [seen] what gates see besides
 */
export function equations(s, seen = {}) {
  const ours = ["f", "i", "g", "c", "o", "h"];
  for (const name of seen.o ? ours : inOrder(s, ours)) {
    if (name === "c") cellState(s);
    else if (name === "h") hiddenState(s);
    else gate(s, name, name === "g" ? "tanh" : "σ", seen[name]);
  }
}

/** From dh_t to dc_t, by way of the output gate. @param {Sheet} s @param {{symbols: string, put: string}} [more] what else reaches dc_t */
export function intoCellState(s, more) {
  const { notation, times } = s;
  const slope = bracket(`${mn("1")}${minus}${square(mi("tanh"))}${bracket(s.now("c"))}`);
  const future = s.tag("dc_future", `${notation.at("f", after)}${times}${notation.d("c", after)}`);
  const hidden = `${arrived(s, "h")}${times}${s.now("o")}${times}${s.tag("slope_c", slope)}`;
  const pieces = [future, plus + s.tag("dc_hidden", hidden), ...(more ? [more.symbols] : [])];
  s.line("dc|c", notation.d("c"), pieces, `{dc_future|c} + {dc_hidden|h}${more?.put ?? ""}`);
}

/** From dc_t to the gates and through their squashing, and on to h_{t−1}. @param {Sheet} s @param {string[]} squashed gates to go through here */
export function throughGates(s, squashed = GATES) {
  atGate(s, "f", "c", { name: "c_before", symbol: s.notation.at("c", before), hue: "c" });
  atGate(s, "i", "c", { name: "g", symbol: s.notation.at("g"), hue: "g" });
  atGate(s, "g", "c", { name: "i", symbol: s.notation.at("i"), hue: "i" });
  for (const gate of squashed) squash(s, gate, gate === "g" ? "tanh" : "sigmoid");
  onward(
    s,
    GATES.map((gate) => [gate, carried(s, `h${s.index(gate)}`, "a", undefined, s.index(gate))]),
  );
}

/** What reaches h_t, and the output gate. @param {Sheet} s */
export function fromHidden(s) {
  arrives(s, sumOverGates(carried(s, "hk", "a", after, "k")));
  atGate(s, "o", "h", { name: "tanh_c", symbol: `${mi("tanh")}${bracket(s.notation.at("c"))}`, hue: "c" });
}

/** @param {Sheet} s */
function backward(s) {
  fromHidden(s);
  intoCellState(s);
  throughGates(s);
  const left = `${mo("→")}${s.notation.d("c", before)}`;
  s.line("dc_onward|c", left, `${s.now("f")}${s.times}${arrived(s, "c")}`, "{f|f} · {dc|c}");
  toInput(s, sumOverGates(carried(s, "xk", "a", undefined, "k")));
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
  equations: { forward: (s) => equations(s), backward },
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
