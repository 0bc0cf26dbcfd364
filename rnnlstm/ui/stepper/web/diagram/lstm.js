// @ts-check
/** The LSTM as books draw it: the cell state runs straight through on top, the gates stand below it. */

import { Board } from "./board.js";
import { LEFT, RIGHT, input, output, vector } from "./ends.js";
import { gateColumn, rails, ways } from "./gate.js";
import { toInput } from "./scale.js";

/** @typedef {import("../index.js").Model} Model */
/** @typedef {import("./scale.js").Spec} Spec */

const AT = /** @type {Record<string, number>} */ ({ f: 160, i: 274, g: 388, o: 502 });
const GATES = ["f", "i", "g", "o"];
const TOP = 276;
const WEIGHTS = 410;
const RAIL = 128;
const HIDDEN = 464;
const INPUT = 498;
const OUT = 600;
const UP = 648;
const SHOW = 250;
const JOIN = 316;

/** @param {Model} model */
export function lstm(model) {
  const board = new Board(model, 582);
  const { back } = board;
  const way = board.way.bind(board);
  const sent = back ? toInput(model, ways(board, GATES)) : () => "x";

  board.body(92, 80, 678, 522);
  board.highway(LEFT + 12, RIGHT - 12, RAIL, "c");

  rails(
    board,
    {
      h: GATES.map((gate) => [AT[gate] - 22, gate]),
      x: GATES.map((gate) => [AT[gate] + 22, gate]),
      y: [HIDDEN, INPUT],
      start: [[way(LEFT + 14, 112), HIDDEN]],
      from: AT.f + 22,
      up: WEIGHTS + 15,
    },
    sent,
  );
  if (back)
    board.wire(
      [
        [LEFT + 14, HIDDEN],
        [98, HIDDEN],
      ],
      "dh_onward",
      "h",
      { quiet: true },
    );
  board.wire(
    [
      [AT.f + 22, 532],
      [AT.f + 22, INPUT],
    ],
    way("x", "dx"),
    "x",
    { head: back, quiet: true },
  );
  for (const gate of GATES) {
    gateColumn(board, gate, {
      x: AT[gate],
      top: TOP,
      weights: WEIGHTS,
      rails: [HIDDEN, INPUT],
      dx: sent(gate),
      last: gate === "o",
    });
  }

  // The gates' own lines, into the valves from the side.
  board.wire(
    [
      [AT.f, TOP],
      [AT.f, RAIL + 18],
    ],
    way("f", "df"),
    "f",
  );
  board.wire(
    [
      [AT.i, TOP],
      [AT.i, 204],
      [AT.g - 18, 204],
    ],
    way("i", "di"),
    "i",
  );
  board.wire(
    [
      [AT.g, TOP],
      [AT.g, 222],
    ],
    way("g", "dg"),
    "g",
  );
  board.wire(
    [
      [AT.o, TOP],
      [AT.o, SHOW],
      [OUT - 18, SHOW],
    ],
    way("o", "do"),
    "o",
  );
  board.wire(
    [
      [AT.g, 186],
      [AT.g, RAIL + (back ? 0 : 16)],
    ],
    way("added", "dc"),
    way("g", "c"),
  );

  // The cell state: kept, added to, passed on, and shown.
  board.wire(
    [
      [LEFT + 14, RAIL],
      [AT.f - 18, RAIL],
    ],
    way("c_before", "dc_onward"),
    "c",
    { wide: true },
  );
  board.wire(
    [
      [AT.f + 18, RAIL],
      [AT.g - (back ? 0 : 16), RAIL],
    ],
    way("kept", "dc"),
    "c",
    { wide: true },
  );
  board.wire(
    [
      [AT.g + (back ? 0 : 16), RAIL],
      [OUT - (back ? 16 : 0), RAIL],
    ],
    way("c", "dc"),
    "c",
    { wide: true, head: false },
  );
  board.wire(
    [
      [OUT + (back ? 16 : 0), RAIL],
      [RIGHT - 14, RAIL],
    ],
    way("c", "dc_future"),
    "c",
    { wide: true },
  );
  board.wire(
    [
      [OUT, RAIL + (back ? 16 : 0)],
      [OUT, 174],
    ],
    way("c", "dc_hidden"),
    "c",
  );
  /** What is left of dh_t behind the output gate, before the slope of tanh. @type {Spec} */
  const behind = { q: "dc_hidden", of: (t, unit) => model.arrays.dh.at(t, unit) * model.arrays.o.at(t, unit) };
  board.wire(
    [
      [OUT, 202],
      [OUT, SHOW - 18],
    ],
    way(/** @type {Spec} */ ("tanh_c"), behind),
    way("c", "h"),
  );

  // The hidden state: to the output and on to the next step.
  board.wire(
    [
      [OUT, SHOW + 18],
      [OUT, JOIN - (back ? 15 : 0)],
    ],
    way("h", "dh"),
    "h",
    { head: back },
  );
  board.wire(
    [
      [OUT, JOIN + (back ? 15 : 0)],
      [OUT, HIDDEN],
      [RIGHT - 14, HIDDEN],
    ],
    way("h", "dh_future"),
    "h",
  );
  board.wire(
    [
      [OUT + (back ? 15 : 0), JOIN],
      [UP, JOIN],
      [UP, 75],
    ],
    way("h", "dh_loss"),
    way("h", "loss"),
    { over: RAIL },
  );

  if (back) backward(board);
  else forward(board);
  vector(board, LEFT, RAIL, 88, way("c_before", "dc_onward"), way("c_{t−1}", "→dc_{t−1}"), "c");
  vector(board, LEFT, HIDDEN, 88, way("h_before", "dh_onward"), way("h_{t−1}", "→dh_{t−1}"), "h");
  vector(board, RIGHT, RAIL, 88, way("c", "dc_future"), "c_t", "c", way("", model.labels.future));
  vector(board, RIGHT, HIDDEN, 88, way("h", "dh_future"), "h_t", "h", way("", model.labels.future));
  input(board, AT.f + 22, 551);
  output(board, UP);
  return board;
}

/** @param {Board} board */
function forward(board) {
  board.dot(OUT, RAIL, "c", "c");
  board.dot(OUT, JOIN, "h", "h");
  board.valve(AT.f, RAIL, "f");
  board.op("c", "c_t", [AT.g - 22, RAIL - 22, 44, 44], () => board.node(AT.g, RAIL, "+", "c", "c", 16));
  board.valve(AT.g, 204, "i", { upright: true });
  board.op("h", "h_t", [OUT - 38, 168, 76, 106], () => {
    board.box(OUT, 188, 62, 28, "tanh", "c", "tanh_c");
    board.valve(OUT, SHOW, "o", { upright: true });
  });
  board.value((AT.f + AT.g) / 2, 103, "f_t⊙c_{t−1}", "kept", "c", { minor: true });
  board.value((AT.g + OUT) / 2, 103, "c_t", "c", "c");
  board.value(AT.g + 12, 170, "i_t⊙g_t", "added", "g", { anchor: "start", minor: true });
  board.value(OUT - 18, 226, "tanh(c_t)", "tanh_c", "c", { anchor: "end", minor: true });
  board.name(OUT + 12, 366, "h_t", "h", { anchor: "start", q: "h", kind: "minor" });
  board.value(OUT + 12, 390, "", "h", "h", { anchor: "start", minor: true });
}

/** @param {Board} board */
function backward(board) {
  board.op("dc_onward", "dc_{t−1}", [AT.f - 24, RAIL - 24, 48, 48], () => board.valve(AT.f, RAIL, "f"));
  board.dot(AT.g, RAIL, "dc", "c");
  board.valve(AT.g, 204, "i", { upright: true });
  board.valve(OUT, SHOW, "o", { upright: true });
  board.box(OUT, 188, 62, 28, "tanh′", "c", "slope_c");
  board.op("dc", "dc_t", [OUT - 22, RAIL - 22, 44, 44], () => board.node(OUT, RAIL, "+", "c", "dc", 16));
  board.op("dh", "dh_t", [OUT - 22, JOIN - 22, 44, 44], () => board.node(OUT, JOIN, "+", "h", "dh"));
  board.op("dh_onward", "dh_{t−1}", [90, HIDDEN - 22, 44, 44], () =>
    board.node(112, HIDDEN, "+", "h", "dh_onward", 14),
  );
  board.value(AT.f, 100, "×f_t", "f", "f", { minor: true });
  board.value(AT.g + 14, 177, "×i_t", "i", "i", { anchor: "start", minor: true });
  board.value(OUT - 20, 272, "×o_t", "o", "o", { anchor: "end", minor: true, kind: "small" });
  board.value((AT.g + OUT) / 2, 103, "dc_t", "dc", "c");
  board.value(AT.f + 10, 176, "×c_{t−1}", "c_before", "c", { anchor: "start", minor: true });
  board.value(AT.g - 24, 195, "×g_t", "g", "g", { anchor: "end", minor: true });
  board.value(OUT - 22, 220, "×tanh(c_t)", "tanh_c", "c", { anchor: "end", minor: true });
  board.value(AT.f + 10, TOP - 12, "df_t", "df", "f", { anchor: "start", minor: true });
  board.value(AT.i + 10, TOP - 12, "di_t", "di", "i", { anchor: "start", minor: true });
  board.value(AT.g + 10, TOP - 12, "dg_t", "dg", "g", { anchor: "start", minor: true });
  board.value(OUT - 22, 242, "do_t", "do", "o", { anchor: "end", minor: true });
  board.value(OUT - 37, 193, "×", "slope_c", "c", { anchor: "end", minor: true, kind: "small" });
  board.value(OUT - 10, 165, "", "dc_hidden", "c", { anchor: "end", minor: true, kind: "small" });
  board.name(OUT + 12, 366, "dh_t", "h", { anchor: "start", q: "dh" });
  board.value(OUT + 12, 394, "", "dh", "h", { anchor: "start" });
}
