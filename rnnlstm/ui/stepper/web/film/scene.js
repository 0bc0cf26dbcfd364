// @ts-check
/** What the networks do at the moment shown: the gradient by lag, the gates, and answers to examples. */

import { number } from "../maths/numbers.js";
import { fill } from "../maths/text.js";
import { el, svg, write } from "../page/dom.js";
import { saveDrawing } from "../page/save.js";
import { lines } from "./lines.js";
import * as reel from "./reel.js";

/**
 * @typedef {{text: string, right: boolean|null, marked: boolean}} Sign
 * @typedef {{name: string, hue: string|null, signs: Sign[]}} Row
 * @typedef {reel.Reel & {
 *   gradient: Record<string, (number|null)[][]>, exponents: [number, number],
 *   gates: {kind: string, gate: string, hue: string, shares: number[][]}[],
 *   examples: {title: string, asked: Row[], answers: Row[][]}[],
 *   waves: {given: (number|null)[], truth: (number|null)[], answers: Record<string, (number|null)[][]>}|null
 * }} Scene
 */

/**
 * @param {Scene} data
 * @param {(name: string) => string} hue
 * @param {AbortSignal} signal
 */
export function scene(data, hue, signal) {
  const parts = [gradient(data, hue, signal)];
  if (data.gates.length) parts.push(gates(data, hue));
  parts.push(data.waves ? wave(data, data.waves, hue, signal) : answers(data, hue));
  const root = el("div", { class: "film scene", "data-testid": "film-scene" }, ...parts.map(({ node }) => node));
  const show = () => parts.forEach((part) => part.show(reel.now()));
  reel.watch(show, signal);
  show();
  return root;
}

/** @param {string} title @param {Record<string, string>} labels @param {Node} content @param {string} [file] */
function panel(title, labels, content, file) {
  const heading = el("h2", {}, title);
  const node = el("section", { class: "panel saved" }, heading, content);
  if (file) node.append(saveDrawing(labels.save, file, node));
  return { node, heading };
}

/** @param {Scene} data @param {(name: string) => string} hue @param {AbortSignal} signal */
function gradient({ kinds, labels, gradient: norms, exponents, at }, hue, signal) {
  const chart = lines(
    {
      series: kinds.map((kind) => ({ name: kind, hue: hue(kind) })),
      from: 0,
      to: norms[kinds[0]][0].length - 1,
      low: exponents[0],
      high: exponents[1],
      powers: true,
      x: labels.lag,
    },
    signal,
  );
  const { node } = panel(labels.gradient, labels, chart.node, "gradient");
  node.dataset.testid = "film-gradient";
  return {
    node,
    /** @param {number} k */
    show(k) {
      const logs = kinds.map((kind) =>
        norms[kind][k].map((value) => (value === null || value === 0 ? null : Math.log10(value))),
      );
      chart.show(logs);
      const ends = kinds.map((kind) => {
        const known = norms[kind][k].filter((value) => value !== null);
        return `${kind}: ${number(Number(known[0]))} → ${number(Number(known[known.length - 1]))}`;
      });
      chart.describe(fill(labels.gradient_alt, { step: at[k], ends: ends.join("; ") }));
    },
  };
}

/** @param {Scene} data @param {(name: string) => string} hue */
function gates({ gates: all, labels, at }, hue) {
  const charts = all.map(({ kind, gate, hue: name, shares }) => {
    const bins = shares[0].length;
    const bars = shares[0].map((_, b) => svg("rect", { x: b * 10 + 1, width: 8, fill: hue(name) }));
    const ends = ["0", "1"].map((text, k) =>
      svg("text", { x: k * bins * 10, y: 82, "text-anchor": k ? "end" : "start" }, text),
    );
    const drawing = svg(
      "svg",
      { viewBox: `0 0 ${bins * 10} 86`, role: "img" },
      ...bars,
      svg("path", { d: `M0 66.5H${bins * 10}`, stroke: "currentColor" }),
      ...ends,
    );
    const peak = el("span", { class: "note" });
    const node = el(
      "figure",
      { class: "gate saved", style: `--hue:${hue(name)}` },
      el("figcaption", {}, el("b", {}, `${kind} ${gate}`), " ", peak),
      drawing,
    );
    node.append(saveDrawing(labels.save, `${kind}-${gate}`, node));
    return {
      node,
      /** @param {number} k */
      show(k) {
        const most = Math.max(...shares[k]);
        bars.forEach((bar, b) => {
          const height = (64 * shares[k][b]) / most;
          bar.setAttribute("y", String(66 - height));
          bar.setAttribute("height", String(height));
        });
        const share = shares[k].indexOf(most);
        const text = fill(labels.peak, { share: (100 * most).toFixed(0), from: share / bins, to: (share + 1) / bins });
        write(peak, text);
        drawing.setAttribute("aria-label", fill(labels.gate_alt, { gate: `${kind} ${gate}`, step: at[k], peak: text }));
      },
    };
  });
  const { node } = panel(labels.gates, labels, el("div", { class: "gates" }, ...charts.map((chart) => chart.node)));
  node.dataset.testid = "film-gates";
  return { node, show: (/** @type {number} */ k) => charts.forEach((chart) => chart.show(k)) };
}

/** @param {Scene} data @param {(name: string) => string} hue */
function answers({ examples, labels }, hue) {
  const changing = /** @type {((k: number) => void)[]} */ ([]);
  const tables = examples.map(({ title, asked, answers: given }) => {
    const columns = Math.max(...[...asked, ...given[0]].map(({ signs }) => signs.length));
    const fixed = asked.map((row) => line(row, hue, columns).node);
    const moving = given[0].map((first, r) => {
      const { node, show } = line(first, hue, columns);
      changing.push((k) => show(given[k][r].signs));
      return node;
    });
    const table = el("table", {}, el("caption", {}, title), el("tbody", {}, ...fixed, ...moving));
    return el("div", { class: "wide", tabindex: 0, role: "region", "aria-label": title }, table);
  });
  const { node } = panel(labels.answers, labels, el("div", { class: "examples" }, ...tables));
  node.classList.add("across");
  node.dataset.testid = "film-answers";
  return { node, show: (/** @type {number} */ k) => changing.forEach((change) => change(k)) };
}

/**
 * A row of a table. Where it says one thing of the whole sequence, its only cell goes through all columns: it would
 * else seem to speak of the first step.
 * @param {Row} row @param {(name: string) => string} hue @param {number} columns
 */
function line({ name, hue: colour, signs }, hue, columns) {
  const cells = signs.map(() => el("td", { class: "digits", colspan: signs.length === 1 ? String(columns) : null }));
  /** @param {Sign[]} now */
  const show = (now) =>
    now.forEach(({ text, right, marked }, c) => {
      const sign = right === null ? "" : right ? " ✓" : " ✗";
      write(cells[c], text + (right && text.length === 1 ? "" : sign));
      cells[c].className = `digits${right === false ? " wrong" : right ? " right" : ""}${marked ? " marked" : ""}`;
    });
  show(signs);
  return {
    node: el("tr", {}, el("th", { scope: "row", style: colour ? `color:${hue(colour)}` : null }, name), ...cells),
    show,
  };
}

/** @param {Scene} data @param {NonNullable<Scene["waves"]>} waves @param {(name: string) => string} hue @param {AbortSignal} signal */
function wave({ kinds, labels, at }, waves, hue, signal) {
  const chart = lines(
    {
      series: [
        { name: labels.given, hue: hue("muted"), dots: true },
        { name: labels.truth, hue: hue("muted"), wide: true },
        ...kinds.map((kind) => ({ name: kind, hue: hue(kind) })),
      ],
      from: 1,
      to: waves.truth.length,
      low: -1.5,
      high: 1.5,
      powers: false,
      x: labels.time,
    },
    signal,
  );
  const { node } = panel(labels.answers, labels, chart.node, "wave");
  node.classList.add("across");
  node.dataset.testid = "film-answers";
  return {
    node,
    /** @param {number} k */
    show(k) {
      chart.show([waves.given, waves.truth, ...kinds.map((kind) => waves.answers[kind][k])]);
      chart.describe(fill(labels.wave_alt, { step: at[k] }));
    },
  };
}
