// @ts-check
/** A small graph of numbers, walked in small steps: forward, backward along the same lines, checked. */

import * as address from "../page/address.js";
import { isDark } from "../page/colours.js";
import { el } from "../page/dom.js";
import { saveDrawing } from "../page/save.js";
import { stage } from "../panels/stage.js";
import { bindKeys } from "../place/keys.js";
import { swipes } from "../place/touch.js";
import { leadsTo, madeIn } from "./data.js";
import { drawing } from "./drawing.js";
import { sheet, tables } from "./panels.js";
import { toolbar } from "./toolbar.js";

/** @typedef {import("./data.js").Data} Data */
/** How the graph was left whose place this one takes. @typedef {{part: string, card: string, step: number, focused: boolean}} Former */

const LINK_MS = 300;

/** The living graph of each mount point, which Streamlit fills anew on every change. @type {WeakMap<Element|ShadowRoot, ReturnType<typeof create>>} */
const living = new WeakMap();

/** @param {{data: Data, parentElement: HTMLElement|ShadowRoot}} component */
export default function mount({ data, parentElement }) {
  const graph = create(data, parentElement, living.get(parentElement)?.leave());
  living.set(parentElement, graph);
  return () => {
    if (living.get(parentElement) !== graph) return;
    graph.leave();
    living.delete(parentElement);
  };
}

/**
 * @param {Data} data
 * @param {HTMLElement|ShadowRoot} parent
 * @param {Former} [former]
 */
function create(data, parent, former) {
  const { steps, labels, part, guide } = data;
  const dark = isDark(parent instanceof ShadowRoot ? parent.host : parent);
  const hue = (/** @type {string} */ name) => data.colours[name][dark ? 1 : 0];
  let now = beginning(data, former);

  const picture = drawing(data, hue);
  const words = sheet(data);
  const moves = movesOf(steps, () => now, go);
  const bar = toolbar(data, { ...moves, go });
  const root = frame(data, [
    bar.node,
    el(
      "div",
      { class: "pair" },
      el("div", { class: "saved" }, picture.node, saveDrawing(labels.save, `graph-${part}`, picture.node)),
      words.node,
    ),
    tables(data, hue, (name) => go(madeIn(steps, name))),
  ]);
  for (const name of ["loss", "positive", "negative"]) root.style.setProperty(`--hue-${name}`, hue(name));

  const players = stage({ meta: { phases: steps, edits: [] } }, root);
  const life = new AbortController();
  bindKeys(root, moves, () => ({ small: true, presenting: false, guided: false }), life.signal);
  swipes(root, moves, life.signal);
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let telling;

  parent.append(root);
  players.gather();
  draw();
  if (former?.focused) root.focus({ preventScroll: true });
  tell(now);

  /** @param {number} k */
  function go(k) {
    const to = Math.max(0, Math.min(steps.length - 1, k));
    if (to === now) return;
    now = to;
    draw();
    clearTimeout(telling);
    telling = setTimeout(() => tell(now), LINK_MS);
  }

  function draw() {
    root.dataset.step = String(now + 1);
    root.dataset.stage = steps[now].stage;
    picture.update(now);
    words.update(steps[now]);
    bar.update(now);
    players.update(now);
    players.light(guide && guide.step === now ? guide.lit : null);
  }

  return {
    /** Tidy up, and say where the learner stood. */
    leave() {
      const tree = root.getRootNode();
      const active = tree instanceof ShadowRoot ? tree.activeElement : document.activeElement;
      const focused = root.contains(active);
      clearTimeout(telling);
      life.abort();
      players.leave();
      root.remove();
      return { part, card: guide?.card ?? "", step: now, focused };
    },
  };
}

/** The small step to begin with: where a card leads that was turned to, where the learner stood, or what the link asks for. @param {Data} data @param {Former} [former] */
function beginning({ part, steps, guide }, former) {
  if (!former) return asked(steps.length) || (guide?.step ?? 0);
  const stays = former.part === part && (!guide || guide.card === former.card);
  return stays ? former.step : (guide?.step ?? 0);
}

/** What holds it all, and has the focus. @param {Data} data @param {Node[]} parts */
function frame({ part, steps, labels }, parts) {
  const hooks = { "data-testid": "graph", "data-part": part, "data-steps": steps.length };
  const group = { tabindex: 0, role: "group", "aria-label": labels.graph };
  return el("div", { class: "stepper graph", ...hooks, ...group }, ...parts);
}

/** @param {Data["steps"]} steps @param {() => number} now @param {(k: number) => void} go */
function movesOf(steps, now, go) {
  const [forth, back] = [() => go(now() + 1), () => go(now() - 1)];
  return {
    ...{ forth, back, smallForth: forth, smallBack: back },
    first: () => go(0),
    last: () => go(steps.length - 1),
    enter: (/** @type {string|undefined} */ op) => op && go(leadsTo(steps, op, now())),
  };
}

/** Write the small step into the link. @param {number} step */
const tell = (step) => address.name({ small: step ? step + 1 : null });

/** The small step that the link asks for. @param {number} count */
function asked(count) {
  const step = Number(new URLSearchParams(location.search).get("small")) || 1;
  return Math.max(0, Math.min(count - 1, Math.round(step) - 1));
}
