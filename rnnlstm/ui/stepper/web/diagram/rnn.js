// @ts-check
/** The simple recurrent network: two products, one sum, one curve with the unit's own point on it. */

import { svg } from "../page/dom.js";
import { Board } from "./board.js";
import { LEFT, RIGHT, input, output, vector } from "./ends.js";

/** @typedef {import("../index.js").Model} Model */

const RAIL = 200;
const SUM = 306;
const CURVE = { left: 392, width: 128, height: 128 };
const JOIN = 604;

/** @type {Record<string, {f: (a: number) => number, slope: (h: number) => number, least: number, most: number}>} */
const CURVES = {
  tanh: { f: Math.tanh, slope: (h) => 1 - h * h, least: 3, most: 6 },
  sigmoid: { f: (a) => 1 / (1 + Math.exp(-a)), slope: (h) => h * (1 - h), least: 6, most: 12 },
  relu: { f: (a) => Math.max(0, a), slope: (h) => (h > 0 ? 1 : 0), least: 2, most: Infinity },
};

/** @param {Model} model */
export function rnn(model) {
  const board = new Board(model, 420);
  const { back } = board;
  const way = board.way.bind(board);
  const right = CURVE.left + CURVE.width;

  board.body(92, 96, 664, 342);
  board.highway(LEFT + 12, RIGHT - 12, RAIL, "h");
  const matrix = () => board.matrix(168, RAIL, 84, "hh", "h");
  board.wire(
    [
      [LEFT + 14, RAIL],
      [126, RAIL],
    ],
    way("h_before", "dh_onward"),
    "h",
    { wide: true },
  );
  board.wire(
    [
      [210, RAIL],
      [SUM - (back ? 0 : 15), RAIL],
    ],
    way("a_h", "da"),
    way("h", "x"),
    { wide: true },
  );
  board.wire(
    [
      [SUM, 382],
      [SUM, 315],
    ],
    way("x", "dx"),
    "x",
  );
  board.wire(
    [
      [SUM, 285],
      [SUM, RAIL + (back ? 0 : 15)],
    ],
    way("a_x", "da"),
    "x",
  );
  board.wire(
    [
      [SUM, 140],
      [SUM, RAIL - (back ? 0 : 15)],
    ],
    way("b_h", "da"),
    "x",
    { quiet: true },
  );
  board.wire(
    [
      [SUM + (back ? 0 : 15), RAIL],
      [CURVE.left, RAIL],
    ],
    way("a", "da"),
    "x",
    { wide: true, head: !back },
  );
  board.wire(
    [
      [right, RAIL],
      [JOIN - (back ? 15 : 0), RAIL],
    ],
    way("h", "dh"),
    "h",
    { wide: true, head: back },
  );
  board.wire(
    [
      [JOIN + (back ? 15 : 0), RAIL],
      [RIGHT - 14, RAIL],
    ],
    way("h", "dh_future"),
    "h",
    { wide: true },
  );
  board.wire(
    [
      [JOIN, RAIL - (back ? 15 : 0)],
      [JOIN, 75],
    ],
    way("h", "dh_loss"),
    way("h", "loss"),
  );
  board.matrix(SUM, 300, 84, "xh", "x");

  if (back) {
    board.dot(SUM, RAIL, "da", "x");
    board.op("dh_onward", "dh_{t−1}", [120, RAIL - 21, 96, 42], matrix);
    board.op("da", "da_t", [CURVE.left - 6, RAIL - 70, CURVE.width + 12, 140], () => curve(board));
    board.op("dh", "dh_t", [JOIN - 22, RAIL - 22, 44, 44], () => board.node(JOIN, RAIL, "+", "h", "dh", 16));
    board.value((SUM + CURVE.left) / 2 + 2, RAIL - 24, "", "da", "x");
    board.name((SUM + CURVE.left) / 2 + 2, RAIL - 50, "da_t", "x", { q: "da" });
    board.value((right + JOIN) / 2, RAIL - 24, "", "dh", "h");
    board.name((right + JOIN) / 2, RAIL - 50, "dh_t", "h", { q: "dh" });
    board.value(CURVE.left + CURVE.width / 2, RAIL + 92, "φ′(a_t)", "slope", "x");
    board.value(SUM - 12, 256, "", "da", "x", { anchor: "end", minor: true });
    board.name(SUM, 130, "db_h", "x", { q: "db_h_norm" });
  } else {
    board.dot(JOIN, RAIL, "h", "h");
    matrix();
    board.op("h", "h_t", [SUM - 22, RAIL - 70, right - SUM + 28, 140], () => {
      board.node(SUM, RAIL, "+", "x", "a", 16);
      curve(board);
    });
    board.value(252, RAIL - 24, "", "a_h", "h");
    board.name(252, RAIL - 50, "W_{hh}h_{t−1}", "h", { q: "a_h" });
    board.value(SUM - 12, 256, "W_{xh}x_t", "a_x", "x", { anchor: "end" });
    board.value(SUM, 130, "b_h", "b_h", "x");
    board.value((SUM + CURVE.left) / 2 + 2, RAIL - 24, "", "a", "x");
    board.name((SUM + CURVE.left) / 2 + 2, RAIL - 50, "a_t", "x", { q: "a" });
    board.value((right + JOIN) / 2, RAIL - 24, "", "h", "h");
    board.name((right + JOIN) / 2, RAIL - 50, "h_t", "h", { q: "h" });
  }
  vector(board, LEFT, RAIL, 120, way("h_before", "dh_onward"), way("h_{t−1}", "→dh_{t−1}"), "h");
  vector(board, RIGHT, RAIL, 120, way("h", "dh_future"), "h_t", "h", way("", model.labels.future));
  input(board, SUM, 400);
  output(board, JOIN);
  return board;
}

/**
 * The activation's curve. Forward, dashed lines lead from a_t up to the curve and over to h_t; backward, the
 * tangent there shows the slope.
 * @param {Board} board
 */
function curve(board) {
  const { arrays, meta } = board.model;
  const { f, slope, least, most } = CURVES[meta.activation];
  const reach = Math.max(least, Math.min(most, arrays.a.peak));
  const [low, high] = meta.activation === "relu" ? [-reach / 5, reach] : [f(-Infinity), 1];
  const { left, width, height } = CURVE;
  const top = RAIL - height / 2;
  const inset = 12;
  const px = (/** @type {number} */ a) =>
    left + inset + ((Math.max(-reach, Math.min(reach, a)) + reach) / (2 * reach)) * (width - 2 * inset);
  const py = (/** @type {number} */ h) =>
    top + inset + 18 + ((high - Math.max(low, Math.min(high, h))) / (high - low)) * (height - 2 * inset - 18);
  const points = Array.from({ length: 61 }, (_, k) => ((k - 30) / 30) * reach);
  const d = points.map((a, k) => `${k ? "L" : "M"}${px(a).toFixed(1)} ${py(f(a)).toFixed(1)}`).join("");
  const guide = svg("path", { class: board.back ? "tangent" : "guide", fill: "none", color: board.hue("h") });
  const dot = svg("circle", { r: 6, class: "mark", color: board.hue("h") });
  board.layers.boxes.append(
    svg(
      "g",
      { class: "block", color: board.hue("h"), "data-q": board.way("h", "da") },
      svg("rect", { x: left, y: top, width, height, rx: 12, class: "box" }),
      svg("path", {
        d: `M${left + inset} ${py(0)}H${left + width - inset}M${px(0)} ${top + inset + 14}V${top + height - inset}`,
        class: "axes",
      }),
      svg("path", { d, class: "curve", fill: "none" }),
      svg("text", { x: left + 12, y: top + 20, class: "act" }, meta.activation === "sigmoid" ? "σ" : meta.activation),
    ),
    svg("g", { "data-q": board.way("h", "slope") }, guide, dot),
  );
  board.updates.push((t, unit) => {
    const a = arrays.a.at(t, unit);
    const h = arrays.h.at(t, unit);
    const [x, y] = [px(a), py(h)];
    dot.setAttribute("cx", x.toFixed(1));
    dot.setAttribute("cy", y.toFixed(1));
    if (!board.back) {
      guide.setAttribute("d", `M${x.toFixed(1)} ${py(0).toFixed(1)}V${y.toFixed(1)}H${left + width - 2}`);
      return;
    }
    // By the scales themselves: an exploded relu's unit is no distance at all on its axis.
    const rise = (slope(h) * (height - 2 * inset - 18) * 2 * reach) / ((high - low) * (width - 2 * inset));
    const run = 34 / Math.hypot(1, rise);
    guide.setAttribute(
      "d",
      `M${(x - run).toFixed(1)} ${(y + run * rise).toFixed(1)}L${(x + run).toFixed(1)} ${(y - run * rise).toFixed(1)}`,
    );
  });
}
