// @ts-check
/** Beside the drawing: the words and equations of a small step, and the tables. */

import { rich } from "../maths/text.js";
import { el } from "../page/dom.js";

/** @typedef {import("./data.js").Data} Data @typedef {import("./data.js").Cell} Cell */

const FUNCTIONS = new Set(["tanh", "exp", "ln", "hot", "one"]);

/** Letters that lean, and those that stand. @param {string} run @returns {Node|string} */
const letters = (run) =>
  /^[A-Za-z]/.test(run) && !FUNCTIONS.has(run) ? el("i", { class: /^d?W$/.test(run) ? "bold" : "" }, run) : run;

/** Mathematics in a line of text: letters lean, names of functions stand, a matrix is bold. @param {string} text */
const formula = (text) =>
  rich(text).flatMap((part) => (typeof part === "string" ? part.split(/([A-Za-z]+)/).map(letters) : [part]));

/** @param {Data} data */
export function sheet({ labels }) {
  const words = el("p", { class: "narrator", "data-testid": "graph-says" });
  const rows = el("div", { class: "equation", "data-testid": "graph-equation", translate: "no" });
  return {
    node: el(
      "section",
      { class: "of-sheet", role: "status", "aria-live": "polite", "aria-label": labels.equation },
      words,
      rows,
    ),
    /** @param {import("./data.js").Step} step */
    update(step) {
      words.replaceChildren(...rich(step.says));
      rows.replaceChildren(
        ...step.rows.map(({ q, left, symbols, numbers }) =>
          el(
            "div",
            { class: "row", "data-q": q },
            el("span", {}, ...formula(left)),
            el("span", {}, "="),
            el("span", {}, ...formula(symbols)),
            ...(numbers ? [el("span"), el("span", {}, "="), el("span", { class: "numbers" }, ...rich(numbers))] : []),
          ),
        ),
      );
    },
  };
}

/**
 * The tables; a number in them leads to the step that makes it.
 * @param {Data} data
 * @param {(name: string) => string} hue
 * @param {(name: string) => void} go
 */
export function tables({ tables, labels }, hue, go) {
  const shown = tables.map(({ caption, needs, rows }) => {
    const [head, ...body] = rows.map((row) => el("tr", {}, ...row.map((cell) => cellOf(cell, hue, go, labels))));
    return el(
      "div",
      { class: "graph-table scrolls", "data-q": needs || null, tabindex: 0, role: "group", "aria-label": caption },
      el("table", {}, el("caption", {}, ...rich(caption)), el("thead", {}, head), el("tbody", {}, ...body)),
    );
  });
  return el("div", { class: "graph-tables" }, ...shown);
}

/** @param {Cell} cell @param {(name: string) => string} hue @param {(name: string) => void} go @param {Record<string, string>} labels */
function cellOf({ symbol, number, q, goes, head }, hue, go, labels) {
  const digits = el("span", { class: /^[−\d]/.test(number) ? "digits" : null }, number);
  const told = [
    ...(symbol ? [el("span", { class: "letters" }, ...formula(symbol), ...(number ? [" = "] : []))] : []),
    digits,
  ];
  const style = goes ? `color:${hue("loss")}` : null;
  const node = el(head ? "th" : "td", { "data-q": q || null, style }, ...(goes ? [] : told));
  if (goes) {
    const button = el("button", { type: "button", title: labels.go.replace("{symbol}", goes) }, ...told);
    button.addEventListener("click", () => go(goes));
    node.append(button);
  }
  return node;
}
