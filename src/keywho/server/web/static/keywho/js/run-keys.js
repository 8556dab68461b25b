/** Pure parts of the run page: which key means what, and which answer is older than what is shown. */

const KEYS = { n: "n", p: "p", "+": "+", u: "u", "/": "/", w: "w", m: "m", "?": "?" };

/**
 * Which press a key asks for; null for none, and always while somebody types or a dialog is open.
 * @param {{key: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean, repeat?: boolean}} event
 * @param {{isTyping: boolean, isDialogOpen: boolean, isOn: boolean}} place
 */
export function pressOf({ key, ctrlKey = false, metaKey = false, altKey = false, repeat = false }, { isTyping, isDialogOpen, isOn }) {
  if (!isOn || isTyping || isDialogOpen || ctrlKey || metaKey || altKey || repeat) return null;
  return KEYS[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

/** The number of the last fact that a piece of the page shows; null where it says none. */
export function numberIn(html) {
  const found = /data-no="(\d+)"/.exec(html);
  return found ? Number(found[1]) : null;
}

/** Is an answer older than what is shown? Answers of two requests may overtake each other. */
export function isOlder(shownNo, html) {
  const no = numberIn(html);
  return no !== null && no < shownNo;
}

/** What the desk says beside the ring: the phase, and where there is no end, for how long it has been going on. */
export function phaseWords(moment, serverMs) {
  const { phase, next, secondsLeft, isPaused } = moment;
  if (!phase) return "";
  const label = phase.label || "";
  if (isPaused) return label;
  if (secondsLeft === null) return [label, lasting(serverMs - phase.starts_ms)].filter(Boolean).join(", ");
  if (secondsLeft === 0 && !next) return [label, `over ${lasting(serverMs - phase.ends_ms)}`].filter(Boolean).join(", ");
  return [label, next?.label ? `then: ${next.label}` : ""].filter(Boolean).join(" · ");
}

function lasting(ms) {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  return minutes < 1 ? "for less than a minute" : `for ${minutes} min`;
}
