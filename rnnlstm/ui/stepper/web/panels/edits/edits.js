// @ts-check
/**
 * Take the controls: hold a gate, set the first state, change a weight or an input. Each change goes to the
 * server as a short text (see walk/edits.py), which runs the whole network anew; what was altered is listed here.
 */

import { rich } from "../../maths/text.js";
import { el } from "../../page/dom.js";
import { Form as Fields } from "./form.js";
import { gates, inputs, starts, weights } from "./groups.js";
import { over } from "./over.js";

/** @typedef {import("../../model.js").Model} Model @typedef {import("../../place/place.js").Place} Place */

/** The target of an edit, before its colon. @param {string} text */
const target = (text) => text.slice(0, text.indexOf(":"));

/** How the form was left: whether it was open, and what was chosen in it. @typedef {{open: boolean, chosen: string[]}} Form */

/**
 * @param {Model} model
 * @param {(text: string) => void} send
 * @param {Form} [former]
 */
export function edits(model, send, former) {
  const { meta, labels } = model;
  const active = meta.edits.map(({ text }) => text);
  // One change beside the others; it takes the place of a former one of the same target.
  const form = new Fields(model, (typed) => {
    const text = model.notation.meant(typed);
    send([...active.filter((each) => target(each) !== target(text)), text].join(","));
  });
  const weight = weights(form);
  const all = [gates(form), starts(form), weight, inputs(form)];
  const shown = meta.editable.gates.length ? all : all.slice(1);

  const details = el(
    "details",
    { class: "edits", "data-testid": "stepper-edits", "data-keys": "own", open: former?.open ?? active.length > 0 },
    el("summary", {}, labels.edits),
    ...(active.length ? [chips(model, active, send)] : []),
    el("div", { class: "edit-groups" }, ...shown.map((group) => group.node)),
  );
  const node = el("div", { class: "hand" }, details, form.wrong);
  const choices = all.flatMap((group) => group.choices);
  former?.chosen.forEach((value, k) => (choices[k].value = value));
  /** @type {Place|undefined} */
  let place;
  /** Whether the boxes hold the numbers of this place; while they do, what is being typed in them stays. */
  let filled = false;
  details.addEventListener("toggle", () => place && !filled && refresh());

  function refresh() {
    filled = details.open;
    if (filled) for (const group of all) group.show(form.place);
  }

  return {
    node,
    /** @returns {Form} */
    form: () => ({ open: details.open, chosen: choices.map(({ value }) => value) }),
    /** @param {Place} to */
    update(to) {
      // The row follows the unit, but not where the learner has chosen one.
      const moved = place ? place.unit !== to.unit : !former;
      const same = place && place.unit === to.unit && place.t === to.t;
      place = to;
      form.place = to;
      if (moved) weight.follow(to.unit);
      if (!same || !filled) refresh();
    },
    /** Let the learner type a new value over a number on the screen. @param {Element} spot what shows `data-edit` */
    over: (spot) => over(form, /** @type {HTMLElement} */ (node.closest(".stepper")), spot),
  };
}

/** What was altered, each with a way to restore it. @param {Model} model @param {string[]} active @param {(text: string) => void} send */
function chips({ meta, labels }, active, send) {
  const each = meta.edits.map(({ text, label }) => {
    const named = { title: labels.edit_restore, "aria-label": `${labels.edit_restore}: ${text}` };
    const node = el(
      "button",
      { type: "button", class: "chip", "data-testid": "edit-chip", ...named },
      ...rich(label),
      " ✕",
    );
    node.addEventListener("click", () => send(active.filter((other) => other !== text).join(",")));
    return node;
  });
  const all = el("button", { type: "button", class: "chip", "data-testid": "edit-restore" }, labels.edit_restore_all);
  all.addEventListener("click", () => send(""));
  return el("p", { class: "altered-list" }, el("b", {}, labels.edit_altered), ...each, all);
}
