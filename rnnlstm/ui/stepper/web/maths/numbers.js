// @ts-check
/** How a number is written, by the room that there is. */

/** A number for a reader: four decimals, or powers of ten where those would say nothing. @param {number} value */
export function number(value) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  const size = Math.abs(value);
  if (size === 0) return "0";
  return size >= 1e4 || size < 1e-3 ? value.toExponential(2) : value.toFixed(4);
}

/** The same in little room. @param {number} value */
export function brief(value) {
  if (!Number.isFinite(value)) return number(value);
  const size = Math.abs(value);
  if (size === 0) return "0";
  return size >= 1e3 || size < 1e-2 ? value.toExponential(1) : value.toFixed(2);
}

/** A number of three digits or so. @param {number} value @param {boolean} narrow on a phone, fewer */
export function short(value, narrow) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 999.5 || size < (narrow ? 9.5e-3 : 1e-3)) return value.toExponential(narrow ? 0 : 1);
  if (narrow && size < 0.0995) return value.toFixed(3).replace("0.", ".");
  return value.toFixed(size >= 99.95 ? (narrow ? 0 : 1) : size >= 9.995 ? (narrow ? 1 : 2) : narrow ? 2 : 3);
}
