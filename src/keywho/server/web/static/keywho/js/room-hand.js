/* A hand on the room picture of the desk: clicks, dragged rectangles and keys, turned into "these chairs".

   `on` answers: chairs(ids, event), table(table), row(row), ground(place), renames(name), isOver(chair or null), tells(chair, how many are chosen).
   With a mouse a drag draws a rectangle; with a finger it scrolls, unless `dragChooses` is set. */

import { chairsWithin, isArrow, stepFrom } from "./room-geometry.js";
import { el } from "./room-picture.js";

const STILL = 5;

export class RoomHand {
  constructor(frame, on) {
    this.frame = frame;
    this.on = on;
    this.dragChooses = false;
    this.chosen = new Set();
    this.cursor = null;
    this.anchor = null;
    this.drag = null;
    frame.addEventListener("pointerdown", (event) => this.#down(event));
    frame.addEventListener("pointermove", (event) => this.#move(event));
    frame.addEventListener("pointerup", (event) => this.#up(event));
    frame.addEventListener("pointercancel", () => this.#dropped());
    frame.addEventListener("click", (event) => this.#click(event));
    frame.addEventListener("dblclick", (event) => this.#doubleClick(event));
    frame.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Take another drawing into the hand; the cursor stays where its chair is still there. */
  hold(drawing) {
    this.drawing = drawing;
    this.chosen = new Set();
    this.cursor = drawing.byId.has(this.cursor) ? this.cursor : null;
    this.anchor = this.cursor;
  }

  #isOurs(event) {
    return this.drawing && this.drawing.svg.contains(event.target) && event.button === 0;
  }

  #down(event) {
    this.wasDragged = false;
    if (!this.#isOurs(event) || (event.pointerType === "touch" && !this.dragChooses)) return;
    this.drag = { from: this.drawing.place(event), x: event.clientX, y: event.clientY, lasso: null };
  }

  #move(event) {
    if (!this.drag) return this.#hover(event);
    if (!this.drag.lasso) {
      if (Math.hypot(event.clientX - this.drag.x, event.clientY - this.drag.y) < STILL) return;
      this.drag.lasso = el("rect", { class: "room-lasso" });
      this.drawing.layers.above.append(this.drag.lasso);
      this.frame.setPointerCapture(event.pointerId);
    }
    this.drag.to = this.drawing.place(event);
    const { from, to, lasso } = this.drag;
    lasso.setAttribute("x", Math.min(from.x, to.x));
    lasso.setAttribute("y", Math.min(from.y, to.y));
    lasso.setAttribute("width", Math.abs(to.x - from.x));
    lasso.setAttribute("height", Math.abs(to.y - from.y));
    this.#choose(chairsWithin(this.drawing.picture.chairs, from, to));
  }

  #hover(event) {
    const chair = event.pointerType === "mouse" && this.drawing?.svg.contains(event.target) ? (this.drawing.at(event).chair ?? null) : null;
    if (chair !== this.over) this.on.isOver(chair);
    this.over = chair;
  }

  #up(event) {
    if (!this.drag) return;
    const chosen = this.drag.lasso ? [...this.chosen] : [];
    this.wasDragged = Boolean(this.drag.lasso);
    this.#dropped();
    if (chosen.length) this.on.chairs(chosen, event);
  }

  #dropped() {
    this.drag?.lasso?.remove();
    if (this.drag?.lasso) this.#choose([]);
    this.drag = null;
  }

  #click(event) {
    if (this.wasDragged || !this.#isOurs(event)) {
      this.wasDragged = false;
      return;
    }
    const { chair, table, row } = this.drawing.at(event);
    const place = this.drawing.place(event);
    if (this.on.ground(place)) return;
    if (chair && event.shiftKey && this.anchor) return this.on.chairs(this.#between(this.anchor, chair.id), event);
    if (chair) {
      this.anchor = this.cursor = chair.id;
      this.#show({ cursor: null });
      this.on.chairs([chair.id], event);
    } else if (table) this.on.table(table);
    else if (row) this.on.row(row);
  }

  #doubleClick(event) {
    if (!this.#isOurs(event)) return;
    const { table } = this.drawing.at(event);
    if (table) this.on.renames(table.name);
  }

  #key(event) {
    if (event.target !== this.drawing?.svg) return;
    const { chairs } = this.drawing.picture;
    if (isArrow(event.key) || event.key === "Home" || event.key === "End") {
      event.preventDefault();
      const here = this.drawing.byId.get(this.cursor);
      this.#goTo(here ? this.#next(here, event.key) : chairs[0], event.shiftKey);
    } else if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      const ids = this.chosen.size ? [...this.chosen] : this.cursor ? [this.cursor] : [];
      if (ids.length) this.on.chairs(ids, event);
    } else if (event.key === "a" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#choose(chairs);
      this.on.tells(null, chairs.length);
    } else if (event.key === "F2" && this.cursor) this.on.renames(this.drawing.byId.get(this.cursor).row);
    else if (event.key === "Escape") this.#choose([]);
  }

  #next(here, key) {
    if (isArrow(key)) return stepFrom(this.drawing.picture.chairs, here, key);
    const row = this.drawing.chairsOf(here.row);
    return key === "Home" ? row[0] : row.at(-1);
  }

  #goTo(chair, extends_) {
    this.cursor = chair.id;
    if (!extends_ || !this.anchor) this.anchor = chair.id;
    const ids = extends_ ? this.#between(this.anchor, chair.id) : [];
    this.#choose(ids.map((id) => this.drawing.byId.get(id)));
    this.#intoSight(chair);
    this.on.tells(chair, ids.length);
  }

  /** Give the chairs in the rectangle that two of them span. */
  #between(one, other) {
    const [from, to] = [this.drawing.byId.get(one), this.drawing.byId.get(other)];
    return chairsWithin(this.drawing.picture.chairs, from, to).map((chair) => chair.id);
  }

  #choose(chairs) {
    this.chosen = new Set(chairs.map((chair) => chair.id));
    this.#show({ cursor: document.activeElement === this.drawing.svg ? this.cursor : null });
  }

  #show(seen) {
    this.drawing.show({ ...this.drawing.seen, chosen: this.chosen, ...seen });
  }

  #intoSight(chair) {
    const { left, top } = this.drawing.picture.box;
    const scale = this.drawing.svg.clientWidth / this.drawing.picture.box.width;
    const [x, y] = [(chair.x - left) * scale, (chair.y - top) * scale];
    const { frame } = this;
    if (x < frame.scrollLeft + 40 || x > frame.scrollLeft + frame.clientWidth - 40) frame.scrollLeft = x - frame.clientWidth / 2;
    if (y < frame.scrollTop + 40 || y > frame.scrollTop + frame.clientHeight - 40) frame.scrollTop = y - frame.clientHeight / 2;
  }
}
