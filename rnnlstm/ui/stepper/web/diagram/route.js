// @ts-check
/** The routes of lines: straight across and straight up or down, their corners rounded. */

/** @typedef {[number, number]} Point */

const ROUND = 9;

/** A route from source to target of the forward pass; the gradient runs the other way. */
export class Route {
  /** @param {Point} start */
  constructor(start) {
    this.points = [start];
  }

  /** On across. @param {number} x */
  h(x) {
    return this.on([x, this.points[this.points.length - 1][1]]);
  }

  /** On up or down. @param {number} y */
  v(y) {
    return this.on([this.points[this.points.length - 1][0], y]);
  }

  /** @param {Point} point */
  on(point) {
    this.points.push(point);
    return this;
  }
}

/** A route's beginning. @param {number} x @param {number} y */
export const from = (x, y) => new Route([x, y]);

/**
 * The outline of a route; it ends a little early where an arrow head follows.
 * @param {Point[]} points
 * @param {number} cut
 */
export function outline(points, cut) {
  let d = "";
  points.forEach(([x, y], k) => {
    if (k === 0) {
      d += `M${x} ${y}`;
      return;
    }
    const [px, py] = points[k - 1];
    const length = Math.hypot(x - px, y - py);
    const [ux, uy] = [(x - px) / length, (y - py) / length];
    const next = points[k + 1];
    if (!next) {
      d += `L${x - cut * ux} ${y - cut * uy}`;
      return;
    }
    const after = Math.hypot(next[0] - x, next[1] - y);
    const r = Math.min(ROUND, length / 2, after / 2);
    const [cx, cy] = [x + (r * (next[0] - x)) / after, y + (r * (next[1] - y)) / after];
    d += `L${x - r * ux} ${y - r * uy}Q${x} ${y} ${cx} ${cy}`;
  });
  return d;
}
