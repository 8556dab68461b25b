/* Draws a room picture, for the desk, the phones and the projector. No dependencies; styles are in css/room.css.

   A picture is the JSON of `RoomPlan.picture()`: 40 units are the distance between two chairs.

     { name, box: {left, top, width, height}, chair_r, stage: box or null,
       chairs: [{id, x, y, row, label, back = 180 (degrees; null: one stands there), state = "on" | "off" | "reserved", marks = ["hearing" | "step-free" | "quiet"]}],
       tables: [{id, name, x, y, r}], rows: [{name, x, y}] }

   Draw it, then show things on it as often as they change. Everything that is left out is cleared:

     const drawing = drawRoom(element, picture, { label: "The room", stage: "Stage" });
     drawing.show({
       stateOf: (chair) => "off",            // instead of chair.state
       marksOf: (chair) => ["quiet"],        // instead of chair.marks
       people: new Map([["A3", { text: "AB", title: "Ada B." }]]),   // who sits where: initials or a short name
       mine: "A3",                           // my chair
       partners: ["B7"],                     // the other's chair or chairs
       way: { from: "A3", to: "B7" },        // my way; `to` is a chair or a table
       meetings: [["A1", "A2"], ["B1", "B2", "B3"]],                 // who meets, as bonds
       chosen: new Set(["A3"]),              // chosen chairs
       cursor: "A3",                         // where the keyboard is
     });
     drawing.lookAt(["A3", "B7"]);           // show only the part around these chairs (a phone); without ids: all
     drawing.at(event)                       // what is under a pointer: {chair} or {table} or {row}, else {}
     chooseChair(drawing, { taken: new Set(["B1"]), onChoose: (chair) => ..., say: (chair) => "Row A, 3" });

   Rooms of more than 2,000 chairs are drawn as one path a state; all of the above works for them, but people have no initials.
*/

import { bondPath, CHAIR, dots, isArrow, lines, near, nearest, shortLabel, shortRow, squares, stepFrom, wayPath } from "./room-geometry.js";

const SVG = "http://www.w3.org/2000/svg";
const MANY = 2000;
const MARKS = { hearing: ["H", -12, -12], "step-free": ["S", 12, -12], quiet: ["Q", 12, 12] };

/** Make an SVG element with attributes and children; a text becomes a text, never markup. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== null) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/* ---- drawing ---- */

/** Draw a room into an element, instead of what was in it. */
export function drawRoom(host, picture, options = {}) {
  return new RoomDrawing(host, picture, options);
}

class RoomDrawing {
  constructor(host, picture, { label = "", stage = "" }) {
    this.picture = picture;
    this.byId = new Map(picture.chairs.map((chair) => [chair.id, chair]));
    this.many = picture.chairs.length > MANY;
    this.squares = squares(picture.chairs);
    this.drawn = new Map();
    const { left, top, width, height } = picture.box;
    this.svg = el("svg", { class: "room", viewBox: `${left} ${top} ${width} ${height}`, role: "img", "aria-label": label || picture.name });
    this.bold = Math.max(1, width / 700);
    this.svg.style.setProperty("--bold", this.bold);
    this.layers = {};
    for (const name of ["wall", "ground", "furniture", "bonds", "chairs", "way", "above"]) {
      this.layers[name] = el("g", { class: `room-${name}` });
      this.svg.append(this.layers[name]);
    }
    this.#furnish(stage);
    this.shapes = this.many ? new Map() : this.#chairs();
    this.show({});
    host.replaceChildren(this.svg);
  }

  /** Show what is true now; what is left out is cleared. */
  show(seen) {
    this.seen = seen;
    const about = (chair) => this.#about(chair, seen);
    if (this.many) this.#showMany(about, seen);
    else for (const chair of this.picture.chairs) this.#showChair(chair, about(chair));
    const bonds = (seen.meetings ?? []).map((meeting) => bondPath(meeting.map((id) => this.byId.get(id)).filter(Boolean))).join("");
    this.layers.bonds.replaceChildren(...(bonds ? [el("path", { d: bonds, class: "meeting-line" })] : []));
    this.layers.way.replaceChildren(...this.#way(seen.way));
    this.#cursor(this.byId.get(seen.cursor));
  }

  /** Show only the part of the room around some chairs, or all of it. */
  lookAt(ids = [], margin = 3 * CHAIR) {
    const near = ids.map((id) => this.byId.get(id)).filter(Boolean);
    const { left, top, width, height } = this.picture.box;
    if (!near.length) return void this.svg.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
    const [xs, ys] = [near.map((chair) => chair.x), near.map((chair) => chair.y)];
    const from = { x: Math.max(left, Math.min(...xs) - margin), y: Math.max(top, Math.min(...ys) - margin) };
    const to = { x: Math.min(left + width, Math.max(...xs) + margin), y: Math.min(top + height, Math.max(...ys) + margin) };
    this.svg.setAttribute("viewBox", `${from.x} ${from.y} ${to.x - from.x} ${to.y - from.y}`);
  }

  /** Give the place in the picture of a pointer. */
  place(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    return { x: point.x, y: point.y };
  }

  /** Give what is at a pointer: a chair first, then a table, then the name of a row. */
  at(event) {
    const { x, y } = this.place(event);
    const chair = nearest(this.squares, x, y);
    if (chair) return { chair };
    const table = this.picture.tables.find((one) => Math.hypot(one.x - x, one.y - y) <= one.r);
    if (table) return { table };
    const row = this.picture.rows.find((one) => x > one.x - 40 && x < one.x + 8 && Math.abs(y - one.y) < 18);
    return row ? { row } : {};
  }

  /** Give the chairs of a table (it is named like their row). */
  chairsOf(rowName) {
    return this.picture.chairs.filter((chair) => chair.row === rowName);
  }

  #furnish(stage) {
    const { box, tables, rows } = this.picture;
    const made = [];
    this.layers.wall.append(el("rect", { class: "room-wall", x: box.left + 6, y: box.top + 6, width: box.width - 12, height: box.height - 12, rx: 14 }));
    if (this.picture.stage) {
      const { left, top, width, height } = this.picture.stage;
      made.push(el("rect", { class: "room-stage", x: left, y: top, width, height, rx: 6 }));
      made.push(el("text", { class: "room-note", x: left + width / 2, y: top + height / 2 }, stage));
    }
    for (const table of tables) made.push(this.#table(table, tables.length <= 600));
    if (rows.length <= 400) {
      for (const row of rows) made.push(el("text", { class: "room-note room-row-name", x: row.x, y: row.y }, shortRow(row.name), el("title", {}, row.name)));
    }
    this.layers.furniture.replaceChildren(...made);
  }

  #table(table, isNamed) {
    const group = el("g", {}, el("title", {}, table.name), el("circle", { class: "room-table", cx: table.x, cy: table.y, r: table.r }));
    if (isNamed) {
      const short = table.name.match(/^\S+ (\d+)$/)?.[1] ?? table.name;
      const told = lines(short, Math.max(3, Math.floor(table.r / 3.4)));
      told.forEach((line, no) => group.append(el("text", { x: table.x, y: table.y + (no - (told.length - 1) / 2) * 13 }, line)));
    }
    return group;
  }

  #chairs() {
    const shapes = new Map();
    for (const chair of this.picture.chairs) {
      const title = el("title");
      const text = el("text", {}, "");
      const marks = el("g");
      const group = el("g", { class: "chair", transform: `translate(${chair.x} ${chair.y})` }, title, ...chairShape(chair.back), text, marks);
      shapes.set(chair.id, { group, title, text, marks });
    }
    this.layers.chairs.replaceChildren(...[...shapes.values()].map((shape) => shape.group));
    return shapes;
  }

  /** Say all about a chair that its drawing depends on. */
  #about(chair, { stateOf, marksOf, people, mine, partners, chosen }) {
    const person = people?.get(chair.id);
    return {
      state: stateOf ? stateOf(chair) : (chair.state ?? "on"),
      marks: marksOf ? marksOf(chair) : (chair.marks ?? []),
      is: mine === chair.id ? "mine" : partners?.includes(chair.id) ? "partners" : person ? "taken" : "",
      isChosen: chosen?.has(chair.id) ?? false,
      text: person?.text ?? shortLabel(chair.label),
      title: person?.title ?? `${chair.row} · ${chair.label}`,
    };
  }

  #showChair(chair, about) {
    const key = JSON.stringify(about);
    if (this.drawn.get(chair.id) === key) return;
    this.drawn.set(chair.id, key);
    const shape = this.shapes.get(chair.id);
    const classes = ["chair", about.state !== "on" && `is-${about.state}`, about.is && `is-${about.is}`, about.isChosen && "is-chosen"];
    shape.group.setAttribute("class", classes.filter(Boolean).join(" "));
    shape.text.textContent = about.text;
    shape.text.setAttribute("class", about.text.length > 3 ? "chair-long" : "");
    shape.title.textContent = about.title;
    shape.marks.replaceChildren(...about.marks.map(markShape), ...(about.state === "reserved" ? [reservedShape()] : []));
  }

  /** Draw a path for each kind of chair, and again only what has changed. */
  #showMany(about, { stateOf, marksOf, people, mine, partners, chosen }) {
    const seen = [stateOf, marksOf, people, mine, partners];
    if (!this.shownMany || seen.some((one, no) => one !== this.shownMany[no])) {
      this.shownMany = seen;
      this.layers.chairs.replaceChildren(...this.#kinds(about));
    }
    const ring = [...(chosen ?? [])].map((id) => this.byId.get(id)).filter(Boolean);
    this.layers.above.querySelector(".many-chosen")?.remove();
    if (ring.length) this.layers.above.prepend(el("path", { class: "many-chosen", d: dots(ring) }));
  }

  #kinds(about) {
    const kinds = new Map();
    const add = (key, chair) => (kinds.get(key) ?? kinds.set(key, []).get(key)).push(chair);
    for (const chair of this.picture.chairs) {
      const told = about(chair);
      add(`many ${told.is ? `is-${told.is}` : `is-${told.state}`}`, chair);
      for (const mark of told.marks) add(`many-mark is-${mark}`, { x: chair.x + MARKS[mark][1] * 0.8, y: chair.y + MARKS[mark][2] * 0.8 });
    }
    const marksLast = [...kinds].sort(([one], [other]) => one.startsWith("many-mark") - other.startsWith("many-mark"));
    return marksLast.map(([key, chairs]) => el("path", { class: key, d: dots(chairs) }));
  }

  #way(way) {
    if (!way) return [];
    const from = this.byId.get(way.from);
    const table = this.picture.tables.find((one) => one.id === way.to);
    const to = this.byId.get(way.to) ?? table;
    if (!from || !to || from === to) return [];
    const { line, head } = wayPath(from, to, table === to ? table.r + 4 : this.many ? 12 * this.bold : 20, this.bold);
    return [el("path", { class: "way", d: line }), el("path", { class: "way-head", d: head })];
  }

  #cursor(chair) {
    const shown = chair ? [el("rect", { class: "room-cursor", x: chair.x - 19, y: chair.y - 19, width: 38, height: 38, rx: 11 })] : [];
    this.layers.above.querySelector(".room-cursor")?.remove();
    this.layers.above.append(...shown);
  }
}

function chairShape(back = 180) {
  if (back === null) return [el("circle", { class: "chair-seat", r: 12.5 })];
  const transform = `rotate(${back})`;
  return [
    el("path", { class: "chair-back", d: "M-13 -6Q-13 -16 0 -16Q13 -16 13 -6z", transform }),
    el("rect", { class: "chair-seat", x: -12, y: -12, width: 24, height: 24, rx: 8, transform }),
  ];
}

/** Draw a mark: circle H, square S, diamond Q (and a hexagon R for reserved chairs). */
function markShape(mark) {
  const [letter, x, y] = MARKS[mark];
  const shape = {
    hearing: () => el("circle", { r: 7 }),
    "step-free": () => el("rect", { x: -6.5, y: -6.5, width: 13, height: 13, rx: 2 }),
    quiet: () => el("path", { d: "M0 -8.5L8.5 0L0 8.5L-8.5 0z" }),
  }[mark]();
  return el("g", { class: `chair-mark is-${mark}`, transform: `translate(${x} ${y})` }, shape, el("text", {}, letter));
}

function reservedShape() {
  return el("g", { class: "chair-mark is-kept", transform: "translate(-12 12)" }, el("path", { d: "M-7.5 -4L0 -8L7.5 -4V4L0 8L-7.5 4z" }), el("text", {}, "R"));
}

/* ---- choosing one's chair, on a phone ---- */

/** Let somebody choose one free chair: by a tap, or by arrow keys and Enter. `say` gives the words that a screen reader hears. */
export function chooseChair(drawing, { taken = new Set(), onChoose, say = (chair) => `${chair.row}, ${chair.label}` }) {
  const { svg, picture } = drawing;
  const free = picture.chairs.filter((chair) => !taken.has(chair.id) && (chair.state ?? "on") === "on");
  const within = squares(free);
  let here = null;
  const choose = (chair) => {
    here = chair;
    drawing.show({ ...drawing.seen, chosen: new Set([chair.id]), cursor: null });
    onChoose(chair);
  };
  svg.setAttribute("tabindex", "0");
  svg.setAttribute("role", "application");
  svg.classList.add("is-choosable");
  svg.addEventListener("click", (event) => {
    const { x, y } = drawing.place(event);
    const chair = nearest(within, x, y, CHAIR);
    if (chair) choose(chair);
  });
  const heard = document.createElement("p");
  heard.className = "only-read";
  heard.setAttribute("aria-live", "polite");
  svg.after(heard);
  svg.addEventListener("keydown", (event) => {
    if (isArrow(event.key) && free.length) {
      event.preventDefault();
      here = here ? stepFrom(free, here, event.key) : free[0];
      drawing.show({ ...drawing.seen, cursor: here.id });
      heard.textContent = say(here);
    } else if ((event.key === "Enter" || event.key === " ") && here) {
      event.preventDefault();
      choose(here);
    }
  });
}
