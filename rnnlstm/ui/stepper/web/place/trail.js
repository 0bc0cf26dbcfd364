// @ts-check
/** How deep one looks, as a trail of three, and the small steps of the time step, as a row of stations. */

import { fill, plain, rich } from "../maths/text.js";
import { el, write } from "../page/dom.js";
import { DEPTHS } from "./place.js";

/** @typedef {import("../model.js").Model} Model @typedef {import("./place.js").Place} Place */

/**
 * @param {Model} model
 * @param {{names: string[], title: (op: string) => string}} operations
 * @param {{depth: (depth: import("./place.js").Depth) => void, enter: (op: string) => void}} on
 */
export function trail(model, operations, on) {
  const { labels } = model;
  const buttons = DEPTHS.slice(0, 2).map((depth) => {
    const node = el("button", { type: "button", "data-testid": `depth-${depth}` });
    node.addEventListener("click", () => on.depth(depth));
    return node;
  });
  const choice = el("select", { "data-testid": "depth-operation", "aria-label": labels.depth_operation });
  choice.append(el("option", { value: "" }, labels.depth_operation));
  for (const op of operations.names) choice.append(el("option", { value: op }, operations.title(op)));
  choice.addEventListener("change", () => (choice.value ? on.enter(choice.value) : on.depth("cell")));
  const arrow = () => el("span", { "aria-hidden": "true" }, "›");
  return {
    node: el(
      "div",
      { class: "trail", role: "group", "aria-label": labels.depth, title: labels.depth_hint },
      buttons[0],
      arrow(),
      buttons[1],
      arrow(),
      choice,
    ),
    /** @param {Place} place */
    update({ t, depth, op }) {
      write(buttons[0], labels.depth_sequence);
      write(buttons[1], fill(labels.depth_cell, { t }));
      buttons.forEach((node, k) => node.setAttribute("aria-current", String(DEPTHS[k] === depth)));
      choice.value = depth === "operation" ? op : "";
      choice.setAttribute("aria-current", String(depth === "operation"));
    },
  };
}

/**
 * @param {Model} model
 * @param {(phase: number|null) => void} choose
 */
export function stations(model, choose) {
  const { meta, labels } = model;
  let current = /** @type {number|null} */ (null);
  const all = el("button", { type: "button", "data-testid": "small-all" }, labels.whole);
  all.addEventListener("click", () => choose(null));
  const nodes = meta.phases.map(({ name, title }, k) => {
    const node = el(
      "button",
      { type: "button", "data-testid": `small-${name}`, "aria-label": `${k + 1}: ${plain(title)}` },
      el("i", { "aria-hidden": "true" }, String(k + 1)),
      el("span", {}, ...rich(title)),
    );
    node.addEventListener("click", () => choose(k));
    return node;
  });
  return {
    node: el(
      "div",
      { class: "stations", role: "group", "aria-label": labels.small_steps, title: labels.small_hint },
      all,
      ...nodes,
    ),
    /** @param {number|null} phase */
    update(phase) {
      current = phase;
      all.setAttribute("aria-pressed", String(current === null));
      nodes.forEach((node, k) => {
        node.setAttribute("aria-pressed", String(k === current));
        node.classList.toggle("done", current !== null && k < current);
      });
    },
  };
}
