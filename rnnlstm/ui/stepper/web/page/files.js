// @ts-check
/** Where the files beside the modules are. A page that carries them inside has another module in this one's place. */

/** @param {string} name */
export const file = (name) => new URL(`../${name}`, import.meta.url).href;
