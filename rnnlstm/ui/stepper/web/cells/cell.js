// @ts-check
/**
 * What a cell is in the browser: its equations, what each operation adds up, and its drawing.
 *
 * @typedef {import("../model.js").Model} Model
 * @typedef {import("../panels/sheet.js").Sheet} Sheet
 * @typedef {import("./operations.js").Operation} Operation
 * @typedef {import("./operations.js").Tools} Tools
 */
/**
 * What passes from step to step: the state carried forward, the gradient sent back, and the norm of the latter.
 * @typedef {{state: string, gradient: string, norm: string, hue: string}} Rail
 */
/**
 * `rails` are the states in the unrolled network, from the top; `valve` is the gate that the legend shows as one;
 * `cellState` names what is added to and scaled into a cell state, and so shares the measure of its line.
 * @typedef {{
 *   rails: Rail[], valve: string|null, cellState: string[],
 *   equations: {forward: (sheet: Sheet) => void, backward: (sheet: Sheet) => void},
 *   operations: {
 *     forward: (model: Model, tools: Tools) => Record<string, Operation>,
 *     backward: (model: Model, tools: Tools) => Record<string, Operation>
 *   },
 *   drawing: (model: Model) => import("../diagram/board.js").Board
 * }} CellView
 */

/** The hidden state, which every cell hands on. @type {Rail} */
export const HIDDEN = { state: "h", gradient: "dh", norm: "norm_future", hue: "h" };
/** A cell state, above it. @type {Rail} */
export const CELL = { state: "c", gradient: "dc", norm: "norm_dc_future", hue: "c" };
