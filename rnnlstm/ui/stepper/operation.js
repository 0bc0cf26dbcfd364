// @ts-check
import { el } from "./dom.js";
/** @typedef {import("./index.js").Model} Model */
/** @param {Model} model @returns {string[]} */
export function operations(model) {
  return model.meta.direction === "forward" ? ["h"] : ["dh"];
}
/** @param {Model} model @param {string} op */
export function title(model, op) {
  return `${op} ${model.meta.cell}`;
}
/** @param {Model} model */
export function operation(model) {
  return { node: el("div", { "data-testid": "stepper-operation" }, model.meta.cell), update(/** @type {number} */ t, /** @type {number} */ unit, /** @type {string} */ op) {} };
}
