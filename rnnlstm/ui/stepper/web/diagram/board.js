// @ts-check
/** What every drawing of a cell is made of: lines that carry values, boxes, matrices, valves, gauges. */

import { maths } from "../maths/drawn.js";
import { short } from "../maths/numbers.js";
import { svg, write } from "../page/dom.js";
import { Canvas } from "./canvas.js";
import { wire } from "./wire.js";

/** @typedef {import("./scale.js").Spec} Spec */

/** How large a valve is. */
const VALVE = 18;

/** A name for a box; two of them are set smaller. @param {string} symbol */
const fitting = (symbol) =>
  symbol.includes(",") ? [svg("tspan", { "font-size": "82%" }, ...maths(symbol))] : maths(symbol);

export class Board extends Canvas {
  /**
   * A line that carries a value: as wide as it is large, hollow where it is negative, dashed where it is 0.
   * @param {import("./route.js").Route} route
   * @param {Spec} spec
   * @param {string} hue
   * @param {{head?: boolean, wide?: boolean, over?: number|null, quiet?: boolean}} [more] head: whether it ends in
   *   an arrow; wide: on the highway; over: where, upright, it crosses another line; quiet: thinner
   */
  wire({ points }, spec, hue, { over = null, ...look } = {}) {
    const quantity = this.measure.quantity(spec);
    const way = this.back ? [...points].reverse() : points;
    const { node, show } = wire(way, look);
    node.setAttribute("data-q", quantity.q);
    node.setAttribute("color", this.hue(hue));
    if (over !== null) {
      node.prepend(svg("path", { d: `M${way[way.length - 1][0]} ${over - 10}v20`, class: "gap", fill: "none" }));
    }
    this.layers.wires.append(node);
    const share = this.measure.share(quantity);
    this.updates.push((t, unit) => show(quantity.of(t, unit), share(t, unit)));
  }

  /** Where a line divides. @param {number} x @param {number} y @param {Spec} spec @param {string} hue */
  dot(x, y, spec, hue) {
    const { q } = this.measure.quantity(spec);
    this.layers.wires.append(svg("circle", { cx: x, cy: y, r: 4.5, class: "dot", fill: this.hue(hue), "data-q": q }));
  }

  /** A box with a name. @param {number} x its middle @param {number} y @param {number} w @param {number} h @param {string} symbol @param {string} hue @param {string|null} [q] @param {string} [kind] */
  box(x, y, w, h, symbol, hue, q = null, kind = "") {
    const box = { x: x - w / 2, y: y - h / 2, width: w, height: h, rx: Math.min(10, h / 2), class: "box" };
    this.layers.boxes.append(
      svg(
        "g",
        { class: `block ${kind}`, color: this.hue(hue), "data-q": q },
        svg("rect", box),
        svg(
          "text",
          { x, y: y + 5, "text-anchor": "middle", class: "name in" },
          ...fitting(this.model.notation.text(symbol)),
        ),
      ),
    );
  }

  /** A matrix; backward it turns round, and shows what the step adds to its gradient while that is computed. @param {number} x @param {number} y @param {number} w @param {string} index @param {string} hue @param {{bias?: string, array?: string}} [more] array: its name, where the index is another */
  matrix(x, y, w, index, hue, { bias = "", array = `W_${index}` } = {}) {
    const label = (/** @type {string} */ letters) => (letters.length > 1 ? `{${letters}}` : letters);
    const symbol = this.way(`W_${label(index)}`, `W_${label(index)}^⊤`);
    this.box(x, y, w, 30, symbol, hue, `${array}${bias && ` ${bias}`}`, "matrix");
    if (!this.back) return;
    const { q, of } = this.measure.quantity(`dW_${index}_norm`);
    const digits = svg("tspan", { class: "digits", dx: "0.3em" });
    // Of two matrices at once the norm of both, for which there is no name short enough.
    const gain = this.model.notation.text(`dW_${label(index)}`);
    const more = index.length > 1 ? 12 : 3; // the number has room beside a longer name
    const place = { x, y: y + 5, "text-anchor": "middle", class: "name in" };
    this.layers.boxes.append(
      svg(
        "g",
        { class: "gain", "data-q": q, color: this.hue(hue) },
        svg("rect", { x: x - w / 2 - more, y: y - 17, width: w + 2 * more, height: 34, rx: 11 }),
        svg("text", place, ...maths(gain.includes(",") ? "‖d‖" : gain), digits),
      ),
    );
    this.updates.push((t, unit) => write(digits, short(of(t, unit), true)));
  }

  /** A round node where values are added. @param {number} x @param {number} y @param {string} sign @param {string} hue @param {string|null} [q] @param {number} [r] */
  node(x, y, sign, hue, q = null, r = 15) {
    this.layers.boxes.append(
      svg(
        "g",
        { class: "block", color: this.hue(hue), "data-q": q },
        svg("circle", { cx: x, cy: y, r, class: "box" }),
        svg("text", { x, y, "text-anchor": "middle", class: "sign", dy: "0.34em" }, sign),
      ),
    );
  }

  /**
   * A valve on the line that it gates: the times sign between two shutters that open as the gate does.
   * @param {number} x @param {number} y @param {string} gate
   * @param {{upright?: boolean, rest?: boolean}} [more] upright: the line runs down or up; rest: open by 1 − gate
   */
  valve(x, y, gate, { upright = false, rest = false } = {}) {
    const r = VALVE;
    const turned = `translate(${x} ${y})${upright ? " rotate(90)" : ""}`;
    const shutters = svg("path", { class: "shutters", transform: turned });
    this.layers.boxes.append(
      svg(
        "g",
        { class: "block valve", color: this.hue(gate), "data-q": gate },
        svg("circle", { cx: x, cy: y, r, class: "box" }),
        shutters,
        svg("circle", { cx: x, cy: y, r, class: "rim" }),
        svg("text", { x, y, "text-anchor": "middle", class: "sign", dy: "0.34em" }, "×"),
      ),
    );
    const table = this.model.arrays[gate];
    this.updates.push((t, unit) => {
      const share = Math.max(0, Math.min(1, rest ? 1 - table.at(t, unit) : table.at(t, unit)));
      const at = r * share;
      const half = Math.sqrt(r * r - at * at);
      const arc = (/** @type {number} */ side) =>
        `M${-half} ${side * at}A${r} ${r} 0 0 ${side < 0 ? 1 : 0} ${half} ${side * at}Z`;
      shutters.setAttribute("d", arc(-1) + arc(1));
    });
  }

  /** A bar below a gate's number, from 0 to 1; a candidate's from −1 to 1. @param {number} x @param {number} y @param {number} w @param {import("../payload.js").Gate} gate */
  gauge(x, y, w, { name, low }) {
    const middle = low < 0;
    const bar = svg("rect", { y, height: 5, rx: 2.5, class: "level" });
    const track = svg("rect", { x, y, width: w, height: 5, rx: 2.5, class: "track" });
    const zero = middle ? [svg("path", { d: `M${x + w / 2} ${y - 2}v9`, class: "zero" })] : [];
    this.layers.boxes.append(svg("g", { class: "gauge", color: this.hue(name), "data-q": name }, track, bar, ...zero));
    const table = this.model.arrays[name];
    this.updates.push((t, unit) => {
      const share = Math.max(-1, Math.min(1, table.at(t, unit)));
      const from = middle ? Math.min(0, share) / 2 + 0.5 : 0;
      const to = middle ? Math.max(0, share) / 2 + 0.5 : Math.max(0, share);
      bar.setAttribute("x", (x + w * from).toFixed(1));
      bar.setAttribute("width", (w * (to - from)).toFixed(1));
    });
  }
}
