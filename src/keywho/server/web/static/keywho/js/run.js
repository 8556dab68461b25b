/**
 * The desk of a running evening: the ring, keys, and a page that is laid over what is shown whenever the log goes on.
 * All presses are plain forms; without this script they load the page again.
 */

import { Clock, Timeline, everySecond } from "./clock.js";
import { toast } from "./dialogs.js";
import { Live, showLinkState } from "./live.js";
import { Ring } from "./ring.js";
import { drawRoom } from "./room-picture.js";
import { isOlder, numberIn, phaseWords, pressOf } from "./run-keys.js";

const TOGETHER_MS = 120;
const POLL_MS = 5_000;
const KEYS_KEY = "keywho.keys";

const desk = document.getElementById("desk");

/* ---- laid over what is shown: what somebody has opened or types in stays ---- */

// the library and htmx are deferred scripts: they are there before any module runs
const { callbacks } = window.Idiomorph.defaults;
callbacks.beforeNodeMorphed = (old) => !(old instanceof Element && old.hasAttribute("data-keeps"));
callbacks.beforeAttributeUpdated = (name) => name !== "open";

/* ---- answers ---- */

document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status !== 422) return;
  const place = detail.elt.closest("form")?.querySelector("[data-says]");
  if (place) place.innerHTML = detail.xhr.responseText;
  else toast(new DOMParser().parseFromString(detail.xhr.responseText, "text/html").body.textContent.trim(), "bad");
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.elt;
  if (!detail.successful || !(form instanceof HTMLFormElement)) return;
  for (const place of form.querySelectorAll("[data-says]")) place.replaceChildren();
  if ("clears" in form.dataset) form.reset();
  if ("closesAfter" in form.dataset) form.closest("dialog")?.close();
  if (detail.requestConfig.verb === "post" && form.closest("#person")) refreshSoon();
});

document.addEventListener("ask", () => {
  const dialog = document.getElementById("ask");
  if (dialog && !dialog.open) dialog.showModal();
});

document.addEventListener("person", ({ detail }) => {
  document.getElementById("person").showModal();
  window.htmx.ajax("GET", detail.address, { target: "#person-body", swap: "innerHTML" });
});

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copies]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copies);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    toast("Copied.", "good");
  } catch {
    toast(document.execCommand("copy") ? "Copied." : "It is marked: copy it with Ctrl+C.", "note");
  }
});

/* ---- what is on ---- */

let timeline = null;
let shownNo = 0;
let timer = 0;

function refreshSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    window.htmx.trigger("#run", "refresh");
    const search = document.getElementById("search");
    if (search?.value.trim()) window.htmx.trigger(search, "refresh");
  }, TOGETHER_MS);
}

function startDesk() {
  const clock = new Clock();
  let ring = new Ring(document.querySelector("[data-ring]"));
  const ticks = everySecond(clock, () => timeline, (moment) => {
    // the page around may have been laid anew since the last second
    const host = document.querySelector("[data-ring]");
    if (host !== ring.host) ring = new Ring(host);
    ring.show(moment);
    const place = document.getElementById("run-phase");
    const words = phaseWords(moment, clock.serverNow());
    if (place.textContent !== words) place.textContent = words;
    for (const form of document.querySelectorAll("[data-under-way]")) form.hidden = moment.phase?.kind === "over";
  });

  function read() {
    const facts = document.getElementById("run-facts");
    shownNo = Number(facts.dataset.no);
    timeline = new Timeline(JSON.parse(facts.dataset.clock));
    ticks.wake();
  }

  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id === "run" && isOlder(shownNo, detail.serverResponse)) detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id === "run" && numberIn(detail.xhr.responseText) !== null) read();
  });

  const stream = new Live(desk.dataset.stream, {
    onParts(parts, { resync }) {
      if (resync) shownNo = 0;
      if (parts.clock) {
        timeline = new Timeline(parts.clock);
        ticks.wake();
      }
      if (resync || (parts.log !== undefined && parts.log !== shownNo)) refreshSoon();
    },
    onState: showLinkState,
  });
  // what the page asks for by itself may fail in silence: the link state says it already
  for (const asker of ["run", "search"]) {
    for (const kind of ["htmx:sendError", "htmx:responseError"]) {
      document.getElementById(asker).addEventListener(kind, (event) => event.target.id === asker && event.stopPropagation());
    }
  }
  setInterval(() => stream.state !== "live" && document.visibilityState === "visible" && refreshSoon(), POLL_MS);
  read();
  clock.start();
  stream.start();
}

/* ---- keys ---- */

function startKeys() {
  const box = document.getElementById("keys-on");
  box.checked = remembered() !== "off";
  box.addEventListener("change", () => remember(box.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const isTyping = Boolean(event.target.closest?.("input, textarea, select, [contenteditable]"));
    const press = pressOf(event, { isTyping, isDialogOpen: Boolean(document.querySelector("dialog[open]")), isOn: box.checked });
    const place = press && document.querySelector(`[data-key="${CSS.escape(press)}"]`);
    if (!place) return;
    event.preventDefault();
    if (place.matches("input")) {
      place.focus();
      place.select();
    } else place.click();
  });
}

function remembered() {
  try {
    return localStorage.getItem(KEYS_KEY);
  } catch {
    return null;
  }
}

function remember(word) {
  try {
    localStorage.setItem(KEYS_KEY, word);
  } catch {
    /* it still holds for this page */
  }
}

/* ---- a broken chair, in the picture ---- */

function startRoom() {
  const host = document.getElementById("broken-room");
  const field = document.getElementById("broken-what");
  let isAsked = false;
  document.addEventListener("click", async ({ target }) => {
    if (isAsked || !target.closest?.('[data-opens="broken"]')) return;
    isAsked = true;
    try {
      const answer = await fetch(host.dataset.plan, { headers: { Accept: "application/json" } });
      const { picture } = await answer.json();
      const drawing = drawRoom(host, picture, { label: "The room: tap what broke", stage: "Stage" });
      drawing.svg.addEventListener("click", (event) => choose(drawing, drawing.at(event)));
    } catch {
      isAsked = false; // typing the code works as well
    }
  });

  function choose(drawing, { chair, table }) {
    if (!chair && !table) return;
    field.value = table ? table.name : chair.id;
    drawing.show({ chosen: new Set(table ? drawing.chairsOf(table.name).map((one) => one.id) : [chair.id]) });
  }
}

if (desk) {
  startDesk();
  startKeys();
  startRoom();
}
