/** A note that is ready to edit: what stands in it now is what is copied, mailed or texted. Without a script the links carry the note as it was saved. */

const note = typeof document !== "undefined" && document.querySelector("[data-note]");

/** Give a mailto: or sms: link with other words in it; mails want both signs of a line end (RFC 6068, 5). */
export function withWords(href, words) {
  const text = href.startsWith("mailto:") ? words.replace(/\r?\n/g, "\r\n") : words;
  return href.replace(/([?&])body=[^&]*/, (_, sign) => `${sign}body=${encodeURIComponent(text)}`);
}

if (note) {
  const links = document.querySelectorAll("[data-note-to]");
  note.addEventListener("input", () => {
    for (const link of links) link.setAttribute("href", withWords(link.getAttribute("href"), note.value));
  });
  const copy = document.querySelector("[data-note-copy]");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(note.value);
        copy.querySelector("span").textContent = copy.dataset.noteCopy;
      } catch {
        note.select(); // to copy by hand
      }
    });
  }
}
