// @ts-check
/** The words of a card: **bold**, *italics*, lowered and raised parts; the learner's values stand as they are. */

import { rich } from "../maths/text.js";
import { el } from "../page/dom.js";

/** A text is the author's; a list of one is a value of the learner's. @typedef {(string|[string])[]} Pieces */

/** What stands between paragraphs, and what begins or ends bold and italics. */
const MARKS = /(\n\s*\n|\*\*|\*)/;

/** @param {Pieces} pieces @returns {HTMLElement[]} a paragraph each */
export function paragraphs(pieces) {
  /** @type {HTMLElement[]} */
  const made = [];
  /** The paragraph, and the bold and italic elements that are open in it. @type {HTMLElement[]} */
  let open = [];
  const begin = () => {
    open = [el("p")];
    made.push(open[0]);
  };
  /** @param {"b"|"i"} kind */
  const toggle = (kind) => {
    if (open.at(-1)?.localName === kind) open.pop();
    else {
      const node = el(kind);
      open.at(-1)?.append(node);
      open.push(node);
    }
  };
  begin();
  for (const piece of pieces) {
    if (typeof piece !== "string") {
      open.at(-1)?.append(el("bdi", {}, piece[0]));
      continue;
    }
    for (const part of piece.split(MARKS)) {
      if (part === "**") toggle("b");
      else if (part === "*") toggle("i");
      else if (/^\n\s*\n$/.test(part)) begin();
      else open.at(-1)?.append(...rich(part.replaceAll("\n", " ")));
    }
  }
  return made.filter((each) => each.childNodes.length);
}

/** The same in one line, as on a button. @param {Pieces} pieces @returns {Node[]} */
export const inline = (pieces) => paragraphs(pieces).flatMap((each) => Array.from(each.childNodes));
