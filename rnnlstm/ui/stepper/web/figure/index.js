// @ts-check
/** A button that saves figures of the page, as they stand, as one file: the page comes with a place for each. */

import { el } from "../page/dom.js";
import { download } from "../page/save.js";
import { picture } from "./picture.js";

/**
 * @typedef {{label: string, hint: string, file: string, page: string, charts: string[]}} Told
 *   `page`: HTML in which `<!--figure:key-->` stands where the chart of a key goes
 */

/** @type {WeakMap<Element|ShadowRoot, HTMLButtonElement>} */
const living = new WeakMap();

/** @param {{data: Told, parentElement: HTMLElement|ShadowRoot}} component */
export default function mount({ data, parentElement }) {
  living.get(parentElement)?.remove();
  const button = el("button", { type: "button", class: "file", title: data.hint, "data-testid": "figure-file" });
  button.append(data.label);
  button.addEventListener("click", () => save(data));
  living.set(parentElement, button);
  parentElement.append(button);
  return () => button.remove();
}

/** @param {Told} told */
function save({ page, charts, file }) {
  let whole = page;
  for (const key of charts) {
    const chart = document.querySelector(`.st-key-${CSS.escape(key)} .js-plotly-plot`);
    const drawn = chart ? new XMLSerializer().serializeToString(picture(chart)) : "";
    whole = whole.replace(`<!--figure:${key}-->`, () => drawn);
  }
  const href = URL.createObjectURL(new Blob([whole], { type: "text/html" }));
  download(href, file);
  setTimeout(() => URL.revokeObjectURL(href), 60_000); // the browser reads it in its own time
}
