// @ts-check
/** One step of the unrolled network: its box with the states in it, what enters, what leaves, what passes on. */

import { brief } from "../maths/numbers.js";
import { fill } from "../maths/text.js";
import { svg } from "../page/dom.js";

/** @typedef {import("../model.js").Model} Model @typedef {import("../cells/cell.js").Rail} Rail */

/**
 * Where things stand: the box's top and bottom, the rails of one or two states, the labels above and below them,
 * the words above the box with their arrow, the symbol and the time below it.
 * @typedef {{
 *   scale: number, height: number, top: number, bottom: number, rails: [number, number, number],
 *   labels: [number, number], words: number, arrow: [number, number], symbol: number, time: number, named: boolean
 * }} Layout
 */

/** Where the sequence is all that is looked at. @type {Layout} */
export const LARGE = {
  scale: 1.5,
  height: 194,
  top: 54,
  bottom: 126,
  rails: [78, 90, 108],
  labels: [46, 142],
  words: 18,
  arrow: [26, 52],
  symbol: 166,
  time: 186,
  named: true,
};
/** Beside the cell, as a map of where one is. @type {Layout} */
export const SMALL = {
  scale: 1,
  height: 114,
  top: 34,
  bottom: 74,
  rails: [45, 54, 63],
  labels: [35, 85],
  words: 13,
  arrow: [18, 32],
  symbol: 95,
  time: 110,
  named: false,
};

const WIDTH = 58;
const CELLS = 16;

/** What leaves a step, its prediction, or enters it, its loss. @param {Model} model @param {number} t */
export function spoken(model, t) {
  const { meta, arrays, labels } = model;
  if (meta.direction === "forward") return model.prediction(t);
  return arrays.has_loss.at(t) > 0 ? fill(labels.loss_at, { target: meta.targets[t - 1] }) : "";
}

/** Where a rail runs: one alone in the middle. @param {Layout} layout @param {number} k @param {number} count */
export const heightOf = ({ rails }, k, count) => rails[count === 1 ? 1 : 2 * k];

/**
 * Draw a step.
 * @param {Model} model
 * @param {Layout} layout
 * @param {number} pitch from one step's middle to the next's
 * @param {number} t
 */
export function drawStep(model, layout, pitch, t) {
  const { meta, colours, cell } = model;
  const ink = colours.hue(meta.model);
  const x = (t - 0.5) * pitch;
  const left = x - WIDTH / 2;
  const { top, bottom, named } = layout;
  const inlet = [
    svg("path", { d: `M${x} ${bottom + 18}V${bottom + 8}`, stroke: "currentColor", "stroke-width": 1.5 }),
    svg("path", { d: `M${x} ${bottom + 2}l-4 8h8z` }),
  ];
  const name = svg("text", { x, y: top + 14, class: "cell-name", "text-anchor": "middle", fill: ink }, meta.model);
  const ends = [left + WIDTH, left + pitch];
  return svg(
    "g",
    { class: "step", "data-step": t },
    ...(t < meta.steps ? cell.rails.flatMap((rail, k) => passage(model, layout, rail, k, t, ends)) : []),
    ...(named ? inlet : []),
    svg("rect", { x: left, y: top, width: WIDTH, height: bottom - top, rx: 10, class: "cell", stroke: ink }),
    ...(named ? [name] : []),
    ...cell.rails.flatMap((rail, k) => strip(model, layout, rail, k, t, left)),
    svg("text", { x, y: layout.symbol, class: "symbol", "text-anchor": "middle" }, meta.symbols[t - 1]),
    svg("text", { x, y: layout.time, class: "small", "text-anchor": "middle" }, `t = ${t}`),
    ...outlet(model, layout, t, x),
    svg("rect", { x: x - pitch / 2, y: 0, width: pitch, height: layout.height, class: "hit" }),
  );
}

/** A state, or the gradient that reaches it, as a strip of coloured cells. @param {Model} model @param {Layout} layout @param {Rail} rail @param {number} k @param {number} t @param {number} left */
function strip({ meta, arrays, colours, cell }, layout, { state, gradient }, k, t, left) {
  const back = meta.direction === "backward";
  const table = arrays[back ? gradient : state];
  const count = Math.min(meta.hidden, CELLS);
  const width = (WIDTH - 12) / count;
  return Array.from({ length: count }, (_, j) =>
    svg("rect", {
      x: left + 6 + j * width,
      y: heightOf(layout, k, cell.rails.length) - 7,
      width: width + 0.3,
      height: 14,
      fill: colours.css(back ? "log" : "signed", table.at(t, j), table.peak, table.decades),
    }),
  );
}

/** How wide a gradient's arrow is: by decades below the largest. @param {Model} model @param {number} size */
function weight({ arrays, cell }, size) {
  const peak = Math.max(...cell.rails.map(({ norm }) => arrays[norm].peak));
  if (!(size / peak < Infinity)) return size > 0 ? 8 : 0.6; // overflowed
  return size > 0 ? Math.max(0.8, 8 + 1.3 * Math.log10(size / peak)) : 0.6;
}

/** What passes between step t and the next. @param {Model} model @param {Layout} layout @param {Rail} rail @param {number} k @param {number} t @param {number[]} ends */
function passage(model, layout, { norm, hue }, k, t, [from, to]) {
  const { meta, arrays, colours, cell } = model;
  const tone = colours.hue(hue);
  const y = heightOf(layout, k, cell.rails.length);
  if (meta.direction === "forward") {
    return [
      svg("path", { d: `M${from} ${y}H${to - 10}`, stroke: tone, "stroke-width": 2.5 }),
      svg("path", { d: `M${to - 1} ${y}l-9 -6v12z`, fill: tone }),
    ];
  }
  const text = { x: (from + to) / 2, y: layout.labels[k], class: "small", "text-anchor": "middle", fill: tone };
  const head = svg("path", { d: `M${from + 1} ${y}l9 -6v12z`, fill: tone });
  const flow = (/** @type {string} */ name, /** @type {number} */ size) => {
    const line = { d: `M${to} ${y}H${from + 10}`, stroke: tone, "stroke-width": weight(model, size), class: "flow" };
    return svg("g", { class: name }, svg("path", line), svg("text", text, brief(size)));
  };
  return [head, flow("of-all", arrays[norm].at(t)), flow("of-last", arrays[`${norm}_last`].at(t))];
}

/** The prediction or the loss, with its arrow. @param {Model} model @param {Layout} layout @param {number} t @param {number} x */
function outlet(model, layout, t, x) {
  const text = spoken(model, t);
  if (!text) return [];
  const back = model.meta.direction === "backward";
  const [from, to, head] = back ? [...layout.arrow, -8] : [layout.top, layout.arrow[0] + 2, 8];
  const tone = back ? model.colours.hue("loss") : "currentColor";
  const parts = [
    svg("path", { d: `M${x} ${from}V${to + head}`, stroke: tone, "stroke-width": 2 }),
    svg("path", { d: `M${x} ${to}l-4 ${head}h8z`, fill: tone }),
    svg("text", { x, y: layout.words, class: "small", "text-anchor": "middle", fill: tone }, text),
  ];
  return [svg("g", { class: back && t < model.meta.steps ? "of-others" : "" }, ...parts)];
}
