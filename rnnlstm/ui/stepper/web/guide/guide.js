// @ts-check
/** The guide of a stepper: its cards set the place, light up what they speak of, and ask. */

import * as answers from "./answer.js";
import { cardView } from "./card.js";
import { glossary } from "./glossary.js";
import * as memory from "./memory.js";

/** @typedef {import("../place/place.js").Place} Place */
/** How a guide was left. @typedef {{card: number|null, answers: Map<string, answers.Answer>, away: boolean}} Former */

/**
 * @param {import("../model.js").Model} model
 * @param {HTMLElement} root
 * @param {{
 *   stand: (place: Partial<Place>) => void, light: (names: string[]|null) => void, onward: () => void,
 *   place: () => Place
 * }} on
 * @param {Former} [former]
 */
export function guide(model, root, on, former) {
  const cards = model.meta.guide;
  const asked = new URLSearchParams(location.search);
  /** @type {number|null} */
  let current = former ? former.card : memory.beginning(cards, asked, memory.wasClosed());
  if (current !== null && !cards.length) current = null;
  if (current !== null) current = Math.min(current, cards.length - 1);
  const given = former?.answers ?? new Map();
  /** Where the card has led; null before it has. @type {Place|null} */
  let led = null;

  const view = cardView(model.labels, {
    next: () => (current === cards.length - 1 ? on.onward() : go((current ?? -1) + 1)),
    back: () => go(Math.max(0, (current ?? 0) - 1)),
    close,
    again: lead,
    attempt: (value) => answer((question, before) => answers.attempt(question, before, value)),
    reveal: () => answer((_question, before) => answers.reveal(before)),
  });
  root.append(view.node);
  const lookUp = glossary(root, () => model.meta.glossary);
  listen();

  function begin() {
    // Who has left the card's place, or was sent to one, stays there.
    if (current !== null && !(former ? former.away : memory.namesPlace(asked))) lead();
    else show();
    if (current !== null) memory.write(current);
  }

  /** @param {number} card from 0 */
  function go(card) {
    current = card;
    memory.write(current);
    lead();
  }

  /** Go to the place of the card. */
  function lead() {
    if (current === null) return;
    const { t, unit, phase, depth, op } = cards[current];
    on.stand({ t, unit, phase, depth, ...(op ? { op } : {}) });
    led = on.place();
    show();
  }

  function show() {
    root.classList.toggle("with-guide", current !== null);
    view.node.hidden = current === null;
    if (current === null) return on.light(null);
    const card = cards[current];
    on.light(away() ? null : card.lit);
    lookUp.forget();
    view.show(card, current, cards.length, given.get(card.name) ?? answers.UNANSWERED, away());
    lookUp.mark(view.node);
  }

  /** Whether the learner has left the place of the card: its numbers are then others than those on the screen. */
  function away() {
    const here = on.place();
    return led !== null && (here.t !== led.t || here.unit !== led.unit || here.depth !== led.depth);
  }

  /** @param {(question: answers.Question, before: answers.Answer) => answers.Answer} change */
  function answer(change) {
    const card = current === null ? null : cards[current];
    if (!card?.ask) return;
    given.set(card.name, change(card.ask, given.get(card.name) ?? answers.UNANSWERED));
    show();
  }

  function open() {
    memory.remember(false);
    go(0);
  }

  function close() {
    current = null;
    memory.remember(true);
    memory.write(null);
    show();
    root.focus({ preventScroll: true });
  }

  /** A click in the drawing answers as well: on the part that an option names, or on the step asked for. */
  function listen() {
    root.addEventListener(
      "click",
      (event) => {
        const question = current === null ? null : cards[current].ask;
        const target = event.target;
        if (!question || !(target instanceof Element) || view.node.contains(target)) return;
        if (answers.isDone(given.get(cards[current ?? 0].name) ?? answers.UNANSWERED)) return;
        const value = question.kind === "step" ? stepAt(target) : partAt(target, question);
        if (value === null) return;
        event.stopPropagation();
        event.preventDefault();
        answer((asked, before) => answers.attempt(asked, before, value));
      },
      { capture: true },
    );
  }

  let wasAway = false;
  return {
    begin,
    go: (/** @type {1|-1} */ way) => {
      if (current === null) return;
      if (way > 0 && current === cards.length - 1) on.onward();
      else go(Math.max(0, current + way));
    },
    toggle: () => (current === null ? open() : close()),
    get open() {
      return current !== null;
    },
    /** The learner may have left the card's place. */
    moved() {
      if (current === null || away() === wasAway) return;
      wasAway = away();
      show();
    },
    /** @returns {Former} */
    former: () => ({ card: current, answers: given, away: led === null || away() }),
  };
}

/** The step of the unrolled network that an element belongs to. @param {Element} target */
function stepAt(target) {
  const step = target.closest(".unrolled [data-step]")?.getAttribute("data-step");
  return step ? Number(step) : null;
}

/** The option whose quantity an element shows. @param {Element} target @param {answers.Question} question */
function partAt(target, { options }) {
  for (let shown = target.closest("[data-q]"); shown; shown = shown.parentElement?.closest("[data-q]") ?? null) {
    const names = (shown.getAttribute("data-q") ?? "").split(" ");
    const option = options.find(([name]) => names.includes(name));
    if (option) return option[0];
  }
  return null;
}
