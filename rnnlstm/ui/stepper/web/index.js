// @ts-check
/**
 * The stepper: a whole trace comes once from Python; stepping through it happens here, with no message back.
 * The place lives in the address bar (?t=, ?unit=, ?depth=, …), so that a link or a reload finds the same screen.
 */

import { bindKeys } from "./place/keys.js";
import * as link from "./place/link.js";
import { lockstep } from "./place/lockstep.js";
import { operations } from "./panels/operation.js";
import { model } from "./model.js";
import * as places from "./place/place.js";
import { presentation } from "./page/presentation.js";
import { stage } from "./panels/stage.js";
import { swipes } from "./place/touch.js";
import { view } from "./view.js";

/**
 * @typedef {{
 *   data: Uint8Array, parentElement: HTMLElement|ShadowRoot, setTriggerValue: (name: string, value: unknown) => void
 * }} Component
 * @typedef {{
 *   place: places.Place, sequence: number, focus: string|null, speed: number, playing: boolean, presenting: boolean,
 *   form: import("./panels/edits.js").Form
 * }} Former
 */

const PLAY_MS = 900;
const LINK_MS = 300;

/** The living stepper of each mount point; Streamlit calls us again on every change of data or theme. */
const living = new WeakMap();

/** @param {Component} component */
export default function mount(component) {
  const { parentElement } = component;
  const stepper = create(component, living.get(parentElement)?.leave());
  living.set(parentElement, stepper);
  return () => {
    if (living.get(parentElement) !== stepper) return;
    if (stepper.leave().presenting && document.fullscreenElement) document.exitFullscreen().catch(() => {});
    living.delete(parentElement);
  };
}

/**
 * @param {Component} component
 * @param {Former} [former]
 */
function create(component, former) {
  const parent = component.parentElement;
  const drawn = model(component.data, parent);
  const { meta } = drawn;
  /** @type {places.Way} */
  const way = {
    steps: meta.steps,
    phases: meta.phases.length,
    hidden: meta.hidden,
    back: meta.direction === "backward",
  };
  const ops = operations(drawn);

  // Another sequence starts a new walk; other settings leave the learner where they stand.
  let place = former ? places.settle(way, former.place) : link.read(way, ops);
  if (former && former.sequence !== meta.sequence) place = { ...place, t: places.start(way), phase: null };
  let speed = former?.speed ?? 1;
  /** @type {number|undefined} */
  let playing;
  /** @type {number|undefined} */
  let linking;

  const page = location.pathname;
  const name = () => link.write(way, place, ops);

  /** @param {places.Place} next */
  function move(next) {
    place = places.settle(way, next);
    if (places.atEnd(way, place)) stop();
    draw();
    others.tell(place);
    // Not at every step, but soon also while a key is held: whoever reloads finds the step.
    linking ??= setTimeout(() => {
      linking = undefined;
      name();
    }, LINK_MS);
  }
  function stop() {
    clearInterval(playing);
    playing = undefined;
  }
  function start() {
    stop();
    // Whoever looks at small steps is played small steps.
    playing = setInterval(() => (place.phase === null ? on.forth() : on.smallForth()), PLAY_MS / speed);
  }

  const on = {
    forth: () => move(places.stride(way, place, 1)),
    back: () => move(places.stride(way, place, -1)),
    smallForth: () => move(places.small(way, place, 1)),
    smallBack: () => move(places.small(way, place, -1)),
    first: () => move({ ...place, t: places.start(way), phase: null }),
    last: () => move({ ...place, t: places.end(way), phase: null }),
    go: (/** @type {number} */ t) => move({ ...place, t, phase: null }),
    pick: (/** @type {number} */ unit) => move({ ...place, unit }),
    spot: (/** @type {number} */ t, /** @type {number} */ unit) => move({ ...place, t, unit, phase: null }),
    phase: (/** @type {number|null} */ phase) => move({ ...place, phase }),
    depth: (/** @type {places.Depth} */ depth) => move({ ...place, depth }),
    /** @param {string} [op] */
    enter: (op) => move(places.enter(place, op)),
    /** @param {number} t a step picked in the sequence: seen from afar, one goes in */
    visit: (t) => move({ ...place, t, phase: null, depth: place.depth === "sequence" ? "cell" : place.depth }),
    leave: () => (show.on ? show.close() : move(places.leave(place))),
    play() {
      if (playing !== undefined) stop();
      else {
        if (places.atEnd(way, place))
          place = { ...place, t: places.start(way), phase: place.phase === null ? null : 0 };
        start();
      }
      draw();
    },
    speed(/** @type {number} */ times) {
      speed = times;
      if (playing !== undefined) start();
    },
    present: () => show.toggle(),
    async copy() {
      // The address bar names this screen; where the clipboard is closed to us, it can be copied there.
      name();
      return (
        (await navigator.clipboard?.writeText(location.href).then(
          () => true,
          () => false,
        )) ?? false
      );
    },
    edit: (/** @type {string} */ text) => component.setTriggerValue("edits", text),
  };

  const { root, update, form, leave } = view(drawn, on, former?.form);
  const players = stage(drawn, root);
  const show = presentation(root, () => draw());
  const others = lockstep(meta.group, meta.cell, (told) => {
    place = places.settle(way, { ...place, ...told });
    draw();
  });

  function draw() {
    root.dataset.t = String(place.t);
    root.dataset.unit = String(place.unit + 1);
    root.dataset.phase = place.phase === null ? "" : meta.phases[place.phase].name;
    root.dataset.depth = place.depth;
    const [first, last] = [places.atStart(way, place), places.atEnd(way, place)];
    if (update(place, { playing: playing !== undefined, first, last, presenting: show.on, speed })) players.gather();
    players.update(place.phase);
    if (show.on && place.phase !== null) root.querySelector(".equation .lit")?.scrollIntoView({ block: "nearest" });
  }

  const signals = new AbortController();
  const keys = bindKeys(root, on, () => ({ small: place.phase !== null, presenting: show.on }), signals.signal);
  swipes(root, on, signals.signal);
  const resized = new ResizeObserver(() => draw());

  parent.append(root);
  draw();
  resized.observe(root);
  /** @type {HTMLElement|null} */
  const focused = former?.focus ? root.querySelector(former.focus) : null;
  if (former?.focus) (focused ?? root).focus({ preventScroll: true });
  if (former?.presenting) show.open();
  if (former?.playing && former.sequence === meta.sequence) on.play();

  return {
    /** Stop, tidy up, and say where the learner stood. @returns {Former} */
    leave() {
      // Enter in a text field asked for this change: the keys then belong to the walk, not to the text.
      const active = parent instanceof ShadowRoot ? parent.activeElement : document.activeElement;
      const inside = root.contains(active);
      // Who moves a slider of the form goes on with it; who entered a number goes on walking.
      const kept =
        inside && active !== null && active.matches(".edits :is(select, [type=range])")
          ? `[data-testid="${active.getAttribute("data-testid")}"]`
          : ".stepper";
      const focus = inside || keys.handedOver() ? kept : null;
      const [presenting, running] = [show.on, playing !== undefined];
      stop();
      clearTimeout(linking);
      // An edit may come before the link was written; on the way to another page it is no longer ours.
      if (linking !== undefined && location.pathname === page) name();
      for (const each of [players, show, others]) each.leave();
      signals.abort();
      resized.disconnect();
      leave();
      root.remove();
      return { place, sequence: meta.sequence, focus, speed, playing: running, presenting, form: form() };
    },
  };
}
