// @ts-check
/**
 * Whether the row of boxes shows the gradient of the last step's loss alone: a card asks for it, and the steppers of one
 * group agree. The page remembers it for those that come later.
 */

const EVENT = "rnnlstm-alone";
const CLASS = "last-alone";

/** @param {HTMLElement} root @param {string|null} group @param {AbortSignal} signal @returns {(last: boolean) => void} */
export function alone(root, group, signal) {
  if (group === null) return (last) => void root.classList.toggle(CLASS, last);
  const page = document.documentElement;
  const look = () => root.classList.toggle(CLASS, page.dataset.alone === group);
  document.addEventListener(EVENT, look, { signal });
  look();
  return (last) => {
    if (last) page.dataset.alone = group;
    else delete page.dataset.alone;
    document.dispatchEvent(new Event(EVENT));
  };
}
