/** What the organizers say: one notice at a time, until it was seen. */

/** Those that were not seen yet: newer than the newest one that was put away. */
export function unseen(notes, seenMs) {
  return notes.filter((note) => note.at_ms > seenMs);
}

/** The notices of one page. */
export class Notes {
  /** @param {{host: HTMLElement, key: string, store?: Storage|null}} given */
  constructor({ host, key, store = localStore() }) {
    this._host = host;
    this._key = key;
    this._store = store;
    this._template = document.getElementById("note-template");
    this._seenMs = Number(read(store, key)) || 0;
    this._host.addEventListener("click", (event) => event.target.closest("[data-dismiss]") && this._putAway(event.target.closest(".notice")));
  }

  /** Is there one that was not there before? */
  hasNewer(before = [], now = []) {
    return now.length > 0 && now[0].at_ms > Math.max(this._seenMs, before[0]?.at_ms ?? 0);
  }

  /** Show the newest one that was not seen; what the page itself had to say stays until it is put away, too. */
  show(notes) {
    this._notes = notes;
    const [newest] = unseen(notes, this._seenMs);
    const shown = this._host.querySelector(".phone-note");
    if (newest && shown && Number(shown.dataset.at) === newest.at_ms && shown.querySelector('[data-slot="text"]').textContent === newest.text) {
      for (const other of this._host.querySelectorAll(".phone-note")) if (other !== shown) other.remove();
      shown.querySelector("[data-dismiss]").hidden = false;
      return;
    }
    for (const old of this._host.querySelectorAll(".phone-note")) old.remove();
    if (!newest) return;
    const notice = this._template.content.firstElementChild.cloneNode(true);
    notice.dataset.at = String(newest.at_ms);
    notice.querySelector('[data-slot="text"]').textContent = newest.text;
    notice.querySelector("[data-dismiss]").hidden = false;
    this._host.append(notice);
  }

  _putAway(notice) {
    this._seenMs = Math.max(this._seenMs, Number(notice.dataset.at) || 0);
    try {
      this._store?.setItem(this._key, String(this._seenMs));
    } catch {
      /* it still holds for this page */
    }
    this.show(this._notes ?? []);
  }
}

function localStore() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function read(store, key) {
  try {
    return store?.getItem(key);
  } catch {
    return null;
  }
}
