/** Where the learner stands: pure moves, held against what the keys promise. */

import assert from "node:assert/strict";
import { test } from "node:test";
import * as places from "../../../../rnnlstm/ui/stepper/web/place/place.js";

const forth = { steps: 5, phases: 3, hidden: 4, back: false };
const back = { ...forth, back: true };
/** @type {import("../../../../rnnlstm/ui/stepper/web/place/place.js").Place} */
const here = { t: 2, phase: null, unit: 1, depth: "cell", op: "h" };

test("a walk begins at one end and stops at the other", () => {
  assert.deepEqual([places.start(forth), places.end(forth)], [1, 5]);
  assert.deepEqual([places.start(back), places.end(back)], [5, 1]);
  assert.equal(places.stride(forth, here, 9).t, 5);
  assert.equal(places.stride(back, here, 9).t, 1);
  assert.equal(places.stride(back, here, -1).t, 3);
});

test("what lies outside the walk is brought inside", () => {
  const far = places.settle(forth, { ...here, t: 99, unit: -3, phase: 7 });
  assert.deepEqual([far.t, far.unit, far.phase], [5, 0, 2]);
  assert.equal(places.settle(forth, { ...here, t: Number.NaN }).t, 1);
});

test("small steps run through the phases and on into the next step", () => {
  let place = places.small(forth, here, 1);
  assert.deepEqual([place.t, place.phase], [2, 0]);
  for (let k = 0; k < 3; k++) place = places.small(forth, place, 1);
  assert.deepEqual([place.t, place.phase], [3, 0]);
  place = places.small(forth, place, -1);
  assert.deepEqual([place.t, place.phase], [2, 2]);
  assert.deepEqual(places.small(back, { ...here, t: 5, phase: 2 }, 1).t, 4);
});

test("small steps stop where the walk stops", () => {
  const last = { ...here, t: 5, phase: 2 };
  assert.equal(places.small(forth, last, 1), last);
  assert.ok(places.atEnd(forth, last));
  assert.ok(!places.atEnd(forth, { ...last, phase: 1 }));
  const first = { ...here, t: 1, phase: 0 };
  assert.equal(places.small(forth, first, -1), first);
  assert.ok(places.atStart(forth, first));
});

test("one looks deeper and back out, at most to the ends", () => {
  assert.equal(places.enter(here).depth, "operation");
  assert.equal(places.enter(places.enter(here)).depth, "operation");
  assert.deepEqual(places.enter(here, "c"), { ...here, depth: "operation", op: "c" });
  assert.equal(places.leave(here).depth, "sequence");
  assert.equal(places.leave(places.leave(here)).depth, "sequence");
});
