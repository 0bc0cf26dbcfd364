// @ts-check
/** What the current step adds to the gradient of each weight matrix: the outer product, painted. */

import { brief, el, fill, rich } from "./dom.js";
import { paint } from "./heatmaps.js";

/** @typedef {import("./index.js").Model} Model */

/** @param {Model} model */
export function contributions(model) {
  const { meta, arrays, colours, labels } = model;
  const node = el("div", { class: "outers" });
  const H = meta.hidden;
  const inputs = arrays.dW_inputs;
  const panels = meta.outer.map(({ left, name, hue }) => {
    const canvas = el("canvas", { role: "img", "aria-label": fill(labels.outer_alt, { name, t: meta.steps }) });
    const value = el("span", { class: "digits" });
    const caption = el("figcaption", {}, el("b", { style: `color:${colours.hue(hue)}` }, ...rich(`Δd${name}`)), value);
    const split = el("i", { class: "outer-split", style: `left:${(100 * H) / inputs.width}%` });
    node.append(el("figure", { class: "outer" }, caption, el("div", { class: "outer-plot" }, canvas, split)));
    return { left: arrays[left], name, canvas, value };
  });
  node.append(el("p", { class: "note" }, ...rich(labels.outer_note)));
  const draw = () => {
    const right = inputs.row(current);
    for (const { left, name, canvas, value } of panels) {
      const column = left.row(current);
      let peak = 0;
      for (const a of column) for (const b of right) if (Math.abs(a * b) < Infinity) peak = Math.max(peak, Math.abs(a * b));
      paint(canvas, inputs.width, H, (k, j) => colours.scales.signed(column[j] * right[k], peak));
      canvas.setAttribute("aria-label", fill(labels.outer_alt, { name, t: current }));
      value.textContent = `max |·| ${brief(peak)}`;
    }
  };
  // H × (H + D) cells a matrix are too many to paint at every step where nobody sees them.
  let current = meta.steps;
  let seen = false;
  const watch = new IntersectionObserver(([entry]) => {
    seen = entry.isIntersecting;
    if (seen) draw();
  });
  watch.observe(node);
  return {
    node,
    leave: () => watch.disconnect(),
    /** @param {number} t */
    update(t) {
      current = t;
      if (seen) draw();
    },
  };
}
