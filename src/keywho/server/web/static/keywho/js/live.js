/**
 * The stream of one screen: parts of a view by name, each as a finished value. It comes back by itself, and says when it is not there.
 *
 *   const stream = new Live("/live/phone/TOKEN", {
 *     onParts: (parts, { resync, mark, round }) => ...,   // {card: ..., clock: ...}; only what changed
 *     onState: ({ state, sinceMs }) => ...,  // "live", "trying", "gone" (the link does not hold any more)
 *   });
 *   stream.start();
 *
 * A message is JSON with `parts`, and `resync: true` where it is all there is. Its event id is kept and told on reconnect as
 * Last-Event-ID does: by the browser itself, or as `?last=ID` where this module opens the stream anew. The server says something at
 * least every 15 s (`event: beat`), because a browser does not tell of a connection that silently died.
 */

const SILENCE_MS = 40_000;
const LOOK_MS = 5_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
const GONE = [401, 403, 404, 410];

/**
 * How long to wait before try number `attempt` (from 0): doubled each time up to a limit, and spread, so that a thousand phones do not come at once.
 * @param {number} attempt
 * @param {() => number} chance gives 0 to 1
 */
export function waitBefore(attempt, chance = Math.random) {
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return Math.round(most * (0.5 + 0.5 * chance()));
}

/** The address that asks for what came after message `last`. */
export function addressAfter(url, last) {
  if (!last) return url;
  return `${url}${url.includes("?") ? "&" : "?"}last=${encodeURIComponent(last)}`;
}

/**
 * Read one message: the parts that changed, and whatever else it says of itself (its mark, the round).
 * @param {string} text
 * @returns {{parts: object, resync: boolean}|null} null for what cannot be read
 */
export function readMessage(text) {
  let message;
  try {
    message = JSON.parse(text);
  } catch {
    return null;
  }
  if (message === null || typeof message.parts !== "object" || message.parts === null) return null;
  return { ...message, resync: message.resync === true };
}

/** The stream of one screen. */
export class Live {
  constructor(url, { onParts, onState = () => {}, open = (address) => new EventSource(address), chance = Math.random, now = () => Date.now() }) {
    this._url = url;
    this._onParts = onParts;
    this._onState = onState;
    this._open = open;
    this._chance = chance;
    this._now = now;
    this._source = null;
    this._attempt = 0;
    this._timer = 0;
    this._heardMs = now();
    this.last = "";
    this.state = "trying";
    this.sinceMs = now();
  }

  /** Connect, and stay connected until `stop()`. */
  start() {
    this._onWake = () => {
      if (document.visibilityState === "visible" && this.state !== "live") this._connect();
      else if (this._isSilent()) this._connect();
    };
    this._onOffline = () => this._tell("trying");
    window.addEventListener("online", this._onWake);
    window.addEventListener("offline", this._onOffline);
    window.addEventListener("pageshow", this._onWake);
    document.addEventListener("visibilitychange", this._onWake);
    this._look = setInterval(() => this._isSilent() && this._source && this._lost(), LOOK_MS);
    this._connect();
  }

  /** Close for good. */
  stop() {
    clearTimeout(this._timer);
    clearInterval(this._look);
    window.removeEventListener("online", this._onWake);
    window.removeEventListener("offline", this._onOffline);
    window.removeEventListener("pageshow", this._onWake);
    document.removeEventListener("visibilitychange", this._onWake);
    this._close();
  }

  _isSilent() {
    return this._now() - this._heardMs > SILENCE_MS;
  }

  _connect() {
    clearTimeout(this._timer);
    this._close();
    this._heardMs = this._now();
    const source = this._open(addressAfter(this._url, this.last));
    this._source = source;
    source.onopen = () => this._heard();
    source.onmessage = (event) => this._message(event);
    source.addEventListener("beat", () => this._heard());
    source.addEventListener("gone", () => this._gone());
    source.onerror = () => this._source === source && this._lost();
  }

  _close() {
    if (!this._source) return;
    this._source.onerror = null;
    this._source.close();
    this._source = null;
  }

  _heard() {
    this._heardMs = this._now();
    this._attempt = 0;
    this._tell("live");
  }

  _message(event) {
    this._heard();
    const message = readMessage(event.data);
    if (!message) return;
    if (event.lastEventId) this.last = event.lastEventId;
    this._onParts(message.parts, message);
  }

  /** The connection broke: the browser's own second try is neither spread nor lasting, so we close and come again ourselves. */
  _lost() {
    this._close();
    this._tell("trying");
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this._again(), waitBefore(this._attempt, this._chance));
    this._attempt += 1;
  }

  /** After several failures ask once in plain words why: an EventSource does not say which status it got. */
  async _again() {
    if (this._attempt >= 3 && (await this._isGone())) this._gone();
    else this._connect();
  }

  async _isGone() {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 5_000);
    try {
      const answer = await fetch(this._url, { headers: { Accept: "text/event-stream" }, cache: "no-store", signal: stop.signal });
      return GONE.includes(answer.status);
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
      stop.abort();
    }
  }

  _gone() {
    this._tell("gone");
    this.stop();
  }

  _tell(state) {
    if (state === this.state) return;
    this.state = state;
    this.sinceMs = this._now();
    this._onState({ state, sinceMs: this.sinceMs });
  }
}

/** Show the state in every `parts/link_state.html` of the page. */
export function showLinkState({ state }) {
  for (const place of document.querySelectorAll("[data-link-state]")) {
    place.dataset.state = state;
    for (const words of place.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== state;
  }
}
