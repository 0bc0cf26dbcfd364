// @ts-check
/** How a card's question stands: what has been tried, and whether it is answered. Pure; who draws it is not known here. */

/** @typedef {import("./words.js").Pieces} Pieces */
/**
 * @typedef {{
 *   kind: "choice"|"step"|"number", options: [string, Pieces][], right: (string|number)[], within: number,
 *   hint: Pieces, answer: Pieces
 * }} Question
 */
/** @typedef {{tried: (string|number)[], state: "open"|"wrong"|"right"|"shown"}} Answer */

/** @type {Answer} */
export const UNANSWERED = { tried: [], state: "open" };

/** Whether a value answers a question. @param {Question} question @param {string|number} value */
export function isRight({ kind, right, within }, value) {
  if (kind === "choice") return right.includes(value);
  // The tolerance itself counts, rounding included.
  return right.some((each) => Math.abs(Number(each) - Number(value)) <= within * (1 + 1e-9));
}

/** How far off a number may be, as far as it is said: nothing where a whole number is asked for. @param {Question} question */
export const toleranceSaid = ({ right, within }) => (within < 1 && right.every(Number.isInteger) ? 0 : within);

/** @param {Question} question @param {Answer} answer @param {string|number} value @returns {Answer} */
export function attempt(question, answer, value) {
  if (isDone(answer)) return answer;
  return { tried: [...answer.tried, value], state: isRight(question, value) ? "right" : "wrong" };
}

/** @param {Answer} answer @returns {Answer} */
export const reveal = (answer) => (isDone(answer) ? answer : { ...answer, state: "shown" });

/** @param {Answer} answer */
export const isDone = ({ state }) => state === "right" || state === "shown";

/** The answers to the questions of a guide's cards, by the cards' names. @param {Map<string, Answer>} [given] */
export function answerBook(given = new Map()) {
  const of = (/** @type {string} */ name) => given.get(name) ?? UNANSWERED;
  return {
    given,
    of,
    /** @param {string} name @param {Question} question @param {string|number} value */
    attempt: (name, question, value) => given.set(name, attempt(question, of(name), value)),
    /** @param {string} name */
    reveal: (name) => given.set(name, reveal(of(name))),
  };
}

/** A number as a learner types it: a comma for the point, a minus as books set it. @param {string} text @returns {number} nan if it is none */
export function typed(text) {
  const plain = text.trim().replace(/[−－]/g, "-").replace(/[，,]/g, ".").replace(/\s*%$/, "");
  const number = plain === "" ? NaN : Number(plain);
  return /%\s*$/.test(text) ? number / 100 : number;
}
