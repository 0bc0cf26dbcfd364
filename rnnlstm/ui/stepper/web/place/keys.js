// @ts-check
/** The keyboard: arrows walk, with Shift by small steps; Enter goes in, Escape out; a clicker pages. */

/**
 * What the keys do; those that are left out are not ours.
 * @typedef {{
 *   forth: () => void, back: () => void, smallForth: () => void, smallBack: () => void, first: () => void, last: () => void,
 *   enter: (op?: string) => void, play?: () => void, leave?: () => void, guide?: () => void, card?: (way: 1|-1) => void
 * }} Moves
 */

/** @param {Element} element */
function inView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/**
 * @param {HTMLElement} root
 * @param {Moves} on
 * @param {() => {small: boolean, presenting: boolean, guided: boolean}} state
 * @param {AbortSignal} signal
 */
export function bindKeys(root, on, state, signal) {
  let handOver = false;
  const { card } = on;
  /** @type {Record<string, (() => void)|undefined>} */
  const moves = {
    ArrowRight: on.forth,
    ArrowLeft: on.back,
    "Shift+ArrowRight": on.smallForth,
    "Shift+ArrowLeft": on.smallBack,
    Home: on.first,
    End: on.last,
    " ": on.play,
    Enter: on.enter,
    Escape: on.leave,
    n: card && (() => card(1)),
    b: card && (() => card(-1)),
    g: on.guide,
  };
  /** A clicker goes on in whatever the lecturer shows: cards, small steps or steps. @type {Record<string, () => void>} */
  const clicker = {
    PageDown: () => (card && state().guided ? card(1) : state().small ? on.smallForth() : on.forth()),
    PageUp: () => (card && state().guided ? card(-1) : state().small ? on.smallBack() : on.back()),
  };

  document.addEventListener(
    "keydown",
    (event) => {
      const target = /** @type {Element|undefined} */ (event.composedPath()[0]);
      const inside = target instanceof Node && root.contains(target);
      handOver = !inside && event.key === "Enter" && document.activeElement instanceof HTMLInputElement;
      // While an input method composes, its keys are its own.
      if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
      const { presenting } = state();
      const letter = event.key.length === 1;
      const key = letter ? event.key.toLowerCase() : event.shiftKey ? `Shift+${event.key}` : event.key;
      const move = moves[key] ?? (presenting ? clicker[key] : undefined);
      if (!move) return;
      // With nothing focused the arrows are ours too: a class that has just opened the page can start stepping.
      const free = document.activeElement === document.body && (presenting || (isShared(event.key) && inView(root)));
      if (!inside && !free) return;
      if (inside && target !== root && own(target, event.key)) return;
      event.preventDefault();
      const op = doorOf(target);
      if (key === "Enter" && op) on.enter(op);
      else if (key === "Enter") on.enter();
      else move();
    },
    { signal },
  );
  root.addEventListener(
    "click",
    (event) => {
      const op = doorOf(event.target);
      if (op) on.enter(op);
    },
    { signal },
  );
  return { handedOver: () => handOver };
}

/** Keys that are ours while nothing has the focus and the stepper is in sight. @param {string} key */
const isShared = (key) => key.startsWith("Arrow") || /^[nbg]$/i.test(key);

/** The operation that an element of the diagram leads into. @param {EventTarget|null|undefined} target */
function doorOf(target) {
  return target instanceof Element ? target.closest(".diagram [data-op]")?.getAttribute("data-op") : undefined;
}

/** Whether a control needs this key for itself. @param {Element} target @param {string} key */
function own(target, key) {
  if (target.closest("[data-keys='own']")) return key !== "Escape";
  if (target.matches("input[type=text], input[type=number]")) return key !== "Escape";
  // The slider and the list of units step in the direction of the walk as well.
  // In a list a letter looks for what begins with it.
  if (target.matches("select")) return key.length === 1 || key === "Enter";
  if (target.matches("input")) return key === " " || key === "Enter";
  if (target.matches("button, summary, a")) return key === " " || key === "Enter";
  return key === " ";
}
