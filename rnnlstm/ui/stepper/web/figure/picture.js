// @ts-check
/** A chart of Plotly as one drawing: the layers that it lays over each other, without what only a mouse has a use for. */

import { svg } from "../page/dom.js";

const FOR_THE_MOUSE = ".draglayer, .hoverlayer, .zoomlayer, .selectionlayer";

/** @param {Element} chart @returns {SVGElement} */
export function picture(chart) {
  const layers = /** @type {SVGSVGElement[]} */ ([...chart.querySelectorAll("svg.main-svg")]);
  const { width, height } = layers[0].getBoundingClientRect();
  const whole = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  for (const layer of layers) {
    const copy = /** @type {SVGSVGElement} */ (layer.cloneNode(true));
    for (const each of copy.querySelectorAll(FOR_THE_MOUSE)) each.remove();
    // What is laid over the first has no ground of its own.
    if (layer !== layers[0]) copy.style.background = "none";
    whole.append(copy);
  }
  whole.style.background = layers[0].style.background;
  return whole;
}
