/** Buttons that show what stands in a password field, and hide it again before the form is sent. */

for (const field of document.querySelectorAll("[data-password]")) {
  const input = field.querySelector("input");
  const button = field.querySelector("[data-password-show]");
  const use = button.querySelector("use");
  const address = use.getAttribute("href").split("#")[0];

  const show = (isShown) => {
    input.type = isShown ? "text" : "password";
    button.setAttribute("aria-pressed", String(isShown));
    use.setAttribute("href", `${address}#${isShown ? "eye-off" : "eye"}`);
  };

  button.hidden = false;
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
}
