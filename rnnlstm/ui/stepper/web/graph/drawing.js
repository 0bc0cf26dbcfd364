// @ts-check
/** The graph as it is drawn: numbers in boxes, lines between them that carry numbers on, and gradients back. */

import { sample, wire } from "../diagram/wire.js";
import { maths, plain } from "../maths/drawn.js";
import { fill } from "../maths/text.js";
import { el, svg } from "../page/dom.js";
import { madeIn } from "./data.js";
import { BOX, LAYOUTS, LEFT, WIDTH, ends } from "./layout.js";

/** @typedef {import("./data.js").Data} Data @typedef {import("../diagram/route.js").Point} Point */

/** Where on a line that ends at a node its label stands, so that labels do not meet. @type {Record<string, number>} */
const LABEL = { a1: 0.3, a2: 0.6, S: 0.72, p1: 0.4, p2: 0.4, p3: 0.4 };

/**
 * @param {Data} data
 * @param {(name: string) => string} hue
 */
export function drawing(data, hue) {
  const { nodes, edges, steps, part, labels } = data;
  const { height, places } = LAYOUTS[part];
  const picture = svg("svg", {
    viewBox: `${LEFT} 0 ${WIDTH} ${height}`,
    role: "group",
    class: "cell-drawing",
    translate: "no",
  });
  const lines = lineTo(data, hue);
  picture.append(...lines.map(({ node }) => node), ...nodes.map((node) => box(node, places[node.name], hue, labels)));
  const legend = el(
    "p",
    { class: "legend" },
    ...(labels.legend_carries ? [el("span", {}, labels.legend_carries)] : []),
    el("span", {}, sample("+", 6), labels.legend_positive),
    el("span", {}, sample("-", 7), labels.legend_negative),
    el("span", {}, labels.legend_width),
    el("span", { style: `color:${hue("loss")}` }, labels.legend_back),
  );
  return {
    node: el("div", { class: "diagram" }, picture, legend),
    figure: picture,
    /** @param {number} k the small step */
    update(k) {
      for (const line of lines) line.update(k);
      const said = nodes.flatMap(({ name, symbol, number, gradient }) => [
        ...(madeIn(steps, name) <= k ? [`${plain(symbol)} = ${number}`] : []),
        ...(gradient && madeIn(steps, `d${name}`) <= k ? [`${plain(`d${symbol}`)} = ${gradient}`] : []),
      ]);
      picture.setAttribute("aria-label", fill(labels.drawing, { k: k + 1, numbers: said.join(", ") }));
    },
  };
}

/** The lines, each once for the way there and once for the way back. @param {Data} data @param {(name: string) => string} hue */
function lineTo({ edges, steps, nodes, part }, hue) {
  const { places } = LAYOUTS[part];
  const peak = Math.max(...edges.map(({ carries }) => Math.abs(carries)));
  const peakBack = Math.max(...edges.filter(({ leads }) => leads).map(({ returns }) => Math.abs(returns)));
  const between = ends(edges, places);
  return edges.map((edge, k) => {
    const [start, end] = between[k];
    const there = wire([start, end]);
    there.node.setAttribute("data-q", edge.there);
    there.node.classList.add("there");
    there.node.setAttribute("color", hue(nodes.find(({ name }) => name === edge.from)?.hue ?? "x"));
    there.show(edge.carries, peak && Math.abs(edge.carries) / peak);
    const weighted = part === "vector" && edge.to !== "E";
    const node = svg("g", { class: weighted ? "edge weighted" : "edge" }, there.node);
    if (edge.leads) {
      const back = wire([end, start]);
      back.node.setAttribute("data-q", edge.back);
      back.node.classList.add("back");
      back.node.setAttribute("color", hue("loss"));
      back.show(edge.returns, peakBack && Math.abs(edge.returns) / peakBack);
      node.append(back.node);
    }
    const share = (/^(vector|softmax)$/.test(part) && LABEL[edge.to]) || 0.5;
    const [[x0, y0], [x1, y1]] = [start, end];
    // A weight stands on its line, a slope above it; the one of E is broader than its line is long.
    const lift = weighted
      ? 0
      : (/^(chain|twice)$/.test(part) && edge.to === "E" ? 24 : 12) / Math.hypot(x1 - x0, y1 - y0);
    const [x, y] = [x0 + share * (x1 - x0) + lift * (y1 - y0), y0 + share * (y1 - y0) - lift * (x1 - x0)];
    const look = { class: weighted ? "weight digits" : "slope digits", "data-q": edge.back, fill: hue("loss") };
    if (weighted) Object.assign(look, { fill: "currentColor", "data-q": `${edge.there} ${edge.back}` });
    if (edge.leads)
      node.append(
        svg("text", { x, y: y + 5, "text-anchor": "middle", ...look }, `${weighted ? "" : "× "}${edge.slope}`),
      );
    const returned = madeIn(steps, edge.back);
    return {
      node,
      /** @param {number} now */
      update(now) {
        const back = edge.leads && now >= returned;
        node.classList.toggle("returned", back);
        node.classList.toggle("dead", !edge.leads && steps[now].stage !== "forward");
        node.classList.toggle("path", back && steps[now].path.includes(edge.back));
      },
    };
  });
}

/**
 * A node: its name and number, what makes it above, its gradient below.
 * @param {import("./data.js").GraphNode} node
 * @param {Point} place
 * @param {(name: string) => string} hue
 * @param {Record<string, string>} labels
 */
function box({ name, symbol, hue: own, number, sign, gradient }, [x, y], hue, labels) {
  const { width, height } = BOX;
  const colour = hue(own);
  const middle = { x, "text-anchor": "middle" };
  const go = { role: "button", tabindex: 0, "data-op": name, "aria-label": fill(labels.go, { symbol: plain(symbol) }) };
  const area = { x: x - width / 2, y: y - height / 2, width, height };
  return svg(
    "g",
    go,
    svg("rect", { ...area, rx: 13, class: "ring" }),
    svg("g", { class: "block", color: colour, "data-q": name }, svg("rect", { ...area, rx: 10, class: "box" })),
    svg("text", { ...middle, y: y - 6, class: "name in", "data-q": name, fill: colour }, ...maths(symbol)),
    svg(
      "text",
      { ...middle, y: y + 18, class: "value in", "data-q": name, fill: colour },
      svg("tspan", { class: "digits" }, number),
    ),
    ...(sign ? [svg("text", { ...middle, y: y - height / 2 - 6, class: "act", "data-q": name }, sign)] : []),
    ...(gradient === null
      ? []
      : [
          svg(
            "text",
            { ...middle, y: y + height / 2 + 20, class: "value gradient", "data-q": `d${name}`, fill: hue("loss") },
            svg("tspan", { class: "name" }, ...maths(`d${symbol}`)),
            svg("tspan", { class: "digits", dx: "0.35em" }, gradient),
          ),
        ]),
  );
}
