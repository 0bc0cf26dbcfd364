/** A message as payload.py writes it, for tests: header length, header, arrays at their offsets. */

/**
 * @param {Record<string, unknown>} header
 * @param {Record<string, {type: "f4"|"f8", shape: number[], values: number[]}>} arrays
 */
export function message(header, arrays) {
  const size = (/** @type {{type: string, values: number[]}} */ { type, values }) =>
    8 * Math.ceil((values.length * (type === "f8" ? 8 : 4)) / 8);
  /** @type {Record<string, unknown>} */
  const entries = {};
  const write = (/** @type {number} */ first) => {
    let offset = first;
    for (const [name, array] of Object.entries(arrays)) {
      entries[name] = { type: array.type, shape: array.shape, offset };
      offset += size(array);
    }
    return [new TextEncoder().encode(JSON.stringify({ ...header, arrays: entries })), offset];
  };
  const [draft] = write(1e9);
  const first = 8 * Math.ceil((4 + draft.length) / 8);
  const [text, end] = write(first);
  const bytes = new Uint8Array(end).fill(32, 4, first);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, first - 4, true);
  bytes.set(text, 4);
  for (const [name, { type, values }] of Object.entries(arrays)) {
    const { offset } = entries[name];
    values.forEach((value, k) =>
      type === "f8" ? view.setFloat64(offset + 8 * k, value, true) : view.setFloat32(offset + 4 * k, value, true),
    );
  }
  return bytes;
}

/** Rows of numbers as an array of the message. @param {number[][]} rows @param {"f4"|"f8"} [type] */
export const table = (rows, type = "f8") => ({ type, shape: [rows.length, rows[0].length], values: rows.flat() });
