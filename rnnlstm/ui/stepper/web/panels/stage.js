// @ts-check
/**
 * What every element that shows a quantity has in common, whoever drew it: `data-q` names the quantity. Here it
 * is told whether its quantity is still to come, is being made in this small step, or is pointed at.
 */

/** Whether a quantity is still to be made. @param {import("../payload.js").Header} meta @param {string} name @param {number|null} phase */
export function isAhead(meta, name, phase) {
  return phase !== null && meta.phases.findIndex(({ makes }) => makes.includes(name)) > phase;
}

/** @param {Element} element */
const quantities = (element) => (element.getAttribute("data-q") ?? "").split(" ");

/**
 * @param {{meta: {phases: {makes: string[]}[], edits: {q: string[]}[]}}} model
 * @param {Element} root
 */
export function stage(model, root) {
  /** In which small step each quantity is made. @type {Map<string, number>} */
  const made = new Map(
    model.meta.phases.flatMap(({ makes }, k) => makes.map((name) => /** @type {const} */ ([name, k]))),
  );
  /** @type {{element: Element, when: number[]}[]} */
  let actors = [];
  /** @type {Map<string, Element[]>} */
  let shown = new Map();
  /** @type {Element[]} */
  let pointed = [];
  /** @type {number|null|undefined} */
  let current;
  /** What a card of the guide speaks of; null while none does. @type {string[]|null} */
  let spoken = null;

  /** Look again at who is on the stage; panels that are drawn anew ask for it. */
  function gather() {
    shown = new Map();
    actors = [];
    for (const element of root.querySelectorAll("[data-q]")) {
      const names = quantities(element);
      for (const name of names) shown.set(name, [...(shown.get(name) ?? []), element]);
      const when = names.map((name) => made.get(name) ?? -1);
      if (when.some((k) => k >= 0)) actors.push({ element, when });
    }
    // What was altered by hand carries a mark wherever it is shown.
    for (const { q } of model.meta.edits) {
      for (const name of q) for (const element of shown.get(name) ?? []) element.classList.add("altered");
    }
    current = undefined;
    shine();
  }

  /** What the card speaks of shines, and so that it can be seen, what holds it is not dimmed. */
  function shine() {
    for (const each of root.querySelectorAll(".shone, .around")) each.classList.remove("shone", "around");
    root.classList.toggle("lights", Boolean(spoken?.length));
    for (const name of spoken ?? []) {
      for (const element of shown.get(name) ?? []) {
        element.classList.add("shone");
        for (let each = element.parentElement; each && each !== root; each = each.parentElement)
          each.classList.add("around");
      }
    }
  }

  /** @param {Element|null} element */
  function point(element) {
    for (const each of pointed) each.classList.remove("pointed");
    pointed = element ? quantities(element).flatMap((name) => shown.get(name) ?? []) : [];
    for (const each of pointed) each.classList.add("pointed");
  }

  const signals = new AbortController();
  const at = (/** @type {Event} */ event) =>
    event.target instanceof Element ? event.target.closest("[data-q]") : null;
  root.addEventListener("pointerover", (event) => point(at(event)), { signal: signals.signal });
  root.addEventListener("pointerleave", () => point(null), { signal: signals.signal });
  root.addEventListener("focusin", (event) => point(at(event)), { signal: signals.signal });

  return {
    gather,
    /** Light up what shows these quantities and dim the rest; null lights everything again. @param {string[]|null} names */
    light(names) {
      spoken = names;
      shine();
    },
    leave: () => signals.abort(),
    /** @param {number|null} phase */
    update(phase) {
      if (phase === current) return;
      current = phase;
      for (const { element, when } of actors) {
        // What stands for several quantities is there once the first of them is.
        element.classList.toggle("ahead", phase !== null && when.every((k) => k > phase));
        element.classList.toggle("lit", phase !== null && when.includes(phase));
      }
    },
  };
}
