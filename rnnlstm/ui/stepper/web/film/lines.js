// @ts-check
/** Curves on axes that stay while the curves move. */

import { el, svg } from "../page/dom.js";

const MARGIN = { left: 58, right: 10, top: 10, bottom: 46 };
const HEIGHT = 270;

/**
 * @typedef {{name: string, hue: string, dots?: boolean, wide?: boolean}} Series
 * @typedef {{series: Series[], from: number, to: number, low: number, high: number, powers: boolean, x: string}} Axes
 */

/** Round steps that part a range. @param {number} range @param {number} parts */
function stride(range, parts) {
  const least = range / parts;
  const power = 10 ** Math.floor(Math.log10(least));
  return power * /** @type {number} */ ([1, 2, 5, 10].find((digit) => power * digit >= least));
}

/** @param {number} from @param {number} to @param {number} by */
const marks = (from, to, by) =>
  Array.from(
    { length: Math.floor(to / by + 1e-9) - Math.ceil(from / by - 1e-9) + 1 },
    (_, k) => (Math.ceil(from / by - 1e-9) + k) * by,
  );

/**
 * @param {Axes} axes
 * @param {AbortSignal} signal
 */
export function lines(axes, signal) {
  const drawing = svg("svg", { role: "img", height: HEIGHT });
  const legend = el(
    "div",
    { class: "legend", "aria-hidden": "true" },
    ...axes.series.map(({ name, hue }) => el("span", { style: `--hue:${hue}` }, el("i"), name)),
  );
  const node = el("div", { class: "lines" }, legend, drawing);
  let width = 0;
  /** @type {(number|null)[][]} */
  let shown = axes.series.map(() => []);
  /** @type {SVGElement[]} */
  let paths = [];

  const x = (/** @type {number} */ value) =>
    MARGIN.left + ((value - axes.from) / (axes.to - axes.from)) * (width - MARGIN.left - MARGIN.right);
  const y = (/** @type {number} */ value) =>
    HEIGHT - MARGIN.bottom - ((value - axes.low) / (axes.high - axes.low)) * (HEIGHT - MARGIN.top - MARGIN.bottom);

  function draw() {
    if (!width) return;
    drawing.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    drawing.setAttribute("width", String(width));
    const right = width - MARGIN.right;
    const bottom = HEIGHT - MARGIN.bottom;
    const levels = marks(axes.low, axes.high, stride(axes.high - axes.low, 6));
    const columns = marks(axes.from, axes.to, stride(axes.to - axes.from, 6));
    paths = axes.series.map(({ hue, dots, wide }) =>
      svg("path", {
        fill: dots ? hue : "none",
        stroke: dots ? "none" : hue,
        "stroke-width": wide ? 6 : 2.5,
        opacity: wide ? 0.4 : 1,
        "stroke-linejoin": "round",
      }),
    );
    drawing.replaceChildren(
      ...levels.map((level) => svg("path", { class: "grid", d: `M${MARGIN.left} ${y(level)}H${right}` })),
      ...levels.map((level) =>
        svg("text", { x: MARGIN.left - 8, y: y(level) + 5, "text-anchor": "end" }, ...label(level)),
      ),
      ...columns.map((column) =>
        svg("text", { x: x(column), y: bottom + 18, "text-anchor": "middle" }, String(column)),
      ),
      svg("path", { class: "grid", d: `M${MARGIN.left} ${bottom}H${right}` }),
      svg("text", { x: (MARGIN.left + right) / 2, y: HEIGHT - 6, "text-anchor": "middle" }, axes.x),
      // What leaves the scale leaves the picture.
      svg(
        "svg",
        {
          x: MARGIN.left,
          y: MARGIN.top,
          width: right - MARGIN.left,
          height: bottom - MARGIN.top,
          viewBox: `${MARGIN.left} ${MARGIN.top} ${right - MARGIN.left} ${bottom - MARGIN.top}`,
        },
        ...paths,
      ),
    );
    move();
  }

  /** @param {number} level @returns {(Node|string)[]} */
  function label(level) {
    if (!axes.powers) return [String(level)];
    return ["10", svg("tspan", { dy: -6, "font-size": "75%" }, String(level).replace("-", "−"))];
  }

  function move() {
    paths.forEach((path, k) => path.setAttribute("d", axes.series[k].dots ? points(shown[k]) : curve(shown[k])));
  }

  /** @param {(number|null)[]} values */
  function curve(values) {
    let d = "";
    let pen = false;
    values.forEach((value, k) => {
      if (value === null) pen = false;
      else {
        d += `${pen ? "L" : "M"}${x(axes.from + k).toFixed(1)} ${y(value).toFixed(1)}`;
        pen = true;
      }
    });
    return d;
  }

  /** @param {(number|null)[]} values */
  const points = (values) =>
    values
      .map((value, k) =>
        value === null
          ? ""
          : `M${(x(axes.from + k) - 3).toFixed(1)} ${y(value).toFixed(1)}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0`,
      )
      .join("");

  const size = new ResizeObserver(([entry]) => {
    const room = Math.round(entry.contentRect.width);
    if (room && room !== width) {
      width = room;
      draw();
    }
  });
  size.observe(node);
  signal.addEventListener("abort", () => size.disconnect());
  return {
    node,
    /** @param {(number|null)[][]} values of each series */
    show(values) {
      shown = values;
      move();
    },
    /** @param {string} text */
    describe: (text) => drawing.setAttribute("aria-label", text),
  };
}
