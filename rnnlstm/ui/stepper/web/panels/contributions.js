// @ts-check
/** What the current step adds to the gradient of each weight matrix: the outer product, painted. */

import { brief } from "../maths/numbers.js";
import { fill, rich } from "../maths/text.js";
import { el } from "../page/dom.js";
import { paint } from "./heatmaps.js";

/** @typedef {import("../model.js").Model} Model */

/** @param {Model} model */
export function contributions(model) {
  const { meta, arrays, colours, labels } = model;
  const node = el("div", { class: "outers" });
  const H = meta.hidden;
  // One scale for all steps, logarithmic: how little an early step adds is the lesson.
  const panels = meta.outer.map(({ left, right, name, hue }) => {
    const factors = right.map((key) => arrays[key]);
    const width = factors.reduce((sum, factor) => sum + factor.width, 0);
    const inputs = (/** @type {number} */ t) => factors.flatMap((factor) => Array.from(factor.row(t)));
    const canvas = el("canvas", { role: "img", "aria-label": fill(labels.outer_alt, { name, t: meta.steps }) });
    const value = el("span", { class: "digits" });
    const caption = el("figcaption", {}, el("b", { style: `color:${colours.hue(hue)}` }, ...rich(`d${name}`)), value);
    const plot = el("div", { class: "outer-plot" }, canvas);
    if (factors.length > 1) plot.append(el("i", { class: "outer-split", style: `left:${(100 * H) / width}%` }));
    node.append(el("figure", { class: "outer" }, caption, plot));
    const table = arrays[left];
    const largest = arrays[`peak_${left}`];
    return { table, inputs, width, name, canvas, value, largest };
  });
  node.append(el("p", { class: "note" }, ...rich(labels.outer_note)));
  return {
    node,
    /** @param {number} t */
    update(t) {
      for (const { table, inputs, width, name, canvas, value, largest } of panels) {
        const [column, right] = [table.row(t), inputs(t)];
        paint(canvas, width, H, (k, j) => colours.scales.log(column[j] * right[k], largest.peak));
        canvas.setAttribute("aria-label", fill(labels.outer_alt, { name, t }));
        value.textContent = `max |·| ${brief(largest.at(t))}`;
      }
    },
  };
}
