// @ts-check
/** A learner on a walk: where they stand, and how they move on, by hand or playing. */

import * as places from "./place.js";

const PLAY_MS = 900;

/** @typedef {ReturnType<typeof walker>} Walker */

/**
 * @param {places.Walk} walk
 * @param {{place: places.Place, speed: number}} begin
 * @param {{moved: () => void, changed: () => void}} tell moved: to another place; changed: plays or no longer does
 */
export function walker(walk, begin, tell) {
  let { place, speed } = begin;
  /** @type {ReturnType<typeof setInterval>|undefined} */
  let playing;

  /** @param {Partial<places.Place>} to */
  function move(to) {
    place = places.settle(walk, { ...place, ...to });
    if (places.atEnd(walk, place)) stop();
    tell.moved();
  }
  function stop() {
    clearInterval(playing);
    playing = undefined;
  }
  function start() {
    stop();
    // Whoever looks at small steps is played small steps.
    playing = setInterval(() => (place.phase === null ? moves.forth() : moves.smallForth()), PLAY_MS / speed);
  }

  const moves = {
    forth: () => move(places.stride(walk, place, 1)),
    back: () => move(places.stride(walk, place, -1)),
    smallForth: () => move(places.small(walk, place, 1)),
    smallBack: () => move(places.small(walk, place, -1)),
    first: () => move({ t: places.start(walk), phase: null }),
    last: () => move({ t: places.end(walk), phase: null }),
    go: (/** @type {number} */ t) => move({ t, phase: null }),
    pick: (/** @type {number} */ unit) => move({ unit }),
    spot: (/** @type {number} */ t, /** @type {number} */ unit) => move({ t, unit, phase: null }),
    phase: (/** @type {number|null} */ phase) => move({ phase }),
    depth: (/** @type {places.Depth} */ depth) => move({ depth }),
    /** @param {string} [op] */
    enter: (op) => move(places.enter(place, op)),
    /** @param {number} t a step picked in the sequence: seen from afar, one goes in */
    visit: (t) => move({ t, phase: null, depth: place.depth === "sequence" ? "cell" : place.depth }),
    leave: () => move(places.leave(place)),
    /** Stand at a place that a card names. @param {Partial<places.Place>} to */
    stand(to) {
      stop();
      move(to);
    },
    play() {
      if (playing !== undefined) stop();
      else {
        if (places.atEnd(walk, place)) place = places.restart(walk, place);
        start();
      }
      tell.changed();
    },
    speed(/** @type {number} */ times) {
      speed = times;
      if (playing !== undefined) start();
    },
  };
  return {
    moves,
    stop,
    /** Go where another stepper went. @param {Partial<places.Place>} told */
    follow(told) {
      place = places.settle(walk, { ...place, ...told });
      tell.changed();
    },
    get place() {
      return place;
    },
    /** How the walk goes on. */
    get state() {
      const [first, last] = [places.atStart(walk, place), places.atEnd(walk, place)];
      return { playing: playing !== undefined, speed, first, last };
    },
  };
}
