// @ts-check
/** Saves a file that the server has made; once, however often Streamlit calls. */

/** @typedef {{name: string, text: string, at: number}} File */

/** What has been saved here. @type {Set<number>} */
const saved = new Set();

/** @param {{data: File}} _ */
export default function delivery({ data: { name, text, at } }) {
  if (saved.has(at)) return;
  saved.add(at);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/html" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser reads it in its own time
}
