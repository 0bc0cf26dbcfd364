// @ts-check
/**
 * Mathematical type: a font with a MATH table comes with the project, for without one a browser lays equations out
 * badly. A shadow root's own @font-face is not heeded, so the document is given the faces; once, and at once, so that
 * they are here by the time a first trace is.
 */

import { file } from "./files.js";

export const FAMILY = "Stepper Math";
/** @type {[string, FontFaceDescriptors][]} */
const FACES = [
  ["regular", {}],
  ["italic", { style: "italic" }],
  ["bold", { weight: "700" }],
  ["bold-italic", { weight: "700", style: "italic" }],
];
const address = (/** @type {string} */ face) => file(`fonts/math-${face}.woff2`);

for (const [name, descriptors] of FACES) {
  const face = new FontFace(FAMILY, `url("${address(name)}")`, { ...descriptors, display: "block" });
  document.fonts.add(face);
  // Where it cannot be had, the style sheet names other faces.
  face.load().catch(() => {});
}

/** @param {Blob} blob @returns {Promise<string>} */
const asText = (blob) =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsDataURL(blob);
  });

/** The faces as a style sheet that carries them, for a drawing that leaves the page. @returns {Promise<string>} */
export async function faces() {
  const rules = FACES.map(async ([name, { style = "normal", weight = "400" }]) => {
    const font = await asText(await (await fetch(address(name))).blob());
    return `@font-face{font-family:"${FAMILY}";font-style:${style};font-weight:${weight};src:url("${font}")}`;
  });
  return (await Promise.all(rules)).join("");
}
