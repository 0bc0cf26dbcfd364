// @ts-check
/** The equations of the forward pass, cell by cell, in the order in which they are computed. */

import {
  NAMES,
  at,
  before,
  bracket,
  list,
  mi,
  minus,
  mn,
  mo,
  plus,
  preActivation,
  put,
  times,
  weight,
} from "../maths/mathml.js";

/** @typedef {import("./equations.js").Sheet} Sheet */

/** @param {Sheet} s */
function rnn(s) {
  const kind = NAMES[/** @type {"tanh"} */ (s.model.meta.activation)];
  s.line(
    put("a_x", "x"),
    `${weight("W", "xh")}${at("x")}`,
    `${s.tag("W_xh", weight("W", "xh"))}${s.tag("x", at("x"), "x")}`,
    [],
  );
  s.line(
    put("a_h", "h"),
    `${weight("W", "hh")}${at("h", before)}`,
    `${s.tag("W_hh", weight("W", "hh"))}${s.tag("h_before", at("h", before), "h")}`,
    [],
  );
  s.line(
    put("a"),
    at("a"),
    `${s.tag("a_x", `${weight("W", "xh")}${at("x")}`, "x")}${plus}${s.tag("a_h", `${weight("W", "hh")}${at("h", before)}`, "h")}${plus}${s.tag("b_h", weight("b", "h"))}`,
    [put("a_x", "x"), " + ", put("a_h", "h"), " + ", put("b_h")],
  );
  s.line(put("h", "h"), at("h"), `${mi(kind)}${bracket(s.tag("a", at("a")))}`, [`${kind}(`, put("a"), ")"]);
}

/** A gate: the squashed sum of two products and a bias. @param {Sheet} s @param {string} gate @param {string} index @param {string} act */
function gate(s, gate, index, act) {
  const inner = `${s.tag(`W_${gate}`, weight("W", index))}${list(`${s.tag("h_before", at("h", before), "h")}${mo(",")}${s.tag("x", at("x"), "x")}`)}${plus}${s.tag(`b_${gate}`, weight("b", index))}`;
  s.line(put(gate, gate), at(gate), `${mi(act)}${bracket(inner)}`, [
    `${act}(`,
    put(`a_${gate}_h`, "h"),
    " + ",
    put(`a_${gate}_x`, "x"),
    " + ",
    put(`b_${gate}`),
    ")",
  ]);
}

/** @param {Sheet} s */
function lstm(s) {
  gate(s, "f", "f", "σ");
  gate(s, "i", "i", "σ");
  gate(s, "g", "c", "tanh");
  s.line(
    put("c", "c"),
    at("c"),
    `${s.tag("kept", `${s.tag("f", at("f"), "f")}${times}${s.tag("c_before", at("c", before), "c")}`)}${plus}${s.tag("added", `${s.tag("i", at("i"), "i")}${times}${s.tag("g", at("g"), "g")}`)}`,
    [
      put("f", "f"),
      " · ",
      put("c_before", "c"),
      " + ",
      put("i", "i"),
      " · ",
      put("g", "g"),
      " = ",
      put("kept", "f"),
      " + ",
      put("added", "g"),
    ],
  );
  gate(s, "o", "o", "σ");
  s.line(
    put("h", "h"),
    at("h"),
    `${s.tag("o", at("o"), "o")}${times}${s.tag("tanh_c", `${mi("tanh")}${bracket(s.tag("c", at("c"), "c"))}`)}`,
    [put("o", "o"), " · tanh(", put("c", "c"), ") = ", put("o", "o"), " · ", put("tanh_c", "c")],
  );
}

/** @param {Sheet} s */
function gru(s) {
  gate(s, "r", "r", "σ");
  gate(s, "z", "z", "σ");
  s.line(
    put("a_hn"),
    preActivation("hn"),
    `${s.tag("W_hn", weight("W", "hn"))}${s.tag("h_before", at("h", before), "h")}${plus}${s.tag("b_hn", weight("b", "hn"))}`,
    [put("a_n_h", "h"), " + ", put("b_hn")],
  );
  s.line(
    put("n", "n"),
    at("n"),
    `${mi("tanh")}${bracket(`${s.tag("a_xn", `${weight("W", "xn")}${s.tag("x", at("x"), "x")}${plus}${weight("b", "xn")}`)}${plus}${s.tag("gated", `${s.tag("r", at("r"), "r")}${times}${s.tag("a_hn", preActivation("hn"))}`)}`)}`,
    ["tanh(", put("a_xn", "x"), " + ", put("r", "r"), " · ", put("a_hn"), ")"],
  );
  s.line(
    put("h", "h"),
    at("h"),
    `${s.tag("fresh", `${bracket(`${mn("1")}${minus}${s.tag("z", at("z"), "z")}`)}${times}${s.tag("n", at("n"), "n")}`)}${plus}${s.tag("kept", `${s.tag("z", at("z"), "z")}${times}${s.tag("h_before", at("h", before), "h")}`)}`,
    [put("fresh", "n"), " + ", put("kept", "z")],
  );
}

export const forward = { rnn, lstm, gru };
