// @ts-check
/** The cell at step t as books draw it, with live values of one unit; backward, the gradients on the same lines. */

import { brief, el, fill, rich, svg, write } from "./dom.js";

/** @typedef {import("./index.js").Model} Model */

/** Draws lines, boxes and numbers, and remembers which of them change with the step. */
class Board {
  /** @param {Model} model @param {number} width @param {number} height */
  constructor(model, width, height) {
    this.model = model;
    this.back = model.meta.direction === "backward";
    this.drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
    /** @type {((t: number, unit: number) => void)[]} */
    this.updates = [];
  }

  /** @param {string} name */
  hue(name) {
    return this.model.colours.hue(name);
  }

  /** @param {SVGElement} node */
  add(node) {
    this.drawing.append(node);
    return node;
  }

  /** @param {number} x @param {number} y @param {string} text @param {Record<string, any>} [more] */
  text(x, y, text, more = {}) {
    return this.add(svg("text", { x, y, "text-anchor": "middle", ...more }, ...rich(text, true)));
  }

  /** A live number. @param {number} x @param {number} y @param {string} name @param {string} hue @param {Record<string, any>} [more] */
  value(x, y, name, hue, more = {}) {
    const node = this.text(x, y, "", { class: "value", fill: this.hue(hue), ...more });
    const table = this.model.arrays[name];
    this.updates.push((t, unit) => {
      // A bias has one row, the same for every step.
      write(node, brief(table.at(table.shape[0] === 1 ? 1 : t, unit)));
    });
  }

  /**
   * A line that carries a value: its width follows the magnitude, its arrow the direction of the walk.
   * @param {number[][]} points from source to target of the forward pass
   * @param {string} name
   * @param {string} hue
   * @param {{plain?: boolean}} [more] plain: no arrow head (the line meets another)
   */
  line(points, name, hue, { plain = false } = {}) {
    const colour = this.hue(hue);
    const route = this.back ? [...points].reverse() : points;
    const [px, py] = route[route.length - 1];
    const [qx, qy] = route[route.length - 2];
    const length = Math.hypot(px - qx, py - qy);
    const [ux, uy] = [(px - qx) / length, (py - qy) / length];
    const tip = plain ? [px, py] : [px - 7 * ux, py - 7 * uy];
    const d = route.map(([x, y], k) => (k === route.length - 1 ? `L${tip[0]} ${tip[1]}` : `${k ? "L" : "M"}${x} ${y}`)).join("");
    const path = this.add(svg("path", { d, fill: "none", stroke: colour, "stroke-linejoin": "round" }));
    if (!plain) {
      const base = [px - 10 * ux, py - 10 * uy];
      this.add(svg("path", { d: `M${px} ${py}L${base[0] - 5.5 * uy} ${base[1] + 5.5 * ux}L${base[0] + 5.5 * uy} ${base[1] - 5.5 * ux}Z`, fill: colour }));
    }
    const table = this.model.arrays[name];
    this.updates.push((t, unit) => {
      const size = Math.abs(table.at(t, unit));
      let share = table.peak > 0 ? Math.min(1, size / table.peak) : 0;
      if (this.back) share = size > 0 ? Math.max(0, 1 + Math.log10(size / table.peak) / table.decades) : 0;
      path.setAttribute("stroke-width", (1.2 + 5.3 * share).toFixed(2));
      path.setAttribute("stroke-opacity", (0.35 + 0.65 * share).toFixed(2));
    });
  }

  /** A vector as a column of coloured cells, the chosen unit framed. @param {number} x @param {number} y @param {number} height @param {string} name @param {string} label @param {string} hue */
  vector(x, y, height, name, label, hue) {
    const table = this.model.arrays[name];
    const count = this.model.meta.hidden;
    const cell = height / count;
    const scale = this.back ? "log" : "signed";
    const cells = Array.from({ length: count }, (_, j) => this.add(svg("rect", { x, y: y + j * cell, width: 22, height: cell + 0.2 })));
    const frame = this.add(svg("rect", { x: x - 2, width: 26, height: cell, class: "frame" }));
    this.text(x + 11, y - 10, label, { class: "name", fill: this.hue(hue) });
    this.value(x + 11, y + height + 18, name, hue);
    this.updates.push((t, unit) => {
      cells.forEach((node, j) => node.setAttribute("fill", this.model.colours.css(scale, table.at(t, j), table.peak, table.decades)));
      frame.setAttribute("y", String(y + unit * cell));
    });
  }

  /** A box with a name. @param {number} x @param {number} y @param {number} w @param {number} h @param {string} label @param {string} hue */
  box(x, y, w, h, label, hue) {
    this.add(svg("rect", { x, y, width: w, height: h, rx: 8, class: "box", stroke: this.hue(hue) }));
    if (label) this.text(x + w / 2, y + h / 2 + 5, label, { class: "name", fill: this.hue(hue) });
  }

  /** A gate: its box fills as it opens. @param {number} x @param {number} y @param {string} gate @param {string} act */
  gate(x, y, gate, act) {
    const colour = this.hue(gate);
    this.add(svg("rect", { x, y, width: 62, height: 52, rx: 8, class: "box", stroke: colour }));
    const level = this.add(svg("rect", { x: x + 2, width: 58, rx: 6, fill: colour, "fill-opacity": 0.28 }));
    this.text(x + 31, y + 19, `${gate}  ${act}`, { class: "name", fill: colour });
    this.value(x + 31, y + 41, this.back ? `da_${gate}` : gate, gate);
    const table = this.model.arrays[gate];
    this.updates.push((t, unit) => {
      const share = gate === "g" ? Math.abs(table.at(t, unit)) : table.at(t, unit);
      level.setAttribute("y", (y + 2 + 48 * (1 - share)).toFixed(1));
      level.setAttribute("height", (48 * share).toFixed(1));
    });
  }

  /** A small round node with a sign. @param {number} x @param {number} y @param {string} sign @param {string} hue */
  node(x, y, sign, hue) {
    this.add(svg("circle", { cx: x, cy: y, r: 13, class: "box", stroke: this.hue(hue) }));
    this.text(x, y + 6, sign, { class: "sign", fill: this.hue(hue) });
  }

  /** The symbol read at this step. @param {number} x @param {number} y */
  input(x, y) {
    this.add(svg("circle", { cx: x, cy: y, r: 20, class: "box", stroke: this.hue("x") }));
    const node = this.text(x, y + 6, "", { class: "symbol" });
    this.updates.push((t) => {
      node.textContent = this.model.meta.symbols[t - 1];
      node.classList.toggle("long", (node.textContent ?? "").length > 3);
    });
  }

  /** The activation's curve with the unit's own point on it. @param {number} x @param {number} y */
  curve(x, y) {
    const [w, h] = [88, 64];
    const kind = this.model.meta.activation;
    const acts = { tanh: Math.tanh, sigmoid: (/** @type {number} */ a) => 1 / (1 + Math.exp(-a)), relu: (/** @type {number} */ a) => Math.max(0, a) / 4 };
    const low = kind === "tanh" ? -1 : 0;
    const px = (/** @type {number} */ a) => x + 6 + ((Math.max(-4, Math.min(4, a)) + 4) / 8) * (w - 12);
    const py = (/** @type {number} */ v) => y + h - 8 - ((v - low) / (1 - low)) * (h - 16);
    const f = acts[/** @type {"tanh"} */ (kind)];
    this.add(svg("rect", { x, y, width: w, height: h, rx: 8, class: "box", stroke: this.hue("h") }));
    const points = Array.from({ length: 41 }, (_, k) => -4 + k / 5);
    this.add(svg("path", { d: points.map((a, k) => `${k ? "L" : "M"}${px(a).toFixed(1)} ${py(f(a)).toFixed(1)}`).join(""), fill: "none", stroke: this.hue("h"), "stroke-width": 2 }));
    const dot = this.add(svg("circle", { r: 5, class: "dot", fill: this.hue("loss") }));
    this.text(x + w / 2, y + h + 17, kind === "sigmoid" ? "σ" : kind, { class: "name", fill: this.hue("h") });
    const table = this.model.arrays.a;
    this.updates.push((t, unit) => {
      const a = table.at(t, unit);
      dot.setAttribute("cx", px(a).toFixed(1));
      dot.setAttribute("cy", py(Math.min(1, f(a))).toFixed(1));
    });
  }
}

/** @param {Model} model */
function rnn(model) {
  const board = new Board(model, 600, 330);
  const back = board.back;
  board.line([[62, 115], [120, 115]], back ? "dh_onward" : "h_before", "h");
  board.line([[190, 115], [257, 115]], back ? "da" : "a_h", "h");
  board.line([[64, 272], [120, 272]], back ? "da" : "a_x", "x");
  board.line([[190, 272], [270, 272], [270, 128]], back ? "da" : "a_x", "x");
  board.line([[283, 115], [340, 115]], back ? "da" : "a", "h");
  board.line([[428, 115], [474, 115]], back ? "dh" : "h", "h", { plain: !back });
  board.line([[474, 115], [520, 115]], back ? "dh_future" : "h", "h", { plain: back });
  board.line([[474, 115], [474, 226]], back ? "dh_loss" : "h", back ? "loss" : "h");
  board.vector(40, 40, 150, back ? "dh_onward" : "h_before", back ? "dh_{t−1}" : "h_{t−1}", "h");
  board.box(120, 90, 70, 50, back ? "W_{hh}^⊤" : "W_{hh}", "h");
  board.input(44, 272);
  board.text(44, 312, "x_t", { class: "name", fill: board.hue("x") });
  board.box(120, 247, 70, 50, "W_{xh}", "x");
  board.node(270, 115, "+", "h");
  if (!back) {
    board.value(223, 100, "a_h", "h");
    board.value(228, 262, "a_x", "x");
    board.text(270, 60, "b", { class: "name", fill: board.hue("x") });
    board.value(270, 80, "b", "x");
    board.value(312, 100, "a", "h");
    board.value(452, 100, "h", "h");
  } else {
    board.value(223, 100, "da", "h");
    board.value(312, 100, "da", "h");
    board.value(436, 176, "dh_loss", "loss");
    board.value(451, 66, "dh", "h");
    board.text(451, 46, "dh_t", { class: "name", fill: board.hue("h") });
  }
  board.curve(340, 83);
  board.vector(520, 40, 150, back ? "dh_future" : "h", back ? model.labels.future : "h_t", "h");
  board.box(439, 226, 70, 44, back ? "W_{hy}^⊤" : "W_{hy}", back ? "loss" : "h");
  output(board, 474, 300);
  return board;
}

/** @param {Model} model */
function lstm(model) {
  const board = new Board(model, 660, 400);
  const back = board.back;
  const rail = 318;
  board.line([[62, 62], [137, 62]], back ? "dc_onward" : "c_before", "c");
  board.line([[163, 62], [297, 62]], back ? "dc" : "kept", "c");
  board.line([[323, 62], [540, 62]], back ? "dc" : "c", "c", { plain: !back });
  board.line([[540, 62], [600, 62]], back ? "dc_future" : "c", "c", { plain: back });
  board.line([[62, rail], [480, rail]], back ? "dh_onward" : "h_before", "h", { plain: true });
  for (const [x, gate] of /** @type {[number, string][]} */ ([[150, "f"], [250, "i"], [370, "g"], [480, "o"]])) {
    board.line([[x, rail], [x, 272]], back ? `da_${gate}` : gate, gate);
  }
  board.line([[94, 364], [94, rail]], back ? "da_f" : "h_before", "x", { plain: true });
  board.line([[150, 220], [150, 75]], back ? "da_f" : "f", "f");
  board.line([[250, 220], [250, 150], [297, 150]], back ? "da_i" : "i", "i");
  board.line([[370, 220], [370, 150], [323, 150]], back ? "da_g" : "g", "g");
  board.line([[310, 137], [310, 75]], back ? "dc" : "added", "g");
  board.line([[540, 62], [540, 96]], back ? "dc_hidden" : "c", "c", { plain: true });
  board.line([[540, 130], [540, 177]], back ? "dc_hidden" : "tanh_c", "c");
  board.line([[480, 220], [480, 190], [527, 190]], back ? "da_o" : "o", "o");
  board.line([[540, 203], [540, 250]], back ? "dh" : "h", "h", { plain: !back });
  board.line([[540, 250], [600, 250]], back ? "dh_future" : "h", "h", { plain: back });
  board.node(150, 62, "×", "f");
  board.node(310, 62, "+", "c");
  board.node(310, 150, "×", "i");
  board.node(540, 190, "×", "o");
  board.box(512, 96, 56, 34, "tanh", "c");
  board.gate(119, 220, "f", "σ");
  board.gate(219, 220, "i", "σ");
  board.gate(339, 220, "g", "tanh");
  board.gate(449, 220, "o", "σ");
  board.vector(40, 34, 100, back ? "dc_onward" : "c_before", back ? "dc_{t−1}" : "c_{t−1}", "c");
  board.vector(40, 220, 110, back ? "dh_onward" : "h_before", back ? "dh_{t−1}" : "h_{t−1}", "h");
  board.vector(600, 34, 100, back ? "dc_future" : "c", back ? model.labels.future : "c_t", "c");
  board.vector(600, 206, 100, back ? "dh_future" : "h", back ? model.labels.future : "h_t", "h");
  board.input(94, 376);
  board.text(132, 381, "x_t", { class: "name", fill: board.hue("x") });
  if (back) {
    board.text(230, 30, "dc_t", { class: "name", fill: board.hue("c") });
    board.value(230, 50, "dc", "c");
    board.value(504, 86, "dc_hidden", "c");
    board.text(568, 222, "dh_t", { class: "name", fill: board.hue("h") });
    board.value(566, 241, "dh", "h");
  } else {
    board.value(230, 50, "kept", "c");
    board.value(430, 50, "c", "c");
    board.value(342, 110, "added", "g");
    board.value(506, 158, "tanh_c", "c");
    board.value(566, 241, "h", "h");
  }
  board.line([[540, 250], [540, 306]], back ? "dh_loss" : "h", back ? "loss" : "h");
  board.box(505, 306, 70, 40, back ? "W_{hy}^⊤" : "W_{hy}", back ? "loss" : "h");
  output(board, 540, 376);
  if (back) board.value(504, 284, "dh_loss", "loss");
  return board;
}

/** What the network says comes next, or what the loss says of it. @param {Board} board @param {number} x @param {number} y */
function output(board, x, y) {
  const node = board.text(x, y, "", { class: "prediction" });
  board.updates.push((t) => {
    node.textContent = board.back
      ? board.model.arrays.has_loss.at(t) > 0
        ? fill(board.model.labels.loss_at, { target: board.model.meta.targets[t - 1] })
        : board.model.labels.no_loss
      : `ŷ ${board.model.prediction(t)}`;
  });
}

/** @param {Model} model */
export function diagram(model) {
  const board = model.meta.cell === "rnn" ? rnn(model) : lstm(model);
  return {
    node: el("div", { class: "diagram" }, board.drawing),
    /** @param {number} t @param {number} unit */
    update(t, unit) {
      for (const update of board.updates) update(t, unit);
      board.drawing.setAttribute("aria-label", fill(model.labels.diagram_alt, { t, unit: unit + 1 }));
    },
  };
}
