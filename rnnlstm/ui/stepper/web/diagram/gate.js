// @ts-check
/** A gate from the rails up to its squashing: weights, their two products, the sum, the curve. */

/** @typedef {import("./board.js").Board} Board */
/** @typedef {import("./scale.js").Spec} Spec */

export const BOX = { width: 106, height: 82 };
const ASIDE = 22;

/** Names of the LSTM's candidate: its value is g, its weights' index c. @param {string} gate */
export const indexOf = (gate) => (gate === "g" ? "c" : gate);

/**
 * The box with a gate's name and number. Backward it holds the gradient at the pre-activation: what came in from
 * above, times the slope.
 * @param {Board} board @param {number} x @param {number} top @param {string} gate
 */
export function squash(board, x, top, gate) {
  const { width, height } = BOX;
  const [left, right] = [x - width / 2 + 11, x + width / 2 - 11];
  const tanh = gate === "g" || gate === "n";
  board.box(x, top + height / 2, width, height, "", gate, board.way(gate, `da_${gate}`), "gate");
  const q = board.way(gate, `da_${gate}`);
  const act = tanh ? "tanh" : "σ";
  if (board.back) {
    board.name(x, top + 41, `da^${indexOf(gate)}_t`, gate, { q, kind: "in raised" });
    board.value(x, top + 18, `×${act}′`, `slope_${gate}`, gate, { minor: true, kind: "slope" });
  } else {
    board.name(left, top + 25, `${gate}_t`, gate, { anchor: "start", q, kind: "in" });
    board.name(right, top + 25, act, gate, { anchor: "end", kind: "act" });
  }
  board.value(x, top + board.way(55, 64), "", q, gate, { kind: "main" });
  board.gauge(left, top + height - 11, right - left, gate);
}

/**
 * A whole gate.
 * @param {Board} board
 * @param {string} gate
 * @param {{x: number, top: number, weights: number, rails: [number, number], dx: Spec, last?: boolean}} place its middle, the
 *   box's top, the middle of the weights, the rails of h and x below, what it sends back to the input, and whether
 *   the rails end here and so turn up themselves
 */
export function gateColumn(board, gate, { x, top, weights, rails: [h, input], dx, last = false }) {
  const bottom = top + BOX.height;
  const meet = weights - 15 - 17;
  const [left, right] = [x - ASIDE, x + ASIDE];
  const da = `da_${gate}`;
  if (!last) {
    const clear = board.way(0, 6);
    board.wire(
      [
        [left, h - clear],
        [left, weights + 15],
      ],
      board.way("h_before", `dh_${gate}`),
      "h",
      { quiet: true },
    );
    board.wire(
      [
        [right, input - clear],
        [right, weights + 15],
      ],
      board.way("x", dx),
      "x",
      { quiet: true, over: h },
    );
  }
  const inside = () => {
    board.wire(
      [
        [left, weights - 15],
        [left, meet],
        [x, meet],
      ],
      board.way(`a_${gate}_h`, da),
      board.way("h", gate),
      { head: board.back, quiet: true },
    );
    board.wire(
      [
        [right, weights - 15],
        [right, meet],
        [x, meet],
      ],
      board.way(`a_${gate}_x`, da),
      board.way("x", gate),
      { head: board.back, quiet: true },
    );
    board.wire(
      [
        [x, meet],
        [x, bottom],
      ],
      board.way(`a_${gate}`, da),
      gate,
      { head: !board.back, quiet: true },
    );
    squash(board, x, top, gate);
    board.matrix(x, weights, 98, indexOf(gate), gate, { bias: `b_${gate}`, array: `W_${gate}` });
    if (!board.back)
      board.value(x + 9, meet - 6, "", `a_${gate}`, gate, { anchor: "start", minor: true, kind: "small" });
  };
  const box = /** @type {[number, number, number, number]} */ ([x - 57, top - 5, 114, weights + 15 - top + 10]);
  board.op(board.way(gate, da), board.way(`${gate}_t`, `da^${indexOf(gate)}_t`), box, inside);
  if (board.back)
    board.value(left - 7, weights + 34, "", `dh_${gate}`, "h", { anchor: "end", minor: true, kind: "small" });
}

/**
 * The rails of h_{t−1} and x_t below the gates: forward each carries one vector all along, backward each stretch
 * what the gates to its right send back.
 * @param {Board} board
 * @param {{h: [number, string][], x: [number, string][], y: [number, number], start: [number, number][], from: number, up: number}} places
 *   where each gate joins, from left to right; y of the two rails; how that of h begins, where x comes from; how
 *   far up the rails turn at their end
 * @param {(...gates: string[]) => Spec} sent what gates send back to x_t
 */
export function rails(board, { h, x, y: [hy, xy], start, from, up }, sent) {
  const turn = (/** @type {boolean} */ last, /** @type {number} */ to) =>
    last ? [/** @type {[number, number]} */ ([to, up])] : [];
  h.forEach(([to], k) => {
    const rest = h
      .slice(k)
      .map(([, gate]) => `dh_${gate}`)
      .join("+");
    const last = k === h.length - 1;
    const head = board.way(last, k === 0);
    board.wire(
      [...(k ? [/** @type {[number, number]} */ ([h[k - 1][0], hy])] : start), [to, hy], ...turn(last, to)],
      board.way("h_before", rest),
      "h",
      { head, quiet: true },
    );
    if (!last) board.dot(to, hy, board.way("h_before", rest), "h");
  });
  x.forEach(([to], k) => {
    const rest = x.slice(k).map(([, gate]) => gate);
    const last = k === x.length - 1;
    const over = last && h[h.length - 1][0] > to ? hy : null;
    if (to !== from)
      board.wire(
        [[k ? x[k - 1][0] : from, xy], [to, xy], ...turn(last, to)],
        board.way(/** @type {Spec} */ ("x"), sent(...rest)),
        "x",
        { head: !board.back && last, quiet: true, over },
      );
    if (!last) board.dot(to, xy, board.way("x", "dx"), "x");
  });
}

/** The gradients' way into the input of the gates. @param {Board} board @param {string[]} gates those that act on [h, x] */
export const ways = (board, gates) =>
  Object.fromEntries(
    gates.map(
      (gate) =>
        /** @type {[string, [string, string, number]]} */ ([
          gate,
          [`da_${gate}`, `W_${gate}`, board.model.meta.hidden],
        ]),
    ),
  );
