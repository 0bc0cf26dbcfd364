// @ts-check
/** Every unit's numbers at the current step. */

import { number } from "../maths/numbers.js";
import { rich } from "../maths/text.js";
import { el, write } from "../page/dom.js";
import { isAhead } from "./stage.js";

const ROW_HEIGHT = 28;
const ROWS_IN_SIGHT = 14;
const PAUSE_MS = 80;

/** @typedef {import("../model.js").Model} Model */

/**
 * @param {Model} model
 * @param {(unit: number) => void} pick
 */
export function table(model, pick) {
  const { meta, arrays, colours, labels } = model;
  const head = el("tr", {}, el("th", { scope: "col" }, labels.unit));
  const columns = el("colgroup", {}, el("col"));
  for (const { key, symbol, hue } of meta.table) {
    columns.append(el("col", { "data-q": key }));
    head.append(el("th", { scope: "col", "data-q": key, style: `color:${colours.hue(hue)}` }, ...rich(symbol)));
  }
  const body = el("tbody");
  /** @type {HTMLElement[][]} */
  const cells = [];
  for (let unit = 0; unit < meta.hidden; unit++) {
    const values = meta.table.map(({ key }) => el("td", { "data-testid": `value-${key}`, "data-unit": unit + 1 }));
    const button = el("button", { type: "button", "aria-label": `${labels.unit} ${unit + 1}` }, String(unit + 1));
    const row = el("tr", {}, el("th", { scope: "row" }, button), ...values);
    row.addEventListener("click", () => pick(unit));
    cells.push(values);
    body.append(row);
  }
  const node = el(
    "div",
    { class: "table", tabindex: "0", role: "group", "aria-label": labels.table, translate: "no" },
    el(
      "table",
      { style: `min-width:${6 * (meta.table.length + 1)}em` },
      el("caption", {}, labels.table),
      columns,
      el("thead", {}, head),
      body,
    ),
  );
  /** @param {import("../place/place.js").Place} place @param {number} from @param {number} to */
  const writeRows = ({ t, unit, phase }, from, to) => {
    const ahead = meta.table.map(({ key }) => isAhead(meta, key, phase));
    for (let row = from; row < Math.min(to, meta.hidden); row++) {
      cells[row].forEach((cell, k) => write(cell, ahead[k] ? "·" : number(arrays[meta.table[k].key].at(t, row))));
      /** @type {HTMLElement} */ (body.children[row]).classList.toggle("now", row === unit);
    }
  };
  let first = 0;
  node.addEventListener("scroll", () => (first = Math.max(0, Math.floor(node.scrollTop / ROW_HEIGHT) - 2)), {
    passive: true,
  });
  /** @type {number|undefined} */
  let rest;
  return {
    node,
    /** @param {import("../place/place.js").Place} place */
    update(place) {
      // The rows in sight at once; those scrolled away follow as soon as the steps pause.
      writeRows(place, first, first + ROWS_IN_SIGHT);
      clearTimeout(rest);
      if (meta.hidden > ROWS_IN_SIGHT) rest = setTimeout(() => writeRows(place, 0, meta.hidden), PAUSE_MS);
    },
  };
}
