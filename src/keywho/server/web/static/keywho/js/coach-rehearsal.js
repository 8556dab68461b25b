/**
 * The rehearsal: three, two, one, speak; then figures go to the server, which says what they mean. The sound stays here: it is measured, played and forgotten on this page.
 * Without this script the page asks for the seconds of one's own clock.
 */

import { stayAwake } from "./awake.js";
import { Chime, KINDS } from "./chime.js";
import { Timeline, everySecond } from "./clock.js";
import { press } from "./coach.js";
import { FRAME_S, loudness, shareOf, speechIn } from "./coach-rehearsal-levels.js";
import { showSound } from "./coach-rehearsal-picture.js";
import { Recording, levelsIn, refusalOf, whyNot } from "./coach-rehearsal-sound.js";
import { sentencesOf, tapsAsText } from "./coach-rehearsal-text.js";
import { Ring, plainWords } from "./ring.js";

const COUNT_MS = 3000;
const LEAST_S = 3;
const LONGEST_MS = 300_000;
const LEVEL_MS = 100;
const CALM_LEVEL_MS = 1000;

const chime = new Chime();
let trying = null;
let heard = null;

const find = (name) => document.querySelector(`#coach [data-${name}]`);
const word = (name) => document.querySelector(`#coach [data-word="${name}"]`)?.textContent ?? "";
const form = () => find("rehearsal");
const tabs = () => document.querySelector(".after-tabs");
const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** One try, from the start to its end. */
class Try {
  constructor({ way, cut, text, language }) {
    this.way = way;
    this.cut = cut;
    this.sentences = way === "tapped" ? sentencesOf(text, language) : [];
    this.text = text;
    this.taps = [];
    this.recording = null;
    this.isEnding = false;
  }

  /** Open the microphone if it is wanted, then count down. */
  async begin() {
    const over = () => this.end("lost");
    this.recording = this.way === "recorded" ? await Recording.open(over) : null;
    if (this.isEnding) return this.recording?.drop(); // thrown away while the browser asked
    this.letSleep = stayAwake();
    this.starts = performance.now() + COUNT_MS;
    const ends = this.starts + this.cut * 1000;
    this.timeline = new Timeline({
      phases: [
        { kind: "walk", no: 1, label: word("ready"), starts_ms: this.starts - COUNT_MS, ends_ms: this.starts },
        { kind: "turn", no: 1, label: word(this.way === "recorded" ? "recorded" : "clock"), starts_ms: this.starts, ends_ms: ends },
        { kind: "over", no: 1, label: word("over"), starts_ms: ends, ends_ms: null },
      ],
    });
    this.show();
    return undefined;
  }

  show() {
    form().hidden = true;
    find("hear").hidden = true;
    for (const old of document.querySelectorAll("#coach [data-result], #coach [data-said]")) old.hidden = true;
    find("notice").hidden = true;
    find("stage").hidden = false;
    tabs().hidden = true;
    find("level").hidden = !this.recording;
    this.ring = new Ring(find("ring"), { words: (moment) => ({ ...plainWords(moment), next: "" }) });
    this.says();
    find("go").focus({ preventScroll: true });
    find("stage").scrollIntoView({ block: "start" });
    const clock = { serverNow: () => performance.now() };
    this.ticks = everySecond(clock, () => this.timeline, (moment) => this.tick(moment));
    if (this.recording) this.levels = setInterval(() => this.level(), isCalm() ? CALM_LEVEL_MS : LEVEL_MS);
  }

  tick(moment) {
    this.ring.show(moment);
    const { kind, starts_ms: since } = moment.phase;
    if (kind === "over") find("ring").querySelector(".ring-number").textContent = `+${Math.floor((performance.now() - since) / 1000)}`;
    if (kind === "walk") chime.play("soon");
    if (kind !== this.kind && this.kind) this.turned(kind);
    this.kind = kind;
    if (performance.now() - this.starts > LONGEST_MS) this.end("");
  }

  /** The countdown is over, or the time is. A chime would be on the recording; a phone that shakes is not. */
  turned(kind) {
    if (kind === "turn") this.recording?.start();
    if (!this.recording) chime.play(kind === "turn" ? "start" : "end");
    else if (kind === "over" && chime.isOn) navigator.vibrate?.(KINDS.end.vibration);
  }

  level() {
    const level = this.recording.level();
    find("level-now").setAttribute("width", String(100 * shareOf(level)));
    this.loudest = Math.max(level, (this.loudest ?? -100) - 1);
    find("level-words").textContent = word(loudness(this.loudest));
  }

  /** What stands on the stage: the whole text, or the sentence that is due, large, with what comes after it. */
  says() {
    const place = this.taps.length;
    const pieces = this.sentences.length
      ? this.sentences.slice(place, place + 2).map((one, next) => paragraph(one.text, next === 0))
      : this.text.trim() ? [paragraph(this.text, false, "")] : [];
    find("spoken").replaceChildren(...pieces);
    find("go-words").textContent = place + 1 < this.sentences.length ? word("next") : word("done");
  }

  /** The large button: the next sentence, or the end. */
  go() {
    const at = (performance.now() - this.starts) / 1000;
    if (at <= 0 || this.isEnding) return;
    const sentence = this.sentences[this.taps.length];
    if (sentence) this.taps.push({ end: sentence.end, at });
    if (this.taps.length < this.sentences.length) this.says();
    else this.end("");
  }

  /** End, and look at it. `broken` says why it does not count: "hidden" or "lost". */
  async end(broken) {
    if (this.isEnding) return;
    this.isEnding = true;
    const seconds = Math.max(0, (performance.now() - this.starts) / 1000 || 0);
    const hasBegun = this.kind === "turn" || this.kind === "over";
    const sound = this.recording && hasBegun ? await this.recording.stop() : null;
    this.leave();
    find("start").focus();
    if (sound) await lookAt(sound, broken);
    else if (!hasBegun || seconds < LEAST_S) notice(broken === "lost" ? "none" : "brief");
    else await send({ way: this.way, seconds, taps: tapsAsText(this.taps), broken });
  }

  /** Throw it away. */
  cancel() {
    this.isEnding = true;
    this.recording?.drop();
    this.leave();
    find("start").focus();
  }

  leave() {
    this.ticks?.stop();
    clearInterval(this.levels);
    this.letSleep?.();
    this.recording?.drop();
    find("stage").hidden = true;
    form().hidden = false;
    tabs().hidden = false;
    trying = null;
  }
}

function paragraph(text, isDue, later = "is-later") {
  const made = document.createElement("p");
  made.textContent = text;
  if (isDue) made.setAttribute("aria-current", "step");
  else made.className = later;
  return made;
}

/** Measure a sound, keep it to be heard, and ask what the figures mean. */
async function lookAt({ blob, levels, frameS }, broken) {
  const speech = speechIn(levels, frameS);
  forget();
  if (!speech) return notice("silence");
  heard = { url: URL.createObjectURL(blob), levels, frameS, begins: speech.begins, cut: cutNow() };
  if (speech.seconds < LEAST_S) {
    showHeard();
    return notice("brief");
  }
  return send({ way: "recorded", seconds: speech.seconds, speaking_s: speech.speaking, pauses: speech.pauses.length, longest_pause_s: speech.longestPause, broken });
}

const cutNow = () => Number(new FormData(form()).get("cut"));
const written = (value) => (typeof value === "number" ? String(Math.round(value * 10) / 10) : value);

/** Send figures, and show the page as it is then. What was broken off is looked at, and not kept. */
async function send(figures) {
  const asked = new FormData(form());
  for (const [name, value] of Object.entries({ speaking_s: "", pauses: "", longest_pause_s: "", taps: "", broken: "", ...figures })) asked.set(name, written(value));
  asked.set("by_script", "1");
  if (!figures.broken) asked.set("press", "keep");
  try {
    await post(asked);
    document.getElementById("result-title")?.focus();
  } catch {
    showHeard();
    notice("offline", { n: Math.round(figures.seconds) });
  }
}

/** Somebody of an evening has their notebook at the server; everybody else in this browser. */
const isOpenToAll = () => "notebook" in document.getElementById("coach").dataset;

async function post(asked) {
  if (isOpenToAll()) return press(asked);
  if (asked.get("press")) await answered(asked, { redirect: "manual" });
  asked.delete("press");
  const page = new DOMParser().parseFromString(await (await answered(asked)).text(), "text/html");
  document.getElementById("coach").replaceWith(page.getElementById("coach"));
  document.dispatchEvent(new CustomEvent("coach:shown"));
  return undefined;
}

async function answered(asked, more = {}) {
  const answer = await fetch(location.pathname, { method: "POST", body: asked, ...more });
  if (answer.status >= 400) throw new Error(`the coach answered ${answer.status}`);
  return answer;
}

function notice(name, gaps = {}) {
  find("notice").hidden = false; // before the words: what was hidden is not read out
  find("notice-words").textContent = Object.entries(gaps).reduce((said, [gap, value]) => said.replace(`{${gap}}`, value), word(name));
  find("notice").scrollIntoView({ block: "nearest" });
}

// ---- the sound, to be heard again

function showHeard() {
  const place = find("hear");
  place.hidden = !heard;
  if (heard) showSound(find("sound"), heard);
}

function play() {
  if (heard.player && !heard.player.paused) return heard.player.pause();
  heard.player ??= listening(new Audio(heard.url));
  heard.player.currentTime = 0;
  return heard.player.play().catch(() => notice("unreadable"));
}

function listening(player) {
  const says = () => {
    const words = find("play-words");
    if (words) words.textContent = word(player.paused || player.ended ? "play" : "halt");
  };
  for (const kind of ["play", "pause", "ended"]) player.addEventListener(kind, says);
  return player;
}

/** Forget the sound. */
function forget() {
  heard?.player?.pause();
  if (heard) URL.revokeObjectURL(heard.url);
  heard = null;
  const place = find("hear");
  if (place) place.hidden = true;
}

// ---- the page

async function start() {
  if (trying) return;
  const given = new FormData(form());
  const way = given.get("way") ?? "clock";
  chime.unlock();
  forget();
  const one = new Try({ way, cut: cutNow(), text: given.get("text"), language: form().dataset.language });
  trying = one;
  try {
    await one.begin();
  } catch (error) {
    one.cancel();
    notice(refusalOf(error));
    choose("tapped");
  }
}

function choose(way) {
  const choice = form().querySelector(`[name="way"][value="${way}"]`);
  if (choice) choice.checked = true;
}

/** What can't be done here can't be chosen. */
function prepare() {
  if (!form()) return;
  trying?.cancel(); // the notebook of this browser came late, and the stage is not there any more
  for (const one of document.querySelectorAll("#coach [data-needs-script]")) one.hidden = false;
  for (const one of document.querySelectorAll("#coach [data-by-hand]")) one.hidden = true;
  const why = whyNot(window);
  form().querySelector('[value="recorded"]').disabled = Boolean(why);
  if (why) notice(why);
  if (!form().querySelector('[name="way"]:checked:enabled')) choose(why ? "tapped" : "recorded");
  if (heard && find("result")) showHeard();
}

async function measure(file) {
  try {
    choose("recorded");
    await lookAt({ blob: file, levels: await levelsIn(file), frameS: FRAME_S }, "");
  } catch {
    notice("unreadable");
  }
}

const PRESSED = { start, go: () => trying?.go(), cancel: () => trying?.cancel(), play, drop: forget };

document.addEventListener("click", (event) => {
  const pressed = Object.keys(PRESSED).find((name) => event.target.closest(`#coach [data-${name}]`));
  if (pressed) PRESSED[pressed]();
});
document.addEventListener("change", (event) => event.target.matches("#coach [data-file]") && event.target.files[0] && measure(event.target.files[0]));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && trying?.ticks) trying.cancel();
  if ([" ", "Enter"].includes(event.key) && trying?.ticks && !event.target.closest("button, a")) {
    event.preventDefault();
    trying.go();
    return;
  }
  if (event.key !== "Enter" || !event.target.matches("#coach [data-rehearsal] input:not([type=file])")) return;
  event.preventDefault(); // a browser would press the first button of the form
  start();
});
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.closest("#coach")) return;
  if (event.target.querySelector('[name="press"][value="forget"], [name="press"][value="anew"]')) forget();
  if (isOpenToAll()) return;
  event.preventDefault(); // what was typed stays on the page
  post(new FormData(event.target, event.submitter)).catch(() => event.target.submit());
});
document.addEventListener("visibilitychange", () => document.hidden && trying?.recording && trying.end("hidden"));
window.addEventListener("pagehide", () => {
  trying?.cancel();
  forget();
});
document.addEventListener("coach:shown", prepare);
prepare();
