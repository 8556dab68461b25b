/** Lays out the card of the moment: fills the places that templates/attendee/_card.html and _quiet.html have. */

import { withNames } from "./phone-time.js";
import { iconOf } from "./dialogs.js";

const ICONS = { bye: "coffee", "sits-out": "coffee", waits: "hourglass", missing: "hand", left: "door-open", closed: "heart-handshake", open: "armchair" };
const LONG = 22;
const MANY = 2; // more than this are a list, not a headline
const CROWD = 6;

/** The first letter of a name, as it is written. */
export function initial(name) {
  return [...name.trim()][0] ?? "";
}

/** Put a text into a place, and hide the place where there is none. */
export function fill(root, slot, text, line = slot) {
  const place = root.querySelector(`[data-slot="${slot}"]`);
  if (!place) return;
  if (place.textContent !== text) place.textContent = text;
  const shown = root.querySelector(`[data-slot="${line}"]`);
  if (shown) shown.hidden = !text;
}

/** Put a headline with names into a place. */
function fillHeadline(place, headline, names) {
  place.replaceChildren(
    ...withNames(headline, names).map((part) => {
      if (typeof part === "string") return part;
      const name = document.createElement("bdi");
      name.textContent = part.name;
      return name;
    }),
  );
  place.classList.toggle("is-long", headline.length > LONG);
}

/** Show the card of a meeting. */
export function showMeeting(root, card, words) {
  const one = card.partners.length === 1 ? card.partners[0] : null;
  const headline = card.partners.length > MANY ? words.meet_many.replace("{n}", card.partners.length) : card.headline;
  fillHeadline(root.querySelector('[data-slot="headline"]'), headline, card.partners.map((partner) => partner.called));
  fill(root, "initial", one ? initial(one.called) : "");
  fill(root, "look", one ? one.recognize || one.role : "");
  fill(root, "text", card.text);
  fill(root, "where", card.where, "where-line");
  fill(root, "why", one?.why ?? "", "why-line");
  fill(root, "ice", card.icebreaker, "ice-line");
  fill(root, "then", card.follow_ups.join(" "), "then-line");
  const about = root.querySelector(".phone-who [data-about-who]");
  about.hidden = !one;
  about.dataset.id = one?.id ?? "";
  const list = root.querySelector('[data-slot="partners"]');
  list.hidden = card.partners.length < 2;
  const template = document.getElementById("partner-template");
  list.replaceChildren(...(card.partners.length < 2 ? [] : card.partners.map((partner) => partnerRow(template, partner))));
  root.toggleAttribute("data-bare", Boolean(one) && !one.why);
  root.dataset.people = card.partners.length > CROWD ? "crowd" : card.partners.length > MANY ? "many" : card.partners.length === MANY ? "two" : "one";
}

function partnerRow(template, partner) {
  const row = template.content.firstElementChild.cloneNode(true);
  row.dataset.id = partner.id;
  row.querySelector("[data-about-who]").dataset.id = partner.id;
  fill(row, "initial", initial(partner.called));
  fill(row, "called", partner.called);
  fill(row, "line", partner.recognize || partner.role || partner.why);
  return row;
}

/**
 * Show a quiet page.
 * @param {{card: object, called: string, chair: string, before: {see_you: string, more: string}|null, next: string}} told
 */
export function showQuiet(root, { card, called, chair, before, next }) {
  root.dataset.kind = card.kind;
  fillHeadline(root.querySelector('[data-slot="quiet-headline"]'), before ? before.see_you : card.headline, [called]);
  fill(root, "quiet-text", before ? before.more : card.text);
  fill(root, "quiet-where", before ? "" : card.where || chair, "quiet-where-line");
  fill(root, "next", next);
  const icon = iconOf(before ? "calendar-days" : (ICONS[card.kind] ?? "armchair"));
  const place = root.querySelector('[data-slot="quiet-icon"]');
  if (icon && place.dataset.icon !== card.kind + Boolean(before)) {
    place.dataset.icon = card.kind + Boolean(before);
    place.replaceChildren(icon);
  }
}

/** Tell all that somebody shares with those they meet, in the sheet "about". */
export function showAbout(partner, words) {
  const sheet = document.getElementById("about");
  sheet.querySelector("h2").textContent = words.about.replace("{name}", `\u2068${partner.called}\u2069`);
  const list = sheet.querySelector("[data-about]");
  const told = [
    [list.dataset.look, partner.recognize],
    [list.dataset.role, partner.role],
    [list.dataset.company, partner.company],
    [list.dataset.seeks, partner.seeks],
    [list.dataset.offers, partner.offers],
    [list.dataset.why, partner.why],
  ].filter(([, text]) => text);
  list.replaceChildren(
    ...told.flatMap(([label, text]) => {
      const term = document.createElement("dt");
      const said = document.createElement("dd");
      term.textContent = label;
      said.textContent = text;
      said.dir = "auto";
      return [term, said];
    }),
  );
  sheet.showModal();
}
