// @ts-check
/** The equations of one step. The symbols are laid out once; a step changes the text of the numbers only. */

import { Sheet } from "./sheet.js";

/** @param {import("../model.js").Model} model */
export function equations(model) {
  const sheet = new Sheet(model);
  model.cell.equations[model.meta.direction](sheet);
  sheet.node.style.setProperty("--rows", String(sheet.node.childElementCount));
  return {
    node: sheet.node,
    /** @param {number} t @param {number} unit */
    update(t, unit) {
      for (const update of sheet.updates) update(t, unit);
    },
  };
}
