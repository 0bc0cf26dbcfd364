// @ts-check
/** A squashing on its very curve: where the unit stands on it, what it makes of that, and how steep it is there. */

import { number } from "../maths/numbers.js";
import { fill, rich } from "../maths/text.js";
import { ACTIVATIONS } from "../maths/activations.js";
import { el, svg } from "../page/dom.js";

/** @typedef {import("../model.js").Model} Model */

const [WIDTH, HEIGHT, EDGE] = [320, 220, 26];
const REACH = 5;
/** Further than this from its curve, a value was put there by hand. */
const HELD = 1e-4;

/** @param {Model} model */
export function squashing(model) {
  const { arrays, colours, labels, notation } = model;
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
  const caption = el("figcaption");
  const node = el("figure", { class: "curve" }, drawing, caption);
  return {
    node,
    /** @param {import("../cells/operations.js").Operation} operation @param {number} t @param {number} unit */
    update({ curve, resultSymbol }, t, unit) {
      node.hidden = !curve;
      if (!curve) return;
      const act = ACTIVATIONS[curve.kind];
      const a = arrays[curve.at].at(t, unit);
      const value = arrays[curve.value].at(t, unit);
      // A point far out is drawn at the edge; the numbers say where it really is. relu needs room upwards.
      const reach = Math.max(REACH, Math.min(50, Math.ceil(Math.abs(a) * 1.2)));
      const top = curve.kind === "relu" ? reach : 1;
      const shown = Math.max(-reach, Math.min(reach, a));
      const x = (/** @type {number} */ v) => EDGE + ((v + reach) / (2 * reach)) * (WIDTH - 2 * EDGE);
      const y = (/** @type {number} */ v) => HEIGHT - EDGE - ((v - act.low) / (top - act.low)) * (HEIGHT - 2 * EDGE);
      const hue = colours.hue(curve.hue);
      const points = Array.from({ length: 81 }, (_, k) => -reach + (k * reach) / 40);
      // A gate that is held stands beside its curve, and does not listen: its slope is 0.
      const held = Math.abs(act.of(a) - value) > HELD;
      const slope = held ? 0 : act.slope(value);
      const [px, py] = [x(shown), y(held ? value : act.of(shown))];
      const rise = (slope * (HEIGHT - 2 * EDGE)) / (top - act.low) / ((WIDTH - 2 * EDGE) / (2 * reach));
      const run = 52 / Math.hypot(1, rise);
      drawing.replaceChildren(
        svg("path", { d: `M${EDGE} ${y(0)}H${WIDTH - EDGE}M${x(0)} ${EDGE}V${HEIGHT - EDGE}`, class: "axis" }),
        svg("text", { x: EDGE - 6, y: y(top) + 5, "text-anchor": "end", class: "tick" }, String(top)),
        svg(
          "text",
          { x: EDGE - 6, y: y(act.low) + 5, "text-anchor": "end", class: "tick" },
          String(act.low).replace("-", "−"),
        ),
        svg("text", { x: x(reach), y: y(0) + 18, "text-anchor": "end", class: "tick" }, String(reach)),
        svg("path", { d: `M${px} ${y(0)}V${py}H${x(0)}`, class: "guide", stroke: hue }),
        svg("path", {
          d: points.map((v, k) => `${k ? "L" : "M"}${x(v).toFixed(1)} ${y(act.of(v)).toFixed(1)}`).join(""),
          fill: "none",
          stroke: hue,
          "stroke-width": 3,
        }),
        ...(held
          ? []
          : [svg("path", { d: `M${px - run} ${py + run * rise}L${px + run} ${py - run * rise}`, class: "tangent" })]),
        svg("circle", { cx: px, cy: py, r: 7, fill: hue, class: "dot" }),
      );
      const words = `${act.name}(${number(a)}) = ${number(held ? act.of(a) : value)}`;
      const also = held
        ? fill(labels.op_held, { value: number(value) })
        : fill(labels.op_slope, { value: number(slope) });
      drawing.setAttribute("aria-label", `${words}, ${also}`);
      caption.replaceChildren(
        el("span", {}, ...rich(resultSymbol && !held ? `${notation.text(resultSymbol)} = ` : ""), words),
        el("span", {}, also),
      );
    },
  };
}
