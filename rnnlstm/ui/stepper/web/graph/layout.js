// @ts-check
/** Where the nodes of each graph stand, and the lines between them: forward from left to right. */

/** @typedef {import("../diagram/route.js").Point} Point */

/** From where to where a drawing reaches: what stands below the first boxes is broader than they are. */
export const [LEFT, WIDTH] = [-16, 730];
/** A node's box. */
export const BOX = { width: 88, height: 54 };
/** How far apart lines meet a box. */
const APART = 13;

const THREE = [60, 175, 290];
/** @param {string} letter @param {number} x @returns {Record<string, Point>} */
const column = (letter, x) => Object.fromEntries(THREE.map((y, k) => [`${letter}${k + 1}`, [x, y]]));

/** @type {Record<string, {height: number, places: Record<string, Point>}>} */
export const LAYOUTS = {
  chain: {
    height: 330,
    places: {
      ...{ w: [46, 60], x: [46, 190], u: [200, 125], b: [200, 270], a: [352, 180], h: [504, 180] },
      ...{ target: [504, 290], E: [654, 215] },
    },
  },
  twice: {
    height: 310,
    places: {
      ...{ w: [46, 60], x: [46, 220], a: [200, 190], h: [352, 190], y: [504, 125], target: [504, 265] },
      E: [654, 180],
    },
  },
  vector: {
    height: 350,
    places: {
      ...column("x", 46),
      ...{ a1: [352, 110], a2: [352, 240], target1: [504, 40], target2: [504, 310], E: [654, 175] },
    },
  },
  softmax: {
    height: 430,
    places: { ...column("y", 46), ...column("e", 190), S: [344, 375], ...column("p", 500), E: [654, 175] },
  },
};

/**
 * The two ends of every line, side by side where several meet a box.
 * @param {{from: string, to: string}[]} edges
 * @param {Record<string, Point>} places
 * @returns {[Point, Point][]}
 */
export function ends(edges, places) {
  /** @param {string} node @param {"from"|"to"} side @param {"from"|"to"} other */
  const meeting = (node, side, other) =>
    edges.filter((edge) => edge[side] === node).sort((a, b) => places[a[other]][1] - places[b[other]][1]);
  /** @param {{from: string, to: string}} edge @param {"from"|"to"} side @returns {Point} */
  const end = (edge, side) => {
    const [x, y] = places[edge[side]];
    const all = meeting(edge[side], side, side === "from" ? "to" : "from");
    const shift = (all.indexOf(edge) - (all.length - 1) / 2) * APART;
    return [x + (side === "from" ? 1 : -1) * (BOX.width / 2), y + shift];
  };
  return edges.map((edge) => [end(edge, "from"), end(edge, "to")]);
}
