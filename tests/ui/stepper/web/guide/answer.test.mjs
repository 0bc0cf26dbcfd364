import assert from "node:assert/strict";
import { test } from "node:test";

import {
  UNANSWERED,
  attempt,
  isDone,
  isRight,
  reveal,
  toleranceSaid,
  typed,
} from "../../../../../rnnlstm/ui/stepper/web/guide/answer.js";

const choice = { kind: "choice", options: [], right: ["f"], within: 0, hint: [], answer: [] };
const number = { kind: "number", options: [], right: [0.25], within: 0.05, hint: [], answer: [] };

test("a number counts within its tolerance, the edge included", () => {
  assert.ok(isRight(number, 0.3));
  assert.ok(isRight(number, 0.2));
  assert.ok(!isRight(number, 0.31));
});

test("of a whole number no tolerance below 1 is said, though it counts", () => {
  assert.equal(toleranceSaid(number), 0.05);
  assert.equal(toleranceSaid({ ...number, right: [4], within: 0.4 }), 0);
  assert.equal(toleranceSaid({ ...number, right: [4, 7], within: 0.4 }), 0);
  assert.equal(toleranceSaid({ ...number, right: [4, 7.5], within: 0.4 }), 0.4);
  assert.equal(toleranceSaid({ ...number, right: [40], within: 4 }), 4);
});

test("any of several right answers counts", () => {
  assert.ok(isRight({ ...number, kind: "step", right: [2, 5], within: 0 }, 5));
  assert.ok(!isRight({ ...number, kind: "step", right: [2, 5], within: 0 }, 4));
});

test("a wrong answer can be followed by others, a right one by none", () => {
  const wrong = attempt(choice, UNANSWERED, "i");
  assert.deepEqual(wrong, { tried: ["i"], state: "wrong" });
  const right = attempt(choice, wrong, "f");
  assert.deepEqual(right, { tried: ["i", "f"], state: "right" });
  assert.equal(attempt(choice, right, "o"), right);
  assert.equal(reveal(right), right);
});

test("an answer that was shown is not asked again", () => {
  const shown = reveal(UNANSWERED);
  assert.ok(isDone(shown));
  assert.equal(attempt(choice, shown, "f"), shown);
});

test("numbers are read as people type them", () => {
  assert.equal(typed("0.25"), 0.25);
  assert.equal(typed(" 0,25 "), 0.25);
  assert.equal(typed("−3"), -3);
  assert.equal(typed("68%"), 0.68);
  assert.ok(Number.isNaN(typed("")));
  assert.ok(Number.isNaN(typed("half")));
});
