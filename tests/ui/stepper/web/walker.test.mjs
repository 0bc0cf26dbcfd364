/** A learner on a walk: by hand, playing, and following another. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { walker } from "../../../../rnnlstm/ui/stepper/web/place/walker.js";

const walk = { steps: 3, phases: 2, hidden: 4, back: false };

/** @param {Partial<import("../../../../rnnlstm/ui/stepper/web/place/place.js").Place>} [at] */
function learner(at = {}) {
  /** @type {string[]} */
  const told = [];
  const place = { t: 1, phase: null, unit: 0, depth: /** @type {const} */ ("cell"), op: "h", ...at };
  const tell = { moved: () => told.push("moved"), changed: () => told.push("changed") };
  return { told, who: walker(walk, { place, speed: 1 }, tell) };
}

test("each move is told; another's is not told on", () => {
  const { told, who } = learner();
  who.moves.forth();
  who.moves.pick(3);
  who.follow({ t: 3, unit: 9 });
  assert.deepEqual(told, ["moved", "moved", "changed"]);
  assert.deepEqual([who.place.t, who.place.unit], [3, 3]);
  assert.ok(who.state.last);
});

test("playing goes to the end and stops there", (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const { who } = learner();
  who.moves.play();
  assert.ok(who.state.playing);
  t.mock.timers.tick(900);
  assert.equal(who.place.t, 2);
  who.moves.speed(2);
  t.mock.timers.tick(450);
  assert.equal(who.place.t, 3);
  assert.ok(!who.state.playing);
});

test("played at the end it begins anew, at the same pace", (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const { who } = learner({ t: 3, phase: 1 });
  who.moves.play();
  assert.deepEqual([who.place.t, who.place.phase], [1, 0]);
  t.mock.timers.tick(900);
  assert.deepEqual([who.place.t, who.place.phase], [1, 1]);
  who.stop();
});

test("a step picked from afar is gone into", () => {
  const { who } = learner({ depth: "sequence" });
  who.moves.visit(2);
  assert.deepEqual([who.place.t, who.place.depth], [2, "cell"]);
});
