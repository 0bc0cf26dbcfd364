/** How numbers and mathematics are written. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, number, short } from "../../../../rnnlstm/ui/stepper/web/maths/numbers.js";
import { compact, fill, plain } from "../../../../rnnlstm/ui/stepper/web/maths/text.js";

test("a number has four decimals, or powers of ten where those would say nothing", () => {
  assert.deepEqual([0, 0.5, -1.23456, 1e-3, 9.9e-4, 12345].map(number), [
    "0",
    "0.5000",
    "-1.2346",
    "0.0010",
    "9.90e-4",
    "1.23e+4",
  ]);
  assert.deepEqual([Infinity, -Infinity, NaN].map(number), ["∞", "-∞", "NaN"]);
});

test("in little room it has fewer", () => {
  assert.deepEqual([0, 0.5, 0.009, 999.994, 1000, NaN].map(brief), ["0", "0.50", "9.0e-3", "999.99", "1.0e+3", "NaN"]);
});

test("on a drawing it has three digits or so, on a phone fewer", () => {
  const wide = [0.12345, 1.2345, 12.345, 123.45, 1234.5, 1e-4, 0].map((value) => short(value, false));
  assert.deepEqual(wide, ["0.123", "1.234", "12.35", "123.5", "1.2e+3", "1.0e-4", "0"]);
  const narrow = [0.012, 0.12345, 12.345, 123.45, 1e-4].map((value) => short(value, true));
  assert.deepEqual(narrow, [".012", "0.12", "12.3", "123", "1e-4"]);
  assert.equal(short(-Infinity, true), "-∞");
});

test("mathematics is written where no elements may stand", () => {
  assert.equal(compact("da^f_t"), "daᶠₜ");
  assert.equal(compact("h_{t−1}"), "hₜ₋₁");
  assert.equal(plain("W_{hh}^⊤da_t"), "W hh ⊤da t");
});

test("a template keeps what it has no word for", () => {
  assert.equal(fill("t = {t} of {T}, {other}", { t: 1, T: 5 }), "t = 1 of 5, {other}");
});
