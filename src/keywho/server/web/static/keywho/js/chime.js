/**
 * Soft chimes and vibration. Browsers stay silent until somebody taps: `unlock()` in a tap.
 *
 *   const chime = new Chime(); chime.unlockOnTap();
 *   chime.play("turn");   // start, turn, soon, end, call
 *   chime.isOn = false;   // remembered on this device
 */

const KEY = "keywho.sound";

/** Notes as [Hz, begins in s, lasts s]; vibration in ms on, off, on. Each kind is told apart with eyes closed and with sound off. */
export const KINDS = {
  start: { notes: [[392, 0, 0.5], [523.25, 0.16, 0.5], [659.25, 0.32, 0.9]], vibration: [120, 80, 120] },
  turn: { notes: [[659.25, 0, 0.45], [493.88, 0.22, 0.9]], vibration: [320] },
  soon: { notes: [[587.33, 0, 0.35]], vibration: [60] },
  end: { notes: [[523.25, 0, 0.7], [392, 0.3, 0.7], [261.63, 0.6, 1.4]], vibration: [220, 120, 220, 120, 420] },
  call: { notes: [[784, 0, 0.25], [784, 0.35, 0.25], [784, 0.7, 0.5]], vibration: [90, 60, 90, 60, 90] },
};

/**
 * Which chime a step from one moment to the next asks for; none where nothing changed, or where the page was opened or woken in the middle.
 * @param {import("./clock.js").Moment|null} before
 * @param {import("./clock.js").Moment} now
 * @returns {keyof KINDS|null}
 */
export function chimeBetween(before, now) {
  if (!before || now.isPaused || before.isPaused || !now.phase) return null;
  const from = before.phase;
  const to = now.phase;
  if (from && from.kind === to.kind && from.no === to.no && from.starts_ms === to.starts_ms) {
    return before.secondsLeft > 10 && now.secondsLeft === 10 && to.kind === "talk" ? "soon" : null;
  }
  if (to.kind === "over") return "end";
  if (to.kind === "turn") return to.no > 1 ? "turn" : "start";
  if (to.kind === "talk") return from?.kind === "turn" ? "turn" : "start";
  return null;
}

/** Sound and vibration of one screen. */
export class Chime {
  constructor() {
    this._context = null;
    this._isOn = read() !== "off";
  }

  /** Is sound and vibration wanted on this device? */
  get isOn() {
    return this._isOn;
  }

  set isOn(isOn) {
    this._isOn = isOn;
    write(isOn ? "on" : "off");
  }

  /** May sound come out, or does the browser still wait for a tap? */
  get isUnlocked() {
    return this._context?.state === "running";
  }

  /** To be called inside a tap or a key press. */
  async unlock() {
    const Context = window.AudioContext ?? window.webkitAudioContext;
    if (!Context) return;
    this._context ??= new Context();
    if (this._context.state !== "running") await this._context.resume().catch(() => {});
  }

  /** Unlock at the first tap or key press anywhere, and again when the system has put the sound to sleep. */
  unlockOnTap() {
    for (const kind of ["pointerup", "keydown"]) document.addEventListener(kind, () => this.isUnlocked || this.unlock());
  }

  /** @param {keyof KINDS} kind */
  play(kind) {
    if (!this._isOn) return;
    const { notes, vibration } = KINDS[kind];
    // a browser that has seen no tap yet refuses loudly in its console
    if (navigator.vibrate && (navigator.userActivation?.hasBeenActive ?? true)) navigator.vibrate(vibration);
    if (!this.isUnlocked) return;
    for (const [tone, begins, lasts] of notes) this._ring(tone, this._context.currentTime + begins, lasts);
  }

  _ring(tone, begins, lasts) {
    for (const [times, loud] of [[1, 0.22], [2, 0.05], [3, 0.015]]) {
      const source = this._context.createOscillator();
      const volume = this._context.createGain();
      source.frequency.value = tone * times;
      volume.gain.setValueAtTime(0.0001, begins);
      volume.gain.exponentialRampToValueAtTime(loud, begins + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, begins + lasts);
      source.connect(volume).connect(this._context.destination);
      source.start(begins);
      source.stop(begins + lasts + 0.05);
    }
  }
}

function read() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function write(word) {
  try {
    localStorage.setItem(KEY, word);
  } catch {
    /* it still holds for this page */
  }
}
