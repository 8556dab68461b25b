/** Forms at the door: sent once however often one taps, and what was written survives a bad network. The page works without it. */

const DRAFT = "keywho.draft.";
const NOT_KEPT = ["key", "seat", "trap", "consent"];

function store() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

const isBox = (field) => field.type === "checkbox" || field.type === "radio";

/** What stands in a form: name of the field, what stands in it or whether it is ticked, and which of several boxes it is. */
export function written(fields) {
  return [...fields]
    .filter((field) => field.name && !NOT_KEPT.includes(field.name))
    .map((field) => (isBox(field) ? [field.name, field.checked, field.value] : [field.name, field.value]));
}

/** Put back what was written before, where nothing stands now. */
export function rewrite(form, kept) {
  for (const [name, value, box] of kept) {
    const found = form.elements[name];
    const field = found && !found.type ? [...found].find((one) => one.value === box) : found;
    if (!field) continue;
    if (isBox(field)) {
      if (value === true) field.checked = true;
    } else if (!field.value) field.value = value;
  }
}

function keepDraft(form) {
  const key = DRAFT + form.dataset.draft;
  const kept = store();
  try {
    rewrite(form, JSON.parse(kept?.getItem(key) ?? "[]"));
  } catch {
    /* nothing to put back */
  }
  form.addEventListener("input", () => {
    try {
      kept?.setItem(key, JSON.stringify(written(form.elements)));
    } catch {
      /* it still stands in the form */
    }
  });
  for (const details of form.querySelectorAll("details")) {
    const isUsed = [...details.querySelectorAll("input, textarea")].some((field) => (isBox(field) ? field.checked && field.value : field.value));
    details.open ||= isUsed;
  }
}

/** A second tap does nothing; when the page is shown again (back button), it can be sent again. */
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (form.dataset.isSent) {
      event.preventDefault();
      return;
    }
    form.dataset.isSent = "yes";
    const button = form.querySelector("[type=submit]");
    button.dataset.words ??= button.textContent;
    button.textContent = form.dataset.once;
    button.setAttribute("aria-disabled", "true");
  });
}

function again() {
  for (const form of document.querySelectorAll("form[data-once]")) {
    delete form.dataset.isSent;
    const button = form.querySelector("[type=submit]");
    if (button?.dataset.words) button.textContent = button.dataset.words;
    button?.removeAttribute("aria-disabled");
  }
}

if (typeof document !== "undefined") {
  for (const form of document.querySelectorAll("form[data-draft]")) keepDraft(form);
  for (const form of document.querySelectorAll("form[data-once]")) sendOnce(form);
  window.addEventListener("pageshow", (event) => event.persisted && again());
}
