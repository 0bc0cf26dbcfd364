// @ts-check
/**
 * The guide of a page without a stepper: a card at the side of the page, on a phone at its foot. The server sets the
 * page's controls for a card, and fills in what it says.
 */

import { el } from "../page/dom.js";
import { isDark } from "../page/colours.js";
import * as answers from "./answer.js";
import { cardView } from "./card.js";
import { glossary } from "./glossary.js";
import * as memory from "./memory.js";
import { partAt } from "./question.js";

/**
 * @typedef {{
 *   lesson: string, names: {name: string}[], current: number|null, waits: boolean,
 *   card: (import("./card.js").Card & {anchors: string[], foot: boolean, away: boolean})|null,
 *   labels: Record<string, string>,
 *   glossary: import("./glossary.js").Term[], colours: Record<string, [string, string]>
 * }} Told
 * @typedef {{data: Told, parentElement: HTMLElement|ShadowRoot, setTriggerValue: (name: string, value: unknown) => void}} Component
 */

/** The guide of each mount point; Streamlit calls us again on every run. @type {WeakMap<HTMLElement|ShadowRoot, ReturnType<typeof create>>} */
const living = new WeakMap();

/** @param {Component} component */
export default function mount(component) {
  const { parentElement } = component;
  const guide = living.get(parentElement) ?? create(parentElement);
  living.set(parentElement, guide);
  guide.show(component);
  return () => {
    if (living.get(parentElement) !== guide) return;
    guide.leave();
    living.delete(parentElement);
  };
}

/** Where the card takes the foot of the screen, at most 46 of its 100 parts (style.css). */
const PHONE = "@media (max-width:900px)";
const FIGURE = '[class*="-chart"], .st-key-film-scene, .st-key-graph-walk';

const CONTROL = "input, textarea, button, [role=slider], [role=radio]";

/** Return the style of what a card speaks of. @param {string[]} keys */
function framed(keys) {
  const spots = keys.map((key) => `.st-key-${CSS.escape(key)}`).join(",");
  const frame = "outline:3px solid var(--st-primary-color,#1c54b2);outline-offset:6px;border-radius:8px";
  return `${spots}{${frame};scroll-margin-top:5rem}${PHONE}{${spots}{scroll-margin-bottom:48vh}}`;
}

/**
 * Scroll to what a card speaks of. On a phone, whose foot the card takes, a control below the figure is left out of
 * sight: what it does is seen in the figure.
 * @param {string[]} keys @param {boolean} foot whether it speaks of the lower part
 */
function bringIntoSight(keys, foot) {
  const spot = keys.length ? document.querySelector(`.st-key-${CSS.escape(keys[0])}`) : null;
  const figure = document.querySelector(`.stMain :is(${FIGURE})`);
  if (!figure || matchMedia("(min-width: 901px)").matches) return spot?.scrollIntoView({ block: "nearest" });
  const above = spot && spot.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING;
  const shows =
    spot && (spot.matches(FIGURE) || spot.querySelector(`${FIGURE}, table, pre`) || !spot.querySelector(CONTROL));
  (above || shows ? spot : figure)?.scrollIntoView({ block: foot ? "end" : "start" });
}

/**
 * Have clicks on what is drawn, also in another component, answer the question that is open.
 * @param {() => answers.Question|null} asked @param {(value: string) => void} attempt @param {AbortSignal} signal
 */
function answerInDrawing(asked, attempt, signal) {
  document.addEventListener(
    "click",
    (event) => {
      const [target] = event.composedPath();
      const question = asked();
      const option = question && target instanceof Element ? partAt(target, question) : null;
      if (option === null) return;
      event.stopPropagation();
      attempt(option);
    },
    { capture: true, signal },
  );
}

/** @param {HTMLElement|ShadowRoot} parent */
function create(parent) {
  const root = el("div", { class: "alone" });
  const anchors = el("style");
  document.head.append(anchors);
  const place = el("div");
  root.append(place);
  parent.append(root);
  const lookUp = glossary(root, () => component.data.glossary);
  // Of all lessons of this visit: a card's name begins with its lesson's.
  const book = answers.answerBook();
  const signals = new AbortController();
  /** @type {Component} */
  let component;
  let begun = "";
  let marked = "";

  /** @param {number} card from 0; -1 closes */
  function turn(card) {
    memory.write(card < 0 ? null : card);
    component.setTriggerValue("card", card);
  }
  const on = {
    next: () => go(1),
    back: () => go(-1),
    close() {
      memory.remember(true);
      turn(-1);
    },
    again: () => turn(component.data.current ?? 0),
    attempt(/** @type {string|number} */ value) {
      const { card } = component.data;
      if (card?.ask) book.attempt(nameOf(card), card.ask, value);
      draw();
    },
    reveal() {
      const { card } = component.data;
      if (card) book.reveal(nameOf(card));
      draw();
    },
  };
  function open() {
    memory.remember(false);
    turn(0);
  }
  /** @param {1|-1} way */
  function go(way) {
    const { current, names } = component.data;
    if (current === null) return;
    if (way > 0 && current + 1 === names.length) component.setTriggerValue("onward", "next");
    else turn(Math.max(0, current + way));
  }
  /** @param {{name: string}} card */
  const nameOf = ({ name }) => `${component.data.lesson} ${name}`;
  const asked = () => {
    const { card } = component.data;
    return card?.ask && !answers.isDone(book.of(nameOf(card))) ? card.ask : null;
  };

  function draw() {
    const { data } = component;
    const dark = isDark(parent instanceof ShadowRoot ? parent.host : parent);
    for (const [name, hues] of Object.entries(data.colours))
      root.style.setProperty(`--hue-${name}`, hues[dark ? 1 : 0]);
    mark(data.card?.name ?? "", data.card?.anchors ?? [], data.card?.foot ?? false);
    if (!data.card || data.current === null) {
      const pill = el("button", { type: "button", class: "pill", "data-testid": "guide-open" }, data.labels.guide);
      pill.title = data.labels.guide_hint;
      pill.addEventListener("click", open);
      place.replaceChildren(pill);
      return;
    }
    const view = root.querySelector(".guide") && shown ? shown : (shown = cardView(data.labels, on));
    if (!place.contains(view.node)) place.replaceChildren(view.node);
    lookUp.forget();
    view.show(data.card, data.current, data.names.length, book.of(nameOf(data.card)), data.card.away);
    lookUp.mark(view.node);
  }
  /** @type {ReturnType<typeof cardView>|undefined} */
  let shown;

  /** Frame what the card speaks of; a rule, for React takes classes away. @param {string} card @param {string[]} keys @param {boolean} foot */
  function mark(card, keys, foot) {
    if (`${card} ${keys}` === marked) return;
    marked = `${card} ${keys}`;
    anchors.textContent = keys.length ? framed(keys) : "";
    if (!card) return;
    bringIntoSight(keys, foot);
    // Once more when the page has taken its new shape.
    setTimeout(() => marked === `${card} ${keys}` && bringIntoSight(keys, foot), 700);
  }

  answerInDrawing(asked, on.attempt, signals.signal);
  bindKeys({ n: () => go(1), b: () => go(-1), g: () => (component.data.card ? on.close() : open()) }, signals.signal);

  return {
    /** @param {Component} next */
    show(next) {
      component = next;
      draw();
      if (begun === next.data.lesson) return;
      begun = next.data.lesson;
      if (next.data.current !== null) return memory.write(next.data.current);
      if (next.data.waits) return;
      const first = memory.beginning(next.data.names, new URLSearchParams(location.search), memory.wasClosed());
      if (first !== null) turn(first);
    },
    leave() {
      signals.abort();
      anchors.remove();
      root.remove();
    },
  };
}

/** Letters that turn the cards, where nobody is typing. @param {Record<string, () => void>} moves @param {AbortSignal} signal */
function bindKeys(moves, signal) {
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      const target = event.composedPath()[0];
      const fields = "input, textarea, select, [contenteditable], [role=combobox]";
      if (!(target instanceof Element && target.matches(fields))) moves[event.key.toLowerCase()]?.();
    },
    { signal },
  );
}
