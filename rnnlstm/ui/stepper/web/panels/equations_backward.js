// @ts-check
/** The equations of the backward pass, cell by cell, in the order of the chain rule. */

import {
  after,
  at,
  before,
  bracket,
  d,
  mi,
  minus,
  mn,
  mo,
  norm,
  plus,
  put,
  slope,
  square,
  sumOverGates,
  times,
  transposed,
  weight,
} from "../maths/mathml.js";

/** @typedef {import("./equations.js").Sheet} Sheet */

/** What reaches h_t: from the future and from the loss. @param {Sheet} s @param {...string} future in pieces */
function arrives(s, ...future) {
  s.line(
    put("dh", "h"),
    d("h"),
    [
      ...future.map((piece, k) => `${k ? plus : ""}${s.tag("dh_future", piece)}`),
      `${plus}${s.tag("dh_loss", `${transposed("hy")}${d("y")}`, "loss")}`,
    ],
    [put("dh_future"), " + ", put("dh_loss", "loss")],
  );
}

/** The size of what goes to the input. @param {Sheet} s @param {string} symbols */
function toInput(s, symbols) {
  s.line(put("norm_dx", "x"), norm(s.tag("dx", d("x"))), norm(symbols), []);
}

/** The gradient at a gate: what comes from above times the factor it was multiplied with. @param {Sheet} s @param {string} gate @param {{name: string, symbol: string, hue: string}} from @param {{name: string, symbol: string, hue?: string}} factor */
function atGate(s, gate, from, factor) {
  s.line(
    put(`d${gate}`, gate),
    d(gate),
    `${s.tag(from.name, from.symbol, from.hue)}${times}${s.tag(factor.name, factor.symbol, factor.hue)}`,
    [put(from.name, from.hue), " · ", put(factor.name, factor.hue)],
  );
}

/** Back through a gate's squashing. @param {Sheet} s @param {string} gate @param {string} index @param {string} kind */
function squash(s, gate, index, kind) {
  s.line(
    put(`da_${gate}`, gate),
    d("a", undefined, index),
    `${s.tag(`d${gate}`, d(gate), gate)}${times}${s.tag(
      `slope_${gate}`,
      slope(kind, gate, (value) => s.tag(gate, value, gate)),
    )}`,
    [put(`d${gate}`, gate), " · ", put(`slope_${gate}`)],
  );
}

/** @param {Sheet} s */
function rnn(s) {
  const kind = s.model.meta.activation;
  arrives(s, `${transposed("hh")}${d("a", after)}`);
  s.line(
    put("da"),
    d("a"),
    `${s.tag("dh", d("h"), "h")}${times}${s.tag(
      "slope",
      slope(kind, kind === "relu" ? "a" : "h", (value) => s.tag("h", value, "h")),
    )}`,
    [put("dh", "h"), " · ", put("slope")],
  );
  s.line(
    put("dh_onward", "h"),
    `${mo("→")}${d("h", before)}`,
    `${s.tag("W_hh", transposed("hh"))}${s.tag("da", d("a"))}`,
    [],
  );
  toInput(s, `${s.tag("W_xh", transposed("xh"))}${s.tag("da", d("a"))}`);
}

/** @param {Sheet} s */
function lstm(s) {
  const dc = { name: "dc", symbol: d("c"), hue: "c" };
  const dh = { name: "dh", symbol: d("h"), hue: "h" };
  const tanh = `${mi("tanh")}${bracket(at("c"))}`;
  arrives(s, sumOverGates(`${transposed("hk")}${d("a", after, "k")}`));
  atGate(s, "o", dh, { name: "tanh_c", symbol: tanh, hue: "c" });
  s.line(
    put("dc", "c"),
    d("c"),
    [
      s.tag("dc_future", `${at("f", after)}${times}${d("c", after)}`),
      plus +
        s.tag(
          "dc_hidden",
          `${s.tag("dh", d("h"), "h")}${times}${s.tag("o", at("o"), "o")}${times}${s.tag("slope_c", bracket(`${mn("1")}${minus}${square(mi("tanh"))}${bracket(s.tag("c", at("c"), "c"))}`))}`,
        ),
    ],
    [put("dc_future", "c"), " + ", put("dc_hidden", "h")],
  );
  atGate(s, "f", dc, { name: "c_before", symbol: at("c", before), hue: "c" });
  atGate(s, "i", dc, { name: "g", symbol: at("g"), hue: "g" });
  atGate(s, "g", dc, { name: "i", symbol: at("i"), hue: "i" });
  squash(s, "f", "f", "sigmoid");
  squash(s, "i", "i", "sigmoid");
  squash(s, "g", "c", "tanh");
  squash(s, "o", "o", "sigmoid");
  s.line(
    put("dh_onward", "h"),
    `${mo("→")}${d("h", before)}`,
    ["f", "i", "g", "o"].map((gate) => {
      const index = gate === "g" ? "c" : gate;
      return `${gate === "f" ? "" : plus}${s.tag(`dh_${gate}`, `${transposed(`h${index}`)}${d("a", undefined, index)}`, gate)}`;
    }),
    [put("dh_f", "f"), " + ", put("dh_i", "i"), " + ", put("dh_g", "g"), " + ", put("dh_o", "o")],
  );
  s.line(
    put("dc_onward", "c"),
    `${mo("→")}${d("c", before)}`,
    `${s.tag("f", at("f"), "f")}${times}${s.tag("dc", d("c"), "c")}`,
    [put("f", "f"), " · ", put("dc", "c")],
  );
  toInput(s, sumOverGates(`${transposed("xk")}${d("a", undefined, "k")}`));
}

/** @param {Sheet} s */
function gru(s) {
  const daN = d("a", undefined, "n");
  arrives(
    s,
    `${at("z", after)}${times}${d("h", after)}`,
    ...["r", "z", "n"].map((gate) => `${transposed(`h${gate}`)}${d("a", after, gate === "n" ? "hn" : gate)}`),
  );
  s.line(
    put("dz", "z"),
    d("z"),
    `${s.tag("dh", d("h"), "h")}${times}${bracket(`${s.tag("h_before", at("h", before), "h")}${minus}${s.tag("n", at("n"), "n")}`)}`,
    [put("dh", "h"), " · (", put("h_before", "h"), " − ", put("n", "n"), ")"],
  );
  s.line(
    put("dn", "n"),
    d("n"),
    `${s.tag("dh", d("h"), "h")}${times}${bracket(`${mn("1")}${minus}${s.tag("z", at("z"), "z")}`)}`,
    [put("dh", "h"), " · (1 − ", put("z", "z"), ")"],
  );
  squash(s, "n", "n", "tanh");
  atGate(
    s,
    "r",
    { name: "da_n", symbol: daN, hue: "n" },
    {
      name: "a_hn",
      symbol: bracket(`${s.tag("W_hn", weight("W", "hn"))}${at("h", before)}${plus}${weight("b", "hn")}`),
    },
  );
  s.line(put("da_hn"), d("a", undefined, "hn"), `${s.tag("r", at("r"), "r")}${times}${s.tag("da_n", daN, "n")}`, [
    put("r", "r"),
    " · ",
    put("da_n", "n"),
  ]);
  squash(s, "r", "r", "sigmoid");
  squash(s, "z", "z", "sigmoid");
  s.line(
    put("dh_onward", "h"),
    `${mo("→")}${d("h", before)}`,
    [
      s.tag("dh_kept", `${s.tag("z", at("z"), "z")}${times}${s.tag("dh", d("h"), "h")}`, "z"),
      plus + s.tag("dh_r", `${transposed("hr")}${d("a", undefined, "r")}`, "r"),
      plus + s.tag("dh_z", `${transposed("hz")}${d("a", undefined, "z")}`, "z"),
      plus + s.tag("dh_n", `${transposed("hn")}${d("a", undefined, "hn")}`, "n"),
    ],
    [put("dh_kept", "z"), " + ", put("dh_r", "r"), " + ", put("dh_z", "z"), " + ", put("dh_n", "n")],
  );
  toInput(s, sumOverGates(`${transposed("xk")}${d("a", undefined, "k")}`));
}

export const backward = { rnn, lstm, gru };
