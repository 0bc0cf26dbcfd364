// @ts-check
/** What Streamlit is to a stepper in the course: a root with the styles, its data, and the colours of the page. */

import { name } from "stepper/page/address.js";

/**
 * @typedef {{
 *   unpacked: (text: string) => Promise<Uint8Array>, styles: string, place: string, onward: string
 * }} Given
 *   `place`: where in the walk the page opens, as in a link; `onward`: the address of the next lesson, if there is one
 */

/** @param {Given} given */
export async function host({ unpacked, styles, place, onward }) {
  // A link into the page, or a reload, names its own place.
  if (place && !location.search) name(Object.fromEntries(new URLSearchParams(place)));
  const spots = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".live")]);
  const mounts = await Promise.all(spots.map((spot) => mounted(spot, { unpacked, styles, onward })));
  for (const draw of mounts) draw();
  document.addEventListener("theme", () => {
    for (const draw of mounts) draw();
  });
}

/** @param {HTMLElement} spot @param {Omit<Given, "place">} given */
async function mounted(spot, { unpacked, styles, onward }) {
  const [module, bytes] = await Promise.all([
    import(/** @type {string} */ (spot.dataset.entry)),
    unpacked(spot.querySelector("script")?.textContent ?? ""),
  ]);
  const parentElement = spot.attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = styles;
  parentElement.append(style);
  // A graph of numbers is told in JSON, whose first byte is a brace; a walk in bytes of its own.
  const data = bytes[0] === 0x7b && bytes[1] === 0x22 ? JSON.parse(new TextDecoder().decode(bytes)) : bytes;
  /** @param {string} name */
  const setTriggerValue = (name) => {
    if (name === "onward") location.assign(onward);
  };
  // Called again with the same root, a stepper stays where it is and draws itself in the page's colours.
  return () => module.default({ data, parentElement, setTriggerValue, apart: { onward: Boolean(onward) } });
}
