// Light, dark, or as the device says. Loaded before the page is painted, so that nothing flashes; a plain script for that reason.
(function () {
  "use strict";
  const KEY = "keywho.theme";
  const root = document.documentElement;

  /** What was chosen on this device: "light", "dark" or "device". Private windows may refuse the store. */
  function chosen() {
    try {
      return localStorage.getItem(KEY) || "device";
    } catch {
      return "device";
    }
  }

  function show(theme) {
    if (theme === "device") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", theme);
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
    }
  }

  function choose(theme) {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      /* it still holds for this page */
    }
    show(theme);
  }

  show(chosen());
  document.addEventListener("DOMContentLoaded", () => show(chosen()));
  document.addEventListener("htmx:afterSettle", () => show(chosen()));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (button) choose(button.dataset.themeChoice);
  });
  window.addEventListener("storage", (event) => {
    if (event.key === KEY) show(chosen());
  });
})();
