// @ts-check
/** What a stepper shows: the message from Python, the cell's own module, and the page's colours. */

import { CELLS } from "./cells/index.js";
import { Notation } from "./maths/notation.js";
import { number } from "./maths/numbers.js";
import { isDark, palette } from "./page/colours.js";
import { decode } from "./payload.js";

/**
 * @typedef {ReturnType<typeof decode> & {
 *   cell: import("./cells/cell.js").CellView, colours: ReturnType<typeof palette>, labels: Record<string, string>,
 *   notation: Notation, prediction: (t: number) => string, apart: boolean
 * }} Model
 *   `apart`: in a file by itself, with no course that could run the network anew
 */

/** @param {Uint8Array} data @param {HTMLElement|ShadowRoot} parent @param {boolean} [apart] @returns {Model} */
export function model(data, parent, apart = false) {
  const { meta: sent, arrays } = decode(data);
  const notation = new Notation(sent.notation);
  const meta = written(sent, notation);
  const host = parent instanceof ShadowRoot ? parent.host : parent;
  return {
    meta,
    arrays,
    notation,
    apart,
    cell: CELLS[meta.cell],
    labels: meta.labels,
    colours: palette(meta.colours, isDark(host)),
    prediction(t) {
      if (!meta.classes.length) return number(arrays.y.at(t));
      const row = arrays.p.row(t);
      const best = row.indexOf(Math.max(...row));
      return `${meta.classes[best]} ${(100 * row[best]).toFixed(0)}%`;
    },
  };
}

/**
 * The header with its symbols as the reader's book writes them.
 * @param {import("./payload.js").Header} meta
 * @param {Notation} notation
 * @returns {import("./payload.js").Header}
 */
function written(meta, notation) {
  if (notation.own) return meta;
  const symbols = (/** @type {{symbol: string}[]} */ series) =>
    /** @type {any} */ (series.map((each) => ({ ...each, symbol: notation.text(each.symbol) })));
  return {
    ...meta,
    maps: symbols(meta.maps),
    table: symbols(meta.table),
    norms: symbols(meta.norms),
    contributions: symbols(meta.contributions),
    glossary: symbols(meta.glossary).map((/** @type {import("./guide/glossary.js").Term} */ each) => ({
      ...each,
      says: notation.text(each.says),
    })),
    outer: meta.outer.map((each) => ({ ...each, name: notation.outer(each.name) })),
    editable: { ...meta.editable, gates: symbols(meta.editable.gates) },
    operations: meta.operations.map((each) => ({ ...each, title: notation.text(each.title) })),
    phases: meta.phases.map((each) => ({
      ...each,
      title: notation.text(each.title),
      says: notation.sentence(each.says),
    })),
    labels: Object.fromEntries(Object.entries(meta.labels).map(([key, text]) => [key, notation.sentence(text)])),
  };
}
