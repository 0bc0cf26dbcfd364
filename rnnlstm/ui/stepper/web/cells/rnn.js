// @ts-check
/** The simple recurrent network: two products, one sum, one curve with the unit's own point on it. */

import { Board } from "../diagram/board.js";
import { LEFT, RIGHT, input, output, vector } from "../diagram/ends.js";
import { from } from "../diagram/route.js";
import { ACTIVATIONS } from "../maths/activations.js";
import { after, before, bracket, mi, mo, plus } from "../maths/mathml.js";
import { svg } from "../page/dom.js";
import { HIDDEN } from "./cell.js";
import { arrived, arrives, carried, recalled, toInput } from "./equations.js";

/** @typedef {import("./cell.js").Sheet} Sheet @typedef {import("./cell.js").Model} Model */

/** @param {Sheet} s */
function forward(s) {
  const { notation } = s;
  const act = ACTIVATIONS[s.model.meta.activation].name;
  const [W_xh, W_hh] = [notation.weight("W", "xh"), notation.weight("W", "hh")];
  const [x, h] = [notation.at("x"), notation.at("h", before)];
  s.line("a_x|x", notation.product(W_xh, x), notation.product(s.tag("W_xh", W_xh), s.now("x")));
  s.line("a_h|h", notation.product(W_hh, h), notation.product(s.tag("W_hh", W_hh), recalled(s)));
  const [bias, second] = notation.biases("h").map((each) => s.tag("b_h", each));
  /** @type {Record<string, string>} */
  const symbols = {
    x: s.tag("a_x", notation.product(W_xh, x), "x"),
    h: s.tag("a_h", notation.product(W_hh, h), "h"),
    b: bias,
    bx: bias,
    bh: second,
  };
  /** @type {Record<string, string>} */
  const numbers = { x: "{a_x|x}", h: "{a_h|h}", b: "{b_h}", bh: "{b_h}" };
  const terms = notation.own ? ["x", "h", "b"] : notation.record.terms;
  const put = terms.flatMap((term) => numbers[term] ?? []).join(" + ");
  s.line("a", notation.at("a"), terms.map((term) => symbols[term]).join(plus), put);
  s.line("h|h", notation.at("h"), `${mi(act)}${bracket(s.tag("a", notation.at("a")))}`, `${act}({a})`);
}

/** @param {Sheet} s */
function backward(s) {
  const { notation, times } = s;
  const kind = s.model.meta.activation;
  const da = s.tag("da", notation.d("a"));
  const steep = s.slope(kind, kind === "relu" ? "a" : "h", "h");
  arrives(s, carried(s, "hh", "a", after));
  s.line("da", notation.d("a"), `${arrived(s, "h")}${times}${s.tag("slope", steep)}`, "{dh|h} · {slope}");
  const back = (/** @type {string} */ index) => notation.product(s.tag(`W_${index}`, notation.transposed(index)), da);
  s.line("dh_onward|h", `${mo("→")}${notation.d("h", before)}`, back("hh"));
  toInput(s, back("xh"));
}

/** @type {import("./cell.js").CellView["operations"]} */
const operations = {
  forward: ({ meta }, { withHidden, withInput, bias }) => ({
    h: {
      terms: (t, unit) => [
        ...withHidden("W_hh", "hh")(t, unit),
        ...withInput("W_xh", "xh")(t, unit),
        bias("b_h", "h")(t, unit),
      ],
      total: "a",
      symbol: "a_t",
      result: "h",
      resultSymbol: "h_t",
      curve: { kind: meta.activation, at: "a", value: "h", hue: "h" },
    },
  }),
  backward: ({ meta }, { carried, times }) => ({
    da: {
      terms: (t, unit) => [times("dh_t · φ′(a_t)", "dh", "slope")(t, unit)],
      total: "da",
      symbol: "da_t",
      curve: { kind: meta.activation, at: "a", value: "h", hue: "h" },
    },
    dh_onward: { terms: carried("W_hh", "hh", "da", "da_t"), total: "dh_onward", symbol: "→dh_{t−1}" },
  }),
};

const RAIL = 200;
const SUM = 306;
const CURVE = { left: 392, width: 128, height: 128, inset: 12 };
const END = CURVE.left + CURVE.width;
const JOIN = 604;
/** How far the curve is drawn to either side of 0. @type {Record<string, {least: number, most: number}>} */
const REACH = { tanh: { least: 3, most: 6 }, sigmoid: { least: 6, most: 12 }, relu: { least: 2, most: Infinity } };

/** @param {Model} model */
function drawing(model) {
  const board = new Board(model, 420);
  board.body(92, 96, 664, 342);
  board.highway(LEFT + 12, RIGHT - 12, RAIL, "h");
  wires(board);
  board.matrix(SUM, 300, 84, "xh", "x");
  if (board.back) drawBackward(board);
  else drawForward(board);
  vector(board, LEFT, RAIL, 120, board.way("h_before", "dh_onward"), board.way("h_{t−1}", "→dh_{t−1}"), "h");
  vector(board, RIGHT, RAIL, 120, board.way("h", "dh_future"), "h_t", "h", board.way("", model.labels.future));
  input(board, SUM, 400);
  output(board, JOIN);
  return board;
}

/** @param {Board} board */
function wires(board) {
  const { back } = board;
  const way = board.way.bind(board);
  const wide = { wide: true };
  board.wire(from(LEFT + 14, RAIL).h(126), way("h_before", "dh_onward"), "h", wide);
  board.wire(from(210, RAIL).h(SUM - way(15, 0)), way("a_h", "da"), way("h", "x"), wide);
  board.wire(from(SUM, 382).v(315), way("x", "dx"), "x");
  board.wire(from(SUM, 285).v(RAIL + way(15, 0)), way("a_x", "da"), "x");
  board.wire(from(SUM, 124).v(RAIL - way(15, 0)), way("b_h", "da"), "x", { quiet: true });
  board.wire(from(SUM + way(15, 0), RAIL).h(CURVE.left), way("a", "da"), "x", { wide: true, head: !back });
  board.wire(from(END, RAIL).h(JOIN - way(0, 15)), way("h", "dh"), "h", { wide: true, head: back });
  board.wire(from(JOIN + way(0, 15), RAIL).h(RIGHT - 14), way("h", "dh_future"), "h", wide);
  board.wire(from(JOIN, RAIL - way(0, 15)).v(75), way("h", "dh_loss"), way("h", "loss"));
}

/** @param {Board} board */
const recurrent = (board) => board.matrix(168, RAIL, 84, "hh", "h");

/** @param {Board} board */
function drawForward(board) {
  const middle = (SUM + CURVE.left) / 2 + 2;
  board.dot(JOIN, RAIL, "h", "h");
  recurrent(board);
  board.op("h", "h_t", [SUM - 22, RAIL - 70, END - SUM + 28, 140], () => {
    board.node(SUM, RAIL, "+", "x", "a", 16);
    curve(board);
  });
  board.value(252, RAIL - 24, "", "a_h", "h");
  board.name(252, RAIL - 53, "W_{hh}h_{t−1}", "h", { q: "a_h" });
  board.value(SUM - 12, 256, "W_{xh}x_t", "a_x", "x", { anchor: "end" });
  board.value(SUM, 116, "b_h", "b_h", "x");
  board.value(middle, RAIL - 24, "", "a", "x");
  board.name(middle, RAIL - 53, "a_t", "x", { q: "a" });
  board.value((END + JOIN) / 2, RAIL - 24, "", "h", "h");
  board.name((END + JOIN) / 2, RAIL - 53, "h_t", "h", { q: "h" });
}

/** @param {Board} board */
function drawBackward(board) {
  const middle = (SUM + CURVE.left) / 2 + 2;
  board.dot(SUM, RAIL, "da", "x");
  board.op("dh_onward", "→dh_{t−1}", [120, RAIL - 21, 96, 42], () => recurrent(board));
  board.op("da", "da_t", [CURVE.left - 6, RAIL - 70, CURVE.width + 12, 140], () => curve(board));
  board.op("dh", "dh_t", [JOIN - 22, RAIL - 22, 44, 44], () => board.node(JOIN, RAIL, "+", "h", "dh", 16));
  board.value(middle, RAIL - 24, "", "da", "x");
  board.name(middle, RAIL - 53, "da_t", "x", { q: "da" });
  board.value((END + JOIN) / 2, RAIL - 24, "", "dh", "h");
  board.name((END + JOIN) / 2, RAIL - 53, "dh_t", "h", { q: "dh" });
  board.value(CURVE.left + CURVE.width / 2, RAIL + 92, "φ′(a_t)", "slope", "x");
  board.value(SUM - 12, 256, "", "da", "x", { anchor: "end", minor: true });
  board.name(SUM, 116, "db_h", "x", { q: "db_h_norm" });
}

/**
 * The activation's curve. Forward, dashed lines lead from a_t up to the curve and over to h_t; backward, the
 * tangent there shows the slope.
 * @param {Board} board
 */
function curve(board) {
  const { arrays, meta } = board.model;
  const act = ACTIVATIONS[meta.activation];
  const { left, width, height, inset } = CURVE;
  const { reach, span, top, px, py } = axes(meta.activation, arrays.a.peak);
  const points = Array.from({ length: 61 }, (_, k) => ((k - 30) / 30) * reach);
  const d = points.map((a, k) => `${k ? "L" : "M"}${px(a).toFixed(1)} ${py(act.of(a)).toFixed(1)}`).join("");
  const cross = `M${left + inset} ${py(0)}H${left + width - inset}M${px(0)} ${top + inset + 14}V${top + height - inset}`;
  const guide = svg("path", { class: board.way("guide", "tangent"), fill: "none", color: board.hue("h") });
  const dot = svg("circle", { r: 6, class: "mark", color: board.hue("h") });
  board.layers.boxes.append(
    svg(
      "g",
      { class: "block", color: board.hue("h"), "data-q": board.way("h", "da") },
      svg("rect", { x: left, y: top, width, height, rx: 12, class: "box" }),
      svg("path", { d: cross, class: "axes" }),
      svg("path", { d, class: "curve", fill: "none" }),
      svg("text", { x: left + 12, y: top + 20, class: "act" }, act.name),
    ),
    svg("g", { "data-q": board.way("h", "slope") }, guide, dot),
  );
  board.updates.push((t, unit) => {
    const h = arrays.h.at(t, unit);
    const [x, y] = [px(arrays.a.at(t, unit)), py(h)];
    dot.setAttribute("cx", x.toFixed(1));
    dot.setAttribute("cy", y.toFixed(1));
    if (!board.back) {
      guide.setAttribute("d", `M${x.toFixed(1)} ${py(0).toFixed(1)}V${y.toFixed(1)}H${left + width - 2}`);
      return;
    }
    // By the scales themselves: an exploded relu's unit is no distance at all on its axis.
    const rise = (arrays.slope.at(t, unit) * (height - 2 * inset - 18) * 2 * reach) / (span * (width - 2 * inset));
    const run = 34 / Math.hypot(1, rise);
    const [[x1, y1], [x2, y2]] = [-1, 1].map((side) => [x + side * run, y - side * run * rise]);
    guide.setAttribute("d", `M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}`);
  });
}

/** Where the curve's values stand. @param {string} kind @param {number} peak */
function axes(kind, peak) {
  const { left, width, height, inset } = CURVE;
  const { least, most } = REACH[kind];
  const reach = Math.max(least, Math.min(most, peak));
  const [low, high] = kind === "relu" ? [-reach / 5, reach] : [ACTIVATIONS[kind].low, 1];
  const [top, span] = [RAIL - height / 2, high - low];
  return {
    reach,
    span,
    top,
    px: (/** @type {number} */ a) =>
      left + inset + ((Math.max(-reach, Math.min(reach, a)) + reach) / (2 * reach)) * (width - 2 * inset),
    py: (/** @type {number} */ h) =>
      top + inset + 18 + ((high - Math.max(low, Math.min(high, h))) / span) * (height - 2 * inset - 18),
  };
}

/** @type {import("./cell.js").CellView} */
export const rnn = {
  rails: [HIDDEN],
  valve: null,
  cellState: [],
  equations: { forward, backward },
  operations,
  drawing,
};
