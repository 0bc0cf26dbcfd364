// @ts-check
/** Previous, play, next, the slider, the unit, and the link to this very screen. */

import { el } from "./dom.js";

/** @typedef {import("./index.js").Model} Model */

/**
 * @param {Model} model
 * @param {{back: () => void, play: () => void, forth: () => void, go: (t: number) => void, pick: (unit: number) => void, name: () => void}} on
 */
export function toolbar(model, on) {
  const { meta, labels } = model;
  const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ hint, /** @type {() => void} */ act) => {
    const node = el("button", { type: "button", "data-testid": `stepper-${name}`, title: hint }, label);
    node.addEventListener("click", act);
    return node;
  };
  const previous = button("prev", `◀ ${labels.previous}`, labels.previous_hint, on.back);
  const play = button("play", `▶ ${labels.play}`, labels.play_hint, on.play);
  const next = button("next", `${labels.next} ▶`, labels.next_hint, on.forth);
  const slider = el("input", { type: "range", min: 1, max: meta.steps, step: 1, "data-testid": "stepper-slider", "aria-label": labels.step });
  slider.addEventListener("input", () => on.go(Number(slider.value)));
  const where = el("span", { class: "where digits" });
  const unit = el("select", { "data-testid": "stepper-unit", "aria-label": labels.unit });
  for (let j = 0; j < meta.hidden; j++) unit.append(el("option", { value: j }, `${labels.unit} ${j + 1}`));
  unit.addEventListener("change", () => on.pick(Number(unit.value)));
  const link = el("button", { type: "button", "data-testid": "stepper-link", title: labels.link_hint }, labels.link);
  link.addEventListener("click", async () => {
    on.name();
    // The address bar now names this screen; where the clipboard is closed to us, it can be copied there.
    const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
    link.textContent = copied ? labels.link_done : labels.link_failed;
    setTimeout(() => (link.textContent = labels.link), 2500);
  });
  return {
    node: el("div", { class: "toolbar", role: "toolbar", "aria-label": labels.controls }, previous, play, next, slider, where, unit, link),
    /** @param {number} t @param {number} chosen @param {boolean} playing @param {{first: boolean, last: boolean}} ends */
    update(t, chosen, playing, ends) {
      slider.value = String(t);
      where.textContent = `t = ${t} / ${meta.steps}`;
      unit.value = String(chosen);
      // aria-disabled rather than disabled: a disabled button would lose the keyboard's focus.
      previous.setAttribute("aria-disabled", String(ends.first));
      next.setAttribute("aria-disabled", String(ends.last));
      play.textContent = playing ? `❚❚ ${labels.pause}` : `▶ ${labels.play}`;
      play.setAttribute("aria-pressed", String(playing));
    },
  };
}
