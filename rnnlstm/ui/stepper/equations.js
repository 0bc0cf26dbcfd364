// @ts-check
/** The equations of one step in mathematical type: a line of symbols, and under it the numbers of one unit. */

import { el, number } from "./dom.js";

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
const cross = mo("·");
const plus = mo("+");
const equals = mo("=");

const SLOPES = {
  tanh: (/** @type {string} */ v) => `<mn>1</mn>${mo("−")}<msup>${v}<mn>2</mn></msup>`,
  sigmoid: (/** @type {string} */ v) => `${v}${mo("(")}<mn>1</mn>${mo("−")}${v}${mo(")")}`,
  relu: () => `${mo("[")}${sub("a", now)}${mo(">")}<mn>0</mn>${mo("]")}`,
};
const NAMES = { tanh: "tanh", sigmoid: "σ", relu: "relu" };
const COLOURS = { f: "f", i: "i", g: "g", o: "o", c: "c", h: "h", x: "x", loss: "loss" };

/** Writes the rows of one cell in one direction. */
class Sheet {
  /** @param {Model} model @param {number} t @param {number} unit */
  constructor(model, t, unit) {
    this.model = model;
    this.t = t;
    this.unit = unit;
    /** @type {string[]} */
    this.rows = [];
  }

  /** A quantity's value for the unit at this step. @param {string} name @param {number} [t] */
  value(name, t = this.t) {
    return this.model.arrays[name].at(t, this.unit);
  }

  /** A number in the colour of what it measures. @param {number} value @param {string} [hue] @param {boolean} [last] */
  put(value, hue, last = false) {
    const colour = hue ? ` style="color:${this.model.colours.hue(COLOURS[hue])}"` : "";
    const text = `<mn${colour}${last ? ' class="result"' : ""}>${number(value)}</mn>`;
    return value < 0 && !last ? `<mrow>${mo("(")}${text}${mo(")")}</mrow>` : text;
  }

  /** Colour a piece of mathematics. @param {string} hue @param {string} piece */
  tint(hue, piece) {
    return `<mrow style="color:${this.model.colours.hue(COLOURS[hue])}">${piece}</mrow>`;
  }

  /** Two lines under each other. @param {string} left @param {string} symbols @param {string} numbers @param {string} result */
  line(left, symbols, numbers, result) {
    const cell = (/** @type {string} */ content) => `<mtd style="text-align:left"><mrow>${content}</mrow></mtd>`;
    this.rows.push(
      `<mtr>${cell(left)}${cell(equals)}${cell(symbols)}</mtr>`,
      `<mtr class="numbers">${cell("")}${cell(equals)}${cell(`${numbers}${equals}${result}`)}</mtr>`,
    );
  }

  get html() {
    return `<math display="block"><mtable>${this.rows.join("")}</mtable></math>`;
  }
}

/** @param {Sheet} s */
function rnnForward(s) {
  const act = NAMES[/** @type {"tanh"} */ (s.model.meta.activation)];
  s.line(
    sub("a", now),
    `${weight("W", "xh")}${s.tint("x", sub("x", now))}${plus}${weight("W", "hh")}${s.tint("h", sub("h", before))}${plus}${sub("b", mi("h"))}`,
    `${s.put(s.value("a_x"), "x")}${plus}${s.put(s.value("a_h"), "h")}${plus}${s.put(s.value("b", 1))}`,
    s.put(s.value("a"), undefined, true),
  );
  s.line(
    s.tint("h", sub("h", now)),
    `${mi(act)}${mo("(")}${sub("a", now)}${mo(")")}`,
    `${mi(act)}${mo("(")}${s.put(s.value("a"), undefined, true)}${mo(")")}`,
    s.put(s.value("h"), "h", true),
  );
}

/** @param {Sheet} s */
function lstmForward(s) {
  for (const [gate, act] of [["f", "σ"], ["i", "σ"], ["g", "tanh"], ["o", "σ"]]) {
    const index = gate === "g" ? "c" : gate;
    s.line(
      s.tint(gate, sub(gate, now)),
      `${mi(act)}${mo("(")}${weight("W", index)}${mo("[")}${s.tint("h", sub("h", before))}${mo(",")}${s.tint("x", sub("x", now))}${mo("]")}${plus}${sub("b", mi(index))}${mo(")")}`,
      `${mi(act)}${mo("(")}${s.put(s.value(`a_${gate}_h`), "h")}${plus}${s.put(s.value(`a_${gate}_x`), "x")}${plus}${s.put(s.value(`b_${gate}`, 1))}${mo(")")}`,
      s.put(s.value(gate), gate, true),
    );
  }
  s.line(
    s.tint("c", sub("c", now)),
    `${s.tint("f", sub("f", now))}${mo("⊙")}${s.tint("c", sub("c", before))}${plus}${s.tint("i", sub("i", now))}${mo("⊙")}${s.tint("g", sub("g", now))}`,
    `${s.put(s.value("f"), "f")}${cross}${s.put(s.value("c_before"), "c")}${plus}${s.put(s.value("i"), "i")}${cross}${s.put(s.value("g"), "g")}`,
    s.put(s.value("c"), "c", true),
  );
  s.line(
    s.tint("h", sub("h", now)),
    `${s.tint("o", sub("o", now))}${mo("⊙")}${mi("tanh")}${mo("(")}${s.tint("c", sub("c", now))}${mo(")")}`,
    `${s.put(s.value("o"), "o")}${cross}${mi("tanh")}${mo("(")}${s.put(s.value("c"), "c", true)}${mo(")")}`,
    s.put(s.value("h"), "h", true),
  );
}

/** @param {string} name @param {string} [index] */
const d = (name, index = now) => `<msub><mrow>${mi("d")}${mi(name)}</mrow><mrow>${index}</mrow></msub>`;

/** @param {Sheet} s */
function rnnBackward(s) {
  const kind = /** @type {"tanh"} */ (s.model.meta.activation);
  s.line(
    s.tint("h", d("h")),
    `${transposed("W", "hh")}${d("a", after)}${plus}${s.tint("loss", `${transposed("W", "hy")}${d("y")}`)}`,
    `${s.put(s.value("dh_future"))}${plus}${s.put(s.value("dh_loss"), "loss")}`,
    s.put(s.value("dh"), "h", true),
  );
  s.line(
    d("a"),
    `${s.tint("h", d("h"))}${mo("⊙")}${mo("(")}${SLOPES[kind](s.tint("h", sub("h", now)))}${mo(")")}`,
    `${s.put(s.value("dh"), "h")}${cross}${s.put(s.value("slope"))}`,
    s.put(s.value("da"), undefined, true),
  );
  onward(s, s.tint("h", d("h", before)), `${transposed("W", "hh")}${d("a")}`, "dh_onward", "h");
}

/** What leaves this step for the one before. @param {Sheet} s @param {string} left @param {string} symbols @param {string} name @param {string} hue */
function onward(s, left, symbols, name, hue) {
  const cell = (/** @type {string} */ content) => `<mtd style="text-align:left"><mrow>${content}</mrow></mtd>`;
  s.rows.push(
    `<mtr>${cell(left)}${cell(mo("←"))}${cell(`${symbols}${equals}${s.put(s.value(name), hue, true)}`)}</mtr>`,
  );
}

/** @param {Sheet} s */
function lstmBackward(s) {
  const bracket = (/** @type {string} */ v) => `${mo("(")}${v}${mo(")")}`;
  const gates = ["f", "i", "g", "o"];
  const sum = (/** @type {string} */ index) =>
    `<munder><mo>∑</mo><mrow>${mi("k")}</mrow></munder>${transposed("W", "kh")}<msub><mrow>${mi("d")}${mi("a")}</mrow><mrow>${mi("k")}${mo(",")}${index}</mrow></msub>`;
  s.line(
    s.tint("h", d("h")),
    `${sum(after)}${plus}${s.tint("loss", `${transposed("W", "hy")}${d("y")}`)}`,
    `${s.put(s.value("dh_future"))}${plus}${s.put(s.value("dh_loss"), "loss")}`,
    s.put(s.value("dh"), "h", true),
  );
  s.line(
    s.tint("c", d("c")),
    `${s.tint("f", sub("f", after))}${mo("⊙")}${s.tint("c", d("c", after))}${plus}${s.tint("h", d("h"))}${mo("⊙")}${s.tint("o", sub("o", now))}${mo("⊙")}${bracket(`<mn>1</mn>${mo("−")}<msup>${mi("tanh")}<mn>2</mn></msup>${s.tint("c", sub("c", now))}`)}`,
    `${s.put(s.value("dc_future"), "c")}${plus}${s.put(s.value("dc_hidden"), "h")}`,
    s.put(s.value("dc"), "c", true),
  );
  const from = {
    f: [s.tint("c", d("c")), s.tint("c", sub("c", before)), "dc", "c_before"],
    i: [s.tint("c", d("c")), s.tint("g", sub("g", now)), "dc", "g"],
    g: [s.tint("c", d("c")), s.tint("i", sub("i", now)), "dc", "i"],
    o: [s.tint("h", d("h")), `${mi("tanh")}${s.tint("c", sub("c", now))}`, "dh", "tanh_c"],
  };
  for (const gate of gates) {
    const [upstream, factor, gradient, value] = from[/** @type {"f"} */ (gate)];
    const symbol = s.tint(gate, sub(gate, now));
    s.line(
      `<msub><mrow>${mi("d")}${mi("a")}</mrow><mrow>${mi(gate)}${mo(",")}${now}</mrow></msub>`,
      `${upstream}${mo("⊙")}${factor}${mo("⊙")}${bracket(SLOPES[gate === "g" ? "tanh" : "sigmoid"](symbol))}`,
      `${s.put(s.value(gradient), gate === "o" ? "h" : "c")}${cross}${s.put(s.value(value))}${cross}${s.put(s.value(`slope_${gate}`), gate)}`,
      s.put(s.value(`da_${gate}`), gate, true),
    );
  }
  onward(s, s.tint("c", d("c", before)), `${s.tint("f", sub("f", now))}${mo("⊙")}${s.tint("c", d("c"))}`, "dc_onward", "c");
  onward(s, s.tint("h", d("h", before)), sum(now), "dh_onward", "h");
}

const SHEETS = {
  "rnn forward": rnnForward,
  "lstm forward": lstmForward,
  "rnn backward": rnnBackward,
  "lstm backward": lstmBackward,
};

/** @param {Model} model */
export function equations(model) {
  const node = el("div", { class: "equation", "data-testid": "stepper-equation", tabindex: "0", role: "region", "aria-label": model.labels.equation });
  const write = SHEETS[`${model.meta.cell} ${model.meta.direction}`];
  return {
    node,
    /** @param {number} t @param {number} unit */
    update(t, unit) {
      const sheet = new Sheet(model, t, unit);
      write(sheet);
      node.innerHTML = sheet.html;
    },
  };
}
