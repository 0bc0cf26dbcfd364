// @ts-check
/** Equations that several cells have. */

import { at, before, bracket, d, list, mi, mo, norm, plus, slope, times, transposed, weight } from "../maths/mathml.js";

/** @typedef {import("../panels/sheet.js").Sheet} Sheet */

/** h_{t−1} and x_t, as they enter an equation. @param {Sheet} s */
export const recalled = (s) => s.tag("h_before", at("h", before), "h");

/**
 * A gate: the squashed sum of two products and a bias, and of what more is given.
 * @param {Sheet} s
 * @param {string} gate
 * @param {string} act
 * @param {{symbols: string, put: string}} [more]
 */
export function gate(s, gate, act, more = { symbols: "", put: "" }) {
  const index = s.index(gate);
  const inputs = list(`${recalled(s)}${mo(",")}${s.now("x")}`);
  const inner = `${s.tag(`W_${gate}`, weight("W", index))}${inputs}${more.symbols}${plus}${s.tag(`b_${gate}`, weight("b", index))}`;
  const put = `${act}({a_${gate}_h|h} + {a_${gate}_x|x}${more.put} + {b_${gate}})`;
  s.line(`${gate}|${gate}`, at(gate), `${mi(act)}${bracket(inner)}`, put);
}

/** What reaches h_t: from the future and from the loss. @param {Sheet} s @param {...string} future in pieces */
export function arrives(s, ...future) {
  const pieces = future.map((piece, k) => `${k ? plus : ""}${s.tag("dh_future", piece)}`);
  const loss = `${plus}${s.tag("dh_loss", `${transposed("hy")}${d("y")}`, "loss")}`;
  s.line("dh|h", d("h"), [...pieces, loss], "{dh_future} + {dh_loss|loss}");
}

/** The gradient dh_t or dc_t, where it enters an equation. @param {Sheet} s @param {string} state */
export const arrived = (s, state) => s.tag(`d${state}`, d(state), state);

/**
 * The gradient at a gate: that of a state times the factor it was multiplied with.
 * @param {Sheet} s @param {string} gate @param {string} state
 * @param {{name: string, symbol: string, hue: string}} factor
 */
export function atGate(s, gate, state, { name, symbol, hue }) {
  const symbols = `${arrived(s, state)}${times}${s.tag(name, symbol, hue)}`;
  s.line(`d${gate}|${gate}`, d(gate), symbols, `{d${state}|${state}} · {${name}|${hue}}`);
}

/** Back through a gate's squashing. @param {Sheet} s @param {string} gate @param {string} kind */
export function squash(s, gate, kind) {
  const steep = s.tag(
    `slope_${gate}`,
    slope(kind, gate, (value) => s.tag(gate, value, gate)),
  );
  const symbols = `${s.tag(`d${gate}`, d(gate), gate)}${times}${steep}`;
  s.line(`da_${gate}|${gate}`, d("a", undefined, s.index(gate)), symbols, `{d${gate}|${gate}} · {slope_${gate}}`);
}

/**
 * What goes on to h_{t−1}, by way of each gate.
 * @param {Sheet} s @param {[string, string][]} ways name of the gate, symbol of what it sends
 */
export function onward(s, ways) {
  const pieces = ways.map(([gate, symbol], k) => `${k ? plus : ""}${s.tag(`dh_${gate}`, symbol, hueOf(gate))}`);
  const put = ways.map(([gate]) => `{dh_${gate}|${hueOf(gate)}}`).join(" + ");
  s.line("dh_onward|h", `${mo("→")}${d("h", before)}`, pieces, put);
}

/** What the update gate keeps has its colour. @param {string} gate */
const hueOf = (gate) => (gate === "kept" ? "z" : gate);

/** The size of what goes to the input. @param {Sheet} s @param {string} symbols */
export function toInput(s, symbols) {
  s.line("norm_dx|x", norm(s.tag("dx", d("x"))), norm(symbols));
}
