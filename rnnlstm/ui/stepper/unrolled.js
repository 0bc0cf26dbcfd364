// @ts-check
/** The network unrolled in time: one box a step, the current one marked; the gradient runs back through it. */

import { brief, el, fill, svg } from "./dom.js";

/** @typedef {import("./index.js").Model} Model */

/**
 * What passes from step to step: the state carried forward, the gradient sent back, and the norm of the latter.
 * @typedef {{state: string, gradient: string, norm: string, hue: string, y: number, label: number}} Rail
 */

const PITCH = { least: 96, most: 150 };
const BOX = { width: 58, top: 54, bottom: 126 };
const HEIGHT = 194;
const CELLS = 16;
const MORE_WIDTH = 16;

/** @type {Rail} */
const HIDDEN = { state: "h", gradient: "dh", norm: "norm_future", hue: "h", y: 90, label: BOX.top - 8 };
/** The LSTM's cell state runs above its hidden state. @type {Rail[]} */
const BOTH = [
  { state: "c", gradient: "dc", norm: "norm_dc_future", hue: "c", y: 78, label: BOX.top - 8 },
  { ...HIDDEN, y: 108, label: BOX.bottom + 16 },
];

/**
 * @param {Model} model
 * @param {(t: number) => void} go
 */
export function unrolled(model, go) {
  const { meta, arrays, colours } = model;
  const T = meta.steps;
  const back = meta.direction === "backward";
  const rails = meta.cell === "lstm" ? BOTH : [HIDDEN];
  const ink = colours.hue(meta.cell.toUpperCase());
  const drawing = svg("svg", { height: HEIGHT, role: "img" });
  const node = el("div", { class: "unrolled" }, drawing);
  let shown = { first: 0, last: -1, width: 0 };
  let pitch = PITCH.least;

  /** A state, or the gradient that reaches it, as a strip of coloured cells. @param {Rail} rail @param {number} t @param {number} left */
  const strip = ({ state, gradient, y }, t, left) => {
    const table = arrays[back ? gradient : state];
    const count = Math.min(meta.hidden, CELLS);
    const width = (BOX.width - 12) / count;
    return Array.from({ length: count }, (_, j) =>
      svg("rect", {
        x: left + 6 + j * width,
        y: y - 7,
        width: width + 0.3,
        height: 14,
        fill: colours.css(back ? "log" : "signed", table.at(t, j), table.peak, table.decades),
      }),
    );
  };

  /** How wide a gradient's arrow is: by decades below the largest. @param {number} size */
  const peak = back ? Math.max(...rails.map(({ norm }) => arrays[norm].peak)) : 1;
  const weight = (/** @type {number} */ size) => (size > 0 ? Math.max(0.8, 8 + 1.3 * Math.log10(size / peak)) : 0.6);

  /** What passes between step t and the next. @param {Rail} rail @param {number} t @param {number} from @param {number} to */
  const passage = ({ norm, hue, y, label }, t, from, to) => {
    const tone = colours.hue(hue);
    if (!back) {
      return [
        svg("path", { d: `M${from} ${y}H${to - 9}`, stroke: tone, "stroke-width": 2.5 }),
        svg("path", { d: `M${to - 1} ${y}l-9 -6v12z`, fill: tone }),
      ];
    }
    const size = arrays[norm].at(t);
    const text = { x: (from + to) / 2, y: label, class: "small", "text-anchor": "middle", fill: tone };
    return [
      svg("path", { d: `M${to} ${y}H${from + 8}`, stroke: tone, "stroke-width": weight(size), class: "flow" }),
      svg("path", { d: `M${from + 1} ${y}l9 -6v12z`, fill: tone }),
      svg("text", text, brief(size)),
    ];
  };

  /** The prediction that leaves a step, or the loss that enters it. @param {number} t @param {number} x */
  const outlet = (t, x) => {
    const has = arrays.has_loss.at(t) > 0;
    const text = back ? (has ? fill(model.labels.loss_at, { target: meta.targets[t - 1] }) : "") : model.prediction(t);
    if (!text) return [];
    const [from, to, head] = back ? [26, BOX.top - 2, -8] : [BOX.top, 28, 8];
    const tone = back ? colours.hue("loss") : "currentColor";
    return [
      svg("path", { d: `M${x} ${from}V${to + head}`, stroke: tone, "stroke-width": 2 }),
      svg("path", { d: `M${x} ${to}l-4 ${head}h8z`, fill: tone }),
      svg("text", { x, y: 18, class: "small", "text-anchor": "middle", fill: tone }, text),
    ];
  };

  /** @param {number} t @param {number} x */
  const step = (t, x) => {
    const left = x - BOX.width / 2;
    const [right, next] = [left + BOX.width, left + pitch];
    const group = svg(
      "g",
      { class: "step", "data-step": t },
      ...(t < T ? rails.flatMap((rail) => passage(rail, t, right, next)) : []),
      svg("path", { d: `M${x} ${BOX.bottom + 18}V${BOX.bottom + 8}`, stroke: "currentColor", "stroke-width": 1.5 }),
      svg("path", { d: `M${x} ${BOX.bottom + 2}l-4 8h8z` }),
      svg("rect", { x: left, y: BOX.top, width: BOX.width, height: BOX.bottom - BOX.top, rx: 10, class: "cell", stroke: ink }),
      svg("text", { x, y: BOX.top + 14, class: "cell-name", "text-anchor": "middle", fill: ink }, meta.cell.toUpperCase()),
      ...rails.flatMap((rail) => strip(rail, t, left)),
      svg("text", { x, y: BOX.bottom + 40, class: "symbol", "text-anchor": "middle" }, meta.symbols[t - 1]),
      svg("text", { x, y: BOX.bottom + 60, class: "small", "text-anchor": "middle" }, `t = ${t}`),
      ...outlet(t, x),
      svg("rect", { x: x - pitch / 2, y: 0, width: pitch, height: HEIGHT, class: "hit" }),
    );
    group.addEventListener("click", () => go(t));
    return group;
  };

  return {
    node,
    /** @param {number} t */
    update(t) {
      const width = Math.max(PITCH.least, node.clientWidth || 900);
      pitch = Math.max(PITCH.least, Math.min(PITCH.most, width / T));
      const room = Math.max(1, Math.floor(width / pitch));
      let first = Math.max(1, Math.min(t - Math.floor(room / 2), T - room + 1));
      if (t - 1 >= shown.first && t + 1 <= shown.last && shown.width === width) first = shown.first;
      const last = Math.min(T, first + room - 1);
      if (first !== shown.first || last !== shown.last || width !== shown.width) {
        shown = { first, last, width };
        const margin = (width - (last - first + 1) * pitch) / 2;
        drawing.setAttribute("width", String(width));
        drawing.replaceChildren();
        for (let s = first; s <= last; s++) drawing.append(step(s, margin + (s - first + 0.5) * pitch));
        const more = (/** @type {number} */ x) => svg("text", { x, y: BOX.bottom - 4, class: "more" }, "…");
        if (first > 1) drawing.append(more(2));
        if (last < T) drawing.append(more(width - MORE_WIDTH));
      }
      for (const group of drawing.querySelectorAll(".step")) {
        group.classList.toggle("now", group.getAttribute("data-step") === String(t));
      }
      drawing.setAttribute("aria-label", fill(model.labels.unrolled_alt, { t, T, symbol: meta.symbols[t - 1] }));
    },
  };
}
