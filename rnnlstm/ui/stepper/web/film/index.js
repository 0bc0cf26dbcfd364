// @ts-check
/** A recorded training, played in the browser: its bar, and what the networks do at the moment shown. */

import { isDark } from "../page/colours.js";
import { bar } from "./bar.js";
import { scene } from "./scene.js";

/** @type {WeakMap<Element|ShadowRoot, AbortController>} */
const living = new WeakMap();

/** @param {{data: any, parentElement: HTMLElement|ShadowRoot}} component */
export default function mount({ data, parentElement }) {
  living.get(parentElement)?.abort();
  const life = new AbortController();
  living.set(parentElement, life);
  const host = /** @type {HTMLElement} */ (parentElement instanceof ShadowRoot ? parentElement.host : parentElement);
  const dark = isDark(host);
  const hue = (/** @type {string} */ name) => data.colours[name][dark ? 1 : 0];
  const root = data.part === "bar" ? bar(data, hue, life.signal) : scene(data, hue, life.signal);
  parentElement.querySelector(".film")?.remove();
  parentElement.append(root);
  return () => {
    if (living.get(parentElement) !== life) return;
    life.abort();
    living.delete(parentElement);
  };
}
