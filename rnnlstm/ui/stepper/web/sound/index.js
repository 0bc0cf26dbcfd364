// @ts-check
/** The cursor of a sound: it runs through the figure below the player, where the sound is heard. */

/** @type {WeakMap<Element|ShadowRoot, AbortController>} */
const living = new WeakMap();

/** @param {{data: {player: string, figure: string, seconds: number}, parentElement: HTMLElement|ShadowRoot}} component */
export default function mount({ data, parentElement }) {
  living.get(parentElement)?.abort();
  const life = new AbortController();
  living.set(parentElement, life);
  const player = () => /** @type {HTMLAudioElement|null} */ (document.querySelector(`.st-key-${data.player} audio`));
  const show = () => {
    const audio = player();
    const figure = /** @type {HTMLElement|null} */ (document.querySelector(`.st-key-${data.figure}`));
    if (!audio || !figure) return;
    const share = Math.min(audio.currentTime / data.seconds, 1);
    // Before it has been played there is nothing to follow.
    if (share > 0 || !audio.paused) figure.style.setProperty("--heard", String(share));
  };
  const follow = () => {
    if (life.signal.aborted) return;
    show();
    if (player()?.paused === false) requestAnimationFrame(follow);
  };
  // The events of a player do not rise to the document; it sees them on their way down.
  for (const name of ["play", "seeked", "pause", "ended"]) {
    document.addEventListener(name, follow, { capture: true, signal: life.signal });
  }
  follow();
  return () => {
    if (living.get(parentElement) !== life) return;
    life.abort();
    living.delete(parentElement);
  };
}
