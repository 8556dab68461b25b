/** The coach for everybody: the notebook stays in this browser, and comes along with each press. Without this script each page works by itself. */

const KEY = "keywho.coach";

/** The notebook of this browser, as JSON; empty where there is none. */
export function kept() {
  try {
    return window.localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function keep(json) {
  try {
    window.localStorage.setItem(KEY, json);
  } catch {
    /* it still stands on the page */
  }
}

/** Throw the notebook of this browser away. */
export function forget() {
  try {
    window.localStorage.removeItem(KEY);
  } catch {
    /* there was none */
  }
}

/** Press something: the answer is the page as it is then. */
export async function press(form, address = location.href) {
  form.set("notebook", kept());
  const answer = await fetch(address, { method: "POST", body: form, redirect: "follow" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("coach");
  if (!fresh) throw new Error(`no page of the coach: ${answer.status}`);
  if (answer.ok && fresh.dataset.notebook) keep(fresh.dataset.notebook);
  const to = answer.headers.get("Coach-To");
  if (to) {
    location.assign(to);
    return;
  }
  show(fresh, page.title);
}

function show(fresh, title) {
  document.getElementById("coach").replaceWith(fresh);
  document.title = title;
  document.dispatchEvent(new CustomEvent("coach:shown"));
}

/** While an answer is on its way nobody writes into what it will replace; if it does not come, all that was written is still there. */
async function whileWaiting(pressing) {
  const focused = document.activeElement?.id;
  const page = document.getElementById("coach");
  const lost = document.querySelector("[data-lost]");
  page.inert = true;
  try {
    await pressing();
    lost.hidden = true;
  } catch {
    lost.hidden = false;
  } finally {
    page.inert = false;
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

function open() {
  const form = new FormData();
  form.set("press", "open");
  return whileWaiting(() => press(form));
}

function start() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.closest("#coach") || form.method !== "post" || form.target) return;
    event.preventDefault();
    const written = new FormData(form, event.submitter);
    whileWaiting(() => press(written, form.action)).then(() => document.querySelector("#coach [data-said]")?.scrollIntoView({ block: "nearest" }));
  });
  if (kept()) open();
}

if (typeof document !== "undefined" && document.querySelector("#coach[data-notebook]")) start();
