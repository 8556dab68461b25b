/** Buttons that print the page: data-prints. They stay hidden where no script runs. */

for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
