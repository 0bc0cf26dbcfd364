// @ts-check
/** Previous, play, next, the slider, the unit, the speed, presentation, and the link to this very screen. */

import { fill } from "../maths/text.js";
import { button, el, svg, write } from "../page/dom.js";

/** @typedef {import("../model.js").Model} Model */

/** How many times faster than usual the walk can play. */
const SPEEDS = [0.5, 1, 2, 4];
/** The four corners of a screen. */
const CORNERS = "M2 6V2h4M12 2h4v4M16 12v4h-4M6 16H2v-4";

/**
 * @typedef {{
 *   back: () => void, forth: () => void, play: () => void, go: (t: number) => void, pick: (unit: number) => void,
 *   speed: (times: number) => void, present: () => void, copy: () => Promise<boolean>, keep: () => void, guide: () => void,
 * }} Actions
 */

/**
 * @param {Model} model
 * @param {Actions} on
 */
export function toolbar(model, on) {
  const { meta, labels } = model;
  const previous = button("stepper-prev", "◀", labels.previous_hint, on.back);
  previous.append(el("span", { class: "word" }, ` ${labels.previous}`));
  previous.setAttribute("aria-label", labels.previous);
  const play = button("stepper-play", `▶ ${labels.play}`, labels.play_hint, on.play);
  const next = button("stepper-next", `${labels.next} ▶`, labels.next_hint, on.forth);
  const slider = el("input", {
    type: "range",
    min: 1,
    max: meta.steps,
    step: 1,
    "data-testid": "stepper-slider",
    "aria-label": labels.step,
  });
  slider.addEventListener("input", () => on.go(Number(slider.value)));
  const where = el("span", { class: "where digits" });
  const unit = el("select", {
    "data-testid": "stepper-unit",
    "aria-label": labels.unit,
  });
  for (let j = 0; j < meta.hidden; j++) unit.append(el("option", { value: j }, `${labels.unit} ${j + 1}`));
  unit.addEventListener("change", () => on.pick(Number(unit.value)));
  const speed = el("select", {
    "data-testid": "stepper-speed",
    "aria-label": labels.speed,
    title: labels.speed,
  });
  for (const times of SPEEDS) speed.append(el("option", { value: times, selected: times === 1 }, `${times}×`));
  speed.addEventListener("change", () => on.speed(Number(speed.value)));
  const present = button("stepper-present", "", labels.present, on.present);
  present.append(corners());
  present.setAttribute("aria-label", labels.present);
  const link = button("stepper-link", labels.link, labels.link_hint, async () => {
    link.textContent = (await on.copy()) ? labels.link_done : labels.link_failed;
    setTimeout(() => (link.textContent = labels.link), 2500);
  });
  const file = button("stepper-file", labels.file, labels.file_hint, on.keep);
  const guide = button("stepper-guide", labels.guide, labels.guide_hint, on.guide);
  return {
    node: el(
      "div",
      { class: "toolbar", role: "toolbar", "aria-label": labels.controls },
      previous,
      play,
      next,
      slider,
      where,
      unit,
      present,
      ...(meta.guide.length ? [guide] : []),
      more(labels.more, speed, link, ...(model.apart ? [] : [file])),
    ),
    /** @param {import("../place/place.js").Place} place @param {import("../view.js").State} state */
    update(place, { playing, first, last, presenting, guided, speed: times }) {
      slider.value = String(place.t);
      slider.setAttribute("aria-valuetext", fill(labels.step_of, { t: place.t, T: meta.steps }));
      write(where, `t = ${place.t} / ${meta.steps}`);
      unit.value = String(place.unit);
      speed.value = String(times);
      // aria-disabled rather than disabled: a disabled button would lose the keyboard's focus.
      previous.setAttribute("aria-disabled", String(first));
      next.setAttribute("aria-disabled", String(last));
      write(play, playing ? `❚❚ ${labels.pause}` : `▶ ${labels.play}`);
      play.setAttribute("aria-pressed", String(playing));
      present.setAttribute("aria-pressed", String(presenting));
      guide.setAttribute("aria-pressed", String(guided));
    },
  };
}

const corners = () =>
  svg(
    "svg",
    { width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true" },
    svg("path", { d: CORNERS, fill: "none", stroke: "currentColor", "stroke-width": 2 }),
  );

/** What is seldom used, folded away. @param {string} label @param {Node[]} parts */
const more = (label, ...parts) =>
  el(
    "details",
    { class: "more", "data-testid": "stepper-more", "data-keys": "own" },
    el("summary", { "aria-label": label, title: label }, "⋯"),
    el("div", {}, ...parts),
  );
