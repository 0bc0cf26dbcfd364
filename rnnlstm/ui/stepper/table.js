// @ts-check
/** Every unit's numbers at the current step. */

import { el, number, rich, write } from "./dom.js";

/** @typedef {import("./index.js").Model} Model */

/**
 * @param {Model} model
 * @param {(unit: number) => void} pick
 */
export function table(model, pick) {
  const { meta, arrays, colours, labels } = model;
  const head = el("tr", {}, el("th", { scope: "col" }, labels.unit));
  for (const { symbol, hue } of meta.table) {
    head.append(el("th", { scope: "col", style: `color:${colours.hue(hue)}` }, ...rich(symbol)));
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
    { class: "table", tabindex: "0", role: "region", "aria-label": labels.table },
    el("table", { style: `min-width:${6 * (meta.table.length + 1)}em` }, el("caption", {}, labels.table), el("thead", {}, head), body),
  );
  return {
    node,
    /** @param {number} t @param {number} unit */
    update(t, unit) {
      cells.forEach((values, row) => {
        values.forEach((cell, k) => {
          write(cell, number(arrays[meta.table[k].key].at(t, row)));
        });
        /** @type {HTMLElement} */ (body.children[row]).classList.toggle("now", row === unit);
      });
    },
  };
}
