/* Aisles in a room of rows: where they can run, and how they are drawn on the desk. */

import { el } from "./room-picture.js";

/** Put the chairs of a picture into rows, by their name. */
export function byRow(chairs) {
  const rows = new Map();
  for (const chair of chairs) (rows.get(chair.row) ?? rows.set(chair.row, []).get(chair.row)).push(chair);
  return rows;
}

/** Give the gaps between the chairs of the longest row: an aisle can run in each. `after` is the chair before it, from 1. */
export function gapsOf(chairs) {
  const longest = [...byRow(chairs).values()].reduce((best, row) => (row.length > best.length ? row : best), []);
  return longest.slice(0, -1).map((chair, no) => ({ after: no + 1, left: chair.x + 15, right: longest[no + 1].x - 15 }));
}

/** Give the gap that is nearest to a place, or undefined where there is none. */
export function gapAt(gaps, x) {
  const apart = (gap) => Math.abs((gap.left + gap.right) / 2 - x);
  return gaps.reduce((best, gap) => (best && apart(best) <= apart(gap) ? best : gap), undefined);
}

/** Draw the aisles, and with `handles` a sign at each gap that opens or closes one. */
export function drawAisles(drawing, gaps, open, handles) {
  const { chairs, box } = drawing.picture;
  const [top, bottom] = [chairs[0].y - 26, box.top + box.height - 14];
  const bands = gaps.filter((gap) => open.includes(gap.after));
  drawing.layers.ground.replaceChildren(
    ...bands.map((gap) => el("rect", { class: "room-aisle", x: gap.left + 7, y: top, width: gap.right - gap.left - 14, height: bottom - top, rx: 6 })),
  );
  drawing.layers.above.querySelectorAll(".aisle-handle").forEach((handle) => handle.remove());
  if (handles) drawing.layers.above.append(...gaps.map((gap) => handleOf(gap, open.includes(gap.after), top - 12, bottom)));
}

function handleOf(gap, isOpen, top, bottom) {
  return el(
    "g",
    { class: `aisle-handle${isOpen ? " is-open" : ""}`, transform: `translate(${(gap.left + gap.right) / 2} ${top})` },
    el("path", { class: "aisle-line", d: `M0 12V${bottom - top}` }),
    el("circle", { r: 9 }),
    el("path", { d: isOpen ? "M-4 0h8" : "M-4 0h8M0 -4v8" }),
  );
}
