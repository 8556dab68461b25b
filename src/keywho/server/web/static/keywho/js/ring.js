/**
 * The timer ring of phone, desk and projector: share left, number, words; shape tells whose turn it is. Fills `parts/ring.html`.
 *
 *   const ring = new Ring(document.querySelector("[data-ring]"), { words: (moment) => ({ now: "Your turn", next: "Then the other", turn: "own" }) });
 *   ring.show(moment);
 *
 * A screen reader hears the words when the phase changes, not every second; the timer itself can be read at any time.
 */

import { inMinutes } from "./clock.js";

const TURNS = { walk: "walk", talk: "own", over: "over", open: "own" };

/** English words for a moment; pages give their own. */
export function plainWords(moment) {
  const { phase, next, isPaused } = moment;
  const now = isPaused ? "Paused" : (phase?.label ?? "");
  return { now, next: next?.label ?? "", turn: isPaused ? "pause" : (TURNS[phase?.kind] ?? (phase?.no === 2 ? "other" : "own")) };
}

/** What is said aloud at a change of phase: the words and how long it lasts, in whole words. */
export function spoken({ secondsLeft }, { now }) {
  if (!secondsLeft) return now;
  const minutes = Math.floor(secondsLeft / 60);
  const seconds = secondsLeft % 60;
  const parts = [minutes ? `${minutes} min` : "", seconds ? `${seconds} s` : ""].filter(Boolean);
  return `${now}, ${parts.join(" ")}`;
}

/** One ring on the page. */
export class Ring {
  /**
   * @param {HTMLElement} host made by parts/ring.html
   * @param {{words?: (moment: import("./clock.js").Moment) => {now: string, next?: string, turn?: "own"|"other"|"walk"|"over"|"pause"}}} [given]
   */
  constructor(host, { words = plainWords } = {}) {
    this._host = host;
    this._words = words;
    this._face = host.querySelector(".ring-face");
    this._left = host.querySelector(".ring-left");
    this._number = host.querySelector(".ring-number");
    this._now = host.querySelector(".ring-words");
    this._next = host.querySelector(".ring-next");
    this._says = host.querySelector("[data-ring-says]");
    this._phase = null;
  }

  /** Where it is drawn. */
  get host() {
    return this._host;
  }

  /** @param {import("./clock.js").Moment} moment */
  show(moment) {
    const words = this._words(moment);
    const key = `${moment.phase?.kind} ${moment.phase?.no} ${moment.phase?.starts_ms} ${moment.isPaused} ${words.now}`;
    const left = moment.secondsLeft === null ? 1 : 1 - moment.share;
    this._host.hidden = !moment.phase;
    this._left.setAttribute("stroke-dashoffset", String(100 * (1 - left)));
    this._left.setAttribute("visibility", left > 0 ? "visible" : "hidden");
    this._number.textContent = moment.secondsLeft === null ? "" : inMinutes(moment.secondsLeft);
    this._face.setAttribute("aria-label", spoken(moment, words));
    if (key === this._phase) return;
    this._phase = key;
    this._host.dataset.turn = words.turn ?? "own";
    this._host.dataset.kind = moment.phase?.kind ?? "";
    this._now.textContent = words.now;
    this._next.textContent = words.next ?? "";
    this._says.textContent = spoken(moment, words);
    for (const picture of document.querySelectorAll(".turn")) picture.dataset.turn = words.turn ?? "";
  }
}
