// @ts-check
/** What the groups of the form share: boxes for numbers, checked before they are sent. */

import { fill } from "../../maths/text.js";
import { el, write } from "../../page/dom.js";

/** @typedef {import("../../model.js").Model} Model @typedef {import("../../place/place.js").Place} Place */

/**
 * A part of the form: `choices` are what one chooses before a number is set, `show` writes the numbers of a place.
 * @typedef {{node: Element, choices: (HTMLSelectElement|HTMLInputElement)[], show: (place: Place) => void}} Group
 */

/** As in sequence.py: more than this the server turns away. */
export const MOST = 1000;

/** A number as it stands in a box, with no more digits than it has. @param {number} value */
export const digits = (value) => String(Number(value.toPrecision(6)));

/** @param {string} name @param {...(Node|string)} nodes */
export const fieldset = (name, ...nodes) => el("fieldset", {}, el("legend", {}, name), ...nodes);

export class Form {
  /** @param {Model} model @param {(text: string) => void} put sends one change */
  constructor(model, put) {
    this.model = model;
    this.put = put;
    this.wrong = el("p", { class: "wrong", role: "alert", "data-testid": "edit-wrong" });
    /** Where the learner stands. @type {Place} */
    this.place = { t: 1, phase: null, unit: 0, depth: "cell", op: "" };
  }

  /** Whether all these can be sent; if not, say so, and leave what was typed. @param {...HTMLInputElement} boxes */
  fit(...boxes) {
    const { labels } = this.model;
    for (const box of boxes) box.setAttribute("aria-invalid", String(!box.checkValidity() || box.value === ""));
    const bad = boxes.find((box) => box.getAttribute("aria-invalid") === "true");
    const [low, high] = [bad?.min.replace("-", "−") ?? "", bad?.max ?? ""];
    const words =
      bad?.step === "any" ? fill(labels.edit_wrong, { low, high }) : fill(labels.edit_no_place, { low, high });
    write(this.wrong, bad ? words : "");
    return !bad;
  }

  /**
   * A number that is set when it is entered.
   * @param {string} label
   * @param {string} id
   * @param {() => string} name
   * @param {...HTMLInputElement} places the boxes that say where
   */
  field(label, id, name, ...places) {
    const node = number({ step: "any", min: -MOST, max: MOST, "aria-label": label, "data-testid": `edit-${id}` });
    node.addEventListener("change", () => {
      if (this.fit(...places.filter((each) => !each.hidden), node)) this.put(`${name()}:${Number(node.value)}`);
    });
    return node;
  }
}

/** A box that counts from 1: a row, a column, a component. @param {string} label @param {string} id */
export const index = (label, id) =>
  number({ min: 1, step: 1, value: 1, "aria-label": label, "data-testid": `edit-${id}` });

/** @param {Record<string, any>} attributes */
export const number = (attributes) => el("input", { type: "number", ...attributes });
