// @ts-check
/**
 * The equations of one step: a line of symbols in mathematical type, and under it the numbers of one unit.
 * The symbols are laid out once; a step changes the text of the numbers only.
 */

import { el, number, write } from "./dom.js";

/** @typedef {import("./index.js").Model} Model */

/** @param {string} text */
const mi = (text) => `<mi>${text}</mi>`;
/** @param {string} text */
const mo = (text) => `<mo>${text}</mo>`;
/** @param {string} base @param {string} index */
const sub = (base, index) => `<msub>${mi(base)}<mrow>${index}</mrow></msub>`;
/** @param {string} base @param {string} index */
const weight = (base, index) => `<msub><mi mathvariant="bold">${base}</mi><mi>${index}</mi></msub>`;
/** @param {string} base @param {string} index */
const transposed = (base, index) => `<msubsup><mi mathvariant="bold">${base}</mi><mi>${index}</mi><mo>⊤</mo></msubsup>`;
const now = mi("t");
const before = `${mi("t")}${mo("−")}<mn>1</mn>`;
const after = `${mi("t")}${mo("+")}<mn>1</mn>`;
const plus = mo("+");

const SLOPES = {
  tanh: (/** @type {string} */ v) => `<mn>1</mn>${mo("−")}<msup>${v}<mn>2</mn></msup>`,
  sigmoid: (/** @type {string} */ v) => `${v}${mo("(")}<mn>1</mn>${mo("−")}${v}${mo(")")}`,
  relu: () => `${mo("[")}${sub("a", now)}${mo(">")}<mn>0</mn>${mo("]")}`,
};
const NAMES = { tanh: "tanh", sigmoid: "σ", relu: "relu" };

/**
 * A number to be put in: the array it comes from, the hue of what it measures.
 * @typedef {{name: string, hue?: string, constant?: boolean, result?: boolean}} Slot
 */

/** @param {string} name @param {string} [hue] @returns {Slot} */
const put = (name, hue) => ({ name, hue });
/** The same for every step, as a bias is. @param {string} name @returns {Slot} */
const constant = (name) => ({ name, constant: true });
/** What the line comes to. @param {string} name @param {string} [hue] @returns {Slot} */
const result = (name, hue) => ({ name, hue, result: true });

/** Writes the rows of one cell in one direction. */
class Sheet {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    this.node = el("div", { class: "equation", "data-testid": "stepper-equation", tabindex: "0", role: "region", "aria-label": model.labels.equation });
    /** @type {((t: number, unit: number) => void)[]} */
    this.updates = [];
  }

  /** Colour a piece of mathematics. @param {string} hue @param {string} piece */
  tint(hue, piece) {
    return `<mrow style="color:${this.model.colours.hue(hue)}">${piece}</mrow>`;
  }

  /** @param {string} piece */
  math(piece) {
    const node = el("span");
    node.innerHTML = `<math><mrow>${piece}</mrow></math>`;
    return node;
  }

  /** A line of signs and numbers. @param {(string|Slot)[]} parts */
  numbers(parts) {
    const line = el("span", { class: "numbers" });
    for (const part of parts) {
      if (typeof part === "string") {
        line.append(part);
        continue;
      }
      const { name, hue, constant: fixed, result: last } = part;
      const node = el("span", { class: last ? "result" : "", style: hue ? `color:${this.model.colours.hue(hue)}` : null });
      const table = this.model.arrays[name];
      this.updates.push((t, unit) => {
        const value = table.at(fixed ? 1 : t, unit);
        write(node, value < 0 && !last ? `(${number(value)})` : number(value));
      });
      line.append(node);
    }
    return line;
  }

  /** Two lines under each other. @param {string} left @param {string} symbols @param {(string|Slot)[]} parts @param {Slot} end */
  line(left, symbols, parts, end) {
    this.node.append(this.math(left), el("span", {}, "="), this.math(symbols));
    this.node.append(el("span"), el("span", {}, "="), this.numbers([...parts, " = ", end]));
  }

  /** What leaves this step for the one before. @param {string} left @param {string} symbols @param {Slot} end */
  onward(left, symbols, end) {
    const right = el("span", {}, this.math(symbols), this.numbers([" = ", end]));
    this.node.append(this.math(left), el("span", {}, "←"), right);
  }
}

/** @param {Sheet} s */
function rnnForward(s) {
  const act = NAMES[/** @type {"tanh"} */ (s.model.meta.activation)];
  s.line(
    sub("a", now),
    `${weight("W", "xh")}${s.tint("x", sub("x", now))}${plus}${weight("W", "hh")}${s.tint("h", sub("h", before))}${plus}${sub("b", mi("h"))}`,
    [put("a_x", "x"), " + ", put("a_h", "h"), " + ", constant("b")],
    result("a"),
  );
  s.line(
    s.tint("h", sub("h", now)),
    `${mi(act)}${mo("(")}${sub("a", now)}${mo(")")}`,
    [`${act}(`, result("a"), ")"],
    result("h", "h"),
  );
}

/** @param {Sheet} s */
function lstmForward(s) {
  for (const [gate, act] of [["f", "σ"], ["i", "σ"], ["g", "tanh"], ["o", "σ"]]) {
    const index = gate === "g" ? "c" : gate;
    s.line(
      s.tint(gate, sub(gate, now)),
      `${mi(act)}${mo("(")}${weight("W", index)}${mo("[")}${s.tint("h", sub("h", before))}${mo(",")}${s.tint("x", sub("x", now))}${mo("]")}${plus}${sub("b", mi(index))}${mo(")")}`,
      [`${act}(`, put(`a_${gate}_h`, "h"), " + ", put(`a_${gate}_x`, "x"), " + ", constant(`b_${gate}`), ")"],
      result(gate, gate),
    );
  }
  s.line(
    s.tint("c", sub("c", now)),
    `${s.tint("f", sub("f", now))}${mo("⊙")}${s.tint("c", sub("c", before))}${plus}${s.tint("i", sub("i", now))}${mo("⊙")}${s.tint("g", sub("g", now))}`,
    [put("f", "f"), " · ", put("c_before", "c"), " + ", put("i", "i"), " · ", put("g", "g")],
    result("c", "c"),
  );
  s.line(
    s.tint("h", sub("h", now)),
    `${s.tint("o", sub("o", now))}${mo("⊙")}${mi("tanh")}${mo("(")}${s.tint("c", sub("c", now))}${mo(")")}`,
    [put("o", "o"), " · tanh(", result("c", "c"), ")"],
    result("h", "h"),
  );
}

/** @param {string} name @param {string} [index] */
const d = (name, index = now) => `<msub><mrow>${mi("d")}${mi(name)}</mrow><mrow>${index}</mrow></msub>`;

/** The gradient at the pre-activation of a gate. @param {string} gate @param {string} [index] */
const da = (gate, index = now) => `<msubsup><mrow>${mi("d")}${mi("a")}</mrow><mrow>${index}</mrow>${mi(gate)}</msubsup>`;

/** @param {Sheet} s */
function rnnBackward(s) {
  const kind = /** @type {"tanh"|"relu"} */ (s.model.meta.activation);
  s.line(
    s.tint("h", d("h")),
    `${transposed("W", "hh")}${d("a", after)}${plus}${s.tint("loss", `${transposed("W", "hy")}${d("y")}`)}`,
    [put("dh_future"), " + ", put("dh_loss", "loss")],
    result("dh", "h"),
  );
  const slope = SLOPES[kind](s.tint("h", sub("h", now)));
  s.line(
    d("a"),
    `${s.tint("h", d("h"))}${mo("⊙")}${kind === "relu" ? slope : `${mo("(")}${slope}${mo(")")}`}`,
    [put("dh", "h"), " · ", put("slope")],
    result("da"),
  );
  s.onward(s.tint("h", d("h", before)), `${transposed("W", "hh")}${d("a")}`, result("dh_onward", "h"));
}

/** @param {Sheet} s */
function lstmBackward(s) {
  const bracket = (/** @type {string} */ v) => `${mo("(")}${v}${mo(")")}`;
  const sum = (/** @type {string} */ index) =>
    `<munder><mo>∑</mo><mrow>${mi("k")}</mrow></munder>${transposed("W", "hk")}${da("k", index)}`;
  s.line(
    s.tint("h", d("h")),
    `${sum(after)}${plus}${s.tint("loss", `${transposed("W", "hy")}${d("y")}`)}`,
    [put("dh_future"), " + ", put("dh_loss", "loss")],
    result("dh", "h"),
  );
  s.line(
    s.tint("c", d("c")),
    `${s.tint("f", sub("f", after))}${mo("⊙")}${s.tint("c", d("c", after))}${plus}${s.tint("h", d("h"))}${mo("⊙")}${s.tint("o", sub("o", now))}${mo("⊙")}${bracket(`<mn>1</mn>${mo("−")}<msup>${mi("tanh")}<mn>2</mn></msup>${bracket(s.tint("c", sub("c", now)))}`)}`,
    [put("dc_future", "c"), " + ", put("dc_hidden", "h")],
    result("dc", "c"),
  );
  /** @type {[string, string, string, Slot, string][]} gate, what comes from above, its factor, and their numbers */
  const gates = [
    ["f", s.tint("c", d("c")), s.tint("c", sub("c", before)), put("dc", "c"), "c_before"],
    ["i", s.tint("c", d("c")), s.tint("g", sub("g", now)), put("dc", "c"), "g"],
    ["g", s.tint("c", d("c")), s.tint("i", sub("i", now)), put("dc", "c"), "i"],
    ["o", s.tint("h", d("h")), `${mi("tanh")}${bracket(s.tint("c", sub("c", now)))}`, put("dh", "h"), "tanh_c"],
  ];
  for (const [gate, upstream, factor, gradient, value] of gates) {
    const slope = SLOPES[gate === "g" ? "tanh" : "sigmoid"](s.tint(gate, sub(gate, now)));
    s.line(
      da(gate === "g" ? "c" : gate),
      `${upstream}${mo("⊙")}${factor}${mo("⊙")}${bracket(slope)}`,
      [gradient, " · ", put(value), " · ", put(`slope_${gate}`, gate)],
      result(`da_${gate}`, gate),
    );
  }
  s.onward(s.tint("c", d("c", before)), `${s.tint("f", sub("f", now))}${mo("⊙")}${s.tint("c", d("c"))}`, result("dc_onward", "c"));
  s.onward(s.tint("h", d("h", before)), sum(now), result("dh_onward", "h"));
}

const SHEETS = {
  "rnn forward": rnnForward,
  "lstm forward": lstmForward,
  "rnn backward": rnnBackward,
  "lstm backward": lstmBackward,
};

/** @param {Model} model */
export function equations(model) {
  const sheet = new Sheet(model);
  SHEETS[/** @type {"rnn forward"} */ (`${model.meta.cell} ${model.meta.direction}`)](sheet);
  return {
    node: sheet.node,
    /** @param {number} t @param {number} unit */
    update(t, unit) {
      for (const update of sheet.updates) update(t, unit);
    },
  };
}
