/** People one has met: keep in touch or not, and a note for oneself. The same row stands in the list and on the page after a meeting. */

import { fill, initial } from "./phone-card.js";

/** The rows of the page, and what was answered so far. */
export class People {
  /** @param {{answers: Object<string, {wanted: boolean|null, note: string}>, words: object}} given */
  constructor({ answers, words }) {
    this._answers = answers;
    this._words = words;
    this._template = document.getElementById("met-template");
    this._list = document.querySelector("[data-people-list]");
    this._none = document.querySelector("[data-people-none]");
    this._after = document.querySelector("[data-after-list]");
    this._never = document.querySelector("[data-never-list]");
    this._noNever = document.querySelector("[data-never-none]");
  }

  /** Remember an answer, and show it wherever the person stands. */
  answered(about, { wanted, note }) {
    const known = this._answers[about] ?? { wanted: null, note: "" };
    this._answers[about] = { wanted: wanted ?? known.wanted, note: note ?? known.note };
    for (const row of document.querySelectorAll(".met")) if (row.dataset.id === about) this._show(row, { id: about });
  }

  /** Show everybody one has met, the newest first. */
  show(met) {
    const newest = [...met].reverse();
    this._fill(this._list, newest, true);
    this._none.hidden = met.length > 0;
    this._noNever.hidden = met.length > 0;
    this._never.replaceChildren(...newest.map((one) => nameButton(one)));
  }

  /** Ask about those of the meeting that has just ended. */
  ask(card, next) {
    const section = document.querySelector('[data-screen="after"]');
    const [one] = card.partners;
    const title = card.partners.length === 1 ? this._words.keep_title.replace("{name}", `\u2068${one.called}\u2069`) : this._words.keep_many;
    fill(section, "after-headline", title);
    fill(section, "after-next", next);
    this._fill(this._after, card.partners, false);
    section.dataset.people = String(card.partners.length);
  }

  /** Keep rows that are there already: somebody may be writing in them. */
  _fill(list, people, withRound) {
    const known = new Map([...list.children].map((row) => [row.dataset.id, row]));
    const rows = people.map((one) => {
      const row = known.get(one.id) ?? this._template.content.firstElementChild.cloneNode(true);
      row.dataset.id = one.id;
      for (const field of row.querySelectorAll("[data-about-id]")) field.value = one.id;
      fill(row, "initial", initial(one.called));
      fill(row, "called", one.called);
      fill(row, "round", withRound && one.round_no ? this._words.met_in.replace("{no}", one.round_no) : "");
      fill(row, "note-label", this._words.note_label.replace("{name}", `\u2068${one.called}\u2069`));
      row.querySelector("textarea").setAttribute("aria-label", this._words.note_label.replace("{name}", one.called));
      if (!known.has(one.id)) this._show(row, one, true);
      return row;
    });
    if (rows.some((row, place) => list.children[place] !== row) || rows.length !== list.children.length) list.replaceChildren(...rows);
  }

  _show(row, { id }, isNew = false) {
    const answer = this._answers[id];
    for (const button of row.querySelectorAll("[name=wanted]")) {
      button.setAttribute("aria-pressed", String(answer?.wanted === (button.value === "1")));
    }
    const field = row.querySelector("textarea");
    if (document.activeElement !== field) field.value = answer?.note ?? "";
    if (isNew) row.querySelector("details").open = Boolean(answer?.note);
  }
}

/** A button with somebody's name, for a form that asks who. */
export function nameButton({ id, called }, name = "about") {
  const button = document.createElement("button");
  button.className = "button is-wide";
  button.type = "submit";
  button.name = name;
  button.value = id;
  const words = document.createElement("bdi");
  words.textContent = called;
  button.append(words);
  return button;
}
