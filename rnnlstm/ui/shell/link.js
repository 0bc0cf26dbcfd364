// @ts-check
/**
 * Tells the browser what the server cannot: the address, the language of the page; and back to the server that
 * the page has turned dark or light, that trainings of before are gone.
 *
 * @typedef {{page: string, settings: Record<string, string|null>, language: string, mode: string,
 *   session: string, runs: string[]}} Told
 *   `settings`: the name in the link -> the value, or null where the usual one needs no name; `page` makes the
 *   message differ from page to page, since Streamlit clears the link when the page changes; `language` as HTML
 *   names it; `mode`: "light" or "dark", as the server has drawn its charts; `session`: a name of the session;
 *   `runs`: the pages on which it has a training of its own
 * @typedef {(key: string, value: any) => void} Tell
 */

const LOOK_MS = 100;
const RUNS = "rnnlstm.runs";

let reported = "";
/** @type {number|undefined} */
let looking;

/** @param {{data: Told, parentElement: Element|ShadowRoot, setStateValue: Tell}} _ */
export default function browser({ data, parentElement, setStateValue }) {
  write(data.settings);
  document.documentElement.lang = data.language;
  document.documentElement.dataset.page = data.page; // for connection.js
  document.documentElement.dataset.session = data.session; // a hook for tests
  watchRuns(data.session, data.runs, setStateValue);
  // Called again when the theme changes, which Streamlit itself does not tell the server. Looked at once the page
  // is drawn: in the middle of a change the question alone would have all styles computed.
  clearTimeout(looking);
  looking = setTimeout(() => {
    const host = parentElement instanceof ShadowRoot ? parentElement.host : parentElement;
    if (!host.isConnected) return;
    const mode = getComputedStyle(host).colorScheme;
    // Told once a change: a server that sees it otherwise must not be asked again and again.
    if (mode !== data.mode && mode !== reported) setStateValue("mode", mode);
    reported = mode === data.mode ? "" : mode;
  }, LOOK_MS);
}

/**
 * Brings the address bar up to date in place: a link is not a new page, and the browser's Back button leads to
 * the page before, not to an earlier setting.
 *
 * @param {Told["settings"]} settings
 */
function write(settings) {
  const url = new URL(location.href);
  for (const [key, value] of Object.entries(settings)) {
    if (value === null) url.searchParams.delete(key);
    else url.searchParams.set(key, value);
  }
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}

/**
 * Tells the server the pages whose runs were an earlier session's of this tab, and are gone.
 *
 * @param {string} session
 * @param {string[]} runs
 * @param {Tell} tell
 */
function watchRuns(session, runs, tell) {
  const before = JSON.parse(sessionStorage.getItem(RUNS) ?? "null");
  if (before && before.session !== session) {
    const lost = before.runs.filter((/** @type {string} */ page) => !runs.includes(page));
    if (lost.length) tell("lost", lost);
  }
  if (runs.length) sessionStorage.setItem(RUNS, JSON.stringify({ session, runs }));
  else sessionStorage.removeItem(RUNS);
}
