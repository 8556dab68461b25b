/* What the room page asks of the server; whatever happens, there is a sentence. */

const SIGNED_OUT = "You are signed out. Sign in in another tab, then try again: your room is still on this screen.";
const TROUBLE = "That did not work. Try again in a moment; your room is still on this screen.";
const CUT_OFF = "The server can't be reached. Your room is still on this screen; try again in a moment.";

export class RoomDesk {
  constructor(page) {
    this.page = page;
    this.url = page.dataset.url;
  }

  /** Ask the server: with a body it is a POST. Gives {answer, isFine, status}; an answer that is not fine has a `sentence`. */
  async ask(path, body) {
    const headers = { "X-CSRFToken": this.#formSecret(), Accept: "application/json" };
    if (typeof body === "string") headers["Content-Type"] = "application/json";
    try {
      const response = await fetch(this.url + path, { method: body === undefined ? "GET" : "POST", headers, body });
      const isJson = response.headers.get("Content-Type")?.includes("json");
      const answer = isJson ? await response.json() : { sentence: response.redirected || response.status === 403 ? SIGNED_OUT : TROUBLE };
      return { answer, isFine: isJson && response.ok, status: response.status };
    } catch {
      return { answer: { sentence: CUT_OFF }, isFine: false, status: 0 };
    }
  }

  /** Give the secret that proves that a form is ours: the newest is in the cookie, when somebody signed in again in another tab. */
  #formSecret() {
    const name = `${this.page.dataset.cookie}=`;
    const cookie = document.cookie.split("; ").find((one) => one.startsWith(name));
    return cookie ? cookie.slice(name.length) : this.page.querySelector("[name=csrfmiddlewaretoken]").value;
  }
}
