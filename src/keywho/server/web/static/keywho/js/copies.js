/** Buttons that copy a text: data-copies="TEXT". They stay hidden where the browser can't copy (a page that is neither https nor localhost). */

import { toast } from "./dialogs.js";

if (navigator.clipboard) {
  const show = () => {
    for (const button of document.querySelectorAll("[data-copies]")) button.hidden = false;
  };
  show();
  document.addEventListener("htmx:load", show); // of a part that came later
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copies]");
    if (!button) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copies);
      toast("Copied.", "good");
    } catch {
      toast("The browser did not let us copy. Maybe mark the text and copy it by hand.", "warn");
    }
  });
}
