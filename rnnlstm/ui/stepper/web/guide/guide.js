// @ts-check
/** The guide of a stepper: its cards set the place, light up what they speak of, and ask. */

import * as answers from "./answer.js";
import { cardView } from "./card.js";
import { glossary } from "./glossary.js";
import * as memory from "./memory.js";
import { partAt } from "./question.js";
import { bringIntoSight, isAtFoot } from "./sight.js";

/** @typedef {import("../place/place.js").Place} Place @typedef {import("./card.js").Card} Card */
/** How a guide was left. @typedef {{card: number|null, answers: Map<string, answers.Answer>, away: boolean}} Former */

/** So long a page takes to find its shape. */
const SETTLED_MS = 800;

/**
 * @param {import("../model.js").Model} model
 * @param {HTMLElement} root
 * @param {{
 *   stand: (place: Partial<Place>) => void, light: (names: string[]|null) => void, onward: (() => void)|null,
 *   place: () => Place, alone: (last: boolean) => void
 * }} on `onward`: null where there is no lesson to go on to
 * @param {Former} [former]
 */
export function guide(model, root, on, former) {
  const cards = model.meta.guide;
  const link = new URLSearchParams(location.search);
  /** @type {number|null} */
  let current = first(cards, link, former);
  const book = answers.answerBook(former?.answers);
  /** Where the card has led; null before it has. @type {Place|null} */
  let led = null;
  let wasAway = false;
  /** Whether the learner has left that place: the card's numbers are then others than those on the screen. */
  const away = () => led !== null && !isSame(led, on.place());
  const shown = () => (current === null ? null : cards[current]);

  /** @type {import("./card.js").CardActions} */
  const turning = {
    next: () => turn(1),
    back: () => turn(-1),
    close,
    again: () => go(current ?? 0),
    attempt(value) {
      const card = shown();
      if (card?.ask) book.attempt(card.name, card.ask, value);
      show();
    },
    reveal() {
      const card = shown();
      if (card) book.reveal(card.name);
      show();
    },
  };
  const view = cardView(model.labels, turning, on.onward !== null);
  root.append(view.node);
  const lookUp = glossary(root, () => model.meta.glossary);
  const asked = () => openQuestion(shown(), book);
  answerInDrawing(root, view.node, asked, turning.attempt);

  function begin() {
    // Who has left the card's place, or was sent to one, stays there.
    const stays = former ? former.away : memory.namesPlace(link);
    if (current !== null && !stays) {
      go(current);
      // Once more when the page has its shape.
      setTimeout(point, SETTLED_MS);
      return;
    }
    show();
    if (current !== null) memory.write(current);
  }

  /** @param {1|-1} way */
  function turn(way) {
    if (current === null) return;
    if (way > 0 && current === cards.length - 1) on.onward?.();
    else go(Math.max(0, current + way));
  }

  /** Open a card and go to its place. @param {number} card from 0 */
  function go(card) {
    current = card;
    memory.write(current);
    const { t, unit, phase, depth, op } = cards[card];
    on.stand({ t, unit, phase, depth, ...(op ? { op } : {}) });
    led = on.place();
    show();
    requestAnimationFrame(point);
  }

  function point() {
    const card = shown();
    if (!card || away()) return;
    // Where the card takes the foot of the screen, what it speaks of would be below it.
    const names = card.anchors?.length ? card.anchors : isAtFoot(view.node) ? ["unrolled"] : [];
    bringIntoSight(root, names, view.node);
  }

  function show() {
    root.classList.toggle("with-guide", current !== null);
    view.node.hidden = current === null;
    if (cards.length) on.alone(current !== null && !away() && Boolean(cards[current].alone));
    if (current === null) return on.light(null);
    wasAway = away();
    const card = cards[current];
    on.light(away() ? null : card.lit);
    lookUp.forget();
    view.show(card, current, cards.length, book.of(card.name), away());
    lookUp.mark(view.node);
  }

  function close() {
    current = null;
    memory.remember(true);
    memory.write(null);
    show();
    root.focus({ preventScroll: true });
  }

  return {
    begin,
    go: turn,
    toggle() {
      if (current !== null) return close();
      memory.remember(false);
      go(0);
    },
    isOpen: () => current !== null,
    moved: () => current !== null && away() !== wasAway && show(),
    former: () => ({ card: current, answers: book.given, away: led === null || away() }),
  };
}

/** Whether two places show the same numbers. @param {Place} one @param {Place} other */
const isSame = (one, other) => one.t === other.t && one.unit === other.unit && one.depth === other.depth;

/** The card to begin with, from 0; null where the guide is closed. @param {Card[]} cards @param {URLSearchParams} link @param {Former} [former] */
function first(cards, link, former) {
  const card = former ? former.card : memory.beginning(cards, link, memory.wasClosed());
  return card === null || !cards.length ? null : Math.min(card, cards.length - 1);
}

/** The question of a card that is still open. @param {Card|null} card @param {ReturnType<typeof answers.answerBook>} book */
const openQuestion = (card, book) => (card && !answers.isDone(book.of(card.name)) ? card.ask : null);

/**
 * Have clicks in the drawing answer the question that is open.
 * @param {HTMLElement} root @param {Element} card @param {() => answers.Question|null} asked
 * @param {(value: string|number) => void} attempt
 */
function answerInDrawing(root, card, asked, attempt) {
  root.addEventListener(
    "click",
    (event) => {
      const question = asked();
      if (!question || !(event.target instanceof Element) || card.contains(event.target)) return;
      const value = question.kind === "step" ? stepAt(event.target) : partAt(event.target, question);
      if (value === null) return;
      event.stopPropagation();
      event.preventDefault();
      attempt(value);
    },
    { capture: true },
  );
}

/** The step of the unrolled network that an element belongs to. @param {Element} target */
function stepAt(target) {
  const step = target.closest(".unrolled [data-step]")?.getAttribute("data-step");
  return step ? Number(step) : null;
}
