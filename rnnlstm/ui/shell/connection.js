// @ts-check
/**
 * Asks for a run as soon as a lost connection is there again, and tells the address of now. A server that has been
 * started anew, or has given the session up meanwhile, takes the settings from it before the learner does anything:
 * what comes first in a new session has no effect of its own, and Streamlit sends the address that the page was
 * opened with. And asks for the first page once the style of all pages is there, so that nothing jumps when it comes.
 *
 * @typedef {(key: string, value: any) => void} Tell
 */

const STATE = "data-test-connection-state";
/** Set by assets/page.css. */
const STYLED = "--styled";
/** Written by ui/stepper/web/guide/memory.js. */
const GUIDE_CLOSED = "rnnlstm.guide";

/** @type {Tell|undefined} */
let tell;
/** @type {Element|undefined} */
let watched;

/** @param {{setStateValue: Tell}} _ */
export default function connection({ setStateValue }) {
  tell = setStateValue;
  const app = document.querySelector(`[${STATE}]`);
  if (!app || app === watched) return;
  watched = app;
  whenStyled();
  let before = app.getAttribute(STATE);
  new MutationObserver(() => {
    const now = app.getAttribute(STATE);
    if (now === "CONNECTED" && before !== now) here(true);
    before = now;
  }).observe(app, { attributeFilter: [STATE] });
}

/**
 * Tell the address, whether the guide was never closed, and whether the page has lost a connection before; with the
 * time, so that the same is told again.
 */
const here = (again = false) =>
  tell?.("address", {
    search: location.search,
    guided: localStorage.getItem(GUIDE_CLOSED) === null,
    again,
    at: Date.now(),
  });

function whenStyled() {
  if (getComputedStyle(document.documentElement).getPropertyValue(STYLED)) here();
  else requestAnimationFrame(whenStyled);
}
