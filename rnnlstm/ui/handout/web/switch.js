// @ts-check
/** From light to dark and back: by the button, and with the machine. On paper all is light, and nothing is folded. */
{
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  /** What was so on the screen. @type {{theme: string, folded: HTMLDetailsElement[]}|undefined} */
  let before;
  /** @param {string} theme */
  function turn(theme) {
    root.dataset.theme = theme;
    document.dispatchEvent(new Event("theme"));
  }
  dark.addEventListener("change", () => turn(dark.matches ? "dark" : "light"));
  document
    .getElementById("theme")
    ?.addEventListener("click", () => turn(root.dataset.theme === "dark" ? "light" : "dark"));
  addEventListener("beforeprint", () => {
    /** @type {HTMLDetailsElement[]} */
    const folded = [...document.querySelectorAll("main details:not([open])")].map((each) => /** @type {any} */ (each));
    before = { theme: root.dataset.theme ?? "light", folded };
    for (const each of folded) each.open = true;
    if (before.theme !== "light") turn("light");
  });
  addEventListener("afterprint", () => {
    if (!before) return;
    for (const each of before.folded) each.open = false;
    if (before.theme !== "light") turn(before.theme);
    before = undefined;
  });
}
