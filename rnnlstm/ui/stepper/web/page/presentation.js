// @ts-check
/**
 * Presentation: large type, the walk alone on the screen, driven by arrow keys or a clicker (PageUp, PageDown).
 * The stepper goes to the browser's top layer as a popover, which needs nobody's leave; the full screen is asked
 * for as well, and done without where it is refused.
 */

/**
 * @param {HTMLElement} root
 * @param {(on: boolean) => void} changed
 */
export function presentation(root, changed) {
  const signals = new AbortController();
  let on = false;

  function open() {
    on = true;
    root.popover = "manual";
    root.showPopover();
    root.classList.add("presenting");
    document.documentElement.requestFullscreen?.().catch(() => {});
    root.focus({ preventScroll: true });
    changed(on);
  }

  function close() {
    if (!on) return;
    on = false;
    root.classList.remove("presenting");
    if (root.matches(":popover-open")) root.hidePopover();
    root.removeAttribute("popover");
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    root.focus({ preventScroll: true });
    changed(on);
  }

  // Escape leaves the full screen without asking us.
  document.addEventListener("fullscreenchange", () => document.fullscreenElement ?? close(), {
    signal: signals.signal,
  });

  return {
    toggle: () => (on ? close() : open()),
    open,
    close,
    get on() {
      return on;
    },
    leave() {
      signals.abort();
      if (on && document.fullscreenElement) document.exitFullscreen().catch(() => {});
    },
  };
}
