// @ts-check
/** The network unrolled in time: one box a step, the current one marked; the gradient runs back through it. */

import { brief, el, fill, svg } from "./dom.js";

/** @typedef {import("./index.js").Model} Model */

const PITCH = { least: 96, most: 150 };
const BOX = 58;
const HEIGHT = 178;
const MIDDLE = 86;

/**
 * @param {Model} model
 * @param {(t: number) => void} go
 */
export function unrolled(model, go) {
  const { meta, arrays, colours } = model;
  const T = meta.steps;
  const back = meta.direction === "backward";
  const drawing = svg("svg", { height: HEIGHT, role: "img" });
  const node = el("div", { class: "unrolled" }, drawing);
  let shown = { first: 0, last: -1, width: 0 };
  let pitch = PITCH.least;

  /** The hidden state as a strip of coloured cells inside the box. @param {number} t @param {number} left */
  const strip = (t, left) => {
    const table = back ? arrays.dh : arrays.h;
    const count = Math.min(meta.hidden, 16);
    const cells = svg("g");
    for (let j = 0; j < count; j++) {
      cells.append(
        svg("rect", {
          x: left + 6 + (j * (BOX - 12)) / count,
          y: MIDDLE + 4,
          width: (BOX - 12) / count + 0.3,
          height: 16,
          fill: colours.css(back ? "log" : "signed", table.at(t, j), table.peak, table.decades),
        }),
      );
    }
    return cells;
  };

  /** How wide a gradient's arrow is: by decades below the largest. @param {number} size */
  const weight = (size) => {
    if (!(size > 0)) return 0.6;
    const depth = Math.log10(arrays.norm_dh.peak / size);
    return Math.max(0.8, 9 - depth * 1.4);
  };

  /** @param {number} t @param {number} x */
  const step = (t, x) => {
    const group = svg("g", { class: "step", "data-step": t });
    const left = x - BOX / 2;
    const next = x + pitch - BOX / 2;
    const ink = colours.hue(meta.cell === "rnn" ? "RNN" : "LSTM");
    if (t < T) {
      if (back) {
        const size = arrays.norm_future.at(t);
        const width = weight(size);
        const tone = colours.hue("loss");
        group.append(
          svg("path", { d: `M${next} ${MIDDLE}H${left + BOX + 8}`, stroke: tone, "stroke-width": width, class: "flow" }),
          svg("path", { d: `M${left + BOX + 1} ${MIDDLE}l9 -6v12z`, fill: tone }),
          svg("text", { x: x + pitch / 2, y: MIDDLE - BOX / 2 - 8, class: "small", "text-anchor": "middle" }, brief(size)),
        );
      } else {
        group.append(
          svg("path", { d: `M${left + BOX} ${MIDDLE}H${next - 9}`, stroke: ink, "stroke-width": 2.5 }),
          svg("path", { d: `M${next - 1} ${MIDDLE}l-9 -6v12z`, fill: ink }),
        );
      }
    }
    const up = MIDDLE - BOX / 2;
    const down = MIDDLE + BOX / 2;
    group.append(
      svg("path", { d: `M${x} ${down + 18}V${down + 8}`, stroke: "currentColor", class: "thin" }),
      svg("path", { d: `M${x} ${down + 2}l-4 8h8z`, class: "head" }),
      svg("rect", { x: left, y: up, width: BOX, height: BOX, rx: 10, class: "cell", stroke: ink }),
      svg("text", { x, y: MIDDLE - 8, class: "cell-name", "text-anchor": "middle", fill: ink }, meta.cell.toUpperCase()),
      strip(t, left),
      svg("text", { x, y: down + 36, class: "symbol", "text-anchor": "middle" }, meta.symbols[t - 1]),
      svg("text", { x, y: down + 54, class: "small", "text-anchor": "middle" }, `t = ${t}`),
    );
    const has = arrays.has_loss.at(t) > 0;
    const top = back ? (has ? `E ${model.labels.at_target} ${meta.targets[t - 1]}` : "") : model.prediction(t);
    if (top) {
      const from = back ? 28 : up;
      const to = back ? up - 2 : 32;
      const sign = back ? -8 : 8;
      group.append(
        svg("path", { d: `M${x} ${from}V${to + sign}`, class: back ? "loss-line" : "thin", stroke: "currentColor" }),
        svg("path", { d: `M${x} ${to}l-4 ${sign}h8z`, class: back ? "loss-head" : "head" }),
        svg("text", { x, y: 20, class: `small ${back ? "loss" : ""}`, "text-anchor": "middle" }, top),
      );
    }
    group.append(svg("rect", { x: x - pitch / 2, y: 0, width: pitch, height: HEIGHT, class: "hit" }));
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
        if (first > 1) drawing.append(svg("text", { x: 2, y: MIDDLE + BOX / 2, class: "more" }, "…"));
        if (last < T) drawing.append(svg("text", { x: width - 16, y: MIDDLE + BOX / 2, class: "more" }, "…"));
      }
      for (const group of drawing.querySelectorAll(".step")) {
        group.classList.toggle("now", group.getAttribute("data-step") === String(t));
      }
      drawing.setAttribute("aria-label", fill(model.labels.unrolled_alt, { t, T, symbol: meta.symbols[t - 1] }));
    },
  };
}
