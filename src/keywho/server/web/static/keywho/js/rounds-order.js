/* The order of an evening as a list, without a page: lengths, clock times, words, and what undo goes back to. Lengths are those of live/run_of_show.py. */

export const HOW = {
  neighbour: ["Turn to your neighbour", "Two who sit side by side talk. Nobody moves."],
  nearby: ["A few chairs away", "Pairs of people who are useful to each other and sit near."],
  table: ["At tables", "Groups at tables, or in circles of chairs."],
  hosts: ["Visit the hosts", "Hosts (employers, mentors) keep a table; guests go from host to host. Name the hosts under Wishes."],
  requests: ["Meetings that were asked for", "Pairs of which one asked to meet the other, under Wishes."],
};
const CUES = { welcome: "Arriving", talk: "Words", break: "Break", mingle: "Free mingling", close: "Goodbye" };
const USUAL = { talk: 5, break: 10, mingle: 15 };
const STEPS_KEPT = 50;

/** Give a new entry of a kind ("talk", "break", "mingle") or a round of a kind ("neighbour", ...). */
export function newEntry(what) {
  const round = { reach: "chairs", reach_no: 5, size: what === "hosts" ? 2 : 6, balance: "", title: "" };
  const minutes = { neighbour: 4, nearby: 6, table: 15, hosts: 8, requests: 10 }[what];
  if (minutes === undefined) return { kind: what, minutes: USUAL[what], how: "neighbour", break_minutes: 0, timed: false, ...round };
  return { kind: "round", minutes, how: what, break_minutes: what === "neighbour" ? 1 : 2, timed: what !== "hosts" && what !== "requests", ...round };
}

/** Say whether an entry stays at its end of the list. */
export const isFixed = (entry) => entry.kind === "welcome" || entry.kind === "close";

/** Give how many turns of 30 seconds a round begins with, where it has any. */
export const turnsOf = (entry) => (entry.how === "table" ? entry.size : entry.how === "hosts" ? entry.size + 1 : 2);

/** Give the seconds that an entry takes, walking and the break after it included; 0 for as long as it takes. */
export function secondsOf(entry, { walk_s, turn_s }) {
  if (!entry.minutes) return 0;
  if (entry.kind !== "round") return 60 * entry.minutes;
  const turns = entry.timed ? turnsOf(entry) * turn_s : 0;
  return walk_s[entry.how] + Math.max(60 * entry.minutes, turns) + 60 * entry.break_minutes;
}

/** Give the second at which each entry begins, and at the end the length of all. */
export function beginnings(entries, lengths) {
  const found = [0];
  for (const entry of entries) found.push(found.at(-1) + secondsOf(entry, lengths));
  return found;
}

/** Write a time: of the day where the begin is known (in minutes after midnight), else since the begin. */
export function clock(seconds, begins) {
  const minutes = Math.round(seconds / 60);
  if (begins === null) return `+${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  const at = (begins + minutes) % (24 * 60);
  return `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
}

/** Say a length as people do. */
export function inHours(seconds) {
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} minute${minutes === 1 ? "" : "s"}`;
  const hours = Math.floor(minutes / 60);
  return `${hours} hour${hours === 1 ? "" : "s"}${minutes % 60 ? ` ${minutes % 60}` : ""}`;
}

/** Name an entry: as the organizer called it, else by what it is; rounds with their number. */
export function nameOf(entries, no) {
  const entry = entries[no];
  if (entry.kind !== "round") return entry.title || CUES[entry.kind];
  const round = entries.slice(0, no + 1).filter((one) => one.kind === "round").length;
  return `Round ${round} · ${entry.title || HOW[entry.how][0]}`;
}

const minutes = (number) => `${number} minute${number === 1 ? "" : "s"}`;

/** Say all about an entry in a line. */
export function wordsOf(entry) {
  if (entry.kind === "welcome") return "People come and find their chairs. You press “next” when it begins.";
  if (entry.kind === "close") return "Thank you, and how to keep in touch.";
  if (entry.kind !== "round") return entry.minutes ? minutes(entry.minutes) : "As long as it takes";
  const told = [entry.title ? HOW[entry.how][0] : "", minutes(entry.minutes)];
  if (entry.how === "nearby") told.push(reachInWords(entry));
  if (entry.how === "table") told.push(`up to ${entry.size} at a table${entry.balance ? `, mixed by ${entry.balance}` : ""}`);
  if (entry.how === "hosts") told.push(`${entry.size} guest${entry.size === 1 ? "" : "s"} with a host at a time`);
  told.push(entry.timed ? (turnsOf(entry) === 2 ? "two turns of 30 seconds, then open talk" : "30 seconds for each, then open talk") : "open talk");
  told.push(entry.break_minutes ? `then ${minutes(entry.break_minutes)} to breathe` : "no break after it");
  return told.filter(Boolean).join(", ");
}

/** Say how far people go. */
export function reachInWords({ reach, reach_no }) {
  if (reach === "room") return "anywhere in the room";
  const unit = reach === "chairs" ? "chair" : "metre";
  return `up to ${reach_no} ${unit}${reach_no === 1 ? "" : "s"} away`;
}

/** Move an entry by some places; what can't move stays. */
export function moved(entries, from, to) {
  const last = entries.length - 1;
  if (isFixed(entries[from])) return entries;
  const goal = Math.min(Math.max(to, isFixed(entries[0]) ? 1 : 0), isFixed(entries[last]) ? last - 1 : last);
  if (goal === from) return entries;
  const list = entries.toSpliced(from, 1);
  return list.toSpliced(goal, 0, entries[from]);
}

/** Put an entry before the goodbye and the mingling that leads to it: a new round at the end of the rounds. */
export function added(entries, entry) {
  const lastRound = entries.findLastIndex((one) => one.kind === "round");
  const isTail = (one) => one.kind === "close" || one.kind === "mingle";
  const tail = entries.findIndex(isTail);
  const place = entry.kind === "round" && lastRound >= 0 ? lastRound + 1 : entry.kind === "mingle" || tail < 0 ? entries.length - 1 : tail;
  return [entries.toSpliced(place, 0, entry), place];
}

/** Remember what was before a change; changes of the same field in a row are one. */
export function remembered(history, before, field = "") {
  const last = history.at(-1);
  if (field && last?.field === field) return history;
  return [...history, { before, field }].slice(-STEPS_KEPT);
}
