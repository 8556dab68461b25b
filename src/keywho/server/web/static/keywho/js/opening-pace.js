/** Pure parts of the speaker's page: how the time goes, and which key means what. */

const ON_TIME_S = 5;
const KEYS = { ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "back", PageUp: "back" };

/**
 * How the time goes.
 * @param {{since: number|null, paused: number|null, seconds: number, spent: number, planned: number}} facts when the slide came and since when the clock stands still, in ms;
 *   how long the slide is to take, how long the others did before, and how long those before it were to take
 * @param {number} serverMs
 * @returns {{elapsed: number, total: number, late: number, isOver: boolean}} whole seconds; `late` is below 0 for early, and 0 for nearly on time
 */
export function paceOf({ since, paused, seconds, spent, planned }, serverMs) {
  if (since === null) return { elapsed: 0, total: spent, late: 0, isOver: false };
  const elapsed = Math.max(0, Math.floor(((paused ?? serverMs) - since) / 1000));
  const total = spent + elapsed;
  const late = total - (planned + Math.min(elapsed, seconds));
  return { elapsed, total, late: Math.abs(late) < ON_TIME_S ? 0 : late, isOver: elapsed >= seconds };
}

/** The pace in words of the language. */
export function paceWords({ late }, { onTime, behind, ahead }) {
  if (!late) return onTime;
  return (late > 0 ? behind : ahead).replace("{s}", Math.abs(late));
}

/**
 * Which button a key presses; a clicker sends Page Down and Page Up. Space stays with a button that has the focus.
 * @param {{key: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean, repeat?: boolean}} event
 * @param {{isDialogOpen: boolean, isOnButton: boolean}} place
 * @returns {"next"|"back"|null}
 */
export function turnOf({ key, ctrlKey = false, metaKey = false, altKey = false, repeat = false }, { isDialogOpen, isOnButton }) {
  if (isDialogOpen || ctrlKey || metaKey || altKey || repeat || (key === " " && isOnButton)) return null;
  return KEYS[key] ?? null;
}
