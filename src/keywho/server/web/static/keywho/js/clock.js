/**
 * Time that all screens share. The server says when each phase begins and ends; a screen measures how far its own clock is off
 * and counts by itself, also while the network is gone.
 *
 *   const clock = new Clock(); await clock.start();
 *   const stop = everySecond(clock, () => timeline, (moment) => ring.show(moment));
 */

const SAMPLES = 5;
const BETWEEN_SAMPLES_MS = 120;
const AGAIN_MS = 3 * 60_000;
const AGAIN_AFTER_FAILURE_MS = 10_000;
const JUMP_MS = 200;
const LONGEST_SLEEP_MS = 30_000;

/**
 * How far the server's clock is ahead of ours, from the quickest of several questions: the shorter the way, the less it can be wrong.
 * @param {{sent: number, received: number, server: number}[]} samples all in ms
 * @returns {{offset: number, roundTrip: number}}
 */
export function offsetOf(samples) {
  const best = samples.reduce((one, other) => (other.received - other.sent < one.received - one.sent ? other : one));
  const roundTrip = best.received - best.sent;
  return { offset: best.server - (best.sent + roundTrip / 2), roundTrip };
}

async function askServer(url) {
  const answer = await fetch(url, { cache: "no-store", credentials: "omit" });
  if (!answer.ok) throw new Error(`The clock answered ${answer.status}.`);
  return (await answer.json()).ms;
}

const pause = (ms) => new Promise((wake) => setTimeout(wake, ms));

/** The server's clock as seen from here. */
export class Clock {
  /** @param {{url?: string, ask?: (url: string) => Promise<number>, now?: () => number, steady?: () => number}} [given] for tests */
  constructor({ url = "/time", ask = askServer, now = () => Date.now(), steady = () => performance.now() } = {}) {
    this._url = url;
    this._ask = ask;
    this._now = now;
    this._steady = steady;
    this._gap = now() - steady();
    this._timer = 0;
    this._measuring = null;
    /** ms to add to our own clock; null before the first answer */
    this.offset = null;
    this.roundTrip = Infinity;
  }

  /** Measure now, and again every few minutes, after a reconnect and after sleep. */
  async start() {
    window.addEventListener("online", () => this.measure());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.measure());
    await this.measure();
  }

  /** What the server's clock shows, in ms since 1970. Before the first answer our own has to do. */
  serverNow() {
    const now = this._now();
    if (Math.abs(now - this._steady() - this._gap) > JUMP_MS) {
      // somebody set the device's clock, or it slept: what was measured may not hold
      this._gap = now - this._steady();
      this.measure();
    }
    return now + (this.offset ?? 0);
  }

  /** Ask a few times and keep the best answer. True where at least one came. */
  measure() {
    if (!this._measuring) {
      this._measuring = this._measure().finally(() => {
        this._measuring = null;
      });
    }
    return this._measuring;
  }

  async _measure() {
    clearTimeout(this._timer);
    const samples = [];
    for (let turn = 0; turn < SAMPLES; turn += 1) {
      const sent = this._now();
      const from = this._steady();
      try {
        const server = await this._ask(this._url);
        samples.push({ sent, received: sent + (this._steady() - from), server });
      } catch {
        break;
      }
      if (turn + 1 < SAMPLES) await pause(BETWEEN_SAMPLES_MS);
    }
    if (samples.length) {
      const { offset, roundTrip } = offsetOf(samples);
      this.offset = offset;
      this.roundTrip = roundTrip;
      this._gap = this._now() - this._steady();
    }
    this._timer = setTimeout(() => this.measure(), samples.length ? AGAIN_MS : AGAIN_AFTER_FAILURE_MS);
    return samples.length > 0;
  }
}

/**
 * @typedef {{kind: "walk"|"turn"|"talk"|"over"|"open", no?: number, label?: string, starts_ms: number, ends_ms: number|null}} Phase
 * @typedef {object} Moment
 * @property {Phase|null} phase what is going on; null before the first phase and where there is none
 * @property {Phase|null} next what comes after it
 * @property {number|null} secondsLeft whole seconds, counted up, so that 30 stands for a full second and 0 means over; null for an open end
 * @property {number} share of the phase done, 0 to 1
 * @property {boolean} isPaused
 * @property {number} tickInMs until secondsLeft changes
 */

/** The part `clock` of a screen: phases with their start and end, and maybe a pause. All else it says (title, next, ...) is in `clock`. */
export class Timeline {
  /** @param {{phases?: Phase[], paused_ms?: number|null}} clock */
  constructor(clock) {
    this.clock = clock;
    this.phases = clock.phases ?? [];
    this.pausedMs = clock.paused_ms ?? null;
  }

  /**
   * What is to be shown when the server's clock shows `serverMs`.
   * @returns {Moment}
   */
  at(serverMs) {
    const isPaused = this.pausedMs !== null;
    const now = isPaused ? this.pausedMs : serverMs;
    let place = -1;
    this.phases.forEach((phase, number) => {
      if (phase.starts_ms <= now) place = number;
    });
    const phase = this.phases[place] ?? null;
    const next = this.phases[place + 1] ?? null;
    if (!phase) {
      const wait = next ? next.starts_ms - now : null;
      return { phase, next, secondsLeft: null, share: 0, isPaused, tickInMs: tickIn(wait, isPaused) };
    }
    if (phase.ends_ms === null || phase.ends_ms === undefined) {
      return { phase, next, secondsLeft: null, share: 0, isPaused, tickInMs: tickIn(next ? next.starts_ms - now : null, isPaused) };
    }
    const left = Math.max(0, phase.ends_ms - now);
    const length = phase.ends_ms - phase.starts_ms;
    const share = length > 0 ? Math.min(1, (now - phase.starts_ms) / length) : 1;
    const until = left > 0 ? left : next ? next.starts_ms - now : null;
    return { phase, next, secondsLeft: Math.ceil(left / 1000), share, isPaused, tickInMs: tickIn(until, isPaused) };
  }
}

/** How long until the seconds of `left` ms change; an open end and a pause are looked at now and then. */
function tickIn(left, isPaused) {
  if (left === null || isPaused) return LONGEST_SLEEP_MS;
  const part = left % 1000;
  return part > 0 ? part : 1000;
}

/** "0:27", "12:05", "1:02:00". */
export function inMinutes(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/**
 * Call `show(moment)` now and then each time the whole seconds change by the server's clock. `wake()` shows at once, after a new timeline came.
 * @param {{serverNow: () => number}} clock
 * @param {() => Timeline|null} timeline
 * @param {(moment: Moment) => void} show
 * @returns {{wake: () => void, stop: () => void}}
 */
export function everySecond(clock, timeline, show) {
  let timer = 0;
  let isStopped = false;
  function tick() {
    clearTimeout(timer);
    if (isStopped) return;
    const shown = timeline();
    try {
      if (shown) show(shown.at(clock.serverNow()));
    } finally {
      const wait = shown ? shown.at(clock.serverNow()).tickInMs : LONGEST_SLEEP_MS;
      // a little late rather than early: early would show the old second for another whole one; never longer than a second, since the offset may change
      timer = setTimeout(tick, Math.min(wait, 1000) + 4);
    }
  }
  const onVisible = () => document.visibilityState === "visible" && tick();
  document.addEventListener("visibilitychange", onVisible);
  tick();
  return {
    wake: tick,
    stop() {
      isStopped = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
    },
  };
}
