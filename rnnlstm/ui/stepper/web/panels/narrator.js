// @ts-check
/** The sentence of this step or small step, its numbers filled in. */

import { number } from "../maths/numbers.js";
import { rich, say } from "../maths/text.js";
import { el } from "../page/dom.js";

/** @param {import("../model.js").Model} model */
export function narrator(model) {
  const { meta, labels, arrays } = model;
  const back = meta.direction === "backward";
  const node = el("p", { class: "narrator", role: "status", "aria-live": "polite" });

  /** @param {import("../place/place.js").Place} place */
  function sentence({ t, unit, phase }) {
    const whole = meta.targets[t - 1] ? labels.narrator : labels.narrator_silent;
    const template = phase === null ? whole : `t = {t} · {title} — ${meta.phases[phase].says}`;
    /** @type {Record<string, string|number>} */
    const words = {
      t,
      unit: unit + 1,
      symbol: meta.symbols[t - 1],
      target: meta.targets[t - 1],
      prediction: back ? "" : model.prediction(t),
    };
    return say(template, (name) => {
      if (name === "title") return rich(phase === null ? "" : meta.phases[phase].title);
      if (name in words) return String(words[name]);
      const array = arrays[name.replace("%", "")];
      const value = array.at(array.shape[0] === 1 ? 1 : t, array.width === 1 ? 0 : unit);
      return name.endsWith("%") ? `${(100 * value).toFixed(0)}%` : number(value);
    });
  }

  return {
    node,
    /** @param {import("../place/place.js").Place} place */
    update: (place) => node.replaceChildren(...sentence(place)),
  };
}
