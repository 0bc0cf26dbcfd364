// @ts-check
/** Norms against time on a logarithmic scale, with the cursor at the current step. */

import { brief } from "../maths/numbers.js";
import { fill, rich } from "../maths/text.js";
import { el, svg } from "../page/dom.js";

/** @typedef {import("../model.js").Model} Model */

const WIDTH = 520;
const HEIGHT = 170;
const LEFT = 52;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 28;

/**
 * @param {Model} model
 * @param {string} title
 * @param {import("../payload.js").Series[]} series
 * @param {(t: number) => void} go
 */
export function normChart(model, title, series, go) {
  const { meta, arrays, colours } = model;
  const T = meta.steps;
  const logs = series.flatMap(({ key }) =>
    Array.from(arrays[key].values)
      .filter((value) => value > 0 && Number.isFinite(value))
      .map(Math.log10),
  );
  const high = logs.length ? Math.ceil(Math.max(...logs)) : 0;
  const low = Math.min(high - 1, logs.length ? Math.floor(Math.min(...logs)) : -1);
  const x = (/** @type {number} */ t) => LEFT + ((t - 0.5) / T) * (WIDTH - LEFT - RIGHT);
  const y = (/** @type {number} */ log) => TOP + ((high - log) / (high - low)) * (HEIGHT - TOP - BOTTOM);

  const drawing = svg("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "aria-label": fill(model.labels.norms_alt, { title, T }),
  });
  const every = Math.max(1, Math.ceil((high - low) / 5));
  for (let decade = high; decade >= low; decade -= every) {
    drawing.append(
      svg("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y(decade), y2: y(decade), class: "grid" }),
      tick(LEFT - 8, y(decade) + 4, "end", decade),
    );
  }
  const stride = Math.max(1, Math.ceil(T / 12));
  for (let t = 1; t <= T; t += stride) {
    drawing.append(svg("text", { x: x(t), y: HEIGHT - 10, class: "tick", "text-anchor": "middle" }, String(t)));
  }
  const cursor = svg("rect", {
    y: TOP,
    height: HEIGHT - TOP - BOTTOM,
    width: (WIDTH - LEFT - RIGHT) / T,
    class: "chart-cursor",
  });
  drawing.append(cursor);

  const marks = series.map(({ key, hue }, index) => {
    const table = arrays[key];
    const points = [];
    for (let t = 1; t <= T; t++) {
      const value = table.at(t);
      if (value > 0 && Number.isFinite(value)) points.push([x(t), y(Math.log10(value))]);
    }
    const colour = colours.hue(hue);
    const path = points.map(([px, py], k) => `${k ? "L" : "M"}${px.toFixed(1)} ${py.toFixed(1)}`).join("");
    drawing.append(
      svg("path", {
        d: path,
        fill: "none",
        stroke: colour,
        "stroke-width": 2.5,
        "stroke-dasharray": ["", "7 4", "2 4", "10 3 2 3"][index % 4],
      }),
    );
    if (T <= 60) for (const [px, py] of points) drawing.append(svg("circle", { cx: px, cy: py, r: 3, fill: colour }));
    const now = svg("circle", { r: 5.5, fill: colour, class: "chart-now" });
    drawing.append(now);
    return { table, now };
  });
  drawing.addEventListener("click", (event) => {
    const box = drawing.getBoundingClientRect();
    const px = ((event.clientX - box.left) / box.width) * WIDTH;
    go(Math.max(1, Math.min(T, Math.ceil(((px - LEFT) / (WIDTH - LEFT - RIGHT)) * T))));
  });

  const values = series.map(() => el("span", { class: "digits" }));
  const legend = el(
    "figcaption",
    {},
    el("b", {}, title),
    ...series.map(({ symbol, hue }, k) =>
      el(
        "span",
        { style: `color:${colours.hue(hue)}` },
        `${["━", "╍", "┈", "┉"][k % 4]} `,
        ...rich(symbol),
        " ",
        values[k],
      ),
    ),
  );
  return {
    node: el("figure", { class: "chart", translate: "no" }, legend, drawing),
    /** @param {number} t */
    update(t) {
      cursor.setAttribute("x", String(x(t) - (WIDTH - LEFT - RIGHT) / T / 2));
      marks.forEach(({ table, now }, k) => {
        const value = table.at(t);
        const visible = value > 0 && Number.isFinite(value);
        now.setAttribute("visibility", visible ? "visible" : "hidden");
        if (visible) {
          now.setAttribute("cx", String(x(t)));
          now.setAttribute("cy", String(y(Math.log10(value))));
        }
        values[k].textContent = brief(value);
      });
    },
  };
}

/** @param {number} x @param {number} y @param {string} anchor @param {number} decade */
function tick(x, y, anchor, decade) {
  return svg(
    "text",
    { x, y, class: "tick", "text-anchor": anchor },
    "10",
    svg("tspan", { dy: -5, "font-size": "75%" }, String(decade)),
  );
}
