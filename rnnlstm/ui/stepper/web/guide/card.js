// @ts-check
/** One card: where it stands among the others, its words, its question, and the way on and back. */

import { fill, rich } from "../maths/text.js";
import { el } from "../page/dom.js";
import { isDone } from "./answer.js";
import { asked } from "./question.js";
import { paragraphs } from "./words.js";

/**
 * A card as it is sent; its place is there on step pages.
 * @typedef {{
 *   name: string, lit: string[], words: import("./words.js").Pieces, ask: import("./answer.js").Question|null,
 *   t?: number, unit?: number, phase?: number|null, depth?: import("../place/place.js").Depth, op?: string,
 *   anchors?: string[], alone?: boolean, written?: string
 * }} Card
 */
/**
 * @typedef {{
 *   next: () => void, back: () => void, close: () => void, again: () => void,
 *   attempt: (value: string|number) => void, reveal: () => void
 * }} CardActions
 */

/**
 * @param {Record<string, string>} labels
 * @param {CardActions} on
 * @param {boolean} [leadsOn] whether the last card leads on to another lesson
 */
export function cardView(labels, on, leadsOn = true) {
  const node = el("aside", { class: "guide", "data-testid": "guide", "aria-label": labels.guide });
  /** The card and how it was answered when it was last shown. @type {[string, import("./answer.js").Answer]|undefined} */
  let former;
  return {
    node,
    /**
     * @param {Card} card @param {number} k from 0 @param {number} count
     * @param {import("./answer.js").Answer} answer @param {boolean} away whether the learner has left its place
     */
    show(card, k, count, answer, away) {
      const focused = focusedIn(node);
      node.dataset.card = String(k + 1);
      node.dataset.cards = String(count);
      node.dataset.name = card.name;
      const last = k + 1 === count;
      const again = button("return", labels.guide_return, labels.guide_return, on.again);
      again.classList.add("plain");
      const way = last ? labels.guide_onward : `${labels.guide_next} ▶`;
      const onward = button("next", way, labels.guide_next_hint, on.next);
      node.replaceChildren(
        head(labels, k, count, on.close),
        el(
          "div",
          { class: "words", "aria-live": "polite" },
          ...paragraphs(card.words),
          ...(card.written ? [el("p", { class: "note", "data-testid": "guide-written" }, ...rich(card.written))] : []),
          ...(card.ask ? [asked(card.ask, answer, labels, on)] : []),
          ...(away ? [again] : []),
        ),
        el(
          "div",
          { class: "ways" },
          button("back", "◀", labels.guide_back_hint, on.back, k === 0),
          ...(last && !leadsOn ? [] : [onward]),
        ),
      );
      // What is said to an answer begins in sight, on a phone too.
      const told = node.querySelector(".told:not(:empty)");
      if (told instanceof HTMLElement) node.scrollTop = told.offsetTop - 12;
      if (focused) /** @type {HTMLElement|null} */ (node.querySelector(focused))?.focus({ preventScroll: true });
      // On a phone a card has little room: what is said to an answer comes into sight, and the way on with it.
      if (former?.[0] === card.name && former[1] !== answer)
        node.querySelector(isDone(answer) ? ".ways" : ".told")?.scrollIntoView({ block: "nearest" });
      former = [card.name, answer];
    },
  };
}

/** @param {Record<string, string>} labels @param {number} k @param {number} count @param {() => void} close */
function head(labels, k, count, close) {
  const shut = button("close", "✕", labels.guide_close, close);
  const progress = el("progress", { max: count, value: k + 1, "aria-hidden": "true" });
  return el("div", { class: "head" }, el("span", {}, fill(labels.guide_count, { k: k + 1, n: count })), progress, shut);
}

/** @param {string} name @param {string} label @param {string} hint @param {() => void} act @param {boolean} [off] */
function button(name, label, hint, act, off = false) {
  const node = el(
    "button",
    { type: "button", "data-testid": `guide-${name}`, title: hint, "aria-label": hint, "aria-disabled": off },
    label,
  );
  node.addEventListener("click", act);
  return node;
}

/** What has the focus in the card, to be given it again once the card is drawn anew. @param {HTMLElement} node */
function focusedIn(node) {
  const root = node.getRootNode();
  const active = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null;
  if (!active || !node.contains(active)) return null;
  const option = active.getAttribute("data-option");
  return `[data-testid="${active.getAttribute("data-testid")}"]${option ? `[data-option="${option}"]` : ""}`;
}
