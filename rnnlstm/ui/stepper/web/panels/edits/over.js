// @ts-check
/** A new value, typed over a number on the screen. */

import { fill } from "../../maths/text.js";
import { write } from "../../page/dom.js";
import { MOST, digits, number } from "./form.js";

/**
 * @param {import("./form.js").Form} form
 * @param {HTMLElement} root the stepper
 * @param {Element} spot what shows `data-edit`
 */
export function over(form, root, spot) {
  const name = spot.getAttribute("data-edit") ?? "";
  const label = fill(form.model.labels.edit_over, { name });
  const range = { step: "any", min: -MOST, max: MOST };
  const box = number({ ...range, class: "over", "aria-label": label, "data-testid": "edit-over" });
  const { left, top } = spot.getBoundingClientRect();
  const frame = root.getBoundingClientRect();
  box.style.left = `${left - frame.left}px`;
  box.style.top = `${top - frame.top + root.scrollTop}px`;
  box.value = digits(Number(spot.getAttribute("data-value")));
  let cancelled = false;
  // What is no number, or too large a one, leaves the old one as it was.
  box.addEventListener("change", () => {
    if (!cancelled && form.fit(box)) form.put(`${name}:${Number(box.value)}`);
  });
  box.addEventListener("blur", () => box.isConnected && box.remove());
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    cancelled = true;
    write(form.wrong, "");
    root.focus({ preventScroll: true });
  });
  root.append(box);
  box.focus();
  box.select();
}
