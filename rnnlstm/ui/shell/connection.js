// @ts-check
/**
 * Asks for a run as soon as a lost connection is there again, and tells the address of now. A server that has been
 * started anew, or has given the session up meanwhile, takes the settings from it before the learner does anything:
 * what comes first in a new session has no effect of its own, and Streamlit sends the address that the page was
 * opened with. And asks for the first page once the style of all pages is there, so that nothing jumps when it comes.
 * Where a script of the page could not be loaded, it loads the page again: Streamlit would show an error in its place
 * for as long as the page is open.
 *
 * @typedef {(key: string, value: any) => void} Tell
 */

const STATE = "data-test-connection-state";
/** Set by assets/page.css. */
const STYLED = "--styled";
/** Written by ui/stepper/web/guide/memory.js. */
const GUIDE_CLOSED = "rnnlstm.guide";
/** When the page was last loaded again, kept as long as its tab. */
const LOADED_AGAIN = "rnnlstm.loaded-again";
/** In milliseconds: what is still missing then is not there, and to load the page ever again would not help. */
const ONCE_IN = 60_000;
const PAUSE = 1000;

/** @type {Tell|undefined} */
let tell;
/** @type {Element|undefined} */
let watched;

/** @param {{setTriggerValue: Tell}} _ */
export default function connection({ setTriggerValue }) {
  tell = setTriggerValue;
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
 * Tell the address and its page, whether the guide was never closed, and whether the page has lost a connection before.
 * As an event: the server is told of it also where the learner goes on to another page in the same moment, by when the
 * address is cleared; and it is told once, where a state would come again, out of date, with the next connection.
 */
const here = (again = false) =>
  tell?.("address", {
    search: location.search,
    page: document.documentElement.dataset.page,
    guided: localStorage.getItem(GUIDE_CLOSED) === null,
    again,
  });

function whenStyled() {
  if (getComputedStyle(document.documentElement).getPropertyValue(STYLED)) here();
  else requestAnimationFrame(whenStyled);
}

addEventListener("vite:preloadError", loadAgain);
// It does not bubble: to be met on the way down.
addEventListener("error", ({ target }) => target instanceof HTMLScriptElement && loadAgain(), true);

/** Load the page again as soon as its server answers. */
async function loadAgain() {
  if (Date.now() - Number(sessionStorage.getItem(LOADED_AGAIN)) < ONCE_IN) return;
  sessionStorage.setItem(LOADED_AGAIN, String(Date.now()));
  while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, PAUSE));
  location.reload();
}

const answers = () =>
  fetch(new URL("_stcore/health", document.baseURI)).then(
    ({ ok }) => ok,
    () => false,
  );
