// @ts-check
/** A gate from the rails up to its squashing: weights, their two products, the sum, the curve. */

import { gateOf } from "../payload.js";
import { from } from "./route.js";

/** @typedef {import("./board.js").Board} Board */
/** @typedef {import("./scale.js").Spec} Spec */

export const BOX = { width: 106, height: 82 };
const ASIDE = 22;

/**
 * The box with a gate's name and number. Backward it holds the gradient at the pre-activation: what came in from
 * above, times the slope.
 * @param {Board} board @param {number} x @param {number} top @param {string} name
 */
export function gateBox(board, x, top, name) {
  const { width, height } = BOX;
  const [left, right] = [x - width / 2 + 11, x + width / 2 - 11];
  const gate = gateOf(board.model.meta, name);
  const act = gate.low < 0 ? "tanh" : "σ";
  const q = board.way(name, `da_${name}`);
  board.box(x, top + height / 2, width, height, "", name, q, "gate");
  if (board.back) {
    board.name(x, top + 41, `da^${gate.index}_t`, name, { q, kind: "in raised" });
    board.value(x, top + 18, `×${act}′`, `slope_${name}`, name, { minor: true, kind: "slope" });
  } else {
    board.name(left, top + 25, `${name}_t`, name, { anchor: "start", q, kind: "in" });
    board.name(right, top + 25, act, name, { anchor: "end", kind: "act" });
  }
  board.value(x, top + board.way(55, 64), "", q, name, { kind: "main" });
  board.gauge(left, top + height - 11, right - left, gate);
}

/**
 * A whole gate.
 * @param {Board} board
 * @param {string} gate
 * @param {{x: number, top: number, weights: number, rails: [number, number], last?: boolean}} place its middle, the
 *   box's top, the middle of the weights, the rails of h and x below, and whether the rails end here and so turn up
 *   themselves
 */
export function gateColumn(board, gate, { x, top, weights, rails: [h, input], last = false }) {
  const meet = weights - 15 - 17;
  const [left, right] = [x - ASIDE, x + ASIDE];
  const da = `da_${gate}`;
  const { index } = gateOf(board.model.meta, gate);
  if (!last) {
    const clear = board.way(0, 6);
    board.wire(from(left, h - clear).v(weights + 15), board.way("h_before", `dh_${gate}`), "h", { quiet: true });
    board.wire(from(right, input - clear).v(weights + 15), sent(board, [gate]), "x", { quiet: true, over: h });
  }
  const inside = () => {
    const way = (/** @type {string} */ term) => board.way(`a_${gate}_${term}`, da);
    const look = { head: board.back, quiet: true };
    board.wire(
      from(left, weights - 15)
        .v(meet)
        .h(x),
      way("h"),
      board.way("h", gate),
      look,
    );
    board.wire(
      from(right, weights - 15)
        .v(meet)
        .h(x),
      way("x"),
      board.way("x", gate),
      look,
    );
    board.wire(from(x, meet).v(top + BOX.height), board.way(`a_${gate}`, da), gate, { head: !board.back, quiet: true });
    gateBox(board, x, top, gate);
    board.matrix(x, weights, 98, index, gate, { bias: `b_${gate}`, array: `W_${gate}` });
    if (!board.back)
      board.value(x + 9, meet - 6, "", `a_${gate}`, gate, { anchor: "start", minor: true, kind: "small" });
  };
  const symbol = board.way(`${gate}_t`, `da^${index}_t`);
  board.op(board.way(gate, da), symbol, [x - 57, top - 5, 114, weights + 15 - top + 10], inside);
  if (board.back) {
    board.value(left - 7, weights + 34, "", `dh_${gate}`, "h", { anchor: "end", minor: true, kind: "small" });
  }
}

/** What gates read of the input, and backward what they send back to it together. @param {Board} board @param {string[]} gates @returns {Spec} */
const sent = (board, gates) => board.way("x", { q: "dx", array: `wire_dx_${gates.join("")}` });

/** What gates read of h_{t−1}, and backward what they send back to it together. @param {Board} board @param {string[]} gates @param {string} all what all of them send @param {boolean} first @returns {Spec} */
function recalled(board, gates, all, first) {
  if (!board.back) return "h_before";
  const array = first ? all : gates.length > 1 ? `wire_dh_${gates.join("")}` : `dh_${gates[0]}`;
  return { q: gates.map((gate) => `dh_${gate}`).join(" "), array };
}

/**
 * The rails of h_{t−1} and x_t below the gates: forward each carries one vector all along, backward each stretch
 * what the gates to its right send back.
 * @param {Board} board
 * @param {{h: [number, string][], x: [number, string][], y: [number, number], all: string, inlet: number, up: number}} places
 *   where each gate joins, from left to right; y of the two rails; the array of what all gates send to h_{t−1}; where
 *   x comes from; how far up the rails turn at their end
 * @param {import("./route.js").Route} start how the rail of h begins
 */
export function rails(board, { h, x, y: [hy, xy], all, inlet, up }, start) {
  h.forEach(([to], k) => {
    const last = k === h.length - 1;
    const spec = recalled(
      board,
      h.slice(k).map(([, gate]) => gate),
      all,
      k === 0,
    );
    const route = (k ? from(h[k - 1][0], hy) : start).h(to);
    board.wire(last ? route.v(up) : route, spec, "h", { head: board.way(last, k === 0), quiet: true });
    if (!last) board.dot(to, hy, spec, "h");
  });
  x.forEach(([to], k) => {
    const last = k === x.length - 1;
    if (to !== inlet) {
      const route = from(k ? x[k - 1][0] : inlet, xy).h(to);
      const over = last && h[h.length - 1][0] > to ? hy : null;
      const spec = sent(
        board,
        x.slice(k).map(([, gate]) => gate),
      );
      board.wire(last ? route.v(up) : route, spec, "x", { head: !board.back && last, quiet: true, over });
    }
    if (!last) board.dot(to, xy, board.way("x", "dx"), "x");
  });
}
