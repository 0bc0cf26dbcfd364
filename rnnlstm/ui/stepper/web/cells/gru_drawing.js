// @ts-check
/** The GRU drawn: h_{t−1} runs straight through to h_t; the update gate turns between it and the candidate. */

import { Board } from "../diagram/board.js";
import { LEFT, RIGHT, input, output, vector } from "../diagram/ends.js";
import { BOX, gateBox, gateColumn, rails } from "../diagram/gate.js";
import { from } from "../diagram/route.js";

const AT = { z: 172, r: 302, hn: 420, n: 562 };
const RESET = 478;
const TOP = 276;
const SUM = 392;
const WEIGHTS = 438;
const RAIL = 128;
const DOWN = 88;
const REST = 198;
const ROW_H = 488;
const ROW_X = 520;
const UP = 648;
const INLET = AT.z + 22;

/** @param {import("../model.js").Model} model */
export function drawing(model) {
  const board = new Board(model, 604);
  board.body(62, 80, 678, 544);
  board.highway(LEFT + 12, RIGHT - 12, RAIL, "h");
  gates(board);
  board.op(board.way("n", "da_n"), board.way("n_t", "da^n_t"), [AT.n - 59, TOP - 5, 118, SUM + 18 - TOP + 5], () =>
    candidate(board),
  );
  state(board);
  const mirrored = model.notation.mirrors("z");
  board.valve(AT.z, RAIL, "z", { rest: mirrored });
  board.valve(AT.n, REST, "z", { upright: true, rest: !mirrored });
  if (board.back) drawBackward(board);
  else drawForward(board);
  vector(board, LEFT, RAIL, 88, board.way("h_before", "dh_onward"), board.way("h_{t−1}", "→dh_{t−1}"), "h");
  vector(board, RIGHT, RAIL, 88, board.way("h", "dh_future"), "h_t", "h", board.way("", model.labels.future));
  input(board, INLET, 573);
  output(board, UP);
  return board;
}

/** The gates on their rails, and their own lines into the valves. @param {Board} board */
function gates(board) {
  const { back } = board;
  const way = board.way.bind(board);
  rails(
    board,
    {
      h: [
        [AT.z - 22, "z"],
        [AT.r - 22, "r"],
        [AT.hn, "n"],
      ],
      x: [
        [AT.z + 22, "z"],
        [AT.r + 22, "r"],
        [AT.n, "n"],
      ],
      y: [ROW_H, ROW_X],
      all: "wire_dh_zrn",
      inlet: INLET,
      up: WEIGHTS + 15,
    },
    from(DOWN, RAIL + way(0, 15)).v(ROW_H),
  );
  board.wire(from(INLET, 554).v(ROW_X), way("x", "dx"), "x", { head: back, quiet: true });
  for (const gate of /** @type {const} */ (["z", "r"])) {
    gateColumn(board, gate, { x: AT[gate], top: TOP, weights: WEIGHTS, rails: [ROW_H, ROW_X] });
  }
  // The update gate works two valves at once: what it keeps of h_{t−1} it does not take of n_t.
  const throughKept = { q: "dz", array: "wire_dz_kept" };
  const throughFresh = { q: "dz", array: "wire_dz_fresh" };
  board.wire(from(AT.z, TOP).v(REST), way("z", "dz"), "z", { head: back });
  board.wire(from(AT.z, REST).v(RAIL + 18), way("z", throughKept), "z", { head: !back });
  board.wire(from(AT.z, REST).h(AT.n - 18), way("z", throughFresh), "z", { head: !back });
  board.dot(AT.z, REST, way("z", "dz"), "z");
  board.wire(
    from(AT.r, TOP)
      .v(246)
      .h(RESET)
      .v(SUM - 18),
    way("r", "dr"),
    "r",
  );
}

/** The candidate: the reset gate stands behind the product with h_{t−1}. @param {Board} board */
function candidate(board) {
  const { back } = board;
  const way = board.way.bind(board);
  board.wire(
    from(AT.hn, WEIGHTS - 15)
      .v(SUM)
      .h(RESET - 18),
    way("a_hn a_n_h", "da_hn"),
    way("h", "n"),
  );
  board.wire(from(RESET + 18, SUM).h(AT.n - way(14, 0)), way("gated", "da_n"), "n");
  board.wire(from(AT.n, WEIGHTS - 15).v(SUM + way(14, 0)), way("a_xn a_n_x", "da_n"), way("x", "n"));
  board.wire(from(AT.n, SUM - way(14, 0)).v(TOP + BOX.height), way("a_n", "da_n"), "n", { head: !back });
  gateBox(board, AT.n, TOP, "n");
  if (back) board.dot(AT.n, SUM, "da_n", "n");
  else board.node(AT.n, SUM, "+", "n", "a_n", 14);
}

/** The state runs straight through, and takes in the candidate. @param {Board} board */
function state(board) {
  const { back } = board;
  const way = board.way.bind(board);
  const wide = { wide: true };
  board.matrix(AT.hn, WEIGHTS, 84, "hn", "n", { bias: "b_hn" });
  board.matrix(AT.n, WEIGHTS, 84, "xn", "n", { bias: "b_xn" });
  board.valve(RESET, SUM, "r");
  board.wire(from(AT.n, TOP).v(REST + 18), way("n", "dn"), "n");
  board.wire(from(AT.n, REST - 18).v(RAIL + way(16, 0)), way("fresh", "dh"), way("n", "h"));
  const inlet = { wide: true, head: back };
  board.wire(from(LEFT + 14, RAIL).h(DOWN - way(0, 15)), way("h_before", "dh_onward"), "h", inlet);
  board.wire(from(DOWN + way(0, 15), RAIL).h(AT.z - 18), way("h_before", "dh_kept"), "h", wide);
  board.wire(from(AT.z + 18, RAIL).h(AT.n - way(16, 0)), way("kept", "dh"), "h", wide);
  board.wire(from(AT.n + way(16, 0), RAIL).h(UP - way(0, 16)), way("h", "dh"), "h", { wide: true, head: false });
  board.wire(from(UP + way(0, 16), RAIL).h(RIGHT - 14), way("h", "dh_future"), "h", wide);
  board.wire(from(UP, RAIL - way(0, 16)).v(75), way("h", "dh_loss"), way("h", "loss"));
}

/** @param {Board} board */
function drawForward(board) {
  board.dot(DOWN, RAIL, "h_before", "h");
  board.dot(UP, RAIL, "h", "h");
  board.op("h", "h_t", [AT.n - 22, RAIL - 22, 44, 44], () => board.node(AT.n, RAIL, "+", "h", "h", 16));
  board.value((AT.z + AT.n) / 2, 103, "z_t⊙h_{t−1}", "kept", "h", { minor: true });
  board.value(AT.n + 12, 166, "", "fresh", "n", { anchor: "start", minor: true });
  board.name(AT.n - 12, 166, "(1−z_t)⊙n_t", "n", { anchor: "end", q: "fresh", kind: "minor" });
  const share = board.model.notation.mirrors("z") ? "z_t" : "1−z_t";
  board.name(AT.n + 25, REST + 6, share, "z", { anchor: "start", q: "z" });
  board.value(RESET - 26, SUM - 14, "", "a_hn", "h", { anchor: "end", minor: true, kind: "small" });
  board.value((RESET + AT.n) / 2 + 1, SUM - 14, "", "gated", "n", { minor: true, kind: "small" });
}

/** @param {Board} board */
function drawBackward(board) {
  board.dot(AT.n, RAIL, "dh", "h");
  board.op("dh", "dh_t", [UP - 22, RAIL - 22, 44, 44], () => board.node(UP, RAIL, "+", "h", "dh", 16));
  const join = () => board.node(DOWN, RAIL, "+", "h", "dh_onward", 15);
  board.op("dh_onward", "→dh_{t−1}", [DOWN - 21, RAIL - 21, 42, 42], join);
  const [kept, fresh] = shares(board.model.notation);
  // The number beside it is the gate's own.
  if (board.model.notation.mirrors("z")) board.name(AT.z, 100, `×${kept}`, "z", { q: "z", kind: "minor" });
  else board.value(AT.z, 100, `×${kept}`, "z", "z", { minor: true });
  board.value((AT.z + AT.n) / 2, 103, "dh_t", "dh", "h");
  board.name(AT.n + 25, REST + 6, `×${fresh}`, "z", { anchor: "start", q: "z", kind: "minor" });
  board.value(AT.z + 10, TOP - 12, "dz_t", "dz", "z", { anchor: "start", minor: true });
  board.value(AT.r + 14, 236, "dr_t", "dr", "r", { anchor: "start", minor: true });
  board.value(AT.n + 10, TOP - 14, "dn_t", "dn", "n", { anchor: "start", minor: true });
  board.value(RESET - 24, SUM - 14, "", "da_hn", "n", { anchor: "end", minor: true, kind: "small" });
  board.value(RESET - 10, 318, "×r_t", "r", "r", { anchor: "end", minor: true });
  board.value(AT.hn - 8, WEIGHTS + 38, "", "dh_n", "h", { anchor: "end", minor: true, kind: "small" });
}

/**
 * The two shares of the new state, as they are written: the gate itself and what is left of it. A book may count the
 * gate from the other end; then its z_t is what is new.
 * @param {import("../maths/notation.js").Notation} notation
 */
const shares = (notation) => (notation.mirrors("z") ? ["(1−z_t)", "z_t"] : ["z_t", "(1−z_t)"]);
