/* The room page of the desk. The page switches, marks and names on its own (room-plan.js); where furniture stands is worked out by the server
   (`POST room/edit`); `POST room` saves, with the version that the page began with. */

import { RoomHand } from "./room-hand.js";
import { RoomList } from "./room-list.js";
import { drawAisles, gapAt, gapsOf } from "./room-aisles.js";
import { RoomDesk } from "./room-desk.js";
import { drawRoom } from "./room-picture.js";
import * as plans from "./room-plan.js";

const WORDS = {
  chair: "chair", chairs: "chairs", on: "in use", off: "off", reserved: "reserved", hearing: "hearing side", "step-free": "step-free", quiet: "quiet area",
};
const NUMBERS = {
  rows: { count: "Rows", chairs: "Chairs in a row", usual: [6, 10] },
  tables: { count: "Tables", chairs: "Chairs at a table", usual: [8, 8] },
  standing: { count: "Places to stand", chairs: "People at a place", usual: [15, 4] },
};
const SMALLEST_TAP = 24;

class RoomEditor {
  constructor(page) {
    this.page = page;
    this.desk = new RoomDesk(page);
    this.part = (name) => page.querySelector(`[data-room="${name}"]`);
    this.frame = this.part("frame");
    this.tool = "off";
    this.scale = null;
    this.isFitted = true;
    this.hand = new RoomHand(this.frame, {
      chairs: (ids) => this.#use(ids),
      table: (table) => (this.tool === "names" ? this.#rename(table.name) : this.#use(this.drawing.chairsOf(table.name).map((chair) => chair.id))),
      row: (row) => this.tool !== "aisle" && this.#use(this.drawing.chairsOf(row.name).map((chair) => chair.id)),
      ground: (place) => this.#aisleAt(place),
      renames: (name) => this.#rename(name),
      isOver: (chair) => (this.part("under").textContent = chair ? this.#inWords(chair) : ""),
      tells: (chair, many) => this.#tell(chair, many),
    });
    this.list = new RoomList(this.part("list"), this.part("list-rest"), {
      renamed: (table, name) => this.#name(table, name),
      switched: (ids, on) => this.#step(plans.changed(this.plan, "off", ids, !on), on ? "switched on" : "switched off"),
      sized: (no, chairs) => this.#edit({ edit: "size", no, chairs }, "chairs"),
    });
  }

  get plan() {
    return this.history.now.plan;
  }

  /** Nothing can be pressed before the plan is there: there would be nothing to change. */
  async begin() {
    this.page.inert = true;
    const { answer, isFine } = await this.desk.ask("/plan");
    this.page.inert = false;
    if (!isFine) return this.#say(answer.sentence, "bad");
    this.version = answer.version;
    this.history = plans.begun({ plan: answer.plan, picture: answer.picture });
    this.saved = this.version ? answer.plan : null;
    this.#redraw();
    this.#listen();
    this.page.classList.add("is-ready");
    if (!this.version) this.#say("This is a first proposal. Change it, then save it.");
  }

  /* ---- steps ---- */

  #step(plan, said, { picture = this.history.now.picture, kind } = {}) {
    if (plan === this.plan) return;
    const moved = picture !== this.history.now.picture;
    this.history = plans.done(this.history, { plan, picture, said, kind });
    if (moved) this.#redraw();
    else this.#refresh();
  }

  #goBack(history) {
    const moved = history.now.picture !== this.history.now.picture;
    this.history = history;
    if (moved) this.#redraw();
    else this.#refresh();
  }

  /** Have the server work out an edit of the furniture. Answers that were overtaken by a later edit are dropped. */
  async #edit(edit, kind) {
    this.asked = (this.asked ?? 0) + 1;
    const mine = this.asked;
    const before = this.plan;
    const { answer, isFine } = await this.desk.ask("/edit", JSON.stringify({ plan: before, edit }));
    if (mine !== this.asked || before !== this.plan) return;
    if (!isFine) return this.#say(answer.sentence, "bad");
    this.#step(answer.plan, edit.edit, { picture: answer.picture, kind });
  }

  /** Do with chairs what the chosen tool does. */
  #use(ids) {
    if (this.tool === "names") return this.#rename(this.drawing.byId.get(ids[0]).row);
    if (this.tool === "aisle") return this.#aisle(this.drawing.byId.get(ids.at(-1)));
    const next = plans.toggled(this.plan, this.tool, ids);
    if (this.tool === "off" && next.off.length >= this.history.now.picture.chairs.length) {
      return this.#say("No chair would be left for anybody. Leave at least one on.", "bad");
    }
    this.#step(next, this.tool);
    const [chair, isOn] = [this.drawing.byId.get(ids[0]), plans.listOf(next, this.tool).includes(ids[0])];
    this.#hear(`${ids.length === 1 ? this.#called(chair) : `${ids.length} chairs`}: ${isOn ? WORDS[this.tool] : `not ${WORDS[this.tool]}`}`);
  }

  /* ---- aisles ---- */

  #gaps() {
    return this.plan.layout === "rows" ? gapsOf(this.history.now.picture.chairs) : [];
  }

  #aisleAt({ x }) {
    if (this.tool !== "aisle") return false;
    const gap = gapAt(this.#gaps(), x);
    if (gap) this.#toggleAisle(gap.after);
    return true;
  }

  #aisle(chair) {
    const after = Number(chair.label);
    if (this.#gaps().some((gap) => gap.after === after)) this.#toggleAisle(after);
    else this.#hear("No aisle can run behind the last chair.");
  }

  #toggleAisle(after) {
    const yes = !this.plan.aisles.includes(after);
    this.#edit({ edit: "aisle", after, yes });
    this.#hear(yes ? `An aisle runs after chair ${after}.` : `The aisle after chair ${after} is closed.`);
  }

  #drawAisles() {
    drawAisles(this.drawing, this.#gaps(), this.plan.aisles, this.tool === "aisle");
  }

  /* ---- names ---- */

  /** Put a field over a table, to name it in place. */
  #rename(name) {
    const table = this.history.now.picture.tables.find((one) => one.name === name);
    if (!table) return;
    this.frame.querySelector(".room-rename")?.remove();
    const { left, top } = this.history.now.picture.box;
    const field = document.createElement("input");
    Object.assign(field, { className: "room-rename", value: this.plan.table_names[table.id] ?? "", maxLength: 60, placeholder: table.name });
    field.setAttribute("aria-label", `Name of ${table.name}`);
    field.style.left = `${Math.max(4, (table.x - left) * this.scale - 80)}px`;
    field.style.top = `${Math.max(4, (table.y - top) * this.scale - 22)}px`;
    let isOpen = true;
    const close = (isKept) => {
      if (!isOpen) return;
      isOpen = false;
      field.remove();
      if (isKept) this.#name(table, field.value);
      this.drawing.svg.focus({ preventScroll: true });
    };
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter") close(true);
      if (event.key === "Escape") close(false);
    });
    field.addEventListener("blur", () => close(true));
    this.frame.append(field);
    field.focus();
    field.select();
  }

  #name(table, text) {
    const plan = plans.tableNamed(this.plan, table.id, text);
    const own = plan.table_names[table.id];
    const { tables } = this.history.now.picture;
    const name = own ?? this.#numbered(table.id);
    if (name === table.name) return this.#refresh();
    if (tables.some((other) => other.id !== table.id && other.name.toLowerCase() === name.toLowerCase())) {
      this.#refresh();
      return this.#say(`There is a table called “${name}” already: people would not find the right one. Maybe add a number.`, "bad");
    }
    this.#step(plan, "named", { picture: plans.pictureNamed(this.history.now.picture, table.id, table.name, name) });
  }

  /** Give the name that a table has without one of its own. */
  #numbered(id) {
    const drawn = this.plan.drawn?.tables.find((table) => table.id === id);
    return drawn ? drawn.name : `${id.startsWith("spot") ? "Spot" : "Table"} ${id.replace(/\D/g, "")}`;
  }

  /* ---- what is seen ---- */

  #redraw() {
    this.drawing = drawRoom(this.part("picture"), this.history.now.picture, { label: "The room, seen from above", stage: "Stage" });
    const { svg } = this.drawing;
    svg.setAttribute("tabindex", "0");
    svg.setAttribute("role", "application");
    svg.setAttribute("aria-roledescription", "room");
    svg.setAttribute("aria-describedby", "room-keys");
    svg.addEventListener("blur", () => this.drawing.show({ ...this.drawing.seen, cursor: null }));
    this.hand.hold(this.drawing);
    if (this.isFitted) this.#zoomToFit();
    else this.#zoom(this.scale);
    this.#refresh();
  }

  #refresh() {
    const { plan, picture } = this.history.now;
    this.sets = plans.setsOf(plan);
    const { sets } = this;
    this.drawing.show({ ...this.drawing.seen, stateOf: ({ id }) => plans.stateOf(sets, id), marksOf: ({ id }) => plans.marksOf(sets, id) });
    this.#drawAisles();
    this.#count(plans.counted(picture, sets));
    this.list.show(picture, sets, plan.sizes, WORDS);
    this.#fields(plan);
    this.part("undo").disabled = !this.history.past.length;
    this.part("redo").disabled = !this.history.future.length;
    this.page.classList.toggle("is-changed", this.#isChanged());
    this.#say(this.#isChanged() ? "Not saved yet." : "This is what is saved.");
  }

  #isChanged() {
    return this.plan !== this.saved;
  }

  #count(told) {
    for (const [name, many] of Object.entries(told)) {
      const shown = this.part(`count-${name}`);
      if (shown) shown.textContent = many.toLocaleString("en");
      const line = shown?.closest("[data-if-any]");
      if (line) line.hidden = many === 0;
    }
    const [one, many] = this.plan.layout === "standing" ? ["place", "places"] : ["chair", "chairs"];
    this.part("count-words").textContent = `${told.on === 1 ? one : many} in use`;
  }

  #fields(plan) {
    const numbers = NUMBERS[plan.layout];
    for (const radio of this.page.querySelectorAll('[name="layout"]')) radio.checked = radio.value === plan.layout;
    for (const shown of this.page.querySelectorAll("[data-only]")) shown.hidden = !shown.dataset.only.split(" ").includes(plan.layout);
    this.part("tool-names").hidden = !this.history.now.picture.tables.length;
    if (this.page.querySelector(`[data-tool="${this.tool}"]`).hidden) this.#choose("off");
    this.#setField("room-name", plan.name);
    this.part("room-name").placeholder = plan.name ? "" : this.history.now.picture.name;
    this.part("over-aisles").checked = plan.over_aisles;
    this.part("front-back").checked = plan.front_back;
    if (!numbers) return;
    this.part("count-label").textContent = numbers.count;
    this.part("chairs-label").textContent = numbers.chairs;
    const mixed = new Set(plan.sizes).size > 1;
    this.#setField("count", plan.sizes.length);
    this.#setField("chairs", mixed ? "" : plan.sizes[0]);
    this.part("chairs").placeholder = mixed ? "mixed" : "";
  }

  #setField(name, value) {
    const field = this.part(name);
    if (document.activeElement !== field && field.value !== String(value)) field.value = value;
  }

  #called(chair) {
    return /^\d+$/.test(chair.label) ? `${chair.row}, ${this.plan.layout === "standing" ? "place" : "chair"} ${chair.label}` : `${chair.row}, ${chair.label}`;
  }

  /** Say where the keyboard is. */
  #tell(chair, many) {
    this.#hear(many > 1 ? `${many} chairs chosen` : this.#inWords(chair));
  }

  #inWords(chair) {
    const state = plans.stateOf(this.sets, chair.id);
    return [this.#called(chair), ...(state === "on" ? [] : [WORDS[state]]), ...plans.marksOf(this.sets, chair.id).map((mark) => WORDS[mark])].join(", ");
  }

  #hear(text) {
    this.part("heard").textContent = text;
  }

  #say(text, kind = "") {
    const place = this.part("said");
    place.textContent = text;
    place.className = kind ? `room-said is-${kind}` : "room-said";
  }

  /* ---- size on the screen ---- */

  #fit() {
    const { width, height } = this.history.now.picture.box;
    const fit = Math.min(this.frame.clientWidth / width, Math.max(420, window.innerHeight * 0.7) / height, 1.5);
    const smallest = matchMedia("(pointer: coarse)").matches && this.history.now.picture.chairs.length <= 2000 ? SMALLEST_TAP / 40 : 0;
    return Math.max(fit, smallest);
  }

  #zoomToFit() {
    this.scale = null;
    this.#zoom(this.#fit());
    this.isFitted = true;
  }

  #zoom(scale) {
    this.isFitted = false;
    const { width, height } = this.history.now.picture.box;
    const { frame } = this;
    const middle = this.scale ? [(frame.scrollLeft + frame.clientWidth / 2) / this.scale, (frame.scrollTop + frame.clientHeight / 2) / this.scale] : null;
    this.scale = Math.min(Math.max(scale, 0.02), 3);
    this.drawing.svg.style.width = `${Math.round(width * this.scale)}px`;
    this.drawing.svg.style.height = `${Math.round(height * this.scale)}px`;
    if (!middle) return;
    frame.scrollLeft = middle[0] * this.scale - frame.clientWidth / 2;
    frame.scrollTop = middle[1] * this.scale - frame.clientHeight / 2;
  }

  /* ---- what is pressed ---- */

  #choose(tool) {
    this.tool = tool;
    for (const button of this.page.querySelectorAll("[data-tool]")) button.setAttribute("aria-pressed", button.dataset.tool === tool);
    this.page.dataset.tool = tool;
    this.part("tool-words").textContent = this.page.querySelector(`[data-tool="${tool}"]`).dataset.words;
    if (this.drawing) this.#drawAisles();
  }

  #listen() {
    const on = (name, kind, act) => this.part(name).addEventListener(kind, act);
    for (const button of this.page.querySelectorAll("[data-tool]")) button.addEventListener("click", () => this.#choose(button.dataset.tool));
    for (const radio of this.page.querySelectorAll('[name="layout"]')) radio.addEventListener("change", () => this.#layout(radio.value));
    for (const name of ["count", "chairs"]) on(name, "input", () => this.#numbers());
    on("room-name", "change", (event) => this.#step(plans.named(this.plan, event.target.value), "named"));
    for (const [name, field] of [["over-aisles", "over_aisles"], ["front-back", "front_back"]]) {
      on(name, "change", (event) => this.#step({ ...this.plan, [field]: event.target.checked }, field));
    }
    on("drag-chooses", "change", (event) => {
      this.hand.dragChooses = event.target.checked;
      this.frame.classList.toggle("is-dragging", event.target.checked);
    });
    on("undo", "click", () => this.#goBack(plans.undone(this.history)));
    on("redo", "click", () => this.#goBack(plans.redone(this.history)));
    on("reset", "click", () => this.#edit({ edit: "reset" }));
    on("zoom-in", "click", () => this.#zoom(this.scale * 1.4));
    on("zoom-out", "click", () => this.#zoom(this.scale / 1.4));
    on("zoom-fit", "click", () => this.#zoomToFit());
    on("save", "click", () => this.#save());
    on("file", "change", (event) => this.#import(event.target));
    on("by-name", "submit", (event) => this.#byName(event));
    document.addEventListener("keydown", (event) => this.#shortcut(event));
    window.addEventListener("beforeunload", (event) => this.history?.past.length && this.#isChanged() && event.preventDefault());
  }

  #shortcut(event) {
    if (!(event.ctrlKey || event.metaKey) || event.target.matches("input:not([type=radio], [type=checkbox]), textarea")) return;
    const key = event.key.toLowerCase();
    if (key === "z" || key === "y") {
      event.preventDefault();
      this.#goBack(key === "y" || event.shiftKey ? plans.redone(this.history) : plans.undone(this.history));
    } else if (key === "s") {
      event.preventDefault();
      this.#save();
    }
  }

  #layout(layout) {
    if (layout === "drawn") {
      this.page.querySelectorAll("[data-only]").forEach((shown) => (shown.hidden = !shown.dataset.only.includes("drawn")));
      return this.part("file").focus();
    }
    const [count, chairs] = NUMBERS[layout].usual;
    this.isFitted = true;
    this.#edit({ edit: "begin", layout, count, chairs });
  }

  #numbers() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      const [count, chairs] = [Number(this.part("count").value), Number(this.part("chairs").value)];
      const isMixed = this.part("chairs").value === "" && new Set(this.plan.sizes).size > 1;
      if (isMixed && count === this.plan.sizes.length + 1) this.#edit({ edit: "one-more" });
      else if (isMixed && count === this.plan.sizes.length - 1) this.#edit({ edit: "one-less" });
      else if (Number.isInteger(count) && Number.isInteger(chairs) && count > 0 && chairs > 0) this.#edit({ edit: "resize", count, chairs }, "numbers");
    }, 200);
  }

  #byName(event) {
    event.preventDefault();
    const field = this.part("by-name-field");
    const { ids, unknown } = plans.chairsNamed(this.history.now.picture.chairs, field.value);
    const told = this.part("by-name-said");
    told.textContent = unknown.length ? `Not found: ${unknown.slice(0, 4).join(", ")}. Write a row and chairs, such as A 1-6.` : "";
    if (!ids.length) return;
    this.#use(ids);
    if (!unknown.length) field.value = "";
  }

  async #import(field) {
    const [file] = field.files;
    if (!file) return;
    const form = new FormData();
    form.append("file", file);
    const { answer, isFine } = await this.desk.ask("/import", form);
    field.value = "";
    if (!isFine) return this.#say(answer.sentence, "bad");
    this.isFitted = true;
    this.#step(answer.plan, "import", { picture: answer.picture });
  }

  async #save(version = this.version) {
    const plan = this.plan;
    this.part("save").disabled = true;
    this.#say("Saving…");
    const { answer, isFine, status } = await this.desk.ask("", JSON.stringify({ version, plan }));
    this.part("save").disabled = false;
    this.part("clash").hidden = status !== 409;
    if (status === 409) this.#clash(answer);
    if (!isFine) return this.#say(answer.sentence, "bad");
    this.version = answer.version;
    this.saved = plan;
    this.page.classList.toggle("is-changed", this.#isChanged());
    this.#say(answer.sentence, answer.homeless?.length ? "warn" : "good");
  }

  #clash({ sentence, version }) {
    this.part("clash-words").textContent = sentence;
    this.part("clash-mine").onclick = () => this.#save(version);
    this.part("clash-theirs").onclick = async () => {
      const { answer, isFine } = await this.desk.ask("/plan");
      if (!isFine) return this.#say(answer.sentence, "bad");
      this.part("clash").hidden = true;
      this.version = answer.version;
      this.saved = answer.plan;
      this.#step(answer.plan, "theirs", { picture: answer.picture });
      this.#say("This is what they saved. Undo brings yours back.");
    };
    this.part("clash-mine").focus();
  }
}

const page = document.querySelector("[data-room-editor]");
if (page) new RoomEditor(page).begin();
