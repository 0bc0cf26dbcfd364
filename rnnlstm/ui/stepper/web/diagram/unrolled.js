// @ts-check
/** The network unrolled in time: one box a step, the current one marked; the gradient runs back through it. */

import { HIDDEN } from "../cells/cell.js";
import { brief } from "../maths/numbers.js";
import { fill } from "../maths/text.js";
import { el, svg } from "../page/dom.js";
import { LARGE, SMALL, drawStep, heightOf, spoken } from "./step.js";

/** @typedef {import("../model.js").Model} Model */

const PITCH = { least: 86, most: 150 };
const MORE_WIDTH = 16;
/** How wide a letter of the small words and of the symbols is; a Chinese one of the former is as wide as it is high. */
const LETTER = { small: 7.8, wide: 13, symbol: 12 };
/** So much larger in a presentation. */
const SHOWN = 1.3;

/** @param {string} text */
const extent = (text) =>
  Array.from(text).reduce((sum, letter) => sum + (letter > "\u2e80" ? LETTER.wide : LETTER.small), 0);

/** No two steps' words may touch: above the boxes, and below them the symbols with the norms between. @param {Model} model */
function leastPitch(model) {
  const { meta, arrays } = model;
  const back = meta.direction === "backward";
  const longest = (/** @type {(t: number) => number} */ size) =>
    Array.from({ length: meta.steps }, (_, k) => size(k + 1)).reduce((most, each) => Math.max(most, each), 0);
  const symbols = longest((t) => LETTER.symbol * Array.from(meta.symbols[t - 1]).length);
  const written = [HIDDEN.norm, `${HIDDEN.norm}_last`];
  const passed = (/** @type {number} */ t) => Math.max(...written.map((name) => extent(brief(arrays[name].at(t)))));
  const norms = back ? longest(passed) + 4 : 10;
  return Math.max(PITCH.least, longest((t) => extent(spoken(model, t))) + 10, symbols + norms);
}

/**
 * The first of the steps to show: those shown before, moved only as far as the current step and its neighbours ask.
 * @param {number} first of those shown before @param {number} t @param {number} room @param {number} T
 * @param {boolean} back
 */
export function windowOf(first, t, room, T, back) {
  let begin = first;
  // With room for two, the step that the walk comes to next.
  if (room < 3) begin = back ? t - room + 1 : t;
  else if (t < first || t >= first + room) begin = t - Math.floor(room / 2);
  else if (t + 1 >= first + room) begin = t + 2 - room;
  else if (t - 1 < first) begin = t - 1;
  return Math.max(1, Math.min(begin, T - room + 1));
}

/**
 * @param {Model} model
 * @param {(t: number) => void} go
 */
export function unrolled(model, go) {
  const { meta, labels, cell } = model;
  const T = meta.steps;
  const back = meta.direction === "backward";
  const drawing = svg("svg", { width: "100%", role: "img", translate: "no" });
  const node = el("div", { class: "unrolled" }, drawing);
  const steps = svg("g");
  const more = [2, 0].map((x) => svg("text", { x, class: "more" }, "…"));
  drawing.append(steps, ...more);
  /** The steps that are drawn; a walk adds one at a time. @type {Map<number, SVGElement>} */
  const groups = new Map();
  const least = leastPitch(model);
  let shown = { first: 1, width: 0, scale: 1, layout: SMALL };
  let pitch = least;
  let current = 0;
  // Asked once and told from then on: to ask in the middle of a step would have the page laid out twice.
  let broad = 0;
  const resized = new ResizeObserver(([entry]) => (broad = entry.contentRect.width));
  resized.observe(node);

  /** Begin anew, at another size. @param {import("./step.js").Layout} layout @param {number} width @param {number} scale */
  function clear(layout, width, scale) {
    pitch = Math.max(least, Math.min(PITCH.most, width / T));
    drawing.setAttribute("viewBox", `0 0 ${width} ${layout.height}`);
    drawing.setAttribute("height", String(layout.height * scale));
    more[1].setAttribute("x", String(width - MORE_WIDTH));
    const lowest = heightOf(layout, cell.rails.length - 1, cell.rails.length);
    for (const each of more) each.setAttribute("y", String(lowest + 5));
    groups.clear();
    steps.replaceChildren();
  }

  /** Draw the steps that came into the window, and drop those that left it. @param {number} first @param {number} room */
  function fillWindow(first, room) {
    for (const [s, group] of groups) {
      if (s >= first && s < first + room) continue;
      group.remove();
      groups.delete(s);
    }
    for (let s = first; s < first + room; s++) {
      if (groups.has(s)) continue;
      const group = drawStep(model, shown.layout, pitch, s);
      group.addEventListener("click", () => go(s));
      groups.set(s, group);
      steps.append(group);
    }
  }

  return {
    node,
    leave: () => resized.disconnect(),
    /** @param {number} t @param {boolean} large whether the sequence is all that is looked at @param {boolean} presenting */
    update(t, large, presenting) {
      const layout = large ? LARGE : SMALL;
      const scale = layout.scale * (presenting ? SHOWN : 1);
      const width = Math.max(least, ((broad ||= node.clientWidth) || 900) / scale);
      if (width !== shown.width || scale !== shown.scale || layout !== shown.layout) clear(layout, width, scale);
      const room = Math.min(T, Math.max(1, Math.floor(width / pitch)));
      const first = windowOf(shown.first, t, room, T, back);
      shown = { first, width, scale, layout };
      fillWindow(first, room);
      steps.setAttribute("transform", `translate(${(width - room * pitch) / 2 - (first - 1) * pitch})`);
      more[0].setAttribute("visibility", first > 1 ? "visible" : "hidden");
      more[1].setAttribute("visibility", first + room <= T ? "visible" : "hidden");
      if (current !== t) groups.get(current)?.classList.remove("now");
      groups.get(t)?.classList.add("now");
      current = t;
      drawing.setAttribute("aria-label", fill(labels.unrolled_alt, { t, T, symbol: meta.symbols[t - 1] }));
    },
  };
}
