// @ts-check
/** The network unrolled in time: one box a step, the current one marked; the gradient runs back through it. */

import { brief } from "../maths/numbers.js";
import { fill } from "../maths/text.js";
import { HIDDEN } from "../cells/cell.js";
import { el, svg } from "../page/dom.js";

/** @typedef {import("../model.js").Model} Model @typedef {import("../cells/cell.js").Rail} Rail */

/**
 * Where things stand: the box's top and bottom, the rails of one or two states, the labels above and below them,
 * the words above the box with their arrow, the symbol and the time below it.
 * @typedef {{
 *   scale: number, height: number, top: number, bottom: number, rails: [number, number, number], labels: [number, number],
 *   words: number, arrow: [number, number], symbol: number, time: number, named: boolean
 * }} Layout
 */

const PITCH = { least: 86, most: 150 };
const WIDTH = 58;
const CELLS = 16;
const MORE_WIDTH = 16;
/** How wide a letter of the small words and of the symbols is; a Chinese one of the former is as wide as it is high. */
const LETTER = { small: 7.8, wide: 13, symbol: 12 };
/** So much larger in a presentation. */
const SHOWN = 1.3;

/** Where the sequence is all that is looked at. @type {Layout} */
const LARGE = {
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
const SMALL = {
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

/** @param {string} text */
const extent = (text) =>
  Array.from(text).reduce((sum, letter) => sum + (letter > "\u2e80" ? LETTER.wide : LETTER.small), 0);

/**
 * @param {Model} model
 * @param {(t: number) => void} go
 */
export function unrolled(model, go) {
  const { meta, arrays, colours } = model;
  const T = meta.steps;
  const back = meta.direction === "backward";
  const rails = model.cell.rails;
  const ink = colours.hue(meta.model);
  const drawing = svg("svg", { width: "100%", role: "img" });
  const node = el("div", { class: "unrolled" }, drawing);
  const steps = svg("g");
  const more = [2, 0].map((x) => svg("text", { x, class: "more" }, "…"));
  drawing.append(steps, ...more);
  /** The steps that are drawn; a walk adds one at a time. @type {Map<number, SVGElement>} */
  const groups = new Map();
  const times = Array.from({ length: T }, (_, k) => k + 1);
  const longest = (/** @type {(t: number) => number} */ size) => times.reduce((most, t) => Math.max(most, size(t)), 0);
  /** What leaves a step, its prediction, or enters it, its loss. @param {number} t */
  const spoken = (t) => {
    if (!back) return model.prediction(t);
    return arrays.has_loss.at(t) > 0 ? fill(model.labels.loss_at, { target: meta.targets[t - 1] }) : "";
  };
  /** No two steps' words may touch: above the boxes, and below them the symbols with the norms between. */
  const least = Math.max(
    PITCH.least,
    longest((t) => extent(spoken(t))) + 10,
    longest((t) => LETTER.symbol * Array.from(meta.symbols[t - 1]).length) +
      (back ? longest((t) => extent(brief(arrays[HIDDEN.norm].at(t)))) + 4 : 10),
  );
  let shown = { first: 1, width: 0, scale: 1 };
  /** @type {Layout} */
  let at = SMALL;
  let pitch = least;
  let current = 0;
  // Asked once and told from then on: to ask in the middle of a step would have the page laid out twice.
  let broad = 0;
  const resized = new ResizeObserver(([entry]) => (broad = entry.contentRect.width));
  resized.observe(node);

  /** Where a rail runs: one alone in the middle. @param {number} k */
  const heightOf = (k) => at.rails[rails.length === 1 ? 1 : 2 * k];

  /** A state, or the gradient that reaches it, as a strip of coloured cells. @param {Rail} rail @param {number} k @param {number} t @param {number} left */
  const strip = ({ state, gradient }, k, t, left) => {
    const table = arrays[back ? gradient : state];
    const count = Math.min(meta.hidden, CELLS);
    const width = (WIDTH - 12) / count;
    return Array.from({ length: count }, (_, j) =>
      svg("rect", {
        x: left + 6 + j * width,
        y: heightOf(k) - 7,
        width: width + 0.3,
        height: 14,
        fill: colours.css(back ? "log" : "signed", table.at(t, j), table.peak, table.decades),
      }),
    );
  };

  /** How wide a gradient's arrow is: by decades below the largest. @param {number} size */
  const peak = back ? Math.max(...rails.map(({ norm }) => arrays[norm].peak)) : 1;
  const weight = (/** @type {number} */ size) => (size > 0 ? Math.max(0.8, 8 + 1.3 * Math.log10(size / peak)) : 0.6);

  /** What passes between step t and the next. @param {Rail} rail @param {number} k @param {number} t @param {number} from @param {number} to */
  const passage = ({ norm, hue }, k, t, from, to) => {
    const tone = colours.hue(hue);
    const y = heightOf(k);
    if (!back) {
      return [
        svg("path", { d: `M${from} ${y}H${to - 10}`, stroke: tone, "stroke-width": 2.5 }),
        svg("path", { d: `M${to - 1} ${y}l-9 -6v12z`, fill: tone }),
      ];
    }
    const size = arrays[norm].at(t);
    const text = { x: (from + to) / 2, y: at.labels[k], class: "small", "text-anchor": "middle", fill: tone };
    return [
      svg("path", { d: `M${to} ${y}H${from + 10}`, stroke: tone, "stroke-width": weight(size), class: "flow" }),
      svg("path", { d: `M${from + 1} ${y}l9 -6v12z`, fill: tone }),
      svg("text", text, brief(size)),
    ];
  };

  /** That with its arrow. @param {number} t @param {number} x */
  const outlet = (t, x) => {
    const text = spoken(t);
    if (!text) return [];
    const [from, to, head] = back ? [at.arrow[0], at.arrow[1], -8] : [at.top, at.arrow[0] + 2, 8];
    const tone = back ? colours.hue("loss") : "currentColor";
    return [
      svg("path", { d: `M${x} ${from}V${to + head}`, stroke: tone, "stroke-width": 2 }),
      svg("path", { d: `M${x} ${to}l-4 ${head}h8z`, fill: tone }),
      svg("text", { x, y: at.words, class: "small", "text-anchor": "middle", fill: tone }, text),
    ];
  };

  /** @param {number} t @param {number} x */
  const step = (t, x) => {
    const left = x - WIDTH / 2;
    const [right, next] = [left + WIDTH, left + pitch];
    const { top, bottom, named } = at;
    const group = svg(
      "g",
      { class: "step", "data-step": t },
      ...(t < T ? rails.flatMap((rail, k) => passage(rail, k, t, right, next)) : []),
      ...(named
        ? [
            svg("path", { d: `M${x} ${bottom + 18}V${bottom + 8}`, stroke: "currentColor", "stroke-width": 1.5 }),
            svg("path", { d: `M${x} ${bottom + 2}l-4 8h8z` }),
          ]
        : []),
      svg("rect", { x: left, y: top, width: WIDTH, height: bottom - top, rx: 10, class: "cell", stroke: ink }),
      ...(named
        ? [svg("text", { x, y: top + 14, class: "cell-name", "text-anchor": "middle", fill: ink }, meta.model)]
        : []),
      ...rails.flatMap((rail, k) => strip(rail, k, t, left)),
      svg("text", { x, y: at.symbol, class: "symbol", "text-anchor": "middle" }, meta.symbols[t - 1]),
      svg("text", { x, y: at.time, class: "small", "text-anchor": "middle" }, `t = ${t}`),
      ...outlet(t, x),
      svg("rect", { x: x - pitch / 2, y: 0, width: pitch, height: at.height, class: "hit" }),
    );
    group.addEventListener("click", () => go(t));
    return group;
  };

  /** Which steps to show: those shown before, moved only as far as the current step and its neighbours ask. @param {number} t @param {number} room */
  const windowOf = (t, room) => {
    let { first } = shown;
    // With room for two, the step that the walk comes to next.
    if (room < 3) first = back ? t - room + 1 : t;
    else if (t < first || t >= first + room) first = t - Math.floor(room / 2);
    else if (t + 1 >= first + room) first = t + 2 - room;
    else if (t - 1 < first) first = t - 1;
    return Math.max(1, Math.min(first, T - room + 1));
  };

  return {
    node,
    leave: () => resized.disconnect(),
    /** @param {number} t @param {boolean} large whether the sequence is all that is looked at @param {boolean} presenting */
    update(t, large, presenting) {
      const layout = large ? LARGE : SMALL;
      const scale = layout.scale * (presenting ? SHOWN : 1);
      const width = Math.max(least, ((broad ||= node.clientWidth) || 900) / scale);
      if (width !== shown.width || scale !== shown.scale || layout !== at) {
        at = layout;
        pitch = Math.max(least, Math.min(PITCH.most, width / T));
        drawing.setAttribute("viewBox", `0 0 ${width} ${at.height}`);
        drawing.setAttribute("height", String(at.height * scale));
        more[1].setAttribute("x", String(width - MORE_WIDTH));
        for (const each of more) each.setAttribute("y", String(heightOf(rails.length - 1) + 5));
        groups.clear();
        steps.replaceChildren();
      }
      const room = Math.min(T, Math.max(1, Math.floor(width / pitch)));
      const first = windowOf(t, room);
      shown = { first, width, scale };
      for (const [s, group] of groups) {
        if (s >= first && s < first + room) continue;
        group.remove();
        groups.delete(s);
      }
      for (let s = first; s < first + room; s++) {
        if (groups.has(s)) continue;
        const group = step(s, (s - 0.5) * pitch);
        groups.set(s, group);
        steps.append(group);
      }
      steps.setAttribute("transform", `translate(${(width - room * pitch) / 2 - (first - 1) * pitch})`);
      more[0].setAttribute("visibility", first > 1 ? "visible" : "hidden");
      more[1].setAttribute("visibility", first + room <= T ? "visible" : "hidden");
      if (current !== t) groups.get(current)?.classList.remove("now");
      groups.get(t)?.classList.add("now");
      current = t;
      drawing.setAttribute("aria-label", fill(model.labels.unrolled_alt, { t, T, symbol: meta.symbols[t - 1] }));
    },
  };
}
