/** The room on the phone: fetched once, drawn small on the card with my way, and whole in a sheet. */

import { CHAIR } from "./room-geometry.js";
import { drawRoom } from "./room-picture.js";

const AROUND = 1.75 * CHAIR;

/** The name of a chair as people say it: "Row C, seat 4". `seat` is "seat {label}" in their language. */
export function chairName(chair, seat) {
  const row = chair.row && chair.row.length <= 2 ? `Row ${chair.row}` : chair.row;
  const label = chair.label && chair.label.length <= 3 ? seat.replace("{label}", chair.label) : chair.label;
  return [row, label].filter(Boolean).join(", ");
}

/** The picture of one evening's room. */
export class RoomOnPhone {
  /** @param {{url: string, words: object, isThere: boolean, onReady: () => void}} given */
  constructor({ url, words, isThere, onReady }) {
    this._words = words;
    this._drawings = new Map();
    this.picture = null;
    if (isThere) this._fetch(url, onReady);
  }

  /** What a chair is called; empty where it is not known. */
  chair(id) {
    const found = id && this.picture?.chairs.find((one) => one.id === id);
    return found ? chairName(found, this._words.seat) : "";
  }

  /** Draw my place into a host: the way to it, and only the part around it. Hidden where there is nothing to show. */
  show(host, { seat, from, partners = [], label, whole = false }) {
    const known = this.picture?.chairs.some((one) => one.id === seat);
    host.hidden = !known;
    if (!known) return;
    if (!this._drawings.has(host)) this._drawings.set(host, drawRoom(host, this.picture, { label: this._words.room_picture, stage: this._words.stage }));
    const drawing = this._drawings.get(host);
    const moves = from && from !== seat;
    drawing.show({ mine: seat, partners, way: moves ? { from, to: seat } : null });
    drawing.svg.setAttribute("aria-label", label || this._words.room_picture);
    drawing.lookAt(whole ? [] : [...(moves ? [from] : []), seat, ...partners], AROUND);
  }

  async _fetch(url, onReady) {
    try {
      const answer = await fetch(url, { credentials: "omit" });
      this.picture = answer.ok ? await answer.json() : null;
    } catch {
      this.picture = null;
    }
    if (this.picture) onReady();
  }
}
