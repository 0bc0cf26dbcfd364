// @ts-check
/** The place in the address bar, so that a link or a reload finds the same screen; usual values need no name. */

import * as address from "../page/address.js";
import { DEPTHS, settle, start } from "./place.js";

const LINK_MS = 300;

/** @typedef {import("./place.js").Place} Place @typedef {import("./place.js").Walk} Walk */

/** @param {Walk} walk @param {string[]} ops @returns {Place} */
export function read(walk, ops) {
  const asked = new URLSearchParams(location.search);
  const number = (/** @type {string} */ key) => Number(asked.get(key));
  const depth = /** @type {import("./place.js").Depth} */ (asked.get("depth"));
  const op = asked.get("op") ?? "";
  return settle(walk, {
    t: number("t") || start(walk),
    phase: number("small") ? number("small") - 1 : null,
    unit: (number("unit") || 1) - 1,
    depth: DEPTHS.includes(depth) ? depth : "cell",
    op: ops.includes(op) ? op : ops[0],
  });
}

/** @param {Walk} walk @param {Place} place @param {string[]} ops */
export function write(walk, place, ops) {
  const unless = (/** @type {string|number} */ usual, /** @type {string|number} */ value) =>
    value === usual ? null : value;
  address.name({
    t: unless(start(walk), place.t),
    small: unless(0, (place.phase ?? -1) + 1),
    unit: unless(1, place.unit + 1),
    depth: unless("cell", place.depth),
    op: unless(ops[0], place.depth === "operation" ? place.op : ops[0]),
  });
}

/**
 * Keeps the address bar up to date: not at every step, but soon, also while a key is held, so that whoever reloads
 * finds the step.
 * @param {Walk} walk
 * @param {string[]} ops
 * @param {() => Place} here
 */
export function bookmark(walk, ops, here) {
  const page = location.pathname;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let waiting;
  const now = () => write(walk, here(), ops);
  return {
    now,
    soon() {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        now();
      }, LINK_MS);
    },
    leave() {
      clearTimeout(waiting);
      // An edit may come before the link was written; on the way to another page it is no longer ours.
      if (waiting !== undefined && location.pathname === page) now();
    },
  };
}
