// @ts-check
/** The place in the address bar, so that a link or a reload finds the same screen; usual values need no name. */

import { DEPTHS, settle, start } from "./place.js";

/** @typedef {import("./place.js").Place} Place @typedef {import("./place.js").Way} Way */

/** @param {Way} way @param {string[]} ops @returns {Place} */
export function read(way, ops) {
  const asked = new URLSearchParams(location.search);
  const number = (/** @type {string} */ key) => Number(asked.get(key));
  const depth = /** @type {import("./place.js").Depth} */ (asked.get("depth"));
  const op = asked.get("op") ?? "";
  return settle(way, {
    t: number("t") || start(way),
    phase: number("small") ? number("small") - 1 : null,
    unit: (number("unit") || 1) - 1,
    depth: DEPTHS.includes(depth) ? depth : "cell",
    op: ops.includes(op) ? op : ops[0],
  });
}

/** @param {Way} way @param {Place} place @param {string[]} ops */
export function write(way, place, ops) {
  const url = new URL(location.href);
  const name = (/** @type {string} */ key, /** @type {string|number} */ value, /** @type {string|number} */ usual) =>
    value === usual ? url.searchParams.delete(key) : url.searchParams.set(key, String(value));
  name("t", place.t, start(way));
  name("small", (place.phase ?? -1) + 1, 0);
  name("unit", place.unit + 1, 1);
  name("depth", place.depth, "cell");
  name("op", place.depth === "operation" ? place.op : ops[0], ops[0]);
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}
