/** Shows of the form for a wish only the fields that the chosen kind needs. Without scripts all of them are there. */

const form = document.querySelector("[data-wish-form]");

function show() {
  const kind = form.elements.kind.value;
  for (const part of form.querySelectorAll("[data-for]")) {
    part.hidden = !part.dataset.for.split(" ").includes(kind);
    for (const control of part.querySelectorAll("input, select")) control.disabled = part.hidden;
  }
}

if (form) {
  form.elements.kind.addEventListener("change", show);
  show();
}
