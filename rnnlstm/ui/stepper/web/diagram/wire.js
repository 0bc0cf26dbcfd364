// @ts-check
/** A line that carries a value: as wide as it is large, hollow where it is negative, dashed where it is 0. */

import { svg } from "../page/dom.js";
import { outline } from "./route.js";

/** An arrow head's length and half its breadth. */
const HEAD = 12;
const TIP = 6.5;
/** How wide a line is that carries next to nothing, and one that carries the most; what is left off it for its head. */
const WIDTHS = {
  wide: { least: 2, most: 13, head: 1.3, cut: 13 },
  quiet: { least: 1.4, most: 4.5, head: 0.8, cut: 6 },
  usual: { least: 1.6, most: 8, head: 1, cut: 8 },
};

/**
 * @param {import("./route.js").Point[]} way from where it comes to where it leads
 * @param {{head?: boolean, wide?: boolean, quiet?: boolean}} [look] head: whether it ends in an arrow; wide: on the
 *   highway; quiet: thinner
 */
export function wire(way, { head = true, wide = false, quiet = false } = {}) {
  const widths = wide ? WIDTHS.wide : quiet ? WIDTHS.quiet : WIDTHS.usual;
  const d = outline(way, head ? widths.cut : 0);
  const node = svg("g", { class: quiet ? "wire quiet" : "wire" });
  const line = svg("path", { d, class: "line", fill: "none" });
  const core = svg("path", { d, class: "core", fill: "none" });
  node.append(svg("path", { d, class: "glow", fill: "none" }), line, core);
  const [[qx, qy], [px, py]] = way.slice(-2);
  const there = `translate(${px - 1} ${py}) rotate(${(Math.atan2(py - qy, px - qx) * 180) / Math.PI})`;
  const tip = svg("path", { d: `M0 0L${-HEAD} -${TIP}L${-HEAD} ${TIP}Z`, class: "head", "stroke-linejoin": "round" });
  if (head) node.append(tip);
  let last = "";
  return {
    node,
    /** Show a value, and its share of the largest there is. @param {number} value @param {number} part */
    show(value, part) {
      const width = widths.least + (widths.most - widths.least) * (part >= 0 ? part : 1);
      const sign = value === 0 ? "0" : value < 0 ? "-" : "+";
      const now = `${sign}${width.toFixed(1)}`;
      if (now === last) return;
      last = now;
      node.setAttribute("data-sign", sign);
      line.setAttribute("stroke-width", (value === 0 ? 1.2 : value < 0 ? Math.max(width, 3.2) : width).toFixed(1));
      core.setAttribute("stroke-width", Math.max(1.2, width - 3).toFixed(1));
      const size = Math.max(widths.head, (width / 2 + 3.5) / TIP);
      if (head) tip.setAttribute("transform", `${there} scale(${size.toFixed(2)})`);
    },
  };
}

/** A piece of a line, for a legend. @param {string} sign @param {number} width */
export const sample = (sign, width) =>
  svg(
    "svg",
    { viewBox: "0 0 34 14", class: "sample", "aria-hidden": "true" },
    svg(
      "g",
      { class: "wire", "data-sign": sign },
      svg("path", { d: "M1 7H33", class: "line", "stroke-width": width }),
      svg("path", { d: "M1 7H33", class: "core", "stroke-width": 4 }),
    ),
  );
