/* The rounds page of the desk: one list that is dragged, moved by buttons, changed in place, undone, and saved with the version it began with. */

import { iconOf } from "./dialogs.js";
import * as order from "./rounds-order.js";

const ICONS = { welcome: "door-open", talk: "mic", break: "coffee", mingle: "users", close: "hand", neighbour: "arrow-left-right", nearby: "footprints", table: "circle", hosts: "briefcase", requests: "heart-handshake" };
const LIMITS = { minutes: [0, 240], break_minutes: [0, 120], reach_no: [0, 1000], size: [1, 30] };

class RoundsPage {
  constructor(page) {
    this.page = page;
    this.part = (name) => page.querySelector(`[data-rounds="${name}"]`);
    this.content = JSON.parse(document.getElementById("rounds-content").textContent);
    this.entries = this.content.entries;
    this.version = this.content.version;
    this.saved = this.version ? JSON.stringify(this.entries) : null;
    this.history = [];
    this.open = null;
    this.#listen();
    this.#redraw();
    page.classList.add("is-ready");
  }

  /* ---- steps ---- */

  #change(entries, { field = "", redraw = true } = {}) {
    if (entries === this.entries) return;
    this.history = order.remembered(this.history, { entries: this.entries, open: this.open }, field);
    this.entries = entries;
    if (redraw) this.#redraw();
    else this.#refresh();
  }

  #undo() {
    const last = this.history.at(-1);
    if (!last) return;
    this.history = this.history.slice(0, -1);
    this.entries = last.before.entries;
    this.open = last.before.open;
    this.#redraw();
    this.#hear("Undone.");
  }

  #move(from, to, focus) {
    const next = order.moved(this.entries, from, to);
    if (next === this.entries) return;
    const place = next.indexOf(this.entries[from]);
    this.open = this.open === from ? place : null;
    this.#change(next);
    this.#hear(`${order.nameOf(next, place)}: now number ${place + 1} of ${next.length}, at ${this.#at(place)}.`);
    if (focus) this.#row(place)?.querySelector(`[data-press="${focus}"]`)?.focus();
  }

  #remove(no) {
    const name = order.nameOf(this.entries, no);
    this.open = null;
    this.#change(this.entries.toSpliced(no, 1));
    this.#say(`${name} is taken out.`);
    (this.#row(Math.min(no, this.entries.length - 1))?.querySelector("[data-press='open'], [data-press='up']") ?? this.part("undo")).focus();
  }

  #add(what) {
    const [entries, place] = order.added(this.entries, order.newEntry(what));
    this.open = place;
    this.#change(entries);
    this.#row(place)?.querySelector("input, select")?.focus();
    this.#hear(`${order.nameOf(entries, place)} is added, at ${this.#at(place)}.`);
  }

  #begin(name) {
    const preset = this.content.presets.find((one) => one.name === name);
    this.open = null;
    this.#change(structuredClone(preset.entries));
    this.#say(`“${name}” stands there now. Undo brings back what was before.`);
    this.part("list").scrollIntoView({ block: "nearest" });
  }

  #set(no, name, value, redraw) {
    this.#change(this.entries.with(no, { ...this.entries[no], [name]: value }), { field: `${no} ${name}`, redraw });
  }

  /* ---- what is seen ---- */

  #redraw() {
    this.part("list").replaceChildren(...this.entries.map((entry, no) => this.#line(entry, no)));
    this.#refresh();
  }

  #line(entry, no) {
    const line = this.part("line").content.firstElementChild.cloneNode(true);
    const put = (name) => line.querySelector(`[data-put="${name}"]`);
    line.classList.toggle("is-round", entry.kind === "round");
    line.classList.toggle("is-fixed", order.isFixed(entry));
    put("icon").replaceChildren(iconOf(ICONS[entry.kind === "round" ? entry.how : entry.kind]) ?? "");
    const name = order.nameOf(this.entries, no);
    for (const button of line.querySelectorAll("[data-press]")) {
      const press = button.dataset.press;
      button.setAttribute("aria-label", `${button.dataset.words}: ${name}`);
      button.addEventListener("click", () => this.#press(press, no));
      if (order.isFixed(entry) && press !== "open") button.hidden = true;
    }
    line.querySelector("[data-press='open']").setAttribute("aria-expanded", String(this.open === no));
    line.querySelector(".row-grip").hidden = order.isFixed(entry);
    if (this.open === no) line.append(this.#fields(entry, no));
    return line;
  }

  #press(press, no) {
    if (press === "up") this.#move(no, no - 1, "up");
    if (press === "down") this.#move(no, no + 1, "down");
    if (press === "remove") this.#remove(no);
    if (press === "open") {
      this.open = this.open === no ? null : no;
      this.#redraw();
      const line = this.#row(no);
      (this.open === no ? line.querySelector("input, select") : line.querySelector("[data-press='open']"))?.focus();
    }
  }

  #fields(entry, no) {
    const fields = this.part("fields").content.firstElementChild.cloneNode(true);
    for (const part of fields.querySelectorAll("[data-for]")) {
      part.hidden = !part.dataset.for.split(" ").some((what) => what === entry.kind || (entry.kind === "round" && what === entry.how));
    }
    for (const label of fields.querySelectorAll("label[for]")) label.htmlFor = `${label.htmlFor}-${no}`;
    for (const field of fields.querySelectorAll("[name]")) {
      if (field.id) field.id = `${field.id}-${no}`;
      if (field.type === "radio") field.name = `${field.dataset.name}-${no}`;
      const name = field.dataset.name ?? field.name;
      this.#fill(field, name, entry);
      field.addEventListener(field.type === "number" || field.type === "text" ? "input" : "change", () => this.#took(field, name, no));
    }
    fields.querySelector("[data-put='hint']").textContent = entry.kind === "round" ? order.HOW[entry.how][1] : "";
    fields.querySelector("[data-put='size']").textContent = entry.how === "hosts" ? "Guests with a host at a time" : "People at a table";
    fields.querySelector("[data-put='timed']").textContent = order.turnsOf(entry) === 2 ? "Two turns of 30 seconds" : "30 seconds for each";
    const size = fields.querySelector("[name='size']");
    [size.min, size.max] = entry.how === "hosts" ? [1, 30] : [3, 12];
    fields.querySelector("[name='reach_no']").hidden = entry.reach === "room";
    return fields;
  }

  #fill(field, name, entry) {
    if (field.type === "radio") field.checked = String(entry[name]) === field.value;
    else field.value = entry[name];
  }

  #took(field, name, no) {
    if (field.type === "number") {
      const number = field.valueAsNumber;
      const [least, most] = LIMITS[name];
      const isFine = Number.isFinite(number) && number >= least && number <= most;
      field.setAttribute("aria-invalid", String(!isFine));
      if (isFine) this.#set(no, name, number, false);
      return;
    }
    if (field.type === "text") return this.#set(no, name, field.value, false);
    const value = field.type === "radio" && name === "timed" ? field.value === "true" : field.value;
    this.#set(no, name, value, true);
    const again = field.type === "radio" ? `[name="${field.name}"]:checked` : `[name="${name}"]`;
    this.#row(no).querySelector(again)?.focus();
  }

  /** Write times and words anew; the fields stay as they are. */
  #refresh() {
    const begins = order.beginnings(this.entries, this.content);
    [...this.part("list").children].forEach((line, no) => {
      line.querySelector("[data-put='at']").textContent = order.clock(begins[no], this.content.begins);
      line.querySelector("[data-put='name']").textContent = order.nameOf(this.entries, no);
      line.querySelector("[data-put='words']").textContent = order.wordsOf(this.entries[no]);
    });
    const rounds = this.entries.filter((entry) => entry.kind === "round").length;
    this.part("total").textContent = order.inHours(begins.at(-1));
    this.part("ends").textContent = this.content.begins === null ? "" : `, until ${order.clock(begins.at(-1), this.content.begins)}`;
    this.part("count").textContent = `${rounds} round${rounds === 1 ? "" : "s"}`;
    this.part("undo").disabled = !this.history.length;
    this.isDirty = JSON.stringify(this.entries) !== this.saved;
    this.part("save").disabled = !this.isDirty;
    if (this.isDirty && !this.part("said").textContent.includes("Undo")) this.#say("Not saved yet.");
  }

  #row(no) {
    return this.part("list").children[no];
  }

  #at(no) {
    return order.clock(order.beginnings(this.entries, this.content)[no], this.content.begins);
  }

  #say(text, kind = "") {
    this.part("said").textContent = text;
    this.part("said").classList.toggle("is-bad", kind === "bad");
  }

  #hear(text) {
    this.part("heard").textContent = text;
  }

  /* ---- saving ---- */

  async #save(version = this.version) {
    const sent = JSON.stringify(this.entries);
    this.part("save").disabled = true;
    this.#say("Saving …");
    let response = null;
    let answer = {};
    try {
      const token = this.page.querySelector("[name=csrfmiddlewaretoken]").value;
      const body = JSON.stringify({ version, entries: this.entries });
      response = await fetch(this.page.dataset.url, { method: "POST", body, headers: { "Content-Type": "application/json", "X-CSRFToken": token } });
      answer = await response.json();
    } catch {
      answer = { sentence: "The laptop of the evening does not answer. Nothing was saved; please try again." };
    }
    const isFine = response?.ok ?? false;
    this.part("clash").hidden = response?.status !== 409;
    if (isFine) {
      this.version = answer.version;
      this.saved = sent;
    }
    this.#refresh();
    if (response?.status === 409) {
      this.theirs = answer.version;
      this.part("clash-words").textContent = answer.sentence;
      this.#say("Not saved.");
      this.part("clash").scrollIntoView({ block: "nearest" });
    } else this.#say(answer.sentence ?? "That did not work, and the fault is ours. Nothing was saved.", isFine ? "" : "bad");
    this.part("on").hidden = !isFine;
  }

  #listen() {
    this.part("undo").addEventListener("click", () => this.#undo());
    this.part("save").addEventListener("click", () => this.#save());
    this.part("clash-mine").addEventListener("click", () => this.#save(this.theirs));
    this.part("clash-theirs").addEventListener("click", () => {
      this.saved = JSON.stringify(this.entries);
      this.isDirty = false;
      window.location.reload();
    });
    for (const button of this.page.querySelectorAll("[data-add]")) button.addEventListener("click", () => this.#addFrom(button));
    for (const button of this.page.querySelectorAll("[data-preset]")) button.addEventListener("click", () => this.#begin(button.dataset.preset));
    this.page.addEventListener("keydown", (event) => this.#key(event));
    window.addEventListener("beforeunload", (event) => this.isDirty && this.history.length && event.preventDefault());
    new window.Sortable(this.part("list"), {
      handle: ".row-grip",
      filter: ".is-fixed",
      animation: window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
      onMove: ({ related }) => !related.classList.contains("is-fixed"),
      onEnd: ({ oldIndex, newIndex }) => {
        if (oldIndex === newIndex) return;
        this.#move(oldIndex, newIndex);
        this.#redraw();
      },
    });
  }

  #addFrom(button) {
    button.closest("details.menu")?.removeAttribute("open");
    this.#add(button.dataset.add);
  }

  #key(event) {
    const line = event.target.closest(".show-line");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      if (this.isDirty) this.#save();
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && event.target.type !== "text") {
      event.preventDefault();
      this.#undo();
    } else if (line && event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      const no = [...this.part("list").children].indexOf(line);
      this.#move(no, no + (event.key === "ArrowUp" ? -1 : 1), event.target.dataset.press ?? "open");
    } else if (line && event.key === "Escape" && this.open !== null) {
      this.#press("open", this.open);
    }
  }
}

const page = document.querySelector("[data-rounds-page]");
if (page) new RoundsPage(page);
