// @ts-check
/**
 * What Python sends of a graph (see ui/lessons/vectors/graph.py). What is shown carries names: `a` the number a node
 * holds, `da` its gradient, `x>a` a line, `a>x` what comes back along it.
 *
 * @typedef {{name: string, symbol: string, hue: string, number: string, sign: string, gradient: string|null}} GraphNode
 * @typedef {{
 *   from: string, to: string, there: string, back: string, carries: number, returns: number, slope: string,
 *   leads: boolean
 * }} Edge leads: whether a gradient comes back along it
 * @typedef {{q: string, left: string, symbols: string, numbers: string}} Row
 * @typedef {{stage: "forward"|"backward"|"check", makes: string[], path: string[], says: string, rows: Row[]}} Step
 * @typedef {{symbol: string, number: string, q: string, goes: string, head: boolean}} Cell
 * @typedef {{caption: string, needs: string, rows: Cell[][]}} Table
 * @typedef {{card: string, step: number, lit: string[]}} Led where an open card of the guide leads, and what it lights
 * @typedef {{
 *   part: string, nodes: GraphNode[], edges: Edge[], steps: Step[], tables: Table[], labels: Record<string, string>,
 *   colours: Record<string, [string, string]>, guide: Led|null
 * }} Data
 */

/** The small step in which something is made, by its name; -1 where none makes it. @param {Step[]} steps @param {string} name */
export const madeIn = (steps, name) => steps.findIndex(({ makes }) => makes.includes(name));

/**
 * Where a click on a node leads: to the step that makes its number, and from there on, or on the way back, to the one
 * that makes its gradient.
 * @param {Step[]} steps @param {string} name @param {number} now the step that is shown
 */
export function leadsTo(steps, name, now) {
  const [number, gradient] = [madeIn(steps, name), madeIn(steps, `d${name}`)];
  if (gradient < 0) return number;
  return steps[now].stage === "forward" && now !== number ? number : gradient;
}
