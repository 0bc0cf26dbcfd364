// @ts-check
/** The address bar, brought up to date in place: the browser's Back button leads to the page before. */

/** Names values in the link; null takes a name away. @param {Record<string, string|number|null>} values */
export function name(values) {
  const url = new URL(location.href);
  for (const [key, value] of Object.entries(values)) {
    if (value === null) url.searchParams.delete(key);
    else url.searchParams.set(key, String(value));
  }
  if (url.href === location.href) return;
  try {
    history.replaceState(history.state, "", url);
  } catch {
    // A browser may not have it of a file on disk: the address then stays as it was.
  }
}
