// @ts-check
/** What can be altered: gates to hold, first states, weights, inputs. */

import { fill, rich } from "../../maths/text.js";
import { el, write } from "../../page/dom.js";
import { digits, fieldset, index } from "./form.js";

/** @typedef {import("./form.js").Form} Form @typedef {import("./form.js").Group} Group */

/** Gates, held at a value: of all units or one, at every step or one. @param {Form} form @returns {Group} */
export function gates(form) {
  const { labels, meta, arrays, colours } = form.model;
  const units = scope(labels.edit_units, "units", labels.edit_all_units);
  const steps = scope(labels.edit_steps, "steps", labels.edit_all_steps);
  const holds = meta.editable.gates.map(({ name, symbol, low, high }) => {
    const out = el("output", { class: "digits" });
    const named = { "data-testid": `edit-${name}`, "aria-label": fill(labels.edit_hold, { name: symbol }) };
    const slider = el("input", { type: "range", min: low, max: high, step: 0.01, ...named });
    slider.addEventListener("input", () => (out.textContent = slider.value));
    slider.addEventListener("change", () => {
      const { t, unit } = form.place;
      const where = `${units.value === "one" ? `.${unit + 1}` : ""}${steps.value === "one" ? `@${t}` : ""}`;
      form.put(`${name}${where}:${slider.value}`);
    });
    const hue = `--hue:${colours.hue(name)}`;
    const node = el("label", { class: "hold", style: hue }, el("b", { translate: "no" }, ...rich(symbol)), slider, out);
    return { name, slider, out, node };
  });
  const chosen = el("div", { class: "edit-scope" }, units, steps);
  return {
    node: fieldset(labels.edit_gates, chosen, ...holds.map(({ node }) => node)),
    choices: [units, steps],
    show({ t, unit }) {
      write(units.options[1], fill(labels.edit_one_unit, { unit: unit + 1 }));
      write(steps.options[1], fill(labels.edit_one_step, { t }));
      for (const { name, slider, out } of holds) {
        slider.value = String(arrays[name].at(t, unit));
        write(out, arrays[name].at(t, unit).toFixed(2));
      }
    },
  };
}

/** A choice between all and the one where the learner stands. @param {string} label @param {string} id @param {string} all */
function scope(label, id, all) {
  const node = el("select", { "aria-label": label, "data-testid": `edit-${id}` });
  node.append(el("option", { value: "all" }, all), el("option", { value: "one" }));
  return node;
}

/** The states before the first step, of this unit. @param {Form} form @returns {Group} */
export function starts(form) {
  const { labels, meta, arrays, notation } = form.model;
  const boxes = meta.editable.initial.map((name) => {
    const symbol = notation.text(`${name[0]}_0`);
    const label = fill(labels.edit_initial, { name: symbol });
    const box = form.field(label, name, () => `${name}.${form.place.unit + 1}`);
    return { name, box, row: el("label", {}, el("b", { translate: "no" }, ...rich(symbol)), box) };
  });
  return {
    node: fieldset(labels.edit_start, ...boxes.map(({ row }) => row)),
    choices: [],
    show({ unit }) {
      for (const { name, box } of boxes) box.value = digits(arrays[`${name[0]}_before`].at(1, unit));
    },
  };
}

/** One weight or bias. @param {Form} form @returns {Group & {follow: (unit: number) => void}} follow: the row follows the unit */
export function weights(form) {
  const { labels, meta, arrays, notation } = form.model;
  const { parameters } = meta.editable;
  const matrix = el("select", { "aria-label": labels.edit_matrix, "data-testid": "edit-matrix" });
  for (const name of Object.keys(parameters)) matrix.append(el("option", { value: name }, notation.parameter(name)));
  const row = index(labels.edit_row, "row");
  const column = index(labels.edit_column, "column");
  const name = () =>
    [matrix.value, row.value, ...(parameters[matrix.value].length > 1 ? [column.value] : [])].join(".");
  const weight = form.field(labels.edit_weight, "weight", name, row, column);
  const show = () => {
    const [rows, columns] = parameters[matrix.value];
    row.max = String(rows);
    column.max = String(columns ?? 1);
    column.hidden = columns === undefined;
    const table = arrays[matrix.value];
    const [j, k] = [Number(row.value), Number(column.value)];
    const value = columns === undefined ? table?.at(1, j - 1) : table?.at(j, k - 1);
    weight.value = value === undefined ? "" : digits(value);
  };
  for (const each of [matrix, row, column]) {
    each.addEventListener("change", () => {
      show();
      form.fit(row, ...(column.hidden ? [] : [column]));
    });
  }
  return {
    node: fieldset(labels.edit_weights, el("div", { class: "edit-line" }, matrix, row, column, "=", weight)),
    choices: [matrix, row, column],
    show,
    follow: (unit) => (row.value = String(Math.min(unit + 1, parameters[matrix.value][0]))),
  };
}

/** A component of the input at this step. @param {Form} form @returns {Group} */
export function inputs(form) {
  const { labels, meta, arrays } = form.model;
  const where = el("span", { class: "digits" });
  const component = index(labels.edit_component, "component");
  component.max = String(meta.editable.inputs);
  const name = () => `x.${component.value}@${form.place.t}`;
  const input = form.field(labels.edit_input, "x", name, component);
  const show = () => (input.value = digits(arrays.x.at(form.place.t, Number(component.value) - 1) ?? 0));
  component.addEventListener("change", () => {
    show();
    form.fit(component);
  });
  return {
    node: fieldset(labels.edit_inputs, el("div", { class: "edit-line" }, where, component, "=", input)),
    choices: [component],
    show({ t }) {
      write(where, `t = ${t}`);
      show();
    },
  };
}
