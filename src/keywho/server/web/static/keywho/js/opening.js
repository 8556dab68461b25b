/** The page in the speaker's hand: the time, keys, and a page that is laid over what is shown whenever the evening goes on. Without this script, each press loads it again. */

import { stayAwake } from "./awake.js";
import { Clock, inMinutes } from "./clock.js";
import { toast } from "./dialogs.js";
import { Live, showLinkState } from "./live.js";
import { paceOf, paceWords, turnOf } from "./opening-pace.js";
import { isOlder } from "./run-keys.js";

const POLL_MS = 5_000;

const speak = document.getElementById("speak");
const clock = new Clock();
const $ = (id) => document.getElementById(id);
let facts = { no: 0, since: null, paused: null, seconds: 0, spent: 0, planned: 0 };
let timer = 0;

// what counts by itself stays as it is when the page is laid anew
window.Idiomorph.defaults.callbacks.beforeNodeMorphed = (old) => !(old instanceof Element && old.hasAttribute("data-keeps"));

function read() {
  const told = $("speak-facts").dataset;
  const numberOf = (text) => (text ? Number(text) : null);
  const before = facts;
  facts = { no: Number(told.no), since: numberOf(told.since), paused: numberOf(told.paused), seconds: Number(told.seconds), spent: Number(told.spent), planned: Number(told.planned) };
  tick();
  if (before.since !== facts.since && facts.since !== null && before.no) window.scrollTo({ top: 0 });
}

function tick() {
  clearTimeout(timer);
  const serverMs = clock.serverNow();
  const pace = paceOf(facts, serverMs);
  $("speak-total").textContent = inMinutes(pace.total);
  if ($("speak-time")) {
    $("speak-elapsed").textContent = inMinutes(pace.elapsed);
    $("speak-planned").textContent = inMinutes(facts.seconds);
    $("speak-progress").max = facts.seconds;
    $("speak-progress").value = Math.min(pace.elapsed, facts.seconds);
    $("speak-time").classList.toggle("is-over", pace.isOver);
    $("speak-pace").textContent = paceWords(pace, speak.dataset);
  }
  const wait = facts.since === null ? POLL_MS : 1000 - ((serverMs - facts.since) % 1000);
  timer = setTimeout(tick, wait + 4);
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target === speak && isOlder(facts.no, detail.serverResponse)) detail.shouldSwap = false;
});
document.addEventListener("htmx:afterSwap", ({ detail }) => detail.target === speak && read());

document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status === 422) toast(new DOMParser().parseFromString(detail.xhr.responseText, "text/html").body.textContent.trim(), "bad");
});

document.addEventListener("keydown", (event) => {
  const isOnButton = Boolean(event.target.closest?.("button, a, input, textarea"));
  const turn = turnOf(event, { isDialogOpen: Boolean(document.querySelector("dialog[open]")), isOnButton });
  const button = turn && document.querySelector(`[data-key="${turn}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

const refresh = () => window.htmx.trigger(speak, "refresh");
const stream = new Live(speak.dataset.stream, {
  onParts(parts, { resync }) {
    if (resync) facts.no = 0;
    refresh();
  },
  onState: showLinkState,
});
setInterval(() => stream.state !== "live" && document.visibilityState === "visible" && refresh(), POLL_MS);
document.addEventListener("visibilitychange", tick);

read();
stayAwake();
clock.start().then(tick);
stream.start();
