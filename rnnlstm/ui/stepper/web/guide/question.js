// @ts-check
/** The question of a card: its options or its field, what is said to an answer, and the way to have it shown. */

import { fill } from "../maths/text.js";
import { el } from "../page/dom.js";
import { isDone, toleranceSaid, typed } from "./answer.js";
import { inline, paragraphs } from "./words.js";

/** @typedef {import("./answer.js").Question} Question @typedef {import("./answer.js").Answer} Answer */

/**
 * @param {Question} question
 * @param {Answer} answer
 * @param {Record<string, string>} labels
 * @param {{attempt: (value: string|number) => void, reveal: () => void}} on
 */
export function asked(question, answer, labels, on) {
  const node = el("div", { class: `question ${answer.state}`, role: "group" });
  if (question.kind === "choice") node.append(options(question, answer, on.attempt));
  else if (!isDone(answer)) node.append(field(question, labels, on.attempt));
  const told = el("div", { class: "told", role: "status", "aria-live": "polite" });
  if (answer.state === "wrong") told.append(el("b", {}, labels.guide_wrong), " ", ...paragraphs(question.hint));
  if (isDone(answer)) {
    told.append(el("b", {}, answer.state === "right" ? labels.guide_right : labels.guide_revealed), " ");
    told.append(...paragraphs(question.answer));
  }
  node.append(told);
  if (answer.state === "wrong") {
    const show = el("button", { type: "button", class: "plain", "data-testid": "guide-reveal" }, labels.guide_reveal);
    show.addEventListener("click", on.reveal);
    node.append(show);
  }
  return node;
}

/** @param {Question} question @param {Answer} answer @param {(value: string) => void} attempt */
function options({ options, right }, answer, attempt) {
  const done = isDone(answer);
  const buttons = options.map(([name, words]) => {
    const tried = answer.tried.includes(name);
    const state = right.includes(name) ? (tried || done ? "right" : "") : tried ? "wrong" : "";
    const node = el(
      "button",
      { type: "button", class: state, "data-testid": "guide-answer", "data-option": name, "aria-disabled": done },
      { right: "✓ ", wrong: "✗ ", "": "" }[state],
      ...inline(words),
    );
    node.addEventListener("click", () => attempt(name));
    return node;
  });
  return el("div", { class: "options" }, ...buttons);
}

/** @param {Question} question @param {Record<string, string>} labels @param {(value: number) => void} attempt */
function field(question, labels, attempt) {
  const { kind } = question;
  const within = toleranceSaid(question);
  const label = kind === "step" ? labels.guide_step_number : labels.guide_number;
  const input = el("input", { type: "text", inputmode: "decimal", "aria-label": label, "data-testid": "guide-number" });
  const check = el("button", { type: "submit", "data-testid": "guide-answer" }, labels.guide_check);
  const note =
    kind === "step" ? labels.guide_step : within ? fill(labels.guide_within, { within: String(within) }) : "";
  const wrong = el("span", { class: "wrong", role: "alert" });
  const form = el(
    "form",
    { "data-keys": "own" },
    el("label", {}, `${label} `, input),
    check,
    el("small", {}, note),
    wrong,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = typed(input.value);
    if (Number.isNaN(value)) wrong.textContent = labels.guide_no_number;
    else attempt(value);
  });
  return form;
}

/** The option whose quantity an element shows. @param {Element} target @param {Question} question */
export function partAt(target, { options }) {
  for (let shown = target.closest("[data-q]"); shown; shown = shown.parentElement?.closest("[data-q]") ?? null) {
    const names = (shown.getAttribute("data-q") ?? "").split(" ");
    const option = options.find(([name]) => names.includes(name));
    if (option) return option[0];
  }
  return null;
}
