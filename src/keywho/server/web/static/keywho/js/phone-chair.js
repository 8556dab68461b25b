/** Choosing a chair by tapping the room picture; without it the code on the sticker does the same. */

import "./join.js";
import { chairName } from "./phone-room.js";
import { chooseChair, drawRoom } from "./room-picture.js";

async function begin(place) {
  const { words, taken, mine, room } = JSON.parse(place.dataset.start);
  const answer = await fetch(room, { credentials: "omit" });
  const picture = answer.ok ? await answer.json() : null;
  if (!picture?.chairs.length) return;
  const form = document.querySelector("[data-seat-form]");
  const field = form.elements.seat;
  const button = form.querySelector("button");
  const says = button.querySelector('[data-slot="take"]');
  const drawing = drawRoom(document.querySelector("[data-room-choose]"), picture, { label: place.dataset.label, stage: words.stage });
  const people = new Map(taken.map((seat) => [seat, { text: "", title: "" }]));
  drawing.show({ people, mine, chosen: new Set() });
  button.disabled = true;
  says.textContent = words.chair_choose;
  const typed = document.querySelector("[data-seat-typed]");
  chooseChair(drawing, {
    taken: new Set(taken),
    onChoose: (chair) => {
      field.value = chair.id;
      button.disabled = false;
      says.textContent = words.chair_take.replace("{chair}", chairName(chair, words.seat));
    },
    say: (chair) => chairName(chair, words.seat),
  });
  field.addEventListener("input", () => {
    button.disabled = !field.value.trim();
    says.textContent = field.value.trim() ? words.chair_take.replace("{chair}", field.value.trim()) : words.chair_choose;
  });
  typed.classList.add("is-second");
  document.querySelector("[data-chooser]").hidden = false;
}

const place = document.getElementById("chair");
if (place) begin(place).catch(() => {});
