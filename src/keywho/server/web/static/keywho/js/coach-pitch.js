/** The pitch, looked at while it is written. Without this script each button of the page asks for the same. */

import { kept } from "./coach.js";

const REST_MS = 600;
const QUIET_MS = 2500;

/** What is asked for while somebody writes: the text, its cut, and what was put away. */
export function asked(form, notebook, more = {}) {
  const fields = new FormData();
  for (const name of ["text", "cut"]) fields.set(name, form.get(name) ?? "");
  for (const one of form.getAll("quiet")) fields.append("quiet", one);
  for (const [name, value] of Object.entries(more)) fields.append(name, value);
  if (notebook) fields.set("notebook", notebook);
  return fields;
}

/** Which of the page's buttons had the focus, so that the fresh page can give it back. */
export function selectorOf(button) {
  if (!button?.name) return null;
  return button.tagName === "BUTTON" ? `button[name="${button.name}"][value="${CSS.escape(button.value)}"]` : `[name="${button.name}"]`;
}

let resting, speaking, asking, focused;

async function look(form, more) {
  asking?.abort();
  asking = new AbortController();
  const isForEverybody = Boolean(document.querySelector("#coach[data-notebook]"));
  try {
    const body = asked(new FormData(form), isForEverybody ? kept() : "", more);
    const answer = await fetch(form.dataset.pitch, { method: "POST", body, signal: asking.signal });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["pitch-time", "pitch-look"]) document.getElementById(id).replaceChildren(...fresh.getElementById(id).childNodes);
    ready();
    clearTimeout(speaking);
    speaking = setTimeout(() => say(document.querySelector("[data-look]")?.dataset.look ?? ""), QUIET_MS);
  } catch {
    /* gone on, or no network: what stands there stays */
  }
}

/** Show the page of somebody of an evening as it is after a press that keeps nothing, where it stands: no jump to its beginning. For everybody coach.js does the same. */
async function turn(form, submitter) {
  const answer = await fetch(location.href, { method: "POST", body: new FormData(form, submitter) });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("coach");
  document.getElementById("coach").replaceWith(fresh);
  document.dispatchEvent(new CustomEvent("coach:shown"));
}

function say(words) {
  const place = document.querySelector("[data-heard]");
  if (place && place.textContent !== words) place.textContent = words;
}

function ready() {
  for (const one of document.querySelectorAll("[data-without-script]")) one.hidden = true;
}

function start() {
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-pitch]");
    if (!form || event.target.id !== "text") return;
    clearTimeout(resting);
    resting = setTimeout(() => look(form), REST_MS);
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches("form[data-pitch] [data-asks]")) return;
    event.target.form.requestSubmit(event.target.form.querySelector('button[name="questions"]'));
    focused = event.target.type === "radio" ? `[name="since"][value="${event.target.value}"]` : selectorOf(event.target);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#pitch-look button[name=quiet], #pitch-look button[name=loud]");
    if (!button) return;
    event.preventDefault();
    look(button.form, { [button.name]: button.value }).then(() => document.querySelector("#pitch-look button")?.focus());
  });
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!form.matches("form[data-pitch]")) return;
    focused = selectorOf(submitter);
    if (event.defaultPrevented || submitter?.name === "press" || submitter?.hasAttribute("formaction") || document.querySelector("#coach[data-notebook]")) return;
    event.preventDefault();
    turn(form, submitter).catch(() => form.submit());
  });
  document.addEventListener("coach:shown", () => {
    ready();
    if (focused) document.querySelector(`#coach ${focused}`)?.focus({ preventScroll: true });
    focused = null;
  });
  ready();
}

if (typeof document !== "undefined" && document.querySelector("form[data-pitch]")) start();
