/** A recording as a small picture: how loud it was from left to right, and where the time was over. */

import { barsOf } from "./coach-rehearsal-levels.js";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT] = [320, 56];
const BARS = 80;

/** @param {{levels: number[], frameS: number, begins: number, cut: number}} sound `begins` and `cut` in seconds */
export function showSound(svg, { levels, frameS, begins, cut }) {
  const bars = barsOf(levels, BARS);
  const step = WIDTH / bars.length;
  const over = ((begins + cut) / (levels.length * frameS)) * WIDTH;
  const drawn = bars.map((share, place) => {
    const height = Math.max(2, share * HEIGHT);
    const isOver = place * step >= over;
    return piece("rect", { class: `rehearsal-bar${isOver ? " is-over" : ""}`, x: place * step, y: (HEIGHT - height) / 2, width: step * 0.7, height, rx: 1 });
  });
  if (over < WIDTH) drawn.push(piece("line", { class: "rehearsal-line", x1: over, x2: over, y1: 0, y2: HEIGHT }));
  svg.replaceChildren(...drawn);
}

function piece(kind, given) {
  const made = document.createElementNS(SVG, kind);
  for (const [name, value] of Object.entries(given)) made.setAttribute(name, typeof value === "number" ? String(Math.round(value * 10) / 10) : value);
  return made;
}
