// Fail where a file of JavaScript has more than 300 lines, or a function more than 60 of its own: those of the
// functions within it are theirs, for a component is a function that holds what it does as functions.

import { readFileSync } from "node:fs";
import ts from "typescript";

const LINES = { file: 300, function: 60 };

/** @param {string} path */
const tooLong = (path) => {
  const text = readFileSync(path, "utf8");
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lines = text.trimEnd().split("\n").length;
  const long = lines > LINES.file ? [`${path}: ${lines} lines`] : [];
  /** @param {number} position */
  const line = (position) => source.getLineAndCharacterOfPosition(position).line + 1;

  /** Return how many lines of the functions in a node are not those of the node itself.
   * @param {ts.Node} node
   * @returns {number} */
  const visit = (node) => {
    let within = 0;
    ts.forEachChild(node, (child) => {
      within += visit(child);
    });
    if (!ts.isFunctionLike(node)) return within;
    const first = line(node.getStart(source));
    const all = line(node.getEnd()) - first + 1;
    if (all - within > LINES.function) {
      const name = (node.name ?? /** @type {any} */ (node.parent).name)?.getText(source) ?? "a function";
      long.push(`${path}:${first}: ${name} has ${all - within} lines of its own`);
    }
    // The first and the last line are shared with what is around.
    return Math.max(all - 2, 0);
  };
  visit(source);
  return long;
};

const found = process.argv.slice(2).flatMap(tooLong);
for (const each of found) console.error(each);
process.exitCode = found.length ? 1 : 0;
