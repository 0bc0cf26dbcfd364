/** The place in the address bar. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { read, write } from "../../../../rnnlstm/ui/stepper/web/place/link.js";

const walk = { steps: 9, phases: 3, hidden: 4, back: true };
const ops = ["dh", "da"];

/** @param {string} search */
function open(search) {
  const page = { href: `https://example.org/rnn_backward${search}`, search, pathname: "/rnn_backward" };
  const history = {
    state: null,
    /** @param {unknown} _ @param {string} __ @param {URL} url */
    replaceState: (_, __, url) => Object.assign(page, { href: url.href, search: url.search }),
  };
  Object.assign(globalThis, { location: page, history });
  return page;
}

test("what is written is read again", () => {
  const page = open("?lang=zh&text=hello");
  const place = { t: 4, phase: 1, unit: 2, depth: /** @type {const} */ ("operation"), op: "da" };
  write(walk, place, ops);
  assert.equal(page.search, "?lang=zh&text=hello&t=4&small=2&unit=3&depth=operation&op=da");
  assert.deepEqual(read(walk, ops), place);
});

test("usual values need no name", () => {
  const page = open("?t=4&small=2&unit=3&depth=operation&op=da");
  write(walk, { t: 9, phase: null, unit: 0, depth: "cell", op: "da" }, ops);
  assert.equal(page.search, "");
  assert.deepEqual(read(walk, ops), { t: 9, phase: null, unit: 0, depth: "cell", op: "dh" });
});

test("odd values lead somewhere", () => {
  open("?t=99&small=77&unit=-3&depth=moon&op=W");
  assert.deepEqual(read(walk, ops), { t: 9, phase: 2, unit: 0, depth: "cell", op: "dh" });
  open("?t=x&unit=&small=0");
  assert.deepEqual(read(walk, ops), { t: 9, phase: null, unit: 0, depth: "cell", op: "dh" });
});
