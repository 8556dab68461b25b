/* The room in words, row by row or table by table: what a screen reader reads, and a second way to edit. */

import { byRow } from "./room-aisles.js";
import { rowInWords } from "./room-plan.js";

const SHOWN = 150;

export class RoomList {
  constructor(list, rest, on) {
    this.list = list;
    this.rest = rest;
    this.on = on;
  }

  /** Write the list again. `sizes` are the chairs of each row that can be made longer; empty where they can't. */
  show(picture, sets, sizes, words) {
    const rows = byRow(picture.chairs);
    const tables = new Map(picture.tables.map((table) => [table.name, table]));
    const focused = document.activeElement?.dataset?.key;
    const shown = [...rows].slice(0, SHOWN);
    this.list.replaceChildren(...shown.map(([name, chairs], no) => this.#row(name, chairs, tables.get(name), sizes[no], no + 1, sets, words)));
    this.rest.hidden = rows.size <= SHOWN;
    this.rest.textContent = `And ${(rows.size - SHOWN).toLocaleString("en")} more. Find them by name above, or in the picture.`;
    if (focused) this.list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  #row(name, chairs, table, size, no, sets, words) {
    const line = make("li", { class: "room-line" });
    const told = make("span", { class: "room-line-words" }, rowInWords(chairs, sets, words));
    const allOff = chairs.every((chair) => sets.off.has(chair.id));
    line.append(table ? this.#nameField(table) : make("b", {}, name), told, make("span", { class: "room-line-buttons" }, ...this.#buttons(name, chairs, size, no, allOff)));
    return line;
  }

  #nameField(table) {
    const field = make("input", { value: table.name, maxlength: 60, "aria-label": `Name of ${table.name}`, "data-key": `name ${table.id}`, autocomplete: "off" });
    field.addEventListener("change", () => this.on.renamed(table, field.value));
    return field;
  }

  #buttons(name, chairs, size, no, allOff) {
    const button = (key, label, text, press) => {
      const made = make("button", { type: "button", class: "button is-small", "aria-label": label, "data-key": `${key} ${no}` }, text);
      made.addEventListener("click", press);
      return made;
    };
    const switches = button("all", `Switch ${name} ${allOff ? "on" : "off"}`, allOff ? "On" : "Off", () => this.on.switched(chairs.map((chair) => chair.id), allOff));
    if (size === undefined) return [switches];
    return [
      button("less", `One chair less: ${name}`, "−", () => this.on.sized(no, size - 1)),
      button("more", `One chair more: ${name}`, "+", () => this.on.sized(no, size + 1)),
      switches,
    ];
  }
}

function make(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
