// @ts-check
/** What enters the cell and what leaves it: the vectors to its sides, the input below, the output above. */

import { WIDTH } from "./canvas.js";
import { from } from "./route.js";
import { fill } from "../maths/text.js";
import { svg, write } from "../page/dom.js";

/** @typedef {import("./board.js").Board} Board */

/** Where the vectors at the left and at the right stand. */
export const LEFT = 38;
export const RIGHT = 706;
/** Of a long vector so many cells are drawn. */
const CELLS = 16;

/**
 * A vector as a column of coloured cells, the chosen unit framed; of a long one the part around the unit.
 * @param {Board} board @param {number} x its middle @param {number} y its middle @param {number} height @param {string} name
 * @param {string} symbol @param {string} hue @param {string} [origin] words below it
 */
export function vector(board, x, y, height, name, symbol, hue, origin = "") {
  const { arrays, colours, meta } = board.model;
  const table = arrays[name];
  const count = Math.min(meta.hidden, CELLS);
  const cell = height / count;
  const top = y - height / 2;
  const cells = Array.from({ length: count }, (_, j) =>
    svg("rect", { x: x - 12, y: top + j * cell, width: 24, height: cell + 0.2 }),
  );
  const frame = svg("rect", { x: x - 14.5, width: 29, height: Math.max(cell, 6), rx: 2.5, class: "frame" });
  const more = [-1, 1].map((side) =>
    svg("path", { d: `M${x - 5} ${y + side * (height / 2 + 4)}l5 ${4 * side}l5 ${-4 * side}`, class: "more" }),
  );
  board.layers.boxes.append(
    svg(
      "g",
      { class: "vector", color: board.hue(hue), "data-q": name },
      ...cells,
      svg("rect", { x: x - 12, y: top, width: 24, height, rx: 2, class: "edge" }),
      frame,
      ...more,
    ),
  );
  if (origin) {
    // Where there is little room, t+1 has to do.
    const text = board.name(WIDTH - 2, top + height + 44, "t+1", hue, { q: name, anchor: "end", kind: "from" });
    text.prepend(svg("tspan", { class: "minor" }, origin.replace("t+1", "")));
  } else board.name(x, top - 13, symbol, hue, { q: name });
  board.value(x, top + height + 22, "", name, hue, { kind: "end" });
  board.updates.push((t, unit) => {
    const first = Math.max(0, Math.min(meta.hidden - count, unit - (count >> 1)));
    const row = table.row(t);
    cells.forEach((node, j) =>
      node.setAttribute("fill", colours.css(board.back ? "log" : "signed", row[first + j], table.peak, table.decades)),
    );
    frame.setAttribute("y", (top + (unit - first) * cell - Math.max(0, 6 - cell) / 2).toFixed(1));
    more[0].setAttribute("visibility", first > 0 ? "visible" : "hidden");
    more[1].setAttribute("visibility", first + count < meta.hidden ? "visible" : "hidden");
  });
}

/** The symbol read at this step, and x_t or its gradient as a row of cells. @param {Board} board @param {number} x @param {number} y */
export function input(board, x, y) {
  const { arrays, colours, meta } = board.model;
  const name = board.way("x", "dx");
  const table = arrays[name];
  const symbol = svg("text", { x, y, "text-anchor": "middle", class: "symbol", dy: "0.35em" });
  const pill = svg("rect", { x: x - 36, y: y - 18, width: 72, height: 36, rx: 18, class: "box" });
  const count = Math.min(table.width, CELLS);
  const cells = Array.from({ length: count }, (_, k) =>
    svg("rect", { x: x + 48 + 13 * k, y: y - 10, width: 13.2, height: 20 }),
  );
  const edge = svg("rect", { x: x + 48, y: y - 10, width: 13 * count, height: 20, rx: 2, class: "edge" });
  board.layers.boxes.append(
    svg("g", { class: "block", color: board.hue("x"), "data-q": name }, pill, symbol),
    svg("g", { class: "vector", color: board.hue("x"), "data-q": name }, ...cells, edge),
  );
  board.name(x - 46, y + 6, board.way("x_t", "dx_t"), "x", { anchor: "end", q: name });
  if (board.back) board.value(x + 60 + 13 * count, y + 5, count > 1 ? "‖dx_t‖" : "", "dx", "x", { anchor: "start" });
  board.updates.push((t) => {
    write(symbol, meta.symbols[t - 1]);
    symbol.classList.toggle("long", meta.symbols[t - 1].length > 3);
    const row = table.row(t);
    // Of a long one-hot input the part that holds the one.
    const hot = board.back ? 0 : Math.max(0, Math.min(table.width - count, row.indexOf(1) - (count >> 1)));
    cells.forEach((node, k) =>
      node.setAttribute("fill", colours.css(board.back ? "log" : "signed", row[hot + k], table.peak, table.decades)),
    );
  });
}

/** The output above the cell: what the network says comes next, or the loss. @param {Board} board @param {number} x */
export function output(board, x) {
  const { arrays, labels, meta } = board.model;
  const hue = board.way("h", "loss");
  const words = svg("text", {
    x,
    y: 20,
    "text-anchor": "middle",
    class: "prediction",
    fill: board.way("currentColor", board.hue("loss")),
    "data-q": board.way("y p", "dy"),
  });
  board.wire(from(x, 44).v(27), board.way("y", "dy"), board.way("ink", "loss"), { quiet: true });
  board.layers.words.append(words);
  const draw = () => board.matrix(x, 59, 62, "hy", hue, { bias: "b_y" });
  if (board.back) board.value(x - 42, 65, "W_{hy}^⊤dy_t", "dh_loss", "loss", { anchor: "end" });
  if (board.back) draw();
  else board.op("y", "y_t", [x - 37, 38, 74, 42], draw);
  board.updates.push((t) => {
    const target = meta.targets[t - 1];
    const said = board.back
      ? arrays.has_loss.at(t) > 0
        ? fill(labels.loss_at, { target })
        : labels.no_loss
      : `ŷ = ${board.model.prediction(t)}`;
    write(words, said);
    // What is long ends at the edge.
    const long = said.length > 12;
    words.setAttribute("text-anchor", long ? "end" : "middle");
    words.setAttribute("x", String(long ? WIDTH - 2 : x));
  });
}
