// @ts-check
/**
 * The stepper: a whole trace comes once from Python; stepping through it happens here, with no message back.
 * The step and the unit live in the address bar (?t=, ?unit=), so that a link or a reload finds the same screen.
 */

import { contributions } from "./contributions.js";
import { isDark, palette } from "./colours.js";
import { diagram } from "./diagram.js";
import { el, number, say } from "./dom.js";
import { equations } from "./equations.js";
import { heatMaps } from "./heatmaps.js";
import { normChart } from "./norms.js";
import { decode } from "./payload.js";
import { saveDrawing } from "./save.js";
import { table } from "./table.js";
import { toolbar } from "./toolbar.js";
import { unrolled } from "./unrolled.js";

/**
 * @typedef {ReturnType<typeof decode> & {
 *   colours: ReturnType<typeof palette>, labels: Record<string, string>, prediction: (t: number) => string
 * }} Model
 */

const PLAY_MS = 900;
const LINK_MS = 300;

/** The living stepper of each mount point; Streamlit calls us again on every change of data or theme. */
const living = new WeakMap();

/** @param {{data: Uint8Array, parentElement: HTMLElement|ShadowRoot}} component */
export default function mount({ data, parentElement }) {
  const before = living.get(parentElement);
  const stepper = create(parentElement, data, before?.leave());
  living.set(parentElement, stepper);
  return () => {
    stepper.leave();
    if (living.get(parentElement) === stepper) living.delete(parentElement);
  };
}

/** @param {Element} element */
function inView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/**
 * @param {HTMLElement|ShadowRoot} parent
 * @param {Uint8Array} data
 * @param {{t: number, unit: number, sequence: number, focused: boolean}} [former]
 */
function create(parent, data, former) {
  const decoded = decode(data);
  const { meta, arrays } = decoded;
  const T = meta.steps;
  const back = meta.direction === "backward";
  const host = parent instanceof ShadowRoot ? parent.host : parent;
  /** @type {Model} */
  const model = {
    ...decoded,
    labels: meta.labels,
    colours: palette(meta.colours, isDark(host)),
    prediction: (t) => {
      if (!meta.classes.length) return number(arrays.y.at(t));
      const row = arrays.p.row(t);
      let best = 0;
      row.forEach((share, k) => (best = share > row[best] ? k : best));
      return `${meta.classes[best]} ${(100 * row[best]).toFixed(0)}%`;
    },
  };

  const asked = new URLSearchParams(location.search);
  const clamp = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) =>
    Math.max(low, Math.min(high, Math.round(value)));
  const start = back ? T : 1;
  // Another sequence starts a new walk; other settings leave the learner where they stand.
  const kept = former ? (former.sequence === meta.sequence ? former.t : start) : Number(asked.get("t")) || start;
  let t = clamp(kept, 1, T);
  let unit = clamp(former ? former.unit : (Number(asked.get("unit")) || 1) - 1, 0, meta.hidden - 1);
  /** @type {number|undefined} */
  let playing;
  /** @type {number|undefined} */
  let linking;

  const forth = () => go(back ? t - 1 : t + 1);
  const backward = () => go(back ? t + 1 : t - 1);
  const atEnd = () => t === (back ? 1 : T);

  /** @param {number} to */
  function go(to) {
    t = clamp(to, 1, T);
    if (atEnd()) stop();
    draw();
  }
  /** @param {number} chosen */
  function pick(chosen) {
    unit = clamp(chosen, 0, meta.hidden - 1);
    draw();
  }
  function stop() {
    clearInterval(playing);
    playing = undefined;
  }
  function togglePlay() {
    if (playing !== undefined) stop();
    else {
      if (atEnd()) t = start;
      playing = setInterval(forth, PLAY_MS);
    }
    draw();
  }

  const bar = toolbar(model, { back: backward, play: togglePlay, forth, go, pick, name: writeLink });
  const strip = unrolled(model, go);
  const cell = diagram(model);
  const sheet = equations(model);
  const maps = heatMaps(model, (step, row) => {
    unit = row;
    go(step);
  });
  const numbers = table(model, pick);
  const charts = back
    ? [normChart(model, meta.labels.norms, meta.norms, go), normChart(model, meta.labels.contributions, meta.contributions, go)]
    : [];
  const outers = back ? [contributions(model)] : [];
  const narrator = el("p", { class: "narrator", role: "status", "aria-live": "polite" });
  const section = (/** @type {string} */ title, /** @type {Node[]} */ ...nodes) =>
    el("section", {}, el("h2", {}, title), ...nodes);
  const file = (/** @type {string} */ what) => `${meta.cell}-${meta.direction}-${what}`;
  const saved = (/** @type {string} */ what, /** @type {Element} */ figure) =>
    el("div", { class: "saved" }, figure, saveDrawing(meta.labels.save, file(what), figure));
  const below = (/** @type {Node[]} */ ...nodes) => el("div", { class: "below" }, ...nodes);

  const root = el(
    "div",
    {
      class: `stepper ${meta.direction}`,
      "data-testid": "stepper",
      "data-steps": T,
      "data-direction": meta.direction,
      tabindex: "0",
      role: "group",
      "aria-label": meta.labels.stepper,
    },
    bar.node,
    narrator,
    saved("unrolled", strip.node),
    ...(back ? [el("p", { class: "note" }, meta.labels.arrows)] : []),
    el("div", { class: "pair" }, section(meta.labels.diagram, saved("cell", cell.node)), section(meta.labels.equation, sheet.node)),
    section(meta.labels.maps, maps.node),
    ...(back
      ? [
          below(el("div", { class: "pair" }, ...charts.map((chart, k) => saved(`norms-${k + 1}`, chart.node)))),
          below(section(meta.labels.outer, outers[0].node)),
        ]
      : []),
    numbers.node,
  );
  for (const [name, tones] of Object.entries(meta.colours)) {
    root.style.setProperty(`--hue-${name.toLowerCase()}`, tones[isDark(host) ? 1 : 0]);
  }

  function draw() {
    root.dataset.t = String(t);
    root.dataset.unit = String(unit + 1);
    bar.update(t, unit, playing !== undefined, { first: t === start, last: atEnd() });
    strip.update(t);
    cell.update(t, unit);
    sheet.update(t, unit);
    maps.update(t, unit);
    numbers.update(t, unit);
    for (const panel of [...charts, ...outers]) panel.update(t);
    narrator.replaceChildren(
      ...say(meta.labels.narrator, {
        t,
        symbol: meta.symbols[t - 1],
        unit: unit + 1,
        target: meta.targets[t - 1],
        prediction: back ? "" : model.prediction(t),
        value: number(arrays[back ? "dh" : "h"].at(t, unit)),
        norm: back ? number(arrays.norm_dh.at(t)) : "",
      }),
    );
    clearTimeout(linking);
    linking = setTimeout(writeLink, LINK_MS);
  }

  /** Name the step and the unit in the address bar; the start needs no name. */
  function writeLink() {
    const url = new URL(location.href);
    const name = (/** @type {string} */ key, /** @type {number} */ value, /** @type {number} */ usual) =>
      value === usual ? url.searchParams.delete(key) : url.searchParams.set(key, String(value));
    name("t", t, start);
    name("unit", unit + 1, 1);
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }

  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowRight: forth,
    ArrowLeft: backward,
    Home: () => go(start),
    End: () => go(back ? 1 : T),
    " ": togglePlay,
  };
  const signals = new AbortController();
  let handOver = false;
  document.addEventListener(
    "keydown",
    (event) => {
      const target = /** @type {Element|undefined} */ (event.composedPath()[0]);
      const inside = target instanceof Node && root.contains(target);
      handOver = !inside && event.key === "Enter" && document.activeElement instanceof HTMLInputElement;
      // With nothing focused the arrows are ours too: a class that has just opened the page can start stepping.
      const ours = inside || (document.activeElement === document.body && event.key.startsWith("Arrow") && inView(root));
      if (!ours || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(event.key in keys)) return;
      // The slider and the list of units step in the direction of the walk as well; a button keeps its space bar.
      if (event.key === " " && target instanceof HTMLElement && target !== root) return;
      event.preventDefault();
      keys[event.key]();
    },
    { signal: signals.signal },
  );
  const resized = new ResizeObserver(() => strip.update(t));
  resized.observe(strip.node);

  parent.append(root);
  draw();
  if (former?.focused) root.focus({ preventScroll: true });

  return {
    /** Stop, tidy up, and say where the learner stood. */
    leave() {
      // Enter in a text field asked for this change: the keys then belong to the walk, not to the text.
      const focused = root.contains(parent instanceof ShadowRoot ? parent.activeElement : document.activeElement) || handOver;
      stop();
      clearTimeout(linking);
      signals.abort();
      resized.disconnect();
      for (const panel of [cell, numbers, ...outers]) panel.leave();
      root.remove();
      return { t, unit, sequence: meta.sequence, focused };
    },
  };
}
