/* Places and ways of a room, without any drawing: which chair is under a finger, where an arrow key leads, how a way bends, what fits on a table. */

export const CHAIR = 40;

/** Give the chairs sorted into squares, so that the one under a finger is found at once. */
export function squares(chairs, size = 2 * CHAIR) {
  const found = new Map();
  for (const chair of chairs) {
    const key = `${Math.floor(chair.x / size)} ${Math.floor(chair.y / size)}`;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(chair);
  }
  return { size, found };
}

/** Give the nearest chair within `reach` of a place, or null. */
export function nearest({ size, found }, x, y, reach = CHAIR * 0.6) {
  let best = null;
  let least = reach;
  for (let column = Math.floor((x - reach) / size); column <= Math.floor((x + reach) / size); column++) {
    for (let line = Math.floor((y - reach) / size); line <= Math.floor((y + reach) / size); line++) {
      for (const chair of found.get(`${column} ${line}`) ?? []) {
        const apart = Math.hypot(chair.x - x, chair.y - y);
        if (apart <= least) [best, least] = [chair, apart];
      }
    }
  }
  return best;
}

/** Give the chairs in a rectangle; its corners may be given in any order. */
export function chairsWithin(chairs, one, other) {
  const [left, right] = [Math.min(one.x, other.x), Math.max(one.x, other.x)];
  const [top, bottom] = [Math.min(one.y, other.y), Math.max(one.y, other.y)];
  return chairs.filter((chair) => chair.x >= left && chair.x <= right && chair.y >= top && chair.y <= bottom);
}

const SIDEWAYS = { ArrowLeft: -1, ArrowRight: 1 };
const DEEP = { ArrowUp: -1, ArrowDown: 1 };
export const isArrow = (key) => key in SIDEWAYS || key in DEEP;

/** Give the chair that an arrow key leads to: left and right along the row or round the table, then on to the next; up and down to the nearest there. */
export function stepFrom(chairs, from, key) {
  if (key in SIDEWAYS) return chairs[chairs.indexOf(from) + SIDEWAYS[key]] ?? from;
  let best = from;
  let least = Infinity;
  for (const chair of chairs) {
    const along = (chair.y - from.y) * DEEP[key];
    const far = along + 2.5 * Math.abs(chair.x - from.x);
    if (along > 4 && far < least) [best, least] = [chair, far];
  }
  return best;
}

/** Give a bent way between two places that begins and ends `short` before them, and the corners of its arrow head, `bold` times the usual size. */
export function wayPath(from, to, short = 20, bold = 1) {
  const length = Math.max(Math.hypot(to.x - from.x, to.y - from.y), 1);
  const bend = Math.min(0.14 * length, 90 * bold);
  const knee = {
    x: (from.x + to.x) / 2 - ((to.y - from.y) / length) * bend,
    y: (from.y + to.y) / 2 + ((to.x - from.x) / length) * bend,
  };
  const start = towards(from, knee, 20);
  const end = towards(to, knee, short);
  const foot = towards(end, knee, 14 * bold);
  const along = { x: (end.x - foot.x) / 14 / bold, y: (end.y - foot.y) / 14 / bold };
  const wing = (side) => `${near(foot.x - along.y * 8 * bold * side)} ${near(foot.y + along.x * 8 * bold * side)}`;
  return {
    line: `M${near(start.x)} ${near(start.y)}Q${near(knee.x)} ${near(knee.y)} ${near(foot.x)} ${near(foot.y)}`,
    head: `M${near(end.x)} ${near(end.y)}L${wing(1)}L${wing(-1)}z`,
  };
}

/** Go some units from one place towards another, but not farther than 60 % of the way. */
function towards(from, to, units) {
  const length = Math.max(Math.hypot(to.x - from.x, to.y - from.y), 1);
  const share = Math.min(units / length, 0.6);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** Give the bond of a meeting: a line for two, a closed band around more. */
export function bondPath(chairs) {
  if (chairs.length < 2) return "";
  const middle = { x: sum(chairs, "x") / chairs.length, y: sum(chairs, "y") / chairs.length };
  if (chairs.length === 2) return `M${chairs[0].x} ${chairs[0].y}L${chairs[1].x} ${chairs[1].y}`;
  const ring = [...chairs].sort((a, b) => Math.atan2(a.y - middle.y, a.x - middle.x) - Math.atan2(b.y - middle.y, b.x - middle.x));
  return `M${ring.map((chair) => `${chair.x} ${chair.y}`).join("L")}z`;
}

/** Break a name into lines of at most `most` letters, three at most; what does not fit ends with an ellipsis. */
export function lines(name, most) {
  const told = [];
  for (const word of name.split(" ")) {
    const longer = told.length ? `${told.at(-1)} ${word}` : word;
    if (told.length && longer.length <= most) told[told.length - 1] = longer;
    else told.push(word);
  }
  const shown = told.slice(0, 3).map((line) => (line.length > most ? `${line.slice(0, Math.max(1, most - 1))}…` : line));
  if (told.length > 3) shown[2] = `${shown[2].replace(/…$/, "").slice(0, Math.max(1, most - 1))}…`;
  return shown;
}

/** Give the last word of a row's name: what is written beside the row. */
export function shortRow(name) {
  const last = name.split(" ").at(-1);
  return last.length > 5 ? `${last.slice(0, 4)}…` : last;
}

/** Give what is written on a chair: the last word of its label ("Seat 12" is 12). */
export function shortLabel(label) {
  return label.split(" ").at(-1).slice(0, 5);
}

export const near = (number) => Math.round(number * 10) / 10;
const sum = (chairs, axis) => chairs.reduce((all, chair) => all + chair[axis], 0);
export const dots = (chairs) => chairs.map((chair) => `M${chair.x} ${chair.y}h0`).join("");
