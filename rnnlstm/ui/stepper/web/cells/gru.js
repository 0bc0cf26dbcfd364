// @ts-check
/** The GRU: its equations, what its operations add up, and its drawing (gru_drawing.js). */

import { after, before, bracket, mi, minus, mn, plus, sumOverGates } from "../maths/mathml.js";
import { HIDDEN } from "./cell.js";
import {
  BREAK,
  arrived,
  arrives,
  breakable,
  carried,
  gate,
  inOrder,
  onward,
  recalled,
  squash,
  toInput,
} from "./equations.js";
import { drawing } from "./gru_drawing.js";

/** @typedef {import("./cell.js").Sheet} Sheet */

/** What is kept of h_{t−1}, and what is taken of the candidate, as numbers. @param {import("./cell.js").Model} model */
function sharesOf({ arrays, notation }) {
  const gate = (/** @type {number} */ t, /** @type {number} */ unit) => arrays.z.at(t, unit);
  const rest = (/** @type {number} */ t, /** @type {number} */ unit) => 1 - arrays.z.at(t, unit);
  return notation.mirrors("z") ? { kept: rest, fresh: gate } : { kept: gate, fresh: rest };
}

/** W_hn h_{t−1} + b_hn, which the reset gate scales. @param {Sheet} s @param {(s: Sheet) => string} before h_{t−1} */
function recurrent(s, before) {
  const { notation } = s;
  const product = notation.product(s.tag("W_hn", notation.weight("W", "hn")), before(s));
  return `${product}${plus}${s.tag("b_hn", notation.weight("b", "hn"))}`;
}

/** z_t and 1 − z_t: what is kept, and what is taken anew. @param {Sheet} s @param {string} [time] */
function sharesOn(s, time) {
  const gate = time ? s.notation.at("z", time) : s.now("z");
  const rest = bracket(`${mn("1")}${minus}${gate}`);
  return s.notation.mirrors("z") ? { kept: rest, fresh: gate } : { kept: gate, fresh: rest };
}

/** @param {Sheet} s */
function candidate(s) {
  const { notation, times } = s;
  s.line("a_hn", notation.preActivation("hn"), recurrent(s, recalled), "{a_n_h|h} + {b_hn}");
  const product = notation.product(notation.weight("W", "xn"), s.now("x"));
  const fromInput = s.tag("a_xn", `${product}${plus}${notation.weight("b", "xn")}`);
  const gated = s.tag("gated", `${s.now("r")}${times}${s.tag("a_hn", notation.preActivation("hn"))}`);
  const symbols = `${mi("tanh")}${bracket(`${fromInput}${BREAK}${plus}${gated}`)}`;
  s.line("n|n", notation.at("n"), breakable(s, symbols), "tanh({a_xn|x} + {r|r} · {a_hn})");
}

/** @param {Sheet} s */
function hidden(s) {
  const { notation, times } = s;
  const share = sharesOn(s);
  const fresh = s.tag("fresh", `${share.fresh}${times}${s.now("n")}`);
  const kept = s.tag("kept", `${share.kept}${times}${recalled(s)}`);
  const left = notation.at("h");
  const [first, second] = notation.record.keptFirst ? [kept, fresh] : [fresh, kept];
  const put = notation.record.keptFirst ? "{kept|z} + {fresh|n}" : "{fresh|n} + {kept|z}";
  s.line("h|h", left, breakable(s, `${first}${BREAK}${plus}${second}`), put);
}

/** @param {Sheet} s */
function forward(s) {
  for (const name of inOrder(s, ["r", "z", "n", "h"])) {
    if (name === "n") candidate(s);
    else if (name === "h") hidden(s);
    else gate(s, name, "σ");
  }
}

/** @param {Sheet} s */
function backward(s) {
  const { notation, times } = s;
  const mirrored = notation.mirrors("z");
  const da_n = notation.d("a", undefined, "n");
  const back = (/** @type {string} */ gate, /** @type {string} */ time = "t") =>
    carried(s, `h${gate}`, "a", time, gate === "n" ? "hn" : gate);
  const future = ["r", "z", "n"].map((gate) => back(gate, after));
  const share = sharesOn(s);
  arrives(s, `${sharesOn(s, after).kept}${times}${notation.d("h", after)}`, ...future);
  const ends = [recalled(s), s.now("n")];
  const change = bracket((mirrored ? ends.reverse() : ends).join(minus));
  const put = mirrored ? "({n|n} − {h_before|h})" : "({h_before|h} − {n|n})";
  s.line("dz|z", notation.d("z"), `${arrived(s, "h")}${times}${change}`, `{dh|h} · ${put}`);
  const taken = mirrored ? "{z|z}" : "(1 − {z|z})";
  s.line("dn|n", notation.d("n"), `${arrived(s, "h")}${times}${share.fresh}`, `{dh|h} · ${taken}`);
  squash(s, "n", "tanh");
  const gated = s.tag("a_hn", bracket(recurrent(s, () => notation.at("h", before))));
  s.line("dr|r", notation.d("r"), `${s.tag("da_n", da_n, "n")}${times}${gated}`, "{da_n|n} · {a_hn}");
  const onGated = `${s.now("r")}${times}${s.tag("da_n", da_n, "n")}`;
  s.line("da_hn", notation.d("a", undefined, "hn"), onGated, "{r|r} · {da_n|n}");
  squash(s, "r", "sigmoid");
  squash(s, "z", "sigmoid");
  onward(s, [
    ["kept", `${share.kept}${times}${arrived(s, "h")}`],
    ["r", back("r")],
    ["z", back("z")],
    ["n", back("n")],
  ]);
  toInput(s, sumOverGates(carried(s, "xk", "a", undefined, "k")));
}

/** @type {import("./cell.js").CellView["operations"]} */
const operations = {
  forward: (model, { gate, withHidden, withInput, bias }) => ({
    r: gate("r"),
    z: gate("z"),
    n: {
      terms: (t, unit) => {
        const r = model.arrays.r.at(t, unit);
        const past = [...withHidden("W_hn", "hn")(t, unit), bias("b_hn", "hn")(t, unit)];
        return [
          ...past.map(({ label, factors, edit }) => ({
            label: `r_t · ${label}`,
            factors: [r, ...factors],
            edit: [undefined, edit?.[0]],
          })),
          ...withInput("W_xn", "xn")(t, unit),
          bias("b_xn", "xn")(t, unit),
        ];
      },
      total: "a_n",
      symbol: "a^n_t",
      result: "n",
      resultSymbol: "n_t",
      curve: { kind: "tanh", at: "a_n", value: "n", hue: "n" },
    },
    h: {
      terms: (t, unit) => {
        const { arrays } = model;
        const { kept, fresh } = sharesOf(model);
        return [
          { label: "z_t · h_{t−1}", factors: [kept(t, unit), arrays.h_before.at(t, unit)] },
          { label: "(1 − z_t) · n_t", factors: [fresh(t, unit), arrays.n.at(t, unit)] },
        ];
      },
      total: "h",
      symbol: "h_t",
    },
  }),
  backward: (model, { carried, chain, times }) => ({
    da_n: chain("n", (t, unit) => ({
      label: "dh_t · (1 − z_t) · tanh′",
      factors: [model.arrays.dh.at(t, unit), sharesOf(model).fresh(t, unit), model.arrays.slope_n.at(t, unit)],
    })),
    da_r: chain("r", times("da^n_t · a^{hn}_t · σ′", "da_n", "a_hn", "slope_r")),
    da_z: chain("z", (t, unit) => {
      const { arrays, notation } = model;
      const change = arrays.h_before.at(t, unit) - arrays.n.at(t, unit);
      const mirrored = notation.mirrors("z");
      return {
        label: mirrored ? "dh_t · (n_t − h_{t−1}) · σ′" : "dh_t · (h_{t−1} − n_t) · σ′",
        factors: [arrays.dh.at(t, unit), mirrored ? -change : change, arrays.slope_z.at(t, unit)],
      };
    }),
    dh_onward: {
      terms: (t, unit) => [
        { label: "z_t · dh_t", factors: [sharesOf(model).kept(t, unit), model.arrays.dh.at(t, unit)] },
        ...carried("W_r", "r", "da_r", "da^r_t")(t, unit),
        ...carried("W_z", "z", "da_z", "da^z_t")(t, unit),
        ...carried("W_hn", "hn", "da_hn", "da^{hn}_t")(t, unit),
      ],
      total: "dh_onward",
      symbol: "→dh_{t−1}",
    },
  }),
};

/** @type {import("./cell.js").CellView} */
export const gru = {
  rails: [HIDDEN],
  valve: "z",
  cellState: [],
  equations: { forward, backward },
  operations,
  drawing,
};
