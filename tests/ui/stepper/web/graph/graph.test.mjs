/** Where the nodes of the graphs stand, and where a click on one leads. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { leadsTo, madeIn } from "../../../../../rnnlstm/ui/stepper/web/graph/data.js";
import { BOX, LAYOUTS, LEFT, WIDTH, ends } from "../../../../../rnnlstm/ui/stepper/web/graph/layout.js";

const steps = [
  { stage: "forward", makes: ["w", "x", "target"] },
  { stage: "forward", makes: ["u", "w>u", "x>u"] },
  { stage: "backward", makes: ["du"] },
  { stage: "backward", makes: ["dw", "u>w"] },
  { stage: "check", makes: ["check"] },
];

test("a step is found by what it makes", () => {
  assert.deepEqual(
    ["w", "u>w", "dw", "nothing"].map((name) => madeIn(steps, name)),
    [0, 3, 3, -1],
  );
});

test("a node leads to its number, then to its gradient", () => {
  assert.equal(leadsTo(steps, "u", 0), 1);
  assert.equal(leadsTo(steps, "u", 1), 2);
  assert.equal(leadsTo(steps, "w", 2), 3);
  assert.equal(leadsTo(steps, "w", 4), 3);
  assert.equal(leadsTo(steps, "target", 3), 0);
});

for (const [part, { height, places }] of Object.entries(LAYOUTS)) {
  test(`no two boxes of ${part} touch, with what stands above and below them`, () => {
    const all = Object.entries(places);
    for (const [a, [x, y]] of all) {
      assert.ok(x - BOX.width / 2 >= LEFT && x + BOX.width / 2 <= LEFT + WIDTH, a);
      assert.ok(y - BOX.height / 2 >= 0 && y + BOX.height / 2 + 24 <= height + (a.startsWith("target") ? 24 : 0), a);
      for (const [b, [x2, y2]] of all) {
        if (a < b) assert.ok(Math.abs(x - x2) >= BOX.width + 40 || Math.abs(y - y2) >= BOX.height + 40, `${a} ${b}`);
      }
    }
  });
}

test("lines that meet at a box end side by side, the upper ones above", () => {
  const places = { a: [0, 0], b: [0, 100], c: [200, 50] };
  const [[, first], [, second]] = ends(
    [
      { from: "b", to: "c" },
      { from: "a", to: "c" },
    ],
    places,
  );
  assert.deepEqual(first[0], 200 - BOX.width / 2);
  assert.ok(second[1] < 50 && first[1] > 50 && first[1] - 50 === 50 - second[1]);
});
