// @ts-check
/**
 * The message from Python, decoded: a JSON header, then the arrays as raw little-endian numbers.
 * Layout (see payload.py): uint32 header length, header, arrays at the byte offsets the header names.
 *
 * @typedef {{key: string, symbol: string, scale: "signed"|"gate"|"log", hue: string}} HeatMap
 * @typedef {{key: string, symbol: string, hue: string}} Series
 * @typedef {{name: string, symbol: string, index: string, low: number, high: number}} Gate
 *   `index` is that of its parameters: the LSTM's candidate is g, its weights W_c
 * @typedef {{
 *   cell: string, model: string, direction: "forward"|"backward", steps: number, hidden: number,
 *   activation: string, sequence: number, symbols: string[], targets: string[], classes: string[],
 *   phases: {name: string, title: string, makes: string[], says: string}[], operations: {name: string, title: string}[], group: string|null,
 *   guide: import("./guide/card.js").Card[], glossary: import("./guide/glossary.js").Term[],
 *   edits: {text: string, q: string[], label: string}[],
 *   editable: {gates: Gate[], initial: string[], parameters: Record<string, number[]>, inputs: number},
 *   maps: HeatMap[], norms: Series[], contributions: Series[], table: Series[],
 *   outer: {left: string, right: string[], name: string, hue: string}[],
 *   notation: import("./maths/notation.js").Written|null,
 *   labels: Record<string, string>, colours: Record<string, [string, string]>,
 *   arrays: Record<string, {type: "f4"|"f8", shape: number[], offset: number}>
 * }} Header
 */

/** One array of the message: values by time step (from 1) and unit (from 0). */
export class Table {
  /**
   * @param {Float32Array|Float64Array} values
   * @param {number[]} shape
   */
  constructor(values, shape) {
    this.values = values;
    this.shape = shape;
    this.width = shape.length > 1 ? shape[1] : 1;
  }

  /** The value at step t (from 1) and unit j (from 0). @param {number} t @param {number} [j] */
  at(t, j = 0) {
    return this.values[(t - 1) * this.width + j];
  }

  /** All units at step t. @param {number} t */
  row(t) {
    return this.values.subarray((t - 1) * this.width, t * this.width);
  }

  /** The largest finite magnitude in the array. */
  get peak() {
    if (this._peak === undefined) {
      let peak = 0;
      for (const value of this.values) {
        const size = Math.abs(value);
        if (size > peak && size < Infinity) peak = size;
      }
      this._peak = peak;
    }
    return this._peak;
  }

  /** Decades from the peak down to the small values (all but the smallest twentieth), at least 2. */
  get decades() {
    if (this._decades === undefined) {
      const sizes = Array.from(this.values, Math.abs)
        .filter((size) => size > 0 && size < Infinity)
        .sort((a, b) => a - b);
      const small = sizes.length ? sizes[Math.floor(sizes.length / 20)] : 1;
      this._decades = Math.max(2, Math.ceil(Math.log10(this.peak / small)));
    }
    return this._decades;
  }
}

/** A gate by its name. @param {Header} meta @param {string} name */
export function gateOf(meta, name) {
  const gate = meta.editable.gates.find((each) => each.name === name);
  if (!gate) throw new Error(`no gate ${name}`);
  return gate;
}

/**
 * Whether a gate is held by hand at a step and unit; edits are written as in edits.py, "f.3@4:0".
 * @param {Header} meta
 * @param {string} gate
 * @param {number} t
 * @param {number} unit
 */
export function isHeld(meta, gate, t, unit) {
  return meta.edits.some(({ text }) => {
    const [, name, j, at] = /^([a-z])(?:\.(\d+))?(?:@(\d+))?:/.exec(text) ?? [];
    return name === gate && (j === undefined || Number(j) === unit + 1) && (at === undefined || Number(at) === t);
  });
}

/**
 * @param {Uint8Array} bytes
 * @returns {{meta: Header, arrays: Record<string, Table>}}
 */
export function decode(bytes) {
  // A copy starts at offset 0 of its own buffer, so that typed arrays may be laid over it.
  const buffer = bytes.slice().buffer;
  const length = new DataView(buffer).getUint32(0, true);
  /** @type {Header} */
  const meta = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  /** @type {Record<string, Table>} */
  const arrays = {};
  for (const [name, { type, shape, offset }] of Object.entries(meta.arrays)) {
    const count = shape.reduce((a, b) => a * b, 1);
    const View = type === "f8" ? Float64Array : Float32Array;
    arrays[name] = new Table(new View(buffer, offset, count), shape);
  }
  return { meta, arrays };
}
