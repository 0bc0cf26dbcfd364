// @ts-check
/**
 * Brings the address bar up to date with the settings, in place: a link is not a new page, and the browser's
 * Back button leads to the page before, not to an earlier setting.
 *
 * @param {{data: {page: string, settings: Record<string, string|null>}}} component
 *   `settings`: the name in the link -> the value, or null where the usual one needs no name; `page` makes the
 *   message differ from page to page, since Streamlit clears the link when the page changes
 */
export default function write({ data }) {
  const url = new URL(location.href);
  for (const [key, value] of Object.entries(data.settings)) {
    if (value === null) url.searchParams.delete(key);
    else url.searchParams.set(key, value);
  }
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}
