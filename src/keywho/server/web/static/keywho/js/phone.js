/**
 * The personal page. It was drawn by the server with what was true then; from here on it follows the live stream, counts by the server's clock,
 * and goes on without a network. Parts: clock, card, met, notes.
 */

import { stayAwake } from "./awake.js";
import { Chime, chimeBetween } from "./chime.js";
import { Clock, Timeline, everySecond } from "./clock.js";
import { iconOf, toast } from "./dialogs.js";
import { Live, showLinkState } from "./live.js";
import { fill, showAbout, showMeeting, showQuiet } from "./phone-card.js";
import { Notes } from "./phone-notes.js";
import { People, nameButton } from "./phone-people.js";
import { RoomOnPhone } from "./phone-room.js";
import { Taps } from "./phone-taps.js";
import { momentWords, ownPhases, screenOf } from "./phone-time.js";
import { Ring } from "./ring.js";

const one = (selector) => document.querySelector(selector);
const all = (selector) => document.querySelectorAll(selector);

class Phone {
  constructor(start) {
    this.start = start;
    this.words = start.words;
    this.parts = { met: [], notes: [], ...start.parts };
    this.moment = null;
    this.shown = "";
    this.wantsGroups = start.wants_groups;
    this.clock = new Clock();
    this.chime = new Chime();
    this.people = new People({ answers: start.answers, words: this.words });
    this.notes = new Notes({ host: one("[data-notes]"), key: `keywho.seen.${start.token.slice(-12)}` });
    this.room = new RoomOnPhone({ url: `/p/${start.token}/room`, words: this.words, isThere: start.chairs, onReady: () => this.draw() });
    this.taps = new Taps({ token: start.token, words: this.words, onDone: (...told) => this.done(...told) });
    this.ring = new Ring(one("[data-ring]"), { words: (moment) => momentWords(moment, { ...this.parts, me: start.me, words: this.words }) });
    this.live = new Live(`/live/phone/${start.token}`, { onParts: (parts) => this.told(parts), onState: (state) => this.linked(state) });
    this.readClock();
  }

  begin() {
    for (const hidden of all("[data-needs-script]")) hidden.hidden = false;
    this.chime.unlockOnTap();
    this.sound();
    stayAwake();
    this.sayOnce();
    this.ticking = everySecond(this.clock, () => this.timeline, (moment) => this.tick(moment));
    this.draw();
    document.addEventListener("click", (event) => this.click(event));
    this.clock.start().then(() => this.ticking.wake());
    this.live.start();
  }

  /** What the last press was answered with is said once, and not again after a reload. */
  sayOnce() {
    const said = one("[data-said]");
    if (!said) return;
    toast(said.textContent.trim(), said.dataset.said === "warn" ? "warn" : "good");
    said.remove();
    window.history.replaceState(null, "", window.location.pathname);
  }

  /** New parts from the stream. */
  told(parts) {
    const before = this.parts;
    this.parts = { ...before, ...parts };
    if (parts.clock || parts.card) this.readClock();
    if (parts.notes && this.notes.hasNewer(before.notes, parts.notes)) {
      this.chime.play("call");
      this.say(parts.notes[0].text);
    }
    if (parts.card) this.changed(before.card, parts.card);
    this.draw();
    this.ticking.wake();
  }

  readClock() {
    const { clock, card } = this.parts;
    this.timeline = new Timeline({ ...clock, phases: ownPhases(clock, card) });
  }

  /** Another card: say so to ears and hands, too. */
  changed(before, card) {
    const people = (shown) => shown.partners.map((partner) => partner.id).join(" ");
    if (before.kind === card.kind && before.round_no === card.round_no && people(before) === people(card) && before.where === card.where) return;
    this.say([card.headline, card.where || card.text].filter(Boolean).join(/[.?!]$/.test(card.headline) ? " " : ". "));
    if (card.kind === "missing") this.chime.play("call");
    else if (card.kind === "meet") this.chime.play(before.round_no === card.round_no ? "call" : "start");
    for (const sheet of all("dialog.sheet[open]")) if (["not-here", "about"].includes(sheet.id)) sheet.close();
  }

  say(words) {
    one("[data-says]").textContent = words;
  }

  /** Each second. */
  tick(moment) {
    const kind = chimeBetween(this.moment, moment);
    // the beginning of a walk has its own sound when the card comes
    if (kind && this.parts.card.kind !== "left" && this.parts.card.kind !== "missing") this.chime.play(kind);
    this.moment = moment;
    this.ring.show(moment);
    one("[data-timer]").hidden = ["left", "closed"].includes(this.parts.card.kind) || !moment.phase || moment.secondsLeft === null || (moment.phase.kind === "over" && moment.secondsLeft === 0);
    const key = `${screenOf(this.parts.card, moment)} ${moment.phase?.kind} ${moment.phase?.speaker} ${moment.isPaused} ${this.isBefore()}`;
    if (key !== this.shown) this.draw(key);
  }

  /** Is it too early to be here? */
  isBefore() {
    const { card } = this.parts;
    return Boolean(this.start.day) && card.kind === "open" && card.may.includes("here") && this.clock.serverNow() < this.start.day.opens_ms && !this.parts.clock.cue_no;
  }

  /** Lay out what is true now. */
  draw(key) {
    const { card, clock, met, notes } = this.parts;
    const screen = screenOf(card, this.moment);
    if (key) this.shown = key;
    for (const part of all("[data-screen]")) part.hidden = part.dataset.screen !== screen;
    fill(document, "cue", clock.title);
    this.notes.show(notes);
    this.people.show(met);
    if (screen === "meet") this.drawMeeting(card);
    else if (screen === "after") this.people.ask(card, this.soon(clock));
    else this.drawQuiet(card, clock);
    this.drawActions(screen, card, clock);
    this.room.show(one("[data-room-whole]"), { seat: card.seat, from: card.from_seat, partners: this.chairsOf(card), label: card.where || this.chairWords(card), whole: true });
    fill(document, "room-where", card.where || this.chairWords(card));
  }

  drawMeeting(card) {
    const root = one('[data-screen="meet"]');
    const phase = this.moment?.phase;
    root.dataset.phase = phase?.kind ?? "walk";
    root.dataset.turn = phase?.kind === "turn" ? (phase.speaker === this.start.me ? "own" : "other") : "";
    showMeeting(root, card, this.words);
    for (const row of root.querySelectorAll(".phone-partners > li")) row.classList.toggle("is-speaking", row.dataset.id === phase?.speaker);
    const map = root.querySelector('[data-slot="map"]');
    this.room.show(map, { seat: card.seat, from: card.from_seat, partners: this.chairsOf(card), label: card.where });
  }

  chairsOf(card) {
    return card.partners.map((partner) => partner.seat).filter(Boolean);
  }

  drawQuiet(card, clock) {
    const root = one('[data-screen="quiet"]');
    const before = this.isBefore() ? this.start.day : null;
    showQuiet(root, { card, called: this.start.name, chair: this.chairWords(card), before, next: this.saysNext(card, clock) ? this.soon(clock) : "" });
    this.room.show(root.querySelector('[data-slot="quiet-map"]'), { seat: before ? null : card.seat, from: null, label: card.where || this.chairWords(card) });
  }

  /** The ring says what comes next, where there is one; before the beginning and after the end nobody asks. */
  saysNext(card, clock) {
    return clock.cue_no > 0 && !["closed", "left"].includes(card.kind) && one("[data-timer]").hidden;
  }

  soon({ next }) {
    return next ? this.words.soon.replace("{what}", next) : "";
  }

  chairWords(card) {
    const chair = this.room.chair(card.seat);
    return chair ? this.words.chair_mine.replace("{chair}", chair) : "";
  }

  drawActions(screen, card, clock) {
    const isIn = card.kind === "meet" || card.may.includes("groups");
    const shown = {
      here: card.may.includes("here") && !this.isBefore(),
      "come-back": card.may.includes("come-back"),
      "not-here": card.may.includes("not-here") && screen === "meet",
      pairs: card.may.includes("not-here") && screen === "meet",
      "sit-out": isIn && Boolean(clock.round_no || clock.next),
      groups: card.may.includes("groups"),
      leave: card.may.includes("leave"),
      room: Boolean(this.room.picture && card.seat),
      contacts: card.kind === "closed",
    };
    for (const part of all("[data-shown]")) part.hidden = !shown[part.dataset.shown];
    for (const field of all("[data-round]")) field.value = String(clock.round_no ?? 0);
    for (const host of all("[data-partner-buttons]")) host.replaceChildren(...card.partners.map((partner) => nameButton(partner)));
    const isMine = this.moment?.phase?.speaker === this.start.me && screen === "meet";
    one('.phone-actions [data-sheet="pitch"]').classList.toggle("is-primary", isMine);
    one('.phone-actions [data-sheet="people"]').classList.toggle("is-primary", card.kind === "closed");
    fill(document, "groups", this.wantsGroups ? this.words.do_groups_off : this.words.do_groups);
    one('[data-tap="groups"] [name=wanted]').value = this.wantsGroups ? "0" : "1";
  }

  click(event) {
    const sheet = event.target.closest("[data-sheet]");
    const about = event.target.closest("[data-about-who]");
    if (sheet) {
      event.preventDefault();
      for (const open of all("dialog[open]")) open.close();
      document.getElementById(sheet.dataset.sheet).showModal();
    } else if (about) {
      const partner = this.parts.card.partners.find((other) => other.id === about.dataset.id);
      if (partner) showAbout(partner, this.words);
    } else if (event.target.closest("[data-sound]")) {
      this.chime.isOn = !this.chime.isOn;
      this.sound();
      if (this.chime.isOn) this.chime.unlock().then(() => this.chime.play("soon"));
    }
  }

  sound() {
    const button = one("[data-sound]");
    button.hidden = false;
    button.setAttribute("aria-pressed", String(this.chime.isOn));
    button.setAttribute("aria-label", this.chime.isOn ? this.words.sound_on : this.words.sound_off);
    button.replaceChildren(iconOf(this.chime.isOn ? "volume-2" : "volume-x"));
  }

  /** A press was answered. */
  done(kind, body, answer, form) {
    if (answer.choices?.length && form) {
      form.querySelector("[data-choices]").replaceChildren(...answer.choices.map((choice) => nameButton(choice)));
      return;
    }
    if (!answer.ok) return;
    if (kind === "keep") this.people.answered(body.get("about"), { wanted: body.get("wanted") === "1" });
    if (kind === "note") this.people.answered(body.get("about"), { note: body.get("text") });
    if (kind === "groups") this.wantsGroups = body.get("wanted") === "1";
    if (form?.querySelector("[data-choices]")) form.querySelector("[data-choices]").replaceChildren();
    if (kind !== "note" && kind !== "keep") form?.reset();
    this.draw();
  }

  linked({ state, sinceMs }) {
    showLinkState({ state, sinceMs });
    if (state === "live") this.taps.flush();
    if (state === "gone") window.location.reload();
  }
}

const place = document.getElementById("phone");
if (place) new Phone(JSON.parse(place.dataset.start)).begin();
