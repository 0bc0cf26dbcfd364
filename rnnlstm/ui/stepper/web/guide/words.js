// @ts-check
/** The words of a card: **bold**, *italics*, lowered and raised parts; the learner's values stand as they are. */

import { rich } from "../maths/text.js";
import { el } from "../page/dom.js";

/** A text is the author's; a list of one is a value of the learner's. @typedef {(string|[string])[]} Pieces */

/** What stands between paragraphs, and what begins or ends bold and italics. */
const MARKS = /(\n\s*\n|\*\*|\*)/;
/** So many letters at most stand on one line with the sign after them: a term, no sentence. */
const LONGEST_TOGETHER = 12;

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
      // A number stays on one line; a phrase may be longer than a line.
      open.at(-1)?.append(el("bdi", piece[0].length > LONGEST_TOGETHER ? { class: "long" } : {}, piece[0]));
      continue;
    }
    for (const part of piece.split(MARKS)) {
      if (part === "**") toggle("b");
      else if (part === "*") toggle("i");
      else if (/^\n\s*\n$/.test(part)) begin();
      else open.at(-1)?.append(...rich(part.replaceAll("\n", " ")));
    }
  }
  made.forEach(closeUp);
  return made.filter((each) => each.childNodes.length);
}

/**
 * Keep a closing sign on the line of the term before it, and a stacked symbol at its letter: browsers would break there.
 * @param {HTMLElement} node
 */
function closeUp(node) {
  for (const each of node.querySelectorAll("b, .stack")) {
    if ((each.textContent ?? "").length > LONGEST_TOGETHER) continue;
    const letter = each.localName === "b" ? "" : taken(each.previousSibling, /[A-Za-z]+$/);
    const sign = taken(each.nextSibling, /^[，。：；、）？！,.:;)?!]+/);
    if (!letter && !sign) continue;
    const together = el("span", { class: "together" });
    each.replaceWith(together);
    together.append(letter, each, sign);
  }
}

/** Take a part out of a text, and return it. @param {Node|null} text @param {RegExp} part */
function taken(text, part) {
  const found = text instanceof Text ? part.exec(text.data) : null;
  if (!found || !(text instanceof Text)) return "";
  text.deleteData(found.index, found[0].length);
  return found[0];
}

/** The same in one line, as on a button. @param {Pieces} pieces @returns {Node[]} */
export const inline = (pieces) => paragraphs(pieces).flatMap((each) => Array.from(each.childNodes));
