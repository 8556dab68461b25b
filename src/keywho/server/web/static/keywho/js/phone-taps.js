/** Presses: every form with data-tap is sent by script, answered with a sentence, and never twice at the same time. */

import { ask, toast } from "./dialogs.js";
import { Outbox } from "./phone-outbox.js";

const PATIENCE_MS = 12_000;
const LATER = ["keep", "note"];

/** Send a press. `arrived` is false where the network is gone. */
async function post(address, body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(address, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      credentials: "omit",
      cache: "no-store",
      signal: stop.signal,
    });
    if (answer.status >= 500) return { arrived: false };
    return { arrived: true, status: answer.status, ...(await answer.json()) };
  } catch {
    return { arrived: false };
  } finally {
    clearTimeout(timer);
  }
}

function session() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/** Say something in a form: what is below an open sheet is not seen. */
function sayIn(form, sentence) {
  let place = form.querySelector(".form-says");
  if (!place && sentence) {
    place = document.createElement("p");
    place.className = "form-says";
    place.setAttribute("role", "alert");
    form.append(place);
  }
  if (place) place.textContent = sentence;
}

/** The presses of one page. */
export class Taps {
  /** @param {{token: string, words: object, onDone: (kind: string, body: URLSearchParams, answer: object) => void}} given */
  constructor({ token, words, onDone }) {
    this._words = words;
    this._onDone = onDone;
    this._outbox = new Outbox({ key: `keywho.outbox.${token.slice(-12)}`, store: session(), send: post });
    // older browsers do not say which button sent a form
    this._pressed = null;
    document.addEventListener("click", (event) => {
      this._pressed = event.target.closest("button[type=submit]");
    });
    document.addEventListener("submit", (event) => this._submit(event));
    window.addEventListener("online", () => this.flush());
  }

  /** Send what waited for the network. */
  async flush() {
    if (this._outbox.size) await this._outbox.flush();
  }

  async _submit(event) {
    const form = event.target;
    if (!("tap" in form.dataset) || event.defaultPrevented) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    const button = event.submitter ?? this._pressed;
    const body = new URLSearchParams(new FormData(form));
    if (button?.name && button.form === form) body.set(button.name, button.value);
    const question = this._question(form.dataset.tap, button);
    if (question && !(await ask(question, { yes: this._words.do_never_button }))) return;
    form.setAttribute("aria-busy", "true");
    const answer = await post(form.action, body.toString());
    form.removeAttribute("aria-busy");
    this._tell(form, body, answer);
  }

  _question(kind, button) {
    return kind === "never" && button ? this._words.do_never_confirm.replace("{name}", `\u2068${button.textContent.trim()}\u2069`) : "";
  }

  _tell(form, body, answer) {
    const kind = form.dataset.tap;
    if (!answer.arrived && LATER.includes(kind)) {
      this._outbox.put(form.action, body.toString());
      if (form.closest("dialog")) sayIn(form, this._words.sent_later);
      else toast(this._words.sent_later, "warn");
      this._onDone(kind, body, { ok: true, choices: [] });
      return;
    }
    if (!answer.arrived) {
      if (form.closest("dialog")) sayIn(form, this._words.not_sent);
      else toast(this._words.not_sent, "bad");
      return;
    }
    if (answer.status === 403) return void window.location.reload();
    const sheet = form.closest("dialog");
    const stays = sheet && (!answer.ok || answer.choices?.length > 0 || LATER.includes(kind));
    sayIn(form, stays && !(answer.ok && LATER.includes(kind)) ? answer.sentence : "");
    if (sheet && !stays) sheet.close();
    if (!stays && !(answer.ok && LATER.includes(kind))) toast(answer.sentence, answer.ok ? "good" : "warn");
    this._onDone(kind, body, answer, form);
  }
}
