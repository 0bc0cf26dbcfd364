/** Widths of lines, their routes, and which steps of a long sequence are shown. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { from, outline } from "../../../../rnnlstm/ui/stepper/web/diagram/route.js";
import { measure } from "../../../../rnnlstm/ui/stepper/web/diagram/scale.js";
import { windowOf } from "../../../../rnnlstm/ui/stepper/web/diagram/unrolled.js";
import { Table } from "../../../../rnnlstm/ui/stepper/web/payload.js";

/** @param {string} direction @param {Record<string, number[][]>} rows */
function model(direction, rows) {
  const arrays = Object.fromEntries(
    Object.entries(rows).map(([name, each]) => [
      name,
      new Table(Float64Array.from(each.flat()), [each.length, each[0].length]),
    ]),
  );
  const gates = [
    { name: "f", low: 0 },
    { name: "g", low: -1 },
  ];
  const cell = { cellState: ["c", "c_before", "kept", "added", "g"] };
  return /** @type {any} */ ({ arrays, meta: { direction, steps: 1, editable: { gates } }, cell });
}

test("forward, what is added to each other shares one measure, and gates have that from 0 to 1", () => {
  const m = measure(
    model("forward", { c: [[4, -1]], kept: [[2, 0]], h: [[0.5, 0]], f: [[0.25, 1]], norm_h: [[99, 99]] }),
  );
  const share = (/** @type {string} */ name, unit = 0) => m.share(m.quantity(name))(1, unit);
  assert.equal(share("c"), 1);
  assert.equal(share("kept"), 0.5);
  assert.equal(share("h"), 1);
  assert.equal(share("f"), 0.25);
});

test("backward, each decade below the largest gradient costs the same width", () => {
  const m = measure(model("backward", { dh: [[1, 1e-4]], other: [[1e-2, 0]] }));
  const share = (/** @type {string} */ name, unit = 0) => m.share(m.quantity(name))(1, unit);
  assert.equal(share("dh"), 1);
  assert.ok(Math.abs(share("other") - 0.5) < 1e-12);
  assert.equal(share("dh", 1), 0);
  assert.equal(share("other", 1), 0);
});

test("a line may stand for some arrays and carry another", () => {
  const m = measure(model("backward", { dh: [[1]], wire_dx_f: [[0.5]] }));
  const quantity = m.quantity({ q: "dx", array: "wire_dx_f" });
  assert.deepEqual([quantity.q, quantity.of(1, 0)], ["dx", 0.5]);
});

test("a route goes across and up, its corners rounded, and ends early for its head", () => {
  assert.equal(outline(from(0, 0).h(100).points, 0), "M0 0L100 0");
  assert.equal(outline(from(0, 0).h(100).points, 8), "M0 0L92 0");
  assert.equal(outline(from(0, 0).h(100).v(40).points, 0), "M0 0L91 0Q100 0 100 9L100 40");
});

test("the window of steps moves no more than it must", () => {
  assert.equal(windowOf(1, 3, 5, 20, false), 1);
  assert.equal(windowOf(1, 5, 5, 20, false), 2);
  assert.equal(windowOf(4, 4, 5, 20, false), 3);
  assert.equal(windowOf(1, 20, 5, 20, false), 16);
  assert.equal(windowOf(9, 12, 5, 20, true), 9);
  assert.equal(windowOf(1, 7, 2, 20, false), 7);
  assert.equal(windowOf(1, 7, 2, 20, true), 6);
});
