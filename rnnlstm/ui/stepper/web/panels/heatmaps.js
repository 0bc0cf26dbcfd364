// @ts-check
/** Heat maps of time × unit: painted once, as pictures; a step only moves the cursors. */

import { brief, number } from "../maths/numbers.js";
import { fill, rich } from "../maths/text.js";
import { el, write } from "../page/dom.js";
import { saveMap } from "../page/save.js";

/** @typedef {import("../model.js").Model} Model */

/**
 * Paint one array, time to the right and units downwards, one pixel a value.
 * @param {HTMLCanvasElement} canvas
 * @param {number} columns
 * @param {number} rows
 * @param {(column: number, row: number) => number[]} colour
 */
export function paint(canvas, columns, rows, colour) {
  canvas.width = columns;
  canvas.height = rows;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = context.createImageData(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [r, g, b] = colour(column, row);
      image.data.set([r, g, b, 255], 4 * (row * columns + column));
    }
  }
  context.putImageData(image, 0, 0);
}

/**
 * @param {Model} model
 * @param {(t: number, unit: number) => void} pick
 */
export function heatMaps(model, pick) {
  const { meta, arrays, colours } = model;
  const T = meta.steps;
  const H = meta.hidden;
  const height = Math.max(72, Math.min(160, H * 12));
  const node = el("div", { class: `maps of-${meta.maps.length}`, translate: "no" });

  const readers = meta.maps.map(({ key, symbol, scale, hue }) => {
    const table = arrays[key];
    const peak = scale === "gate" ? 1 : table.peak;
    const canvas = el("canvas");
    paint(canvas, T, H, (column, row) => colours.scales[scale](table.at(column + 1, row), peak, table.decades));
    const column = el("div", { class: "cursor-column", style: `width:${100 / T}%` });
    const row = el("div", { class: "cursor-row", style: `height:${100 / H}%` });
    // A picture rather than the canvas itself: every canvas on the page costs the browser a layer at each step.
    const picture = el("img", {
      src: canvas.toDataURL(),
      alt: fill(model.labels.map_alt, { symbol, T, H }),
      draggable: "false",
    });
    const plot = el("div", { class: "map-plot", style: `height:${height}px` }, picture, column, row);
    const value = el("span", { class: "map-value digits" });
    const range =
      scale === "gate"
        ? "0 … 1"
        : scale === "log"
          ? `±${brief(peak)} … ${brief(peak / 10 ** table.decades)}`
          : `±${brief(peak)}`;
    const ramp = Array.from({ length: 9 }, (_, k) =>
      scale === "gate"
        ? colours.css(scale, k / 8, 1)
        : scale === "signed"
          ? colours.css(scale, (k - 4) / 4, 1)
          : colours.css(scale, Math.sign(k - 4) * 10 ** (Math.abs(k - 4) - 4), 1, 4),
    );
    const key_ = el(
      "span",
      { class: "map-range" },
      el("i", { style: `background:linear-gradient(90deg,${ramp})` }),
      range,
    );
    const save = saveMap(model.labels.save, `${meta.cell}-${meta.direction}-${key}`, canvas);
    const head = el("figcaption", {}, el("b", { style: `color:${colours.hue(hue)}` }, ...rich(symbol)), value, key_);
    node.append(el("figure", { class: "map saved", "data-q": key }, head, plot, save));

    plot.addEventListener("click", (event) => {
      const box = plot.getBoundingClientRect();
      const at = (/** @type {number} */ share, /** @type {number} */ count) =>
        Math.max(0, Math.min(count - 1, Math.floor(share * count)));
      pick(at((event.clientX - box.left) / box.width, T) + 1, at((event.clientY - box.top) / box.height, H));
    });
    return { table, column, row, value };
  });

  return {
    node,
    /** @param {number} t @param {number} unit */
    update(t, unit) {
      for (const { table, column, row, value } of readers) {
        // Moved by transform, in units of their own size: no layout.
        column.style.transform = `translateX(${100 * (t - 1)}%)`;
        row.style.transform = `translateY(${100 * unit}%)`;
        write(value, number(table.at(t, unit)));
      }
    },
  };
}
