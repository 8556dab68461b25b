/* A round of a version: the room with those who meet, and names that are pressed to choose two of them. */

import { nearest } from "./room-geometry.js";
import { drawRoom } from "./room-picture.js";

/** Put a name into the first free of two fields; one that is there already is taken out, and a third takes the place of the second. */
export function picked([one, other], name) {
  if (one === name) return ["", other];
  if (other === name) return [one, ""];
  return one ? [one, name] : [name, other];
}

function pick(hand, name) {
  const fields = [...hand.querySelectorAll("[data-name]")];
  const names = picked(fields.map((field) => field.value), name);
  fields.forEach((field, no) => (field.value = names[no]));
  mark(names);
}

function mark(names) {
  for (const button of document.querySelectorAll("[data-pick]")) button.setAttribute("aria-pressed", String(names.includes(button.dataset.pick)));
}

async function draw(host, hand) {
  const response = await fetch(host.dataset.roomOf).catch(() => null);
  if (!response?.ok) {
    host.textContent = "The picture did not come; the list below says the same.";
    return;
  }
  const { picture, people, meetings } = await response.json();
  const drawing = drawRoom(host, picture, { label: host.dataset.words, stage: "Stage" });
  drawing.show({ people: new Map(Object.entries(people)), meetings });
  const { width } = picture.box;
  drawing.svg.style.minWidth = picture.chairs.length > 400 ? "100%" : `${Math.round(width * 0.62)}px`;
  if (!hand) return;
  drawing.svg.addEventListener("click", (event) => {
    const { x, y } = drawing.place(event);
    const chair = nearest(drawing.squares, x, y);
    if (chair && people[chair.id]) pick(hand, people[chair.id].title);
  });
}

if (typeof document !== "undefined") {
  const hand = document.querySelector("[data-hand]");
  const host = document.querySelector("[data-room-of]");
  if (host) draw(host, hand);
  if (hand) {
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-pick]");
      if (button) pick(hand, button.dataset.pick);
    });
    hand.addEventListener("input", () => mark([...hand.querySelectorAll("[data-name]")].map((field) => field.value)));
  }
}
