// @ts-check
/**
 * Take the controls: hold a gate, set the first state, change a weight or an input. Each change goes to the
 * server as a short text (see edits.py), which runs the whole network anew; what was altered is listed here.
 */

import { fill, rich } from "../maths/text.js";
import { el, write } from "../page/dom.js";

/** @typedef {import("../model.js").Model} Model @typedef {import("../place/place.js").Place} Place */

/** The target of an edit, before its colon. @param {string} text */
const target = (text) => text.slice(0, text.indexOf(":"));

/** As in sequence.py: more than this the server turns away. */
const MOST = 1000;

/** How the form was left: whether it was open, and what was chosen in it. @typedef {{open: boolean, chosen: string[]}} Form */

/**
 * @param {Model} model
 * @param {(text: string) => void} send
 * @param {Form} [former]
 */
export function edits(model, send, former) {
  const { meta, labels, arrays } = model;
  const { gates, initial, parameters, inputs } = meta.editable;
  const active = meta.edits.map(({ text }) => text);
  /** @type {Place} */
  let place;

  /** Put one change beside the others; it takes the place of a former one of the same target. @param {string} text */
  const put = (text) => send([...active.filter((each) => target(each) !== target(text)), text].join(","));
  /** @param {string} text */
  const drop = (text) => send(active.filter((each) => each !== text).join(","));

  const units = el("select", { "aria-label": labels.edit_units, "data-testid": "edit-units" });
  const steps = el("select", { "aria-label": labels.edit_steps, "data-testid": "edit-steps" });
  units.append(el("option", { value: "all" }, labels.edit_all_units), el("option", { value: "one" }));
  steps.append(el("option", { value: "all" }, labels.edit_all_steps), el("option", { value: "one" }));

  const holds = gates.map(({ name, symbol, low, high }) => {
    const out = el("output", { class: "digits" });
    const slider = el("input", {
      type: "range",
      min: low,
      max: high,
      step: 0.01,
      "data-testid": `edit-${name}`,
      "aria-label": fill(labels.edit_hold, { name: symbol }),
    });
    slider.addEventListener("input", () => (out.textContent = slider.value));
    slider.addEventListener("change", () => {
      const scope = `${units.value === "one" ? `.${place.unit + 1}` : ""}${steps.value === "one" ? `@${place.t}` : ""}`;
      put(`${name}${scope}:${slider.value}`);
    });
    return {
      name,
      slider,
      out,
      node: el(
        "label",
        { class: "hold", style: `--hue:${model.colours.hue(name)}` },
        el("b", {}, ...rich(symbol)),
        slider,
        out,
      ),
    };
  });

  const wrong = el("p", { class: "wrong", role: "alert", "data-testid": "edit-wrong" });
  /** Whether all these can be sent; if not, say so, and leave what was typed. @param {...HTMLInputElement} boxes */
  const fit = (...boxes) => {
    for (const box of boxes) box.setAttribute("aria-invalid", String(!box.checkValidity() || box.value === ""));
    const bad = boxes.find((box) => box.getAttribute("aria-invalid") === "true");
    const [low, high] = [bad?.min.replace("-", "−") ?? "", bad?.max ?? ""];
    if (!bad) write(wrong, "");
    else
      write(
        wrong,
        bad.step === "any" ? fill(labels.edit_wrong, { low, high }) : fill(labels.edit_no_place, { low, high }),
      );
    return !bad;
  };
  /** A number that is set when it is entered. @param {string} label @param {string} id @param {() => string} name @param {...HTMLInputElement} places */
  const field = (label, id, name, ...places) => {
    const node = el("input", {
      type: "number",
      step: "any",
      min: -MOST,
      max: MOST,
      "aria-label": label,
      "data-testid": `edit-${id}`,
    });
    node.addEventListener(
      "change",
      () => fit(...places.filter((each) => !each.hidden), node) && put(`${name()}:${Number(node.value)}`),
    );
    return node;
  };
  const starts = initial.map((name) => {
    const symbol = `${name[0]}_0`;
    const node = field(fill(labels.edit_initial, { name: symbol }), name, () => `${name}.${place.unit + 1}`);
    return { name, node, row: el("label", {}, el("b", {}, ...rich(symbol)), node) };
  });

  const matrix = el("select", { "aria-label": labels.edit_matrix, "data-testid": "edit-matrix" });
  for (const name of Object.keys(parameters)) matrix.append(el("option", { value: name }, name));
  const index = (/** @type {string} */ label, /** @type {string} */ id) =>
    el("input", { type: "number", min: 1, step: 1, value: 1, "aria-label": label, "data-testid": `edit-${id}` });
  const row = index(labels.edit_row, "row");
  const column = index(labels.edit_column, "column");
  const weightName = () =>
    [matrix.value, row.value, ...(parameters[matrix.value].length > 1 ? [column.value] : [])].join(".");
  const weight = field(labels.edit_weight, "weight", weightName, row, column);
  const showWeight = () => {
    const [rows, columns] = parameters[matrix.value];
    row.max = String(rows);
    column.max = String(columns ?? 1);
    column.hidden = columns === undefined;
    const table = arrays[matrix.value];
    const value =
      columns === undefined
        ? table?.at(1, Number(row.value) - 1)
        : table?.at(Number(row.value), Number(column.value) - 1);
    weight.value = value === undefined ? "" : String(Number(value.toPrecision(6)));
  };
  for (const each of [matrix, row, column]) {
    each.addEventListener("change", () => {
      showWeight();
      fit(row, ...(column.hidden ? [] : [column]));
    });
  }

  const component = index(labels.edit_component, "component");
  component.max = String(inputs);
  const input = field(labels.edit_input, "x", () => `x.${component.value}@${place.t}`, component);
  component.addEventListener("change", () => {
    showInput();
    fit(component);
  });
  const showInput = () =>
    (input.value = String(Number((arrays.x.at(place.t, Number(component.value) - 1) ?? 0).toPrecision(6))));

  const chips = meta.edits.map(({ text, label }) => {
    const node = el(
      "button",
      {
        type: "button",
        class: "chip",
        "data-testid": "edit-chip",
        title: labels.edit_restore,
        "aria-label": `${labels.edit_restore}: ${text}`,
      },
      ...rich(label),
      " ✕",
    );
    node.addEventListener("click", () => drop(text));
    return node;
  });
  const all = el("button", { type: "button", class: "chip", "data-testid": "edit-restore" }, labels.edit_restore_all);
  all.addEventListener("click", () => send(""));
  const group = (/** @type {string} */ name, /** @type {(Node|string)[]} */ ...nodes) =>
    el("fieldset", {}, el("legend", {}, name), ...nodes);
  const where = el("span", { class: "digits" });

  const details = el(
    "details",
    { class: "edits", "data-testid": "stepper-edits", "data-keys": "own", open: former?.open ?? active.length > 0 },
    el("summary", {}, labels.edits),
    ...(chips.length ? [el("p", { class: "altered-list" }, el("b", {}, labels.edit_altered), ...chips, all)] : []),
    el(
      "div",
      { class: "edit-groups" },
      ...(gates.length
        ? [
            group(
              labels.edit_gates,
              el("div", { class: "edit-scope" }, units, steps),
              ...holds.map((each) => each.node),
            ),
          ]
        : []),
      group(labels.edit_start, ...starts.map((each) => each.row)),
      group(labels.edit_weights, el("div", { class: "edit-line" }, matrix, row, column, "=", weight)),
      group(labels.edit_inputs, el("div", { class: "edit-line" }, where, component, "=", input)),
    ),
  );
  const node = el("div", { class: "hand" }, details, wrong);
  /** What one chooses before a number is set. @type {(HTMLSelectElement|HTMLInputElement)[]} */
  const choices = [units, steps, matrix, row, column, component];
  former?.chosen.forEach((value, k) => (choices[k].value = value));
  /** Whether the boxes hold the numbers of this place; while they do, what is being typed in them stays. */
  let filled = false;
  details.addEventListener("toggle", () => place && !filled && refresh());

  function refresh() {
    filled = details.open;
    if (!filled) return;
    const { t, unit } = place;
    write(units.options[1], fill(labels.edit_one_unit, { unit: unit + 1 }));
    write(steps.options[1], fill(labels.edit_one_step, { t }));
    for (const { name, slider, out } of holds) {
      slider.value = String(arrays[name].at(t, unit));
      write(out, arrays[name].at(t, unit).toFixed(2));
    }
    for (const { name, node: box } of starts) {
      const table = arrays[name === "h0" ? "h_before" : "c_before"];
      box.value = String(Number(table.at(1, unit).toPrecision(6)));
    }
    write(where, `t = ${t}`);
    showWeight();
    showInput();
  }

  return {
    node,
    /** @returns {Form} */
    form: () => ({ open: details.open, chosen: choices.map(({ value }) => value) }),
    /** @param {Place} to */
    update(to) {
      // The row follows the unit, but not where the learner has chosen one.
      const moved = place ? place.unit !== to.unit : !former;
      const same = place && place.unit === to.unit && place.t === to.t;
      place = to;
      if (moved) row.value = String(Math.min(place.unit + 1, parameters[matrix.value][0]));
      if (!same || !filled) refresh();
    },
    /** Let the learner type a new value over a number on the screen. @param {Element} spot what shows `data-edit` */
    over(spot) {
      const name = spot.getAttribute("data-edit") ?? "";
      const box = el("input", {
        type: "number",
        step: "any",
        min: -MOST,
        max: MOST,
        class: "over",
        "aria-label": fill(labels.edit_over, { name }),
        "data-testid": "edit-over",
      });
      const { left, top } = spot.getBoundingClientRect();
      const root = /** @type {HTMLElement} */ (node.closest(".stepper"));
      const frame = root.getBoundingClientRect();
      box.style.left = `${left - frame.left}px`;
      box.style.top = `${top - frame.top + root.scrollTop}px`;
      box.value = String(Number(Number(spot.getAttribute("data-value")).toPrecision(6)));
      let cancelled = false;
      // What is no number, or too large a one, leaves the old one as it was.
      box.addEventListener("change", () => !cancelled && fit(box) && put(`${name}:${Number(box.value)}`));
      box.addEventListener("blur", () => box.isConnected && box.remove());
      box.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        cancelled = true;
        write(wrong, "");
        root.focus({ preventScroll: true });
      });
      root.append(box);
      box.focus();
      box.select();
    },
  };
}
