// @ts-check
/**
 * Where the film stands: one place for the bar, what it shows, and the cursor in the page's figures.
 *
 * The figures are the page's own; a rule of assets/page.css draws the cursor in them where `--film` says, from 0
 * at the first update to 1 at the last.
 */

import * as address from "../page/address.js";

/** @typedef {{at: number[], steps: number, kinds: string[], labels: Record<string, string>, colours: Record<string, [string, string]>}} Reel */

const LINK_MS = 300;

/** @type {Set<(k: number) => void>} */
const watching = new Set();
let place = 0;
let film = "";
/** The card that has led here, and the moment that the link leaves out. */
let led = "";
let usual = 0;
/** @type {ReturnType<typeof setTimeout>|undefined} */
let telling;

/** The moment shown, counted from 0. */
export const now = () => place;

/** The last moment up to an update. @param {number[]} at @param {number} step */
export function momentAt(at, step) {
  let k = 0;
  while (k + 1 < at.length && at[k + 1] <= step) k += 1;
  return k;
}

/** The moment nearest to an update. @param {number[]} at @param {number} step */
export function nearest(at, step) {
  const k = momentAt(at, step);
  return k + 1 < at.length && at[k + 1] - step < step - at[k] ? k + 1 : k;
}

/**
 * Take up a film: where the link says if it is the first of the page, where a card of the guide asks that has just
 * been turned to, else at its beginning.
 * @param {Reel} reel @param {string} name @param {{card: string, at: number}|null} asked
 */
export function open(reel, name, asked) {
  const card = asked?.card ?? "";
  if (name !== film || card !== led) {
    const linked = film === "" ? new URLSearchParams(location.search).get("at") : null;
    usual = asked ? momentAt(reel.at, asked.at) : 0;
    if (linked !== null && Number.isFinite(Number(linked))) place = momentAt(reel.at, Number(linked));
    else if (name !== film || card) place = usual;
    if (film) tell(reel);
    film = name;
    led = card;
    // The scene may stand before its bar, which knows where the film begins.
    for (const show of watching) show(place);
  }
  point(reel);
}

/** Leave the page. */
export function close() {
  clearTimeout(telling);
  film = led = "";
  document.documentElement.style.removeProperty("--film");
}

/** @param {Reel} reel */
function point({ at, steps }) {
  document.documentElement.style.setProperty("--film", String(at[place] / steps));
}

/** Go to a moment. @param {Reel} reel @param {number} k */
export function go(reel, k) {
  const to = Math.max(0, Math.min(reel.at.length - 1, k));
  if (to === place) return;
  place = to;
  point(reel);
  for (const show of watching) show(place);
  tell(reel);
}

/** Name the moment in the address bar, once the film rests. @param {Reel} reel */
function tell(reel) {
  clearTimeout(telling);
  telling = setTimeout(() => address.name({ at: place === usual ? null : reel.at[place] }), LINK_MS);
}

/** Call a function at every move, until the signal. @param {(k: number) => void} show @param {AbortSignal} signal */
export function watch(show, signal) {
  watching.add(show);
  signal.addEventListener("abort", () => watching.delete(show));
}
