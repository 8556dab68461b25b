/** The notebook's page: it becomes a file without leaving the browser, and what this browser has can go into that of an evening. */

import { forget, kept } from "./coach.js";
import { ask } from "./dialogs.js";

const FILE_NAME = "keywho-coach.json";

const ANSWERS = ["name", "does", "proof", "seeks", "gives"];

const find = (name) => document.querySelector(`#coach [data-${name}]`);

function take() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([kept()], { type: "application/json" }));
  link.download = FILE_NAME;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Whether a notebook has anything in it. */
export function isWritten(json) {
  try {
    const { answers = {}, versions = [], tries = [], questions = [], marks = {} } = JSON.parse(json);
    return [versions, tries, questions, Object.keys(marks)].some(({ length }) => length) || ANSWERS.some((name) => answers[name]);
  } catch {
    return false;
  }
}

function prepare() {
  for (const one of document.querySelectorAll("#coach [data-needs-script]")) one.hidden = false;
  if (find("empty") && document.querySelector("#coach[data-notebook]")) forget();
  const mine = find("mine");
  if (!mine) return;
  mine.hidden = !isWritten(kept());
  find("content").value = kept();
}

function start() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("#coach [data-take]")) take();
    const emptying = event.target.closest("#coach [data-empty-browser]");
    if (emptying) {
      ask(emptying.dataset.question, { yes: emptying.dataset.yes, isDanger: true }).then((isYes) => {
        if (isYes) forget();
        prepare();
      });
    }
  });
  document.addEventListener("coach:shown", prepare);
  prepare();
}

if (typeof document !== "undefined" && document.getElementById("coach")) start();
