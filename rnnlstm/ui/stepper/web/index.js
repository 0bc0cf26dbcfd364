// @ts-check
/**
 * The stepper: a whole trace comes once from Python; stepping through it happens here, with no message back.
 * The place lives in the address bar (?t=, ?unit=, ?depth=, …), so that a link or a reload finds the same screen.
 */

import { guide } from "./guide/guide.js";
import { model } from "./model.js";
import { presentation } from "./page/presentation.js";
import { fitEquations, keepDrawingInSight, showWhole } from "./page/room.js";
import { operations } from "./panels/operation.js";
import { stage } from "./panels/stage.js";
import { bindKeys } from "./place/keys.js";
import * as link from "./place/link.js";
import { alone } from "./place/alone.js";
import { lockstep } from "./place/lockstep.js";
import * as places from "./place/place.js";
import { swipes } from "./place/touch.js";
import { walker } from "./place/walker.js";
import { view } from "./view.js";

/**
 * @typedef {{
 *   data: Uint8Array, parentElement: HTMLElement|ShadowRoot, setTriggerValue: (name: string, value: unknown) => void,
 *   apart?: {onward: boolean}
 * }} Component
 *   `apart`: in a file by itself, with no course behind it; whether there is a lesson to go on to
 */
/**
 * How a stepper was left, for the one that takes its place.
 * @typedef {{
 *   place: places.Place, sequence: number, focus: string|null, speed: number, playing: boolean, presenting: boolean,
 *   form: import("./panels/edits/edits.js").Form, guide: import("./guide/guide.js").Former
 * }} Former
 */

/** Wide enough for a card beside the drawing, in pixels. */
const BROAD = 760;

/** The living stepper of each mount point; Streamlit calls us again on every change of data or theme. */
const living = new WeakMap();
/**
 * How the last one was left, where Streamlit has taken it away: of two changes that follow close on each other, the
 * second may take away first and call us again only then. @type {WeakMap<Component["parentElement"], Former>}
 */
const left = new WeakMap();

/** @param {Component} component */
export default function mount(component) {
  const { parentElement } = component;
  const stepper = create(component, living.get(parentElement)?.leave() ?? left.get(parentElement));
  living.set(parentElement, stepper);
  left.delete(parentElement);
  return () => {
    if (living.get(parentElement) !== stepper) return;
    const former = stepper.leave();
    if (former.presenting && document.fullscreenElement) document.exitFullscreen().catch(() => {});
    living.delete(parentElement);
    left.set(parentElement, former);
  };
}

/**
 * @param {Component} component
 * @param {Former} [former]
 */
function create(component, former) {
  const { parentElement: parent } = component;
  const drawn = model(component.data, parent, Boolean(component.apart));
  const { meta } = drawn;
  const [walk, ops] = [walkOf(meta), operations(drawn)];
  const learner = walker(walk, beginning(walk, ops, meta, former), { moved, changed: draw });
  const bar = link.bookmark(walk, ops, () => learner.place);
  const on = {
    ...learner.moves,
    leave: () => (show.on ? show.close() : learner.moves.leave()),
    present: () => show.toggle(),
    guide: () => cards.toggle(),
    card: (/** @type {1|-1} */ way) => cards.go(way),
    copy: () => copyLink(bar),
    keep: () => keep(component, bar, learner.place.t),
    edit: (/** @type {string} */ text) => component.setTriggerValue("edits", text),
  };
  const shown = view(drawn, on, former?.form);
  const { root } = shown;
  const [players, show] = [stage(drawn, root), presentation(root, draw)];
  const signals = new AbortController();
  const leads = {
    stand: learner.moves.stand,
    alone: alone(root, meta.group, signals.signal),
    light: players.light,
    place: () => learner.place,
    onward: component.apart?.onward === false ? null : () => component.setTriggerValue("onward", "next"),
  };
  const cards = guide(drawn, root, leads, former?.guide);
  const others = lockstep(meta.group, meta.cell, learner.follow);
  const state = () => ({ small: learner.place.phase !== null, presenting: show.on, guided: cards.isOpen() });
  const keys = bindKeys(root, on, state, signals.signal);
  swipes(root, on, signals.signal);
  const resized = new ResizeObserver(([{ contentRect }]) => {
    root.classList.toggle("broad", contentRect.width > BROAD);
    draw();
    keepDrawingInSight(root);
    if (show.on) fitEquations(root, true);
  });
  parent.append(root);
  draw();
  resized.observe(root);
  cards.begin();
  if (!former) {
    showWhole(root);
    bar.soon(); // a place that there is not, as ?t=1e9, is named as it is shown
    others.join();
  }
  if (former?.focus) focus(root, former.focus);
  if (former?.presenting) show.open();
  if (former?.playing && former.sequence === meta.sequence) on.play();

  function moved() {
    draw();
    others.tell(learner.place);
    bar.soon();
    cards.moved();
  }

  function draw() {
    const { place, state } = learner;
    root.dataset.t = String(place.t);
    root.dataset.unit = String(place.unit + 1);
    root.dataset.phase = place.phase === null ? "" : meta.phases[place.phase].name;
    root.dataset.depth = place.depth;
    if (shown.update(place, { ...state, presenting: show.on, guided: cards.isOpen() })) players.gather();
    players.update(place.phase);
    if (show.on) fitEquations(root);
  }

  return {
    /** Stop, tidy up, and say where the learner stood. @returns {Former} */
    leave() {
      const { playing, speed } = learner.state;
      const presenting = show.on;
      const focused = focusOf(root, keys.handedOver());
      learner.stop();
      for (const each of [bar, players, show, others]) each.leave();
      signals.abort();
      resized.disconnect();
      shown.leave();
      root.remove();
      const { sequence } = meta;
      const rest = { form: shown.form(), guide: cards.former() };
      return { place: learner.place, sequence, focus: focused, speed, playing, presenting, ...rest };
    },
  };
}

/** @param {import("./payload.js").Header} meta @returns {places.Walk} */
const walkOf = ({ steps, phases, hidden, direction }) => ({
  steps,
  phases: phases.length,
  hidden,
  back: direction === "backward",
});

/**
 * Where a walk begins: another sequence starts anew; other settings leave the learner where they stand.
 * @param {places.Walk} walk @param {string[]} ops @param {import("./payload.js").Header} meta @param {Former} [former]
 */
function beginning(walk, ops, meta, former) {
  if (!former) return { place: link.read(walk, ops), speed: 1 };
  const place = places.settle(walk, former.place);
  const same = former.sequence === meta.sequence;
  return { place: same ? place : { ...place, t: places.start(walk), phase: null }, speed: former.speed };
}

/** The address bar names this screen; where the clipboard is closed to us, it can be copied there. @param {{now: () => void}} bar */
async function copyLink(bar) {
  bar.now();
  const copied = navigator.clipboard?.writeText(location.href).then(
    () => true,
    () => false,
  );
  return (await copied) ?? false;
}

/**
 * Ask for this screen as one file; with the hour, so that the same can be asked for again.
 * @param {Component} component @param {{now: () => void}} bar @param {number} t
 */
function keep(component, bar, t) {
  bar.now();
  component.setTriggerValue("file", { search: location.search, t, at: Date.now() });
}

/** @param {HTMLElement} root @param {string} selector */
function focus(root, selector) {
  /** @type {HTMLElement|null} */
  const found = root.querySelector(selector);
  (found ?? root).focus({ preventScroll: true });
}

/**
 * What the next stepper is to focus. Enter in a text field asked for this change: the keys then belong to the walk,
 * not to the text. Who moves a slider of the form goes on with it; who entered a number goes on walking.
 * @param {HTMLElement} root @param {boolean} handedOver
 */
function focusOf(root, handedOver) {
  const tree = root.getRootNode();
  const active = tree instanceof ShadowRoot ? tree.activeElement : document.activeElement;
  const inside = root.contains(active);
  if (inside && active?.matches(".edits :is(select, [type=range])")) {
    return `[data-testid="${active.getAttribute("data-testid")}"]`;
  }
  return inside || handedOver ? ".stepper" : null;
}
