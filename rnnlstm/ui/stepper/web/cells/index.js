// @ts-check
/** The cells that can be shown: one module each, here and in stepper/cells/. */

import { gru } from "./gru.js";
import { lstm } from "./lstm.js";
import { rnn } from "./rnn.js";

/** @type {Record<string, import("./cell.js").CellView>} */
export const CELLS = {
  rnn,
  lstm,
  gru,
};
