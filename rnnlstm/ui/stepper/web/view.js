// @ts-check
/** Everything that the stepper shows, put together: what is drawn where, and told of each new place. */

import { contributions } from "./panels/contributions.js";
import { diagram } from "./diagram/diagram.js";
import { number } from "./maths/numbers.js";
import { rich, say } from "./maths/text.js";
import { el } from "./page/dom.js";
import { edits } from "./panels/edits.js";
import { equations } from "./panels/equations.js";
import { heatMaps } from "./panels/heatmaps.js";
import { lazy } from "./page/lazy.js";
import { normChart } from "./panels/norms.js";
import { operation, operations, title } from "./panels/operation.js";
import { saveDrawing } from "./page/save.js";
import { table } from "./panels/table.js";
import { toolbar } from "./panels/toolbar.js";
import { stations, trail } from "./place/trail.js";
import { turns } from "./place/turns.js";
import { unrolled } from "./diagram/unrolled.js";

/** @typedef {import("./model.js").Model} Model @typedef {import("./place/place.js").Place} Place */
/** @typedef {{playing: boolean, first: boolean, last: boolean, presenting: boolean, speed: number}} State */
/**
 * @typedef {import("./panels/toolbar.js").Actions & import("./place/keys.js").Moves & {
 *   visit: (t: number) => void, spot: (t: number, unit: number) => void, phase: (phase: number|null) => void,
 *   depth: (depth: import("./place/place.js").Depth) => void, edit: (text: string) => void
 * }} Actions
 */

/**
 * @param {Model} model
 * @param {Actions} on
 * @param {import("./panels/edits.js").Form} [form]
 */
export function view(model, on, form) {
  const { meta, labels } = model;
  const back = meta.direction === "backward";
  const bar = toolbar(model, on);
  const path = trail(model, { names: operations(model), title: (op) => title(model, op) }, on);
  if (back) path.node.append(el("p", { class: "note arrows" }, labels.arrows));
  const stops = stations(model, on.phase);
  const narrator = el("p", { class: "narrator", role: "status", "aria-live": "polite" });
  const strip = unrolled(model, on.visit);
  const cell = diagram(model);
  const sheet = equations(model);
  const inner = operation(model);
  const hand = edits(model, on.edit, form);
  const controls = lazy(hand);
  const maps = lazy(heatMaps(model, on.spot));
  const numbers = lazy(table(model, on.pick));
  const charts = back
    ? [
        lazy(normChart(model, labels.norms, meta.norms, on.go)),
        lazy(normChart(model, labels.contributions, meta.contributions, on.go)),
      ]
    : [];
  const outers = back ? [lazy(contributions(model))] : [];

  const section = (/** @type {string} */ name, /** @type {string} */ heading, /** @type {Node[]} */ ...nodes) =>
    el("section", { class: name }, el("h2", {}, heading), ...nodes);
  const saved = (/** @type {string} */ what, /** @type {Element} */ figure) =>
    el("div", { class: "saved" }, figure, saveDrawing(labels.save, `${meta.cell}-${meta.direction}-${what}`, figure));
  const below = (/** @type {Node[]} */ ...nodes) => el("div", { class: "below" }, ...nodes);

  const exit = el(
    "button",
    { type: "button", class: "exit", "data-testid": "stepper-exit", "aria-label": labels.exit, title: labels.exit },
    "✕",
  );
  exit.addEventListener("click", on.present);

  const root = el(
    "div",
    {
      class: `stepper ${meta.direction}`,
      "data-testid": "stepper",
      "data-steps": meta.steps,
      "data-direction": meta.direction,
      "data-cell": meta.cell,
      tabindex: "0",
      role: "group",
      "aria-label": labels.stepper,
    },
    exit,
    bar.node,
    path.node,
    saved("unrolled", strip.node),
    el("div", { class: "small" }, stops.node, narrator),
    el(
      "div",
      { class: "pair inside" },
      section("of-cell", labels.diagram, saved("cell", cell.node)),
      section("of-sheet", labels.equation, sheet.node),
    ),
    el("div", { class: "deepest" }, inner.node),
    hand.node,
    section("of-maps", labels.maps, maps.node),
    ...(back
      ? [
          below(el("div", { class: "pair" }, ...charts.map((chart, k) => saved(`norms-${k + 1}`, chart.node)))),
          below(section("of-outer", labels.outer, outers[0].node)),
        ]
      : []),
    numbers.node,
  );
  for (const name of Object.keys(meta.colours))
    root.style.setProperty(`--hue-${name.toLowerCase()}`, model.colours.hue(name));

  /** The sentence of this step or small step, its numbers filled in. @param {Place} place */
  function sentence({ t, unit, phase }) {
    const whole = meta.targets[t - 1] ? labels.narrator : labels.narrator_silent;
    const template = phase === null ? whole : `t = {t} · {title} — ${meta.phases[phase].says}`;
    /** @type {Record<string, string|number>} */
    const words = {
      t,
      unit: unit + 1,
      symbol: meta.symbols[t - 1],
      target: meta.targets[t - 1],
      prediction: back ? "" : model.prediction(t),
    };
    const title_ = phase === null ? "" : meta.phases[phase].title;
    return say(template, (name) => {
      if (name === "title") return rich(title_);
      if (name in words) return String(words[name]);
      const array = model.arrays[name.replace("%", "")];
      const value = array.at(array.shape[0] === 1 ? 1 : t, array.width === 1 ? 0 : unit);
      return name.endsWith("%") ? `${(100 * value).toFixed(0)} %` : number(value);
    });
  }

  root.addEventListener("dblclick", (event) => {
    const spot = event.target instanceof Element && event.target.closest("[data-edit]");
    if (spot) hand.over(spot);
  });

  const rest = turns([
    /** @param {Place & {presenting: boolean}} shown */ ({ t, depth, presenting }) =>
      strip.update(t, depth === "sequence", presenting),
    ({ t, unit, depth }) => {
      if (depth === "cell") cell.update(t, unit);
    },
    ({ t, unit }) => maps.update(t, unit),
    ({ t, unit, depth, op }) => {
      if (depth === "cell") sheet.update(t, unit);
      if (depth === "operation") inner.update(t, unit, op);
    },
    (place) => {
      narrator.replaceChildren(...sentence(place));
      controls.update(place);
      numbers.update(place);
      for (const panel of [...charts, ...outers]) panel.update(place.t);
    },
  ]);

  let op = "";
  return {
    root,
    /** @param {Place} place @param {State} state @returns {boolean} whether something was drawn anew */
    update(place, state) {
      const { phase, depth } = place;
      bar.update(place, state);
      path.update(place);
      stops.update(phase);
      rest.update({ ...place, presenting: state.presenting });
      const anew = op !== `${depth} ${place.op}`;
      op = `${depth} ${place.op}`;
      return anew;
    },
    form: hand.form,
    leave() {
      for (const panel of [rest, strip, cell, maps, numbers, controls, ...charts, ...outers]) panel.leave();
    },
  };
}
