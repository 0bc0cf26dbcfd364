// @ts-check
/** The graph's bar: back, on, and where one stands. */

import { fill } from "../maths/text.js";
import { button, el, write } from "../page/dom.js";

/** @typedef {import("./data.js").Data} Data */

/**
 * @param {Data} data
 * @param {{forth: () => void, back: () => void, go: (k: number) => void}} on
 */
export function toolbar({ steps, labels }, on) {
  const previous = button("graph-prev", `◀ ${labels.previous}`, labels.previous_hint, on.back);
  const next = button("graph-next", `${labels.next} ▶`, labels.next_hint, on.forth);
  const range = { type: "range", min: 1, max: steps.length, step: 1, "data-testid": "graph-slider" };
  const slider = el("input", { ...range, "aria-label": labels.step });
  slider.addEventListener("input", () => on.go(Number(slider.value) - 1));
  const where = el("span", { class: "where", "data-testid": "graph-where" });
  return {
    node: el(
      "div",
      { class: "toolbar", role: "toolbar", "aria-label": labels.controls },
      previous,
      next,
      slider,
      where,
    ),
    /** @param {number} now */
    update(now) {
      const text = fill(labels.step_of, { k: now + 1, n: steps.length });
      slider.value = String(now + 1);
      slider.setAttribute("aria-valuetext", text);
      write(where, `${labels[steps[now].stage]} · ${text}`);
      previous.setAttribute("aria-disabled", String(now === 0));
      next.setAttribute("aria-disabled", String(now === steps.length - 1));
    },
  };
}
