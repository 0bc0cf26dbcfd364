/** The reader's book: its symbols, held against the books as test_notation.py is, and the shape of its equations. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CELLS } from "../../../../rnnlstm/ui/stepper/web/cells/index.js";
import { Notation } from "../../../../rnnlstm/ui/stepper/web/maths/notation.js";
import * as mathml from "../../../../rnnlstm/ui/stepper/web/maths/mathml.js";

/** @type {{book: string, model: string, texts: [string, string][], sent: any}[]} */
const WRITTEN = JSON.parse(readFileSync(new URL("../../walk/notation/written.json", import.meta.url), "utf8"));
const of = (/** @type {string} */ book, /** @type {string} */ model) =>
  new Notation(WRITTEN.find((each) => each.book === book && each.model === model)?.sent);
const INDEX = /** @type {Record<string, string>} */ ({ g: "c" });

/** What a sheet would show: each row's symbols as plain text, and its line of numbers. @param {string} cell @param {Notation} notation @param {"forward"|"backward"} [way] */
function rows(cell, notation, way = "forward") {
  const times = notation.record.times;
  const text = (/** @type {string} */ piece) => piece.replace(/<mover[^>]*>(.*?)<mo>~<\/mo><\/mover>/g, "~$1");
  const plain = (/** @type {string} */ piece) => text(piece).replace(/<[^>]*>/g, "");
  /** @type {Record<string, string>} */
  const found = {};
  /** @type {any} */
  const sheet = {
    notation,
    times,
    model: { meta: { activation: "tanh" } },
    index: (/** @type {string} */ gate) => INDEX[gate] ?? gate,
    tag: (/** @type {string} */ _, /** @type {string} */ piece) => piece,
    now: (/** @type {string} */ name) => notation.at(name),
    slope: () => "slope",
    line: (/** @type {string} */ made, /** @type {string} */ left, /** @type {any} */ right, put = "") => {
      const numbers = put.replace(/\|\w+/g, "");
      found[made.split("|")[0]] = `${plain(left)}=${plain([right].flat().join(""))} | ${numbers}`;
    },
  };
  CELLS[cell].equations[way](sheet);
  return found;
}

test("texts of the course read as in each book, in the browser as on the server", () => {
  for (const { sent, texts } of WRITTEN) {
    for (const [course, expected] of texts) assert.equal(new Notation(sent).text(course), expected);
  }
});

test("without a book everything stays as it is in the course", () => {
  const course = new Notation();
  assert.equal(course.text("‖da^r_t[h_{t−1},x_t]^⊤‖"), "‖da^r_t[h_{t−1},x_t]^⊤‖");
  assert.equal(rows("lstm", course).f, "ft=σ(Wf[ht−1,xt]+bf) | σ({a_f_h} + {a_f_x} + {b_f})");
  assert.deepEqual(Object.keys(rows("gru", course)), ["r", "z", "a_hn", "n", "h"]);
  assert.equal(rows("gru", course).h, "ht=(1−zt)⊙nt+zt⊙ht−1 | {fresh} + {kept}");
});

test("a gate has the matrices, the order and the biases of the book", () => {
  const gate = (/** @type {string} */ book) => rows("lstm", of(book, "LSTM")).i;
  assert.equal(gate("goodfellow"), "g(t)=σ(bg+Ugx(t)+Wgh(t−1)) | σ({b_i} + {a_i_x} + {a_i_h})");
  assert.equal(gate("d2l"), "It=σ(XtWxi+Ht−1Whi+bi) | σ({a_i_x} + {a_i_h} + {b_i})");
  assert.equal(gate("olah"), "it=σ(Wi·[ht−1,xt]+bi) | σ({a_i_h} + {a_i_x} + {b_i})");
  assert.equal(gate("pytorch"), "it=σ(Wiixt+bii+Whiht−1+bhi) | σ({a_i_x} + {a_i_h} + {b_i})");
  assert.equal(gate("keras"), "it=σ(xtKi+ht−1Ri+bi) | σ({a_i_x} + {a_i_h} + {b_i})");
});

test("equations come in the order of the book", () => {
  const order = (/** @type {string} */ book, model = "LSTM") => Object.keys(rows(model.toLowerCase(), of(book, model)));
  assert.deepEqual(order("pytorch"), ["i", "f", "g", "o", "c", "h"]);
  assert.deepEqual(order("d2l"), ["i", "f", "o", "g", "c", "h"]);
  assert.deepEqual(order("keras", "GRU"), ["z", "r", "a_hn", "n", "h"]);
  assert.deepEqual(order("keras", "RNN"), ["a_x", "a_h", "a", "h"]);
  assert.equal(rows("rnn", of("goodfellow", "RNN")).a, "a(t)=b+Wh(t−1)+Ux(t) | {b_h} + {a_h} + {a_x}");
  assert.equal(rows("lstm", of("goodfellow", "LSTM")).h.split(" | ")[0], "h(t)=tanh(s(t))⊙q(t)");
});

test("Olah's update gate takes from the candidate what the course's does not keep", () => {
  const olah = of("olah", "GRU");
  assert.equal(rows("gru", olah).h, "ht=(1−zt)∗ht−1+zt∗~ht | {kept} + {fresh}");
  const back = rows("gru", olah, "backward");
  assert.equal(back.dz, "dzt=dht∗(~ht−ht−1) | {dh} · ({n} − {h_before})");
  assert.equal(back.dn, "d~ht=dht∗zt | {dh} · {z}");
  assert.ok(back.dh_onward.startsWith("→dht−1=(1−zt)∗dht+"));
  const course = rows("gru", new Notation(), "backward");
  assert.equal(course.dz, "dzt=dht⊙(ht−1−nt) | {dh} · ({h_before} − {n})");
});

test("backward, row vectors stand to the left of the transposed matrix", () => {
  assert.equal(rows("rnn", of("d2l", "RNN"), "backward").dh_onward.split(" | ")[0], "→dHt−1=datWhh⊤");
  assert.equal(rows("rnn", of("pytorch", "RNN"), "backward").dh_onward.split(" | ")[0], "→dht−1=Whh⊤dat");
});

test("an entry of a gate's matrix is found in the one of the book's two, of rows in the transposed one", () => {
  const entry = (/** @type {string} */ book, /** @type {"h"|"x"} */ part) => {
    const notation = of(book, "LSTM");
    return notation.text(notation.entry(part, "f", 2, 3, part === "x" ? 8 : 0));
  };
  assert.equal(entry("olah", "x"), "W_f[2,11]");
  assert.equal(entry("pytorch", "x"), "W_{if}[2,3]");
  assert.equal(entry("pytorch", "h"), "W_{hf}[2,3]");
  assert.equal(entry("d2l", "x"), "W_{xf}[3,2]");
  assert.equal(entry("goodfellow", "h"), "W^f[2,3]");
});

test("a number typed for the book's gate is the course's other share, its weights have the other sign", () => {
  const olah = of("olah", "GRU");
  assert.equal(olah.meant("z.3@4:0.3"), "z.3@4:0.7");
  assert.equal(olah.meant("W_z.1.2:0.5"), "W_z.1.2:-0.5");
  assert.equal(olah.meant("b_z.1:0"), "b_z.1:0");
  assert.equal(olah.meant("r.3:0.3"), "r.3:0.3");
  assert.equal(new Notation().meant("z:0.3"), "z:0.3");
});

test("the painted outer product is named by the matrices whose gradient it is", () => {
  assert.equal(new Notation().outer("[W_{hh},W_{xh}]"), "[W_{hh},W_{xh}]");
  assert.equal(of("pytorch", "LSTM").outer("W_c"), "[W_{hg},W_{ig}]");
  assert.equal(of("d2l", "GRU").outer("W_r"), "[W_{hr}^⊤,W_{xr}^⊤]");
  assert.equal(of("d2l", "GRU").outer("W_{xn}"), "W_{xh}^⊤");
  assert.equal(of("olah", "GRU").outer("W_z"), "W_z");
});

test("names in braces are left to be filled in", () => {
  const sentence = "W_{xh} gives {a_x}, f_t = {f}: {f%} of c_{t−1}";
  assert.equal(of("d2l", "LSTM").sentence(sentence), "W_{xh} gives {a_x}, F_t = {f}: {f%} of C_{t−1}");
});

test("a letter with a tilde is set with an accent", () => {
  assert.match(mathml.letters("C\u0303_t"), /^<msub><mover accent="true"><mi class="bold">C<\/mi><mo>~<\/mo><\/mover>/);
  assert.equal(mathml.letters("W^{f⊤}"), '<msup><mi class="bold">W</mi><mrow><mi>f</mi><mo>⊤</mo></mrow></msup>');
});
