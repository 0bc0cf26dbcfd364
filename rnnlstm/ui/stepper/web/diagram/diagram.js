// @ts-check
/** The cell at step t as books draw it, with live values of one unit; backward, the gradients on the same lines. */

import { fill } from "../maths/text.js";
import { el, svg } from "../page/dom.js";
import { short } from "../maths/numbers.js";
import { sample } from "./wire.js";

/** @typedef {import("../model.js").Model} Model */

/** Below this width numbers are written shorter. */
const NARROW = 560;

/** @param {Model} model @param {import("./board.js").Board} board */
function legend(model, board) {
  const { labels, colours, cell } = model;
  const valve = (/** @type {string} */ gate, /** @type {number} */ open) =>
    svg(
      "svg",
      {
        viewBox: "-9 -9 18 18",
        class: "sample round",
        "aria-hidden": "true",
        color: colours.hue(gate),
      },
      svg("circle", { r: 8, class: "rim" }),
      svg("path", { class: "shutters", d: open ? "" : "M-8 0A8 8 0 0 1 8 0A8 8 0 0 1 -8 0" }),
    );
  const item = (/** @type {(Node|string)[]} */ ...parts) => el("span", {}, ...parts);
  const { peak, decades } = board.measure;
  const width = board.back
    ? fill(labels.legend_log, { low: short(peak / 10 ** decades, false), high: short(peak, false) })
    : labels.legend_width;
  return el(
    "p",
    { class: "legend" },
    item(sample("+", 6), labels.legend_positive),
    item(sample("-", 7), labels.legend_negative),
    item(sample("0", 1.5), "0"),
    item(width),
    ...(cell.valve ? [item(valve(cell.valve, 0), valve(cell.valve, 1), labels.legend_gate)] : []),
  );
}

/** @param {Model} model */
export function diagram(model) {
  const board = model.cell.drawing(model);
  const node = el("div", { class: "diagram" }, board.drawing, legend(model, board));
  /** @type {[number, number]|undefined} */
  let shown;
  /** @param {number} t @param {number} unit */
  function update(t, unit) {
    shown = [t, unit];
    for (const change of board.updates) change(t, unit);
    board.drawing.setAttribute("aria-label", fill(model.labels.diagram_alt, { t, unit: unit + 1 }));
  }
  const resized = new ResizeObserver(([entry]) => {
    const narrow = entry.contentRect.width < NARROW;
    if (narrow === board.narrow) return;
    board.narrow = narrow;
    if (shown) update(...shown);
  });
  resized.observe(node);
  return { node, update, leave: () => resized.disconnect() };
}
