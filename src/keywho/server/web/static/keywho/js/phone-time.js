/**
 * Time as one person has it. Pure: no page, no clock of its own.
 *
 * The room's turns are two windows of 30 s (or one a chair at a table); a trio or a table of another size shares the same time among those who speak.
 */

const isolated = (name) => `\u2068${name}\u2069`;

/** The time of all turns, shared among those who speak; turns that fit already stay as they are. */
export function sharedTurns(turns, speaks) {
  if (!turns.length || !speaks.length) return turns;
  if (turns.length === speaks.length) return turns.map((turn, place) => ({ ...turn, no: place + 1, speaker: speaks[place] }));
  const from = turns[0].starts_ms;
  const part = (turns[turns.length - 1].ends_ms - from) / speaks.length;
  return speaks.map((speaker, place) => ({
    ...turns[0],
    no: place + 1,
    speaker,
    starts_ms: Math.round(from + place * part),
    ends_ms: Math.round(from + (place + 1) * part),
  }));
}

/**
 * The phases of the clock for one person: in a meeting with its turns; without one a single wait until the round is over.
 * @param {{phases: object[], round_no: number|null}} clock the part `clock`
 * @param {{kind: string, speaks: string[]}} card the part `card`
 */
export function ownPhases(clock, card) {
  const phases = clock.phases ?? [];
  if (card.kind === "meet") {
    const turns = phases.filter((phase) => phase.kind === "turn");
    const shared = sharedTurns(turns, card.speaks ?? []);
    return phases.flatMap((phase) => (phase === turns[0] ? shared : phase.kind === "turn" ? [] : [phase]));
  }
  const over = phases.find((phase) => phase.kind === "over");
  if (!clock.round_no || !over || phases[0] === over) return phases;
  return [{ ...phases[0], kind: "wait", no: 0, ends_ms: over.starts_ms }, over];
}

/** Which of the three screens fits: the card of a meeting, the question after it, or a quiet page. */
export function screenOf(card, moment) {
  if (card.kind !== "meet") return "quiet";
  return moment?.phase?.kind === "over" ? "after" : "meet";
}

/** How the name of somebody whom one meets is said within a sentence. */
export function nameOf(card, id) {
  return isolated(card.partners.find((partner) => partner.id === id)?.called ?? "…");
}

const filled = (sentence, name) => sentence.replace("{name}", name);

/**
 * What the ring says at a moment: the words for now, for next, and whose turn it is.
 * @param {import("./clock.js").Moment} moment
 * @param {{card: object, me: string, clock: object, words: object}} seen
 */
export function momentWords(moment, { card, me, clock, words }) {
  const { phase, next, isPaused } = moment;
  if (!phase) return { now: "", next: "" };
  if (isPaused) return { now: words.paused, next: momentWords({ ...moment, isPaused: false }, { card, me, clock, words }).now, turn: "pause" };
  switch (phase.kind) {
    case "turn":
      return phase.speaker === me
        ? { now: words.my_turn, next: after(next, card, me, words) || words.my_turn_more, turn: "own" }
        : { now: filled(words.their_turn, nameOf(card, phase.speaker)), next: after(next, card, me, words), turn: "other" };
    case "walk":
      return { now: phase.label, next: first(next, card, me, words), turn: "walk" };
    case "wait":
      return { now: words.until_next, next: soon(clock, words), turn: "walk" };
    case "talk":
      return { now: phase.label, next: words.then_part, turn: "talk" };
    case "over":
      return { now: phase.label, next: soon(clock, words), turn: "over" };
    default:
      return { now: phase.label || clock.title, next: soon(clock, words), turn: "walk" };
  }
}

const soon = (clock, words) => (clock.next ? words.soon.replace("{what}", clock.next) : "");

function first(next, card, me, words) {
  if (next?.kind !== "turn") return "";
  return next.speaker === me ? words.first_me : filled(words.first_them, nameOf(card, next.speaker));
}

function after(next, card, me, words) {
  if (next?.kind === "turn") return next.speaker === me ? words.then_me : filled(words.then_them, nameOf(card, next.speaker));
  return next?.kind === "talk" ? words.then_talk : next?.kind === "over" ? words.then_part : "";
}

/**
 * A headline cut into words and names, so that each name can keep its own direction: "Meet ", {name: "Ben"}.
 * @returns {(string|{name: string})[]}
 */
export function withNames(headline, names) {
  const found = [];
  let rest = headline;
  for (const name of names) {
    const at = name ? rest.indexOf(name) : -1;
    if (at < 0) continue;
    if (at > 0) found.push(rest.slice(0, at));
    found.push({ name });
    rest = rest.slice(at + name.length);
  }
  if (rest) found.push(rest);
  return found;
}
