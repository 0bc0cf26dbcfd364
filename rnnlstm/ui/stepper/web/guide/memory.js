// @ts-check
/** Which card is open: in the address bar; that the guide was closed: in the browser, and nowhere else. */

import * as address from "../page/address.js";

const CLOSED = "rnnlstm.guide";
/** Whoever is sent to a place is not led away from it. */
const PLACE = ["t", "small", "unit", "depth", "op", "at"];

/**
 * The card to begin with, from 0; null where the guide stays closed: it was closed before, or the link names a place.
 * @param {{name: string}[]} cards
 * @param {URLSearchParams} asked
 * @param {boolean} closed
 */
export function beginning(cards, asked, closed) {
  const card = asked.get("card");
  if (card !== null) {
    const named = cards.findIndex(({ name }) => name === card);
    return named >= 0 ? named : Math.max(0, Math.min(cards.length, Math.round(Number(card)) || 1) - 1);
  }
  return closed || !cards.length || PLACE.some((key) => asked.has(key)) ? null : 0;
}

/** Whether a link names a place of its own. @param {URLSearchParams} asked */
export const namesPlace = (asked) => PLACE.some((key) => asked.has(key));

export const wasClosed = () => localStorage.getItem(CLOSED) !== null;

/** @param {boolean} closed */
export function remember(closed) {
  if (closed) localStorage.setItem(CLOSED, "closed");
  else localStorage.removeItem(CLOSED);
}

/** Name the open card in the address bar, none where the guide is closed. @param {number|null} card from 0 */
export function write(card) {
  address.name({ card: card === null ? null : card + 1 });
}
