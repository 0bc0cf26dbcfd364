/** Which of a film's moments belongs to an update. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { momentAt, nearest } from "../../../../rnnlstm/ui/stepper/web/film/reel.js";

const at = [0, 10, 25, 100];

test("the last moment up to an update", () => {
  assert.deepEqual(
    [-5, 0, 9, 10, 24, 25, 99, 100, 1e6].map((step) => momentAt(at, step)),
    [0, 0, 0, 1, 1, 2, 2, 3, 3],
  );
});

test("the moment nearest to an update, the earlier one where two are as near", () => {
  assert.deepEqual(
    [0, 4, 5, 6, 17, 18, 62, 63, 500].map((step) => nearest(at, step)),
    [0, 0, 0, 1, 1, 2, 2, 3, 3],
  );
});
