// @ts-check
/** What a stepper shows: the message from Python, the cell's own module, and the page's colours. */

import { CELLS } from "./cells/index.js";
import { number } from "./maths/numbers.js";
import { isDark, palette } from "./page/colours.js";
import { decode } from "./payload.js";

/**
 * @typedef {ReturnType<typeof decode> & {
 *   cell: import("./cells/cell.js").CellView, colours: ReturnType<typeof palette>, labels: Record<string, string>,
 *   prediction: (t: number) => string
 * }} Model
 */

/** @param {Uint8Array} data @param {HTMLElement|ShadowRoot} parent @returns {Model} */
export function model(data, parent) {
  const decoded = decode(data);
  const { meta, arrays } = decoded;
  const host = parent instanceof ShadowRoot ? parent.host : parent;
  return {
    ...decoded,
    cell: CELLS[meta.cell],
    labels: meta.labels,
    colours: palette(meta.colours, isDark(host)),
    prediction(t) {
      if (!meta.classes.length) return number(arrays.y.at(t));
      const row = arrays.p.row(t);
      const best = row.indexOf(Math.max(...row));
      return `${meta.classes[best]} ${(100 * row[best]).toFixed(0)}%`;
    },
  };
}
