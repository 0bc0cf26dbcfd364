// @ts-check
/** The colour scales: signed values diverge from zero, gates run from closed to open. */

/** @param {string} hex */
const channels = (hex) => [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16));

/** @param {number[]} from @param {number[]} to @param {number} share */
const mix = (from, to, share) => from.map((value, k) => Math.round(value + (to[k] - value) * share));

/** @param {number[]} rgb */
const css = (rgb) => `rgb(${rgb.join(",")})`;

/**
 * @param {Record<string, [string, string]>} colours hue name -> [on a light page, on a dark page]
 * @param {boolean} dark
 */
export function palette(colours, dark) {
  /** @param {string} name */
  const hue = (name) => colours[name][dark ? 1 : 0];
  const [zero, positive, negative, closed, open] = ["zero", "positive", "negative", "closed", "open"].map((name) =>
    channels(hue(name)),
  );
  const notFinite = channels(hue("loss"));

  /** Signed: zero in the middle. @param {number} value @param {number} peak */
  const signed = (value, peak) => {
    if (!Number.isFinite(value)) return notFinite;
    const share = peak > 0 ? Math.min(1, Math.abs(value) / peak) : 0;
    // A square root keeps small values visible beside large ones; the sign stays the hue.
    return mix(zero, value < 0 ? negative : positive, Math.sqrt(share));
  };

  /** Signed, logarithmic over some decades below the peak. @param {number} value @param {number} peak @param {number} [decades] */
  const log = (value, peak, decades = 4) => {
    if (!Number.isFinite(value)) return notFinite;
    if (value === 0 || peak === 0) return zero;
    const depth = Math.log10(peak / Math.abs(value)) / decades;
    return mix(zero, value < 0 ? negative : positive, Math.max(0, Math.min(1, 1 - depth)));
  };

  /** A gate, from 0 (closed) to 1 (open). @param {number} value */
  const gate = (value) => mix(closed, open, Math.max(0, Math.min(1, value)));

  const scales = { signed, log, gate };
  return {
    hue,
    scales,
    /** @param {"signed"|"log"|"gate"} scale @param {number} value @param {number} peak @param {number} [decades] */
    css: (scale, value, peak, decades) => css(scales[scale](value, peak, decades)),
  };
}

/** Whether the page behind an element is dark. @param {Element} element */
export function isDark(element) {
  const [r, g, b] = channels(getComputedStyle(element).getPropertyValue("--st-background-color").trim() || "#ffffff");
  return 0.299 * r + 0.587 * g + 0.114 * b < 128;
}
