/** The message from Python, read. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, gateOf, isHeld } from "../../../../rnnlstm/ui/stepper/web/payload.js";
import { message, table } from "./message.mjs";

const bytes = message(
  { cell: "lstm", symbols: ["循", "👩‍🔬"] },
  {
    h: table(
      [
        [1, -2, 3],
        [4, 5, -6],
      ],
      "f4",
    ),
    dh: table([
      [1e-300, 0],
      [Infinity, -4],
    ]),
    norm: { type: "f8", shape: [2], values: [7, 8] },
  },
);

test("the header and every number come through", () => {
  const { meta, arrays } = decode(bytes);
  assert.deepEqual(meta.symbols, ["循", "👩‍🔬"]);
  assert.deepEqual([...arrays.h.row(2)], [4, 5, -6]);
  assert.equal(arrays.h.at(1, 1), -2);
  assert.equal(arrays.dh.at(1, 0), 1e-300);
  assert.equal(arrays.norm.at(2), 8);
});

test("a message that begins amid a larger buffer is read as well", () => {
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  assert.equal(decode(shifted.subarray(3)).arrays.h.at(2, 2), -6);
});

test("the peak is the largest finite magnitude, and the decades count from it", () => {
  const { arrays } = decode(bytes);
  assert.equal(arrays.h.peak, 6);
  assert.equal(arrays.dh.peak, 4);
  assert.equal(arrays.dh.decades, 301);
  assert.equal(arrays.h.decades, 2);
});

test("a gate is held where an edit says so", () => {
  const meta = /** @type {any} */ ({ edits: [{ text: "f.3@4:0" }, { text: "o:1" }, { text: "W_f.1.2:3" }] });
  assert.ok(isHeld(meta, "f", 4, 2));
  assert.ok(!isHeld(meta, "f", 4, 1));
  assert.ok(!isHeld(meta, "f", 3, 2));
  assert.ok(isHeld(meta, "o", 9, 9));
  assert.ok(!isHeld(meta, "i", 4, 2));
});

test("a gate that is not there is an error, not a blank", () => {
  const meta = /** @type {any} */ ({ editable: { gates: [{ name: "g", index: "c", low: -1 }] } });
  assert.equal(gateOf(meta, "g").index, "c");
  assert.throws(() => gateOf(meta, "f"), /no gate f/);
});
