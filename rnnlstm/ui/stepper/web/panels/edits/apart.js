// @ts-check
/** In place of the form where there is no course to run the network anew: what was altered, and where it can be. */

import { rich } from "../../maths/text.js";
import { el } from "../../page/dom.js";

/** @param {import("../../model.js").Model} model */
export function apart({ meta, labels }) {
  const altered = meta.edits.map(({ label }) => el("span", { class: "chip" }, ...rich(label)));
  const list = el("p", { class: "altered-list" }, el("b", {}, labels.edit_altered), ...altered);
  const node = el(
    "div",
    { class: "hand" },
    ...(altered.length ? [list] : []),
    el("p", { class: "note" }, labels.apart),
  );
  return { node, form: () => ({ open: false, chosen: [] }), update() {}, over() {} };
}
