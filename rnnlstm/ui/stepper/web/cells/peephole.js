// @ts-check
/** The LSTM with peepholes: its gates see the cell state, f and i the one before, o the one that is shown. */

import { from } from "../diagram/route.js";
import { before, mo, plus, sumOverGates } from "../maths/mathml.js";
import { arrived, carried, squash, toInput } from "./equations.js";
import { atCellState, equations, fromHidden, gradients, intoCellState, lstm, states, throughGates } from "./lstm.js";
import { AT, RAIL, TOP, drawing as drawLSTM } from "./lstm_drawing.js";

/** @typedef {import("./cell.js").Sheet} Sheet @typedef {import("./cell.js").Tools} Tools */
/** @typedef {import("./operations.js").Making} Making @typedef {import("../diagram/board.js").Board} Board */

/** p_f⊙c_{t−1}, as a further term of a gate. @param {Sheet} s @param {string} name @param {string} [time] */
function seen(s, name, time) {
  const { notation } = s;
  const state = s.tag(time ? "c_before" : "c", notation.at("c", time), "c");
  const term = s.tag(`a_${name}_c`, `${s.tag(`p_${name}`, notation.weight("p", name))}${s.times}${state}`);
  return { symbols: term, put: `{a_${name}_c|c}` };
}

/** @param {Sheet} s */
const forward = (s) => equations(s, { f: seen(s, "f", before), i: seen(s, "i", before), o: seen(s, "o") });

/** p_f⊙da^f_t. @param {Sheet} s @param {string} name */
function back(s, name) {
  const { notation, times } = s;
  const weight = s.tag(`p_${name}`, notation.weight("p", name));
  return s.tag(`dc_${name}`, `${weight}${times}${notation.d("a", undefined, name)}`, name);
}

/** @param {Sheet} s */
function backward(s) {
  fromHidden(s);
  squash(s, "o", "sigmoid");
  intoCellState(s, { symbols: plus + back(s, "o"), put: " + {dc_o|o}" });
  throughGates(s, ["f", "i", "g"]);
  const kept = s.tag("dc_kept", `${s.now("f")}${s.times}${arrived(s, "c")}`);
  const pieces = [kept, plus + back(s, "f"), plus + back(s, "i")];
  s.line("dc_onward|c", `${mo("→")}${s.notation.d("c", before)}`, pieces, "{dc_kept|c} + {dc_f|f} + {dc_i|i}");
  toInput(s, sumOverGates(carried(s, "xk", "a", undefined, "k")));
}

/** @param {import("./cell.js").Model} model @param {string} name @param {string} other @param {string} symbol @returns {Making} */
const product =
  ({ arrays }, name, other, symbol) =>
  (t, unit) => ({
    label: `p_${name}[${unit + 1}] · ${symbol}`,
    factors: [arrays[`p_${name}`].at(1, unit), arrays[other].at(t, unit)],
    edit: [`p_${name}.${unit + 1}`],
  });

/** @type {import("./cell.js").CellView["operations"]} */
const operations = {
  forward: (model, tools) => ({
    f: tools.gate("f", product(model, "f", "c_before", "c_{t−1}")),
    i: tools.gate("i", product(model, "i", "c_before", "c_{t−1}")),
    g: tools.gate("g"),
    o: tools.gate("o", product(model, "o", "c", "c_t")),
    ...states(tools),
  }),
  backward: (model, tools) => ({
    dc: atCellState(tools, product(model, "o", "da_o", "da^o_t")),
    dc_onward: {
      terms: (t, unit) =>
        [
          tools.times("f_t · dc_t", "f", "dc"),
          product(model, "f", "da_f", "da^f_t"),
          product(model, "i", "da_i", "da^i_t"),
        ].map((term) => term(t, unit)),
      total: "dc_onward",
      symbol: "→dc_{t−1}",
    },
    ...gradients(tools),
  }),
};

/** Where the peepholes leave the cell state, on either side of what changes it. */
const BEFORE = 100;
const AFTER = 508;

/** @param {import("./cell.js").Model} model */
function drawing(model) {
  const board = drawLSTM(model);
  const sees = (/** @type {string} */ name) => board.way(`a_${name}_c`, `dc_${name}`);
  const quiet = { quiet: true };
  board.wire(
    from(BEFORE, RAIL)
      .v(TOP + 30)
      .h(AT.f - 53),
    sees("f"),
    "c",
    quiet,
  );
  board.wire(
    from(BEFORE, RAIL)
      .v(232)
      .h(AT.i - 30)
      .v(TOP),
    sees("i"),
    "c",
    quiet,
  );
  board.wire(
    from(AFTER, RAIL)
      .v(198)
      .h(AT.o - 42)
      .v(TOP),
    sees("o"),
    "c",
    quiet,
  );
  board.dot(BEFORE, RAIL, board.way("c_before", "dc_onward"), "c");
  board.dot(AFTER, RAIL, board.way("c", "dc"), "c");
  board.name(BEFORE + 7, 172, "p_f", "f", { anchor: "start", q: "p_f" });
  board.name(AT.f + 34, 226, "p_i", "i", { q: "p_i" });
  board.name(AFTER - 6, 191, "p_o", "o", { anchor: "end", q: "p_o" });
  return board;
}

/** @type {import("./cell.js").CellView} */
export const peephole = { ...lstm, equations: { forward, backward }, operations, drawing };
