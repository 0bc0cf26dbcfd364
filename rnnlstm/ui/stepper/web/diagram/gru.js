// @ts-check
/** The GRU: h_{t−1} runs straight through to h_t; the update gate turns between it and the candidate. */

import { Board } from "./board.js";
import { LEFT, RIGHT, input, output, vector } from "./ends.js";
import { BOX, gateColumn, rails, squash, ways } from "./gate.js";
import { toInput } from "./scale.js";

/** @typedef {import("../index.js").Model} Model */
/** @typedef {import("./scale.js").Spec} Spec */

const AT = { z: 172, r: 302, hn: 420, n: 562 };
const RESET = 478;
const TOP = 276;
const SUM = 392;
const WEIGHTS = 438;
const RAIL = 128;
const DOWN = 88;
const REST = 198;
const HIDDEN = 488;
const INPUT = 520;
const UP = 648;
const INLET = AT.z + 22;

/** @param {Model} model */
export function gru(model) {
  const board = new Board(model, 604);
  const { back } = board;
  const { arrays } = model;
  const way = board.way.bind(board);
  const sent = back ? toInput(model, { ...ways(board, ["r", "z"]), n: ["da_n", "W_xn", 0] }) : () => "x";

  board.body(62, 80, 678, 544);
  board.highway(LEFT + 12, RIGHT - 12, RAIL, "h");

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
      y: [HIDDEN, INPUT],
      start: [
        [DOWN, RAIL + (back ? 15 : 0)],
        [DOWN, HIDDEN],
      ],
      from: INLET,
      up: WEIGHTS + 15,
    },
    sent,
  );
  board.wire(
    [
      [INLET, 554],
      [INLET, INPUT],
    ],
    way("x", "dx"),
    "x",
    { head: back, quiet: true },
  );
  for (const gate of /** @type {("z"|"r")[]} */ (["z", "r"])) {
    gateColumn(board, gate, { x: AT[gate], top: TOP, weights: WEIGHTS, rails: [HIDDEN, INPUT], dx: sent(gate) });
  }

  // The update gate works two valves at once: what it keeps of h_{t−1} it does not take of n_t.
  /** @type {Spec} */
  const throughKept = { q: "dz", of: (t, unit) => arrays.dh.at(t, unit) * arrays.h_before.at(t, unit) };
  /** @type {Spec} */
  const throughFresh = { q: "dz", of: (t, unit) => -arrays.dh.at(t, unit) * arrays.n.at(t, unit) };
  board.wire(
    [
      [AT.z, TOP],
      [AT.z, REST],
    ],
    way("z", "dz"),
    "z",
    { head: back },
  );
  board.wire(
    [
      [AT.z, REST],
      [AT.z, RAIL + 18],
    ],
    way(/** @type {Spec} */ ("z"), throughKept),
    "z",
    { head: !back },
  );
  board.wire(
    [
      [AT.z, REST],
      [AT.n - 18, REST],
    ],
    way(/** @type {Spec} */ ("z"), throughFresh),
    "z",
    { head: !back },
  );
  board.dot(AT.z, REST, way("z", "dz"), "z");
  board.wire(
    [
      [AT.r, TOP],
      [AT.r, 246],
      [RESET, 246],
      [RESET, SUM - 18],
    ],
    way("r", "dr"),
    "r",
  );

  // The candidate: the reset gate stands behind the product with h_{t−1}.
  const candidate = () => {
    board.wire(
      [
        [AT.hn, WEIGHTS - 15],
        [AT.hn, SUM],
        [RESET - 18, SUM],
      ],
      way("a_hn a_n_h", "da_hn"),
      way("h", "n"),
    );
    board.wire(
      [
        [RESET + 18, SUM],
        [AT.n - (back ? 0 : 14), SUM],
      ],
      way("gated", "da_n"),
      "n",
    );
    board.wire(
      [
        [AT.n, WEIGHTS - 15],
        [AT.n, SUM + (back ? 0 : 14)],
      ],
      way("a_xn a_n_x", "da_n"),
      way("x", "n"),
    );
    board.wire(
      [
        [AT.n, SUM - (back ? 0 : 14)],
        [AT.n, TOP + BOX.height],
      ],
      way("a_n", "da_n"),
      "n",
      { head: !back },
    );
    squash(board, AT.n, TOP, "n");
    if (back) board.dot(AT.n, SUM, "da_n", "n");
    else board.node(AT.n, SUM, "+", "n", "a_n", 14);
  };
  board.op(way("n", "da_n"), way("n_t", "da^n_t"), [AT.n - 59, TOP - 5, 118, SUM + 18 - TOP + 5], candidate);
  board.matrix(AT.hn, WEIGHTS, 84, "hn", "n", { bias: "b_hn" });
  board.matrix(AT.n, WEIGHTS, 84, "xn", "n", { bias: "b_xn" });
  board.valve(RESET, SUM, "r");
  board.wire(
    [
      [AT.n, TOP],
      [AT.n, REST + 18],
    ],
    way("n", "dn"),
    "n",
  );
  board.wire(
    [
      [AT.n, REST - 18],
      [AT.n, RAIL + (back ? 0 : 16)],
    ],
    way("fresh", "dh"),
    way("n", "h"),
  );

  // The state runs straight through.
  board.wire(
    [
      [LEFT + 14, RAIL],
      [DOWN - (back ? 15 : 0), RAIL],
    ],
    way("h_before", "dh_onward"),
    "h",
    { wide: true, head: back },
  );
  board.wire(
    [
      [DOWN + (back ? 15 : 0), RAIL],
      [AT.z - 18, RAIL],
    ],
    way("h_before", "dh_kept"),
    "h",
    { wide: true },
  );
  board.wire(
    [
      [AT.z + 18, RAIL],
      [AT.n - (back ? 0 : 16), RAIL],
    ],
    way("kept", "dh"),
    "h",
    { wide: true },
  );
  board.wire(
    [
      [AT.n + (back ? 0 : 16), RAIL],
      [UP - (back ? 16 : 0), RAIL],
    ],
    way("h", "dh"),
    "h",
    { wide: true, head: false },
  );
  board.wire(
    [
      [UP + (back ? 16 : 0), RAIL],
      [RIGHT - 14, RAIL],
    ],
    way("h", "dh_future"),
    "h",
    { wide: true },
  );
  board.wire(
    [
      [UP, RAIL - (back ? 16 : 0)],
      [UP, 75],
    ],
    way("h", "dh_loss"),
    way("h", "loss"),
  );

  board.valve(AT.z, RAIL, "z");
  board.valve(AT.n, REST, "z", { upright: true, rest: true });
  if (back) backward(board);
  else forward(board);
  vector(board, LEFT, RAIL, 88, way("h_before", "dh_onward"), way("h_{t−1}", "→dh_{t−1}"), "h");
  vector(board, RIGHT, RAIL, 88, way("h", "dh_future"), "h_t", "h", way("", model.labels.future));
  input(board, INLET, 573);
  output(board, UP);
  return board;
}

/** @param {Board} board */
function forward(board) {
  board.dot(DOWN, RAIL, "h_before", "h");
  board.dot(UP, RAIL, "h", "h");
  board.op("h", "h_t", [AT.n - 22, RAIL - 22, 44, 44], () => board.node(AT.n, RAIL, "+", "h", "h", 16));
  board.value((AT.z + AT.n) / 2, 103, "z_t⊙h_{t−1}", "kept", "h", { minor: true });
  board.value(AT.n + 12, 166, "", "fresh", "n", { anchor: "start", minor: true });
  board.name(AT.n - 12, 166, "(1−z_t)⊙n_t", "n", { anchor: "end", q: "fresh", kind: "minor" });
  board.name(AT.n + 25, REST + 6, "1−z_t", "z", { anchor: "start", q: "z" });
  board.value(RESET - 26, SUM - 14, "", "a_hn", "h", { anchor: "end", minor: true, kind: "small" });
  board.value((RESET + AT.n) / 2 + 1, SUM - 14, "", "gated", "n", { minor: true, kind: "small" });
}

/** @param {Board} board */
function backward(board) {
  board.dot(AT.n, RAIL, "dh", "h");
  board.op("dh", "dh_t", [UP - 22, RAIL - 22, 44, 44], () => board.node(UP, RAIL, "+", "h", "dh", 16));
  board.op("dh_onward", "dh_{t−1}", [DOWN - 21, RAIL - 21, 42, 42], () =>
    board.node(DOWN, RAIL, "+", "h", "dh_onward", 15),
  );
  board.value(AT.z, 100, "×z_t", "z", "z", { minor: true });
  board.value((AT.z + AT.n) / 2, 103, "dh_t", "dh", "h");
  board.name(AT.n + 25, REST + 6, "×(1−z_t)", "z", { anchor: "start", q: "z", kind: "minor" });
  board.value(AT.z + 10, TOP - 12, "dz_t", "dz", "z", { anchor: "start", minor: true });
  board.value(AT.r + 14, 236, "dr_t", "dr", "r", { anchor: "start", minor: true });
  board.value(AT.n + 10, TOP - 14, "dn_t", "dn", "n", { anchor: "start", minor: true });
  board.value(RESET - 24, SUM - 14, "", "da_hn", "n", { anchor: "end", minor: true, kind: "small" });
  board.value(RESET - 10, 318, "×r_t", "r", "r", { anchor: "end", minor: true });
  board.value(AT.hn - 8, WEIGHTS + 38, "", "dh_n", "h", { anchor: "end", minor: true, kind: "small" });
}
