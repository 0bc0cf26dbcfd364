// @ts-check
/** The film's bar: play, scrub, and how each network does at the moment shown. */

import { fill } from "../maths/text.js";
import { el, write } from "../page/dom.js";
import * as reel from "./reel.js";

const PLAY_MS = 200;

/**
 * @param {reel.Reel & {name: string, asked: {card: string, at: number}|null, loss: Record<string, string[]>, accuracy: Record<string, string[]>}} data
 * @param {(name: string) => string} hue
 * @param {AbortSignal} signal
 */
export function bar(data, hue, signal) {
  const { at, steps, kinds, labels } = data;
  reel.open(data, data.name, data.asked);
  const play = el("button", { type: "button", "data-testid": "film-play" });
  const slider = el("input", {
    type: "range",
    min: 0,
    max: steps,
    step: 1,
    "data-testid": "film-slider",
    "aria-label": labels.update,
  });
  const where = el("span", { class: "where", "data-testid": "film-where" });
  const readouts = kinds.map((kind) => {
    const loss = el("b");
    const accuracy = el("b");
    const node = el(
      "span",
      { class: "readout", style: `--hue:${hue(kind)}`, "data-testid": `film-${kind}` },
      el("i", {}, kind),
      " ",
      `${labels.loss} `,
      loss,
      " · ",
      `${labels.accuracy} `,
      accuracy,
    );
    return { kind, node, loss, accuracy };
  });
  const root = el(
    "div",
    { class: "film bar", "data-testid": "film", role: "group", "aria-label": labels.film },
    el("div", { class: "line" }, play, slider, where),
    el("div", { class: "line readouts" }, ...readouts.map(({ node }) => node)),
  );

  /** @type {ReturnType<typeof setInterval>|undefined} */
  let playing;
  const stop = () => {
    clearInterval(playing);
    playing = undefined;
    show();
  };
  const start = () => {
    if (reel.now() === at.length - 1) reel.go(data, 0);
    playing = setInterval(() => {
      reel.go(data, reel.now() + 1);
      if (reel.now() === at.length - 1) stop();
    }, PLAY_MS);
    show();
  };
  const show = () => {
    const k = reel.now();
    write(play, playing ? `❚❚ ${labels.pause}` : `▶ ${labels.play}`);
    play.setAttribute("aria-pressed", String(Boolean(playing)));
    const text = fill(labels.where, { step: at[k], steps });
    write(where, text);
    slider.value = String(at[k]);
    slider.setAttribute("aria-valuetext", text);
    slider.style.setProperty("--share", String(at[k] / steps));
    root.dataset.step = String(at[k]);
    for (const { kind, loss, accuracy } of readouts) {
      write(loss, data.loss[kind][k]);
      write(accuracy, data.accuracy[kind][k]);
    }
  };

  play.addEventListener("click", () => (playing ? stop() : start()));
  slider.addEventListener("input", () => {
    if (playing) stop();
    reel.go(data, reel.nearest(at, Number(slider.value)));
    show();
  });
  /** @type {Record<string, () => number>} */
  const moves = {
    ArrowRight: () => reel.now() + 1,
    ArrowLeft: () => reel.now() - 1,
    Home: () => 0,
    End: () => at.length - 1,
  };
  root.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (playing) stop();
    reel.go(data, move());
  });
  reel.watch(show, signal);
  signal.addEventListener("abort", () => {
    clearInterval(playing);
    // The next mount of the same page takes the film up where it stands.
    setTimeout(() => root.isConnected || document.querySelector(".st-key-film-bar") || reel.close());
  });
  show();
  return root;
}
