// @ts-check
/** The LSTM as books draw it: the cell state runs straight through on top, the gates stand below it. */

import { Board } from "../diagram/board.js";
import { LEFT, RIGHT, input, output, vector } from "../diagram/ends.js";
import { gateColumn, rails } from "../diagram/gate.js";
import { from } from "../diagram/route.js";

export const AT = { f: 160, i: 274, g: 388, o: 502 };
const GATES = /** @type {const} */ (["f", "i", "g", "o"]);
export const TOP = 276;
const WEIGHTS = 410;
export const RAIL = 128;
const HIDDEN = 464;
const INPUT = 498;
const OUT = 600;
const UP = 648;
const SHOW = 250;
const JOIN = 316;

/** @param {import("../model.js").Model} model */
export function drawing(model) {
  const board = new Board(model, 582);
  const { back } = board;

  board.body(92, 80, 678, 522);
  board.highway(LEFT + 12, RIGHT - 12, RAIL, "c");
  gates(board);
  cellState(board);
  hiddenState(board);
  if (back) backward(board);
  else forward(board);
  const future = board.way("", model.labels.future);
  vector(board, LEFT, RAIL, 88, board.way("c_before", "dc_onward"), board.way("c_{t−1}", "→dc_{t−1}"), "c");
  vector(board, LEFT, HIDDEN, 88, board.way("h_before", "dh_onward"), board.way("h_{t−1}", "→dh_{t−1}"), "h");
  vector(board, RIGHT, RAIL, 88, board.way("c", "dc_future"), "c_t", "c", future);
  vector(board, RIGHT, HIDDEN, 88, board.way("h", "dh_future"), "h_t", "h", future);
  input(board, AT.f + 22, 551);
  output(board, UP);
  return board;
}

/** The gates on their rails, and their own lines into the valves from the side. @param {Board} board */
function gates(board) {
  const { back } = board;
  const way = board.way.bind(board);
  rails(
    board,
    {
      h: GATES.map((gate) => [AT[gate] - 22, gate]),
      x: GATES.map((gate) => [AT[gate] + 22, gate]),
      y: [HIDDEN, INPUT],
      all: "dh_onward",
      inlet: AT.f + 22,
      up: WEIGHTS + 15,
    },
    from(way(LEFT + 14, 112), HIDDEN),
  );
  if (back) board.wire(from(LEFT + 14, HIDDEN).h(98), "dh_onward", "h", { quiet: true });
  board.wire(from(AT.f + 22, 532).v(INPUT), way("x", "dx"), "x", { head: back, quiet: true });
  for (const gate of GATES) {
    const place = { x: AT[gate], top: TOP, weights: WEIGHTS, last: gate === "o" };
    gateColumn(board, gate, { ...place, rails: [HIDDEN, INPUT] });
  }
  board.wire(from(AT.f, TOP).v(RAIL + 18), way("f", "df"), "f");
  board.wire(
    from(AT.i, TOP)
      .v(204)
      .h(AT.g - 18),
    way("i", "di"),
    "i",
  );
  board.wire(from(AT.g, TOP).v(222), way("g", "dg"), "g");
  board.wire(
    from(AT.o, TOP)
      .v(SHOW)
      .h(OUT - 18),
    way("o", "do"),
    "o",
  );
  board.wire(from(AT.g, 186).v(RAIL + way(16, 0)), way("added", "dc"), way("g", "c"));
}

/** The cell state: kept, added to, passed on, and shown. @param {Board} board */
function cellState(board) {
  const way = board.way.bind(board);
  const wide = { wide: true };
  board.wire(from(LEFT + 14, RAIL).h(AT.f - 18), way("c_before", "dc_onward"), "c", wide);
  board.wire(from(AT.f + 18, RAIL).h(AT.g - way(16, 0)), way("kept", "dc"), "c", wide);
  board.wire(from(AT.g + way(16, 0), RAIL).h(OUT - way(0, 16)), way("c", "dc"), "c", { wide: true, head: false });
  board.wire(from(OUT + way(0, 16), RAIL).h(RIGHT - 14), way("c", "dc_future"), "c", wide);
  board.wire(from(OUT, RAIL + way(0, 16)).v(174), way("c", "dc_hidden"), "c");
  // Behind the output gate, before the slope of tanh.
  const behind = { q: "dc_hidden", array: "wire_tanh_c" };
  board.wire(from(OUT, 202).v(SHOW - 18), way("tanh_c", behind), way("c", "h"));
}

/** The hidden state: to the output and on to the next step. @param {Board} board */
function hiddenState(board) {
  const way = board.way.bind(board);
  board.wire(from(OUT, SHOW + 18).v(JOIN - way(0, 15)), way("h", "dh"), "h", { head: board.back });
  board.wire(
    from(OUT, JOIN + way(0, 15))
      .v(HIDDEN)
      .h(RIGHT - 14),
    way("h", "dh_future"),
    "h",
  );
  board.wire(
    from(OUT + way(0, 15), JOIN)
      .h(UP)
      .v(75),
    way("h", "dh_loss"),
    way("h", "loss"),
    { over: RAIL },
  );
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
  board.op("dc_onward", "→dc_{t−1}", [AT.f - 24, RAIL - 24, 48, 48], () => board.valve(AT.f, RAIL, "f"));
  board.dot(AT.g, RAIL, "dc", "c");
  board.valve(AT.g, 204, "i", { upright: true });
  board.valve(OUT, SHOW, "o", { upright: true });
  board.box(OUT, 188, 62, 28, "tanh′", "c", "slope_c");
  board.op("dc", "dc_t", [OUT - 22, RAIL - 22, 44, 44], () => board.node(OUT, RAIL, "+", "c", "dc", 16));
  board.op("dh", "dh_t", [OUT - 22, JOIN - 22, 44, 44], () => board.node(OUT, JOIN, "+", "h", "dh"));
  const join = () => board.node(112, HIDDEN, "+", "h", "dh_onward", 14);
  board.op("dh_onward", "→dh_{t−1}", [90, HIDDEN - 22, 44, 44], join);
  const [after, ahead] = [
    { anchor: "end", minor: true },
    { anchor: "start", minor: true },
  ];
  board.value(AT.f, 100, "×f_t", "f", "f", { minor: true });
  board.value(AT.g + 14, 177, "×i_t", "i", "i", ahead);
  board.value(OUT - 20, 272, "×o_t", "o", "o", { ...after, kind: "small" });
  board.value((AT.g + OUT) / 2, 103, "dc_t", "dc", "c");
  board.value(AT.f + 10, 176, "×c_{t−1}", "c_before", "c", ahead);
  board.value(AT.g - 24, 195, "×g_t", "g", "g", after);
  board.value(OUT - 22, 220, "×tanh(c_t)", "tanh_c", "c", after);
  board.value(AT.f + 10, TOP - 12, "df_t", "df", "f", ahead);
  board.value(AT.i + 10, TOP - 12, "di_t", "di", "i", ahead);
  board.value(AT.g + 10, TOP - 12, "dg_t", "dg", "g", ahead);
  board.value(OUT - 22, 242, "do_t", "do", "o", after);
  board.value(OUT - 37, 193, "×", "slope_c", "c", { ...after, kind: "small" });
  board.value(OUT - 10, 165, "", "dc_hidden", "c", { ...after, kind: "small" });
  board.name(OUT + 12, 366, "dh_t", "h", { anchor: "start", q: "dh" });
  board.value(OUT + 12, 394, "", "dh", "h", { anchor: "start" });
}
