// @ts-check
/** A symbol or a term that is touched or focused says in one sentence what it is. */

import { rich } from "../maths/text.js";
import { el } from "../page/dom.js";

/** @typedef {{key: string, name: string, symbol: string, shape: string, says: string}} Term */

/** What the stepper calls a quantity and the glossary has under another name. @type {Record<string, string>} */
const SAME = { dh_future: "dh", dh_loss: "dh", dc_future: "dc", dc_hidden: "dc", dc_onward: "highway", tanh_c: "tanh" };

/**
 * The entry of a quantity by its name in the stepper: a_f is a pre-activation, da_f the gradient there.
 * @param {Term[]} terms @param {string} name @returns {Term|undefined}
 */
export function termOf(terms, name) {
  const by = (/** @type {string} */ key) => terms.find((term) => term.key === key);
  const family = /^(da|a|slope|b)(_|$)/.exec(name)?.[1];
  return by(name) ?? by(SAME[name] ?? "") ?? (family ? by(family) : undefined);
}

/** The entry that a phrase names, whatever its capitals. @param {Term[]} terms @param {string} phrase */
export function named(terms, phrase) {
  const plain = phrase.trim().toLowerCase();
  return terms.find(({ name }) => name.toLowerCase() === plain);
}

/**
 * @param {HTMLElement} root what holds the equations and the cards
 * @param {() => Term[]} terms
 */
export function glossary(root, terms) {
  const box = el("div", { class: "gloss", popover: "auto", role: "status", "data-testid": "gloss" });
  root.append(box);

  /** @param {Term} term @param {Element} near */
  function show(term, near) {
    const head = el("p", {}, el("b", {}, term.name));
    if (term.symbol) head.append(" · ", ...rich(term.symbol));
    if (term.shape) head.append(` (${term.shape})`);
    box.replaceChildren(head, el("p", {}, ...rich(term.says)));
    box.showPopover();
    const { left, bottom, top } = near.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    box.style.left = `${Math.max(12, Math.min(left, innerWidth - width - 12))}px`;
    box.style.top = `${bottom + height + 12 < innerHeight ? bottom + 8 : Math.max(8, top - height - 8)}px`;
  }

  /** @param {Event} event */
  function look({ target }) {
    const spot =
      target instanceof Element ? target.closest(".equation .math [data-q], .equation [data-term], .term") : null;
    if (!spot) return;
    const word = spot.getAttribute("data-term");
    const names = word ? [word] : (spot.getAttribute("data-q") ?? "").split(" ");
    const term = names.map((name) => termOf(terms(), name)).find(Boolean);
    if (term) show(term, spot);
  }
  root.addEventListener("click", look);
  root.addEventListener("keydown", (event) => {
    const open = box.matches(":popover-open");
    const symbol = event.target instanceof Element && event.target.matches(".equation [data-term]");
    if (event.key === "Escape" && open) box.hidePopover();
    else if (event.key === "Enter" && symbol) look(event);
    else return;
    // Else Escape would lead out of the cell as well, and Enter into an operation.
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    /** Make the words of a card that the glossary knows into buttons: those in bold. @param {HTMLElement} node */
    mark(node) {
      for (const bold of node.querySelectorAll(".words b")) {
        const term = named(terms(), bold.textContent ?? "");
        if (!term || bold.closest("button")) continue;
        const word = el("button", { type: "button", class: "term", "data-term": term.key }, ...bold.childNodes);
        bold.replaceChildren(word);
      }
    },
    forget: () => box.matches(":popover-open") && box.hidePopover(),
  };
}
