/**
 * What was pressed while there is no network. Only presses that mean the same whenever they arrive wait here (an answer, a note);
 * everything about a round has to be pressed again.
 */

/** Presses that wait, the newest of each kind about each person. Kept for this page, and for a reload where the browser lets us. */
export class Outbox {
  /** @param {{key: string, store?: Storage|null, send: (address: string, body: string) => Promise<{arrived: boolean}>}} given */
  constructor({ key, store = null, send }) {
    this._key = key;
    this._store = store;
    this._send = send;
    this._sending = null;
    this._waiting = new Map(read(store, key));
  }

  /** How many wait. */
  get size() {
    return this._waiting.size;
  }

  /** Keep a press for later; a newer one about the same person takes the place of an older one. */
  put(address, body) {
    const about = new URLSearchParams(body).get("about") ?? "";
    this._waiting.delete(`${address} ${about}`);
    this._waiting.set(`${address} ${about}`, body);
    this._keep();
  }

  /** Send what waits, one after the other; stops where the network is gone again. */
  flush() {
    this._sending ??= this._flush().finally(() => {
      this._sending = null;
    });
    return this._sending;
  }

  async _flush() {
    for (const [name, body] of [...this._waiting]) {
      const { arrived } = await this._send(name.slice(0, name.lastIndexOf(" ")), body);
      if (!arrived) return false;
      if (this._waiting.get(name) === body) this._waiting.delete(name);
      this._keep();
    }
    return true;
  }

  _keep() {
    try {
      this._store?.setItem(this._key, JSON.stringify([...this._waiting]));
    } catch {
      /* it still waits in this page */
    }
  }
}

function read(store, key) {
  try {
    return JSON.parse(store?.getItem(key) ?? "[]");
  } catch {
    return [];
  }
}
