import assert from "node:assert/strict";
import { test } from "node:test";

import { named, termOf } from "../../../../../rnnlstm/ui/stepper/web/guide/glossary.js";

const terms = ["f", "a", "da", "slope", "highway"].map((key) => ({
  key,
  name: `the ${key}`,
  symbol: "",
  shape: "",
  says: "",
}));

test("a quantity has the entry of its own name, or that of its family", () => {
  assert.equal(termOf(terms, "f")?.key, "f");
  assert.equal(termOf(terms, "a_f")?.key, "a");
  assert.equal(termOf(terms, "da_o")?.key, "da");
  assert.equal(termOf(terms, "dc_onward")?.key, "highway");
  assert.equal(termOf(terms, "dW_f_norm"), undefined);
});

test("a phrase finds its entry whatever its capitals", () => {
  assert.equal(named(terms, "The F")?.key, "f");
  assert.equal(named(terms, "F"), undefined);
});
