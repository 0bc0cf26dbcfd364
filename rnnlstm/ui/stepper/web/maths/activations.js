// @ts-check
/** The activations as curves to be drawn: the function, and its slope by the value there. */

/**
 * @typedef {{name: string, of: (a: number) => number, slope: (value: number) => number, low: number}} Activation
 *   low: the least value
 */

/** @type {Record<string, Activation>} */
export const ACTIVATIONS = {
  tanh: { name: "tanh", of: Math.tanh, slope: (value) => 1 - value * value, low: -1 },
  sigmoid: { name: "σ", of: (a) => 1 / (1 + Math.exp(-a)), slope: (value) => value * (1 - value), low: 0 },
  relu: { name: "relu", of: (a) => Math.max(0, a), slope: (value) => (value > 0 ? 1 : 0), low: 0 },
};
