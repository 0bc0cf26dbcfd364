// @ts-check
/** Everything that the stepper shows, put together: what is drawn where, and told of each new place. */

import { diagram } from "./diagram/diagram.js";
import { unrolled } from "./diagram/unrolled.js";
import { el } from "./page/dom.js";
import { lazy } from "./page/lazy.js";
import { saveDrawing } from "./page/save.js";
import { contributions } from "./panels/contributions.js";
import { apart } from "./panels/edits/apart.js";
import { edits } from "./panels/edits/edits.js";
import { equations } from "./panels/equations.js";
import { heatMaps } from "./panels/heatmaps.js";
import { narrator } from "./panels/narrator.js";
import { normChart } from "./panels/norms.js";
import { operation, operations, title } from "./panels/operation.js";
import { table } from "./panels/table.js";
import { toolbar } from "./panels/toolbar.js";
import { stations, trail } from "./place/trail.js";
import { turns } from "./place/turns.js";

/** @typedef {import("./model.js").Model} Model @typedef {import("./place/place.js").Place} Place */
/** @typedef {{playing: boolean, first: boolean, last: boolean, presenting: boolean, guided: boolean, speed: number}} State */
/**
 * @typedef {import("./panels/toolbar.js").Actions & import("./place/keys.js").Moves & {
 *   visit: (t: number) => void, spot: (t: number, unit: number) => void, phase: (phase: number|null) => void,
 *   depth: (depth: import("./place/place.js").Depth) => void, edit: (text: string) => void
 * }} Actions
 */

/**
 * @param {Model} model
 * @param {Actions} on
 * @param {import("./panels/edits/edits.js").Form} [form]
 */
export function view(model, on, form) {
  const parts = partsOf(model, on, form);
  const root = frame(model, parts, on.present);
  root.addEventListener("dblclick", (event) => {
    const spot = event.target instanceof Element && event.target.closest("[data-edit]");
    if (spot) parts.hand.over(spot);
  });
  const { bar, path, stops, strip, cell, maps, numbers, controls, charts, outers } = parts;
  const rest = inTurn(parts);
  let op = "";
  return {
    root,
    /** @param {Place} place @param {State} state @returns {boolean} whether something was drawn anew */
    update(place, state) {
      bar.update(place, state);
      path.update(place);
      stops.update(place.phase);
      rest.update({ ...place, presenting: state.presenting });
      const anew = op !== `${place.depth} ${place.op}`;
      op = `${place.depth} ${place.op}`;
      return anew;
    },
    form: parts.hand.form,
    leave() {
      for (const panel of [rest, strip, cell, maps, numbers, controls, ...charts, ...outers]) panel.leave();
    },
  };
}

/** @param {Model} model @param {Actions} on @param {import("./panels/edits/edits.js").Form} [form] */
function partsOf(model, on, form) {
  const { meta, labels } = model;
  const back = meta.direction === "backward";
  const chart = (/** @type {string} */ name, /** @type {import("./payload.js").Series[]} */ series) =>
    lazy(normChart(model, name, series, on.go));
  const path = trail(model, { names: operations(model), title: (op) => title(model, op) }, on);
  if (back) path.node.append(el("p", { class: "note arrows" }, labels.arrows));
  const hand = model.apart ? apart(model) : edits(model, on.edit, form);
  return {
    bar: toolbar(model, on),
    path,
    stops: stations(model, on.phase),
    words: narrator(model),
    strip: unrolled(model, on.visit),
    cell: diagram(model),
    sheet: equations(model),
    inner: operation(model),
    hand,
    controls: lazy(hand),
    maps: lazy(heatMaps(model, on.spot)),
    numbers: lazy(table(model, on.pick)),
    charts: back ? [chart(labels.norms, meta.norms), chart(labels.contributions, meta.contributions)] : [],
    outers: back ? [lazy(contributions(model))] : [],
  };
}

/** The parts that follow the place; while steps come fast, one a frame. @param {ReturnType<typeof partsOf>} parts */
function inTurn({ strip, cell, maps, sheet, inner, words, controls, numbers, charts, outers }) {
  return turns([
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
      words.update(place);
      controls.update(place);
      numbers.update(place);
      for (const panel of [...charts, ...outers]) panel.update(place.t);
    },
  ]);
}

/** @param {Model} model @param {ReturnType<typeof partsOf>} parts @param {() => void} present */
function frame({ meta, labels, colours, apart }, parts, present) {
  const { bar, path, strip, stops, words, cell, sheet, inner, hand, maps, numbers, charts, outers } = parts;
  const section = (/** @type {string} */ name, /** @type {string} */ heading, /** @type {Node} */ node) =>
    el("section", { class: name }, el("h2", {}, heading), node);
  const saved = (/** @type {string} */ what, /** @type {Element} */ figure) =>
    el("div", { class: "saved" }, figure, saveDrawing(labels.save, `${meta.cell}-${meta.direction}-${what}`, figure));
  const below = (/** @type {Node} */ node) => el("div", { class: "below" }, node);
  const pair = el("div", { class: "pair" }, ...charts.map((chart, k) => saved(`norms-${k + 1}`, chart.node)));

  const leave = { "data-testid": "stepper-exit", "aria-label": labels.exit, title: labels.exit };
  const exit = el("button", { type: "button", class: "exit", ...leave }, "✕");
  exit.addEventListener("click", present);
  const about = { "data-steps": meta.steps, "data-direction": meta.direction, "data-cell": meta.cell };
  const group = { tabindex: "0", role: "group", "aria-label": labels.stepper };
  const root = el(
    "div",
    {
      class: `stepper ${meta.direction}${meta.group ? " paired" : ""}${apart ? " apart" : ""}`,
      "data-testid": "stepper",
      ...about,
      ...group,
    },
    exit,
    bar.node,
    saved("unrolled", strip.node),
    el("div", { class: "small" }, el("div", { class: "ways" }, path.node, stops.node), words.node),
    el(
      "div",
      { class: "pair inside" },
      section("of-cell", labels.diagram, saved("cell", cell.node)),
      section("of-sheet", labels.equation, sheet.node),
    ),
    el("div", { class: "deepest" }, inner.node),
    hand.node,
    section("of-maps", labels.maps, maps.node),
    ...(charts.length ? [below(pair)] : []),
    ...outers.map((outer) => below(section("of-outer", labels.outer, outer.node))),
    numbers.node,
  );
  for (const name of Object.keys(meta.colours))
    root.style.setProperty(`--hue-${name.toLowerCase()}`, colours.hue(name));
  return root;
}
