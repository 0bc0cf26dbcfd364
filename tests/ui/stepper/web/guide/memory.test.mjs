import assert from "node:assert/strict";
import { test } from "node:test";

import { beginning } from "../../../../../rnnlstm/ui/stepper/web/guide/memory.js";

const cards = [{ name: "begin" }, { name: "forget" }, { name: "onward" }];
const begin = (query, closed = false) => beginning(cards, new URLSearchParams(query), closed);

test("a first visit begins with the guide", () => assert.equal(begin(""), 0));
test("whoever closed it is not asked again", () => assert.equal(begin("", true), null));
test("settings in the link do not close it", () => assert.equal(begin("text=abc&lang=zh"), 0));
test("whoever is sent to a place is left there", () => {
  assert.equal(begin("t=3"), null);
  assert.equal(begin("task=adding&at=700"), null);
});
test("a link names the card, also where the guide was closed", () => {
  assert.equal(begin("card=2", true), 1);
  assert.equal(begin("card=forget&t=3"), 1);
});
test("a card that is not there is the nearest one", () => {
  assert.equal(begin("card=99"), 2);
  assert.equal(begin("card=-4"), 0);
  assert.equal(begin("card=nonsense"), 0);
});
test("a lesson without cards has no guide", () => assert.equal(beginning([], new URLSearchParams(), false), null));
