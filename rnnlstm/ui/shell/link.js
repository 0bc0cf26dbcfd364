// @ts-check
/**
 * Tells the browser what the server cannot: the address, the language of the page; and back to the server that
 * the page has turned dark or light, that a run of before is gone.
 *
 * @typedef {{page: string, settings: Record<string, string|null>, language: string, mode: string,
 *   session: string, run: boolean}} Told
 *   `settings`: the name in the link -> the value, or null where the usual one needs no name; `page` makes the
 *   message differ from page to page, since Streamlit clears the link when the page changes; `language` as HTML
 *   names it; `mode`: "light" or "dark", as the server has drawn its charts; `session`: a name of the session;
 *   `run`: whether it has a training of its own
 * @typedef {(key: string, value: any) => void} Tell
 */

const LOOK_MS = 100;
const RUN = "rnnlstm.run";

let reported = "";
/** @type {number|undefined} */
let looking;

/** @param {{data: Told, parentElement: Element|ShadowRoot, setStateValue: Tell}} _ */
export default function browser({ data, parentElement, setStateValue }) {
  write(data.settings);
  document.documentElement.lang = data.language;
  document.documentElement.dataset.session = data.session; // a hook for tests
  watchRun(data.session, data.run, setStateValue);
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
 * Tells the server where the run of an earlier session of this tab is gone.
 *
 * @param {string} session
 * @param {boolean} run
 * @param {Tell} tell
 */
function watchRun(session, run, tell) {
  const owner = sessionStorage.getItem(RUN);
  if (run) sessionStorage.setItem(RUN, session);
  else if (owner !== null) {
    sessionStorage.removeItem(RUN);
    if (owner !== session) tell("lost", true);
  }
}
