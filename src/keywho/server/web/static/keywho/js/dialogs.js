/**
 * What every page has: dialogs, questions before something that hurts, menus that close, toasts.
 *
 *   <button data-opens="ID">        opens <dialog id="ID">
 *   <button data-closes>            closes the dialog it stands in
 *   <form data-confirm="...?">      asks first; also on a button or link, and for htmx: hx-confirm="...?"
 *                                   data-confirm-yes="Remove" names the answer, data-confirm-danger makes it red
 *   HX-Trigger: {"toast": {"text": "Published.", "kind": "good"}}
 */

const TOAST_MS = 6_000;
const ICONS = { good: "circle-check", warn: "triangle-alert", bad: "octagon-x", note: "info" };

/** Show a short message at the foot of the page; it stays while somebody points at it or stands on it. */
export function toast(text, kind = "note") {
  const place = document.querySelector(".toasts");
  if (!place) return;
  const shown = document.createElement("div");
  shown.className = `toast is-${kind}`;
  const icon = iconOf(ICONS[kind] ?? ICONS.note);
  if (icon) shown.append(icon);
  shown.append(text);
  place.append(shown);
  let timer = setTimeout(() => shown.remove(), TOAST_MS);
  shown.addEventListener("pointerenter", () => clearTimeout(timer));
  shown.addEventListener("pointerleave", () => {
    timer = setTimeout(() => shown.remove(), TOAST_MS / 2);
  });
}

/** An icon of the sprite that the page already uses. */
export function iconOf(name) {
  const used = document.querySelector("svg.icon use") ?? document.querySelector("[data-sprite]");
  const address = used?.getAttribute("href")?.split("#")[0] ?? used?.dataset.sprite;
  if (!address) return null;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${address}#${name}`);
  svg.append(use);
  return svg;
}

/**
 * Ask a question in our own dialog.
 * @param {string} question
 * @param {{yes?: string, isDanger?: boolean}} [answer]
 * @returns {Promise<boolean>}
 */
export function ask(question, { yes = "", isDanger = false } = {}) {
  const dialog = document.getElementById("confirm");
  if (!dialog?.showModal) return Promise.resolve(window.confirm(question));
  const button = dialog.querySelector("[data-answers-yes]");
  button.dataset.plain ??= button.textContent;
  dialog.querySelector("[data-confirm-text]").textContent = question;
  button.textContent = yes || button.dataset.plain;
  button.classList.toggle("is-danger", isDanger);
  button.classList.toggle("is-primary", !isDanger);
  return new Promise((answered) => {
    const agree = () => dialog.close("yes");
    button.addEventListener("click", agree, { once: true });
    dialog.returnValue = "";
    dialog.addEventListener(
      "close",
      () => {
        button.removeEventListener("click", agree);
        answered(dialog.returnValue === "yes");
      },
      { once: true },
    );
    dialog.showModal();
  });
}

function answerOf(element) {
  return { yes: element?.dataset.confirmYes, isDanger: element ? "confirmDanger" in element.dataset : false };
}

function onClick(event) {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog")?.close();
  if (event.target instanceof HTMLDialogElement && isOutside(event, event.target)) event.target.close();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const link = event.target.closest("a[data-confirm]");
  if (link) {
    event.preventDefault();
    ask(link.dataset.confirm, answerOf(link)).then((isYes) => isYes && window.location.assign(link.href));
  }
}

function isOutside({ clientX, clientY }, dialog) {
  const box = dialog.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}

function onKey(event) {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

function onSubmit(event) {
  const form = event.target;
  const button = event.submitter;
  const asked = button?.dataset.confirm ? button : form.dataset.confirm ? form : null;
  if (!asked) return;
  if (form.dataset.confirmed) {
    delete form.dataset.confirmed;
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  ask(asked.dataset.confirm, answerOf(asked)).then((isYes) => {
    if (!isYes) return;
    form.dataset.confirmed = "yes";
    form.requestSubmit(button ?? undefined);
  });
}

function onHtmxConfirm(event) {
  if (!event.detail.question) return;
  event.preventDefault();
  ask(event.detail.question, answerOf(event.detail.elt)).then((isYes) => isYes && event.detail.issueRequest(true));
}

function onHtmxFailure(event) {
  const { status } = event.detail.xhr ?? {};
  if (status === 0 || status === undefined) toast("The laptop of the evening does not answer. Nothing was changed; please try again.", "warn");
  else if (status >= 500) toast("That did not work, and the fault is ours. Nothing was changed.", "bad");
}

if (typeof document !== "undefined") {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", onSubmit, true);
  document.addEventListener("htmx:confirm", onHtmxConfirm);
  document.addEventListener("htmx:sendError", onHtmxFailure);
  document.addEventListener("htmx:responseError", onHtmxFailure);
  document.addEventListener("toast", (event) => toast(event.detail.text ?? event.detail.value, event.detail.kind));
}
