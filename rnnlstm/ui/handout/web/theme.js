// @ts-check
/** Light or dark as the reader's machine is, before anything is painted. */

document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
