// @ts-check
/**
 * Mathematical type: a font with a MATH table comes with the project, for without one a browser lays equations out
 * badly. A shadow root's own @font-face is not heeded, so the document is given the faces; once, and at once, so that
 * they are here by the time a first trace is.
 */

const FAMILY = "Stepper Math";
/** @type {[string, FontFaceDescriptors][]} */
const FACES = [
  ["regular", {}],
  ["italic", { style: "italic" }],
  ["bold", { weight: "700" }],
  ["bold-italic", { weight: "700", style: "italic" }],
];

for (const [file, descriptors] of FACES) {
  const url = new URL(`fonts/math-${file}.woff2`, import.meta.url);
  const face = new FontFace(FAMILY, `url("${url}")`, { ...descriptors, display: "block" });
  document.fonts.add(face);
  // Where it cannot be had, the style sheet names other faces.
  face.load().catch(() => {});
}
