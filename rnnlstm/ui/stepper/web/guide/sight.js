// @ts-check
/** What a card points at comes into sight: of the page that is what the bars at its head and the card leave free. */

import { pageOf } from "../page/room.js";

/** How high the bar at the head of the page is, in pixels, with some air. */
const HEAD = 72;

/**
 * Scroll to the first that there is of what a card points at: a panel of the stepper, or a part of the page.
 * @param {HTMLElement} root the stepper @param {string[]} names @param {HTMLElement} card
 */
export function bringIntoSight(root, names, card) {
  const spot = names
    .map((name) => root.querySelector(`.${name}`) ?? document.querySelector(`.st-key-${name}`))
    .find(seen);
  if (!spot) return;
  const { top, bottom } = spot.getBoundingClientRect();
  const foot = isAtFoot(card) ? card.getBoundingClientRect().top : innerHeight;
  if (top < HEAD || bottom > foot) pageOf(root).scrollBy({ top: top - HEAD });
}

/** Whether a card takes the foot of the screen, as on a phone. @param {HTMLElement} card */
export const isAtFoot = (card) => getComputedStyle(card).position === "fixed";

/** @param {Element|null} spot */
const seen = (spot) => spot?.checkVisibility() ?? false;
