// @ts-check
/** One operation, term by term: what is multiplied, how the sum grows, and where on its curve it is squashed. */

import { squashing } from "./curve.js";
import { brief, number } from "../maths/numbers.js";
import { compact, fill, rich } from "../maths/text.js";
import { el, write } from "../page/dom.js";
import { operationsOf, totalOf } from "../cells/operations.js";

/** @typedef {import("../model.js").Model} Model @typedef {import("../cells/operations.js").Term} Term */

/** So many terms are shown each by itself; the smallest of more are summed up. */
const SHOWN = 14;

/** @param {Model} model @returns {string[]} */
export const operations = (model) => model.meta.operations.map(({ name }) => name);

/** @param {Model} model @param {string} op */
export const title = (model, op) => compact(model.meta.operations.find(({ name }) => name === op)?.title ?? op);

/** A term as it is shown: its own, or the sum of several. @typedef {Term & {value: number, note?: string}} Line */

/** @param {Model} model */
export function operation(model) {
  const { labels, meta } = model;
  const all = operationsOf(model);
  const heading = el("h2");
  const list = el("ol", { class: "terms" });
  const rows = Array.from({ length: SHOWN + 2 }, () => line(list));
  const total = el("output", { class: "digits", "data-testid": "operation-total" });
  const totalName = el("span");
  const sum = el("div", { class: "total" }, totalName, total);
  const curve = squashing(model);
  const order = el("select", { "aria-label": labels.op_order, "data-testid": "operation-order" });
  order.append(
    el("option", { value: "size" }, labels.op_by_size),
    el("option", { value: "index" }, labels.op_in_order),
  );
  order.addEventListener("change", () => draw());
  const node = el(
    "section",
    { class: "operation", "data-testid": "stepper-operation" },
    el("div", { class: "operation-head" }, heading, order),
    el("div", { class: "operation-body" }, el("div", {}, list, sum), curve.node),
    el("p", { class: "note" }, model.apart ? labels.op_hint_apart : labels.op_hint),
  );
  /** @type {[number, number, string]} */
  let place = [1, 0, ""];

  /** @param {Line[]} lines as many as there are rows, at most */
  function show(lines) {
    // The sum grows from line to line: each bar begins where the one before ended.
    let sum = 0;
    const ends = [0, ...lines.map(({ value }) => (sum += value))];
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    const width = high - low || 1;
    const share = (/** @type {number} */ value) => (100 * (value - low)) / width;
    rows.forEach((row, k) =>
      row.update(lines[k], lines[k] && share(ends[k]), lines[k] && share(ends[k + 1]), share(0)),
    );
  }

  function draw() {
    const [t, unit, op] = place;
    const chosen = all[op] ?? all[operations(model)[0]];
    const terms = chosen.terms(t, unit).map((term) => ({
      ...term,
      label: model.notation.text(term.label),
      value: term.factors.reduce((a, b) => a * b, 1),
    }));
    order.hidden = terms.length <= SHOWN;
    show(gathered(terms, order.value === "size", labels));
    const value = totalOf(chosen, t, unit, model);
    total.dataset.value = String(value);
    total.dataset.q = chosen.total;
    write(total, number(value));
    totalName.replaceChildren(...rich(`∑ = ${model.notation.text(chosen.symbol)} = `));
    heading.replaceChildren(
      ...rich(meta.operations.find(({ name }) => name === op)?.title ?? op),
      ` · ${fill(labels.op_where, { unit: unit + 1, t })}`,
    );
    curve.update(chosen, t, unit);
  }

  return {
    node,
    /** @param {number} t @param {number} unit @param {string} op */
    update(t, unit, op) {
      place = [t, unit, op];
      node.dataset.op = op;
      draw();
    },
  };
}

/**
 * The terms that are shown, those that are 0 in one line, and of very many the smallest in one line.
 * @param {Line[]} terms
 * @param {boolean} bySize
 * @param {Record<string, string>} labels
 * @returns {Line[]}
 */
function gathered(terms, bySize, labels) {
  const zeros = terms.filter(({ value, factors }) => value === 0 && factors.length > 1);
  let kept = terms.filter((term) => !zeros.includes(term));
  /** @type {Line[]} */
  let rest = [];
  if (kept.length > SHOWN) {
    const least = [...kept].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
    rest = least.slice(SHOWN);
    kept = bySize ? least.slice(0, SHOWN) : kept.filter((term) => !rest.includes(term));
  }
  /** @param {Line[]} lines @param {string} note @returns {Line[]} */
  const together = (lines, note) =>
    lines.length ? [{ label: "", factors: [], value: lines.reduce((sum, { value }) => sum + value, 0), note }] : [];
  return [
    ...kept,
    ...together(rest, fill(labels.op_rest, { count: rest.length })),
    ...together(zeros, fill(labels.op_zero, { count: zeros.length })),
  ];
}

/** Letters lean; names of functions and words stand. @param {string} label */
const formula = (label) =>
  label
    .split(/(tanh|from|\p{Script=Han}+)/u)
    .flatMap((part, k) => (k % 2 ? [el("span", { class: "upright" }, part)] : rich(part)));

/** One line of the sum: the factors in words and numbers, and a bar from where the sum was to where it is. @param {HTMLElement} list */
function line(list) {
  const label = el("span", { class: "term-name" });
  const factors = el("span", { class: "term-factors digits" });
  const value = el("b", { class: "term-value digits" });
  const bar = el("i", { class: "term-bar" });
  const zero = el("i", { class: "term-zero" });
  const node = el(
    "li",
    { "data-testid": "operation-term" },
    label,
    factors,
    value,
    el("span", { class: "term-track", "aria-hidden": "true" }, zero, bar),
  );
  let named = "";
  return {
    /** @param {Line|undefined} term @param {number} from @param {number} to @param {number} origin */
    update(term, from, to, origin) {
      if (!term) {
        if (node.isConnected) node.remove();
        return;
      }
      if (!node.isConnected) list.append(node);
      node.dataset.value = String(term.value);
      const name = term.note ?? term.label;
      if (name !== named) label.replaceChildren(...(term.note ? [term.note] : formula(name)));
      label.classList.toggle("note", Boolean(term.note));
      named = name;
      factors.replaceChildren(
        ...term.factors.flatMap((factor, k) => [
          ...(k ? [" × "] : []),
          el(
            "span",
            term.edit?.[k] ? { "data-edit": term.edit[k], "data-value": factor, class: "editable" } : {},
            factor < 0 ? `(${brief(factor)})` : brief(factor),
          ),
        ]),
      );
      write(value, number(term.value));
      bar.style.left = `${Math.min(from, to)}%`;
      bar.style.width = `${Math.abs(to - from)}%`;
      bar.classList.toggle("negative", term.value < 0);
      zero.style.left = `${origin}%`;
    },
  };
}
