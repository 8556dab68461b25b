import assert from "node:assert/strict";
import { createServer } from "node:http";
import test from "node:test";

import { Live, addressAfter, readMessage, waitBefore } from "../../src/keywho/server/web/static/keywho/js/live.js";

test("waits grow, are spread, and never pass a quarter of a minute", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 9].map((attempt) => waitBefore(attempt, () => 1)), [500, 1000, 2000, 4000, 8000, 15000, 15000]);
  assert.deepEqual([0, 1, 9].map((attempt) => waitBefore(attempt, () => 0)), [250, 500, 7500]);
});

test("the address asks for what came after the last message", () => {
  assert.equal(addressAfter("/live/phone/abc", ""), "/live/phone/abc");
  assert.equal(addressAfter("/live/phone/abc", "x y-7"), "/live/phone/abc?last=x%20y-7");
  assert.equal(addressAfter("/live/phone/abc?as=desk", "9"), "/live/phone/abc?as=desk&last=9");
});

test("a message gives its parts; what cannot be read gives nothing", () => {
  assert.deepEqual(readMessage('{"parts": {"card": 1}, "resync": true}'), { parts: { card: 1 }, resync: true });
  assert.deepEqual(readMessage('{"mark": "e-4-0", "round": 2, "parts": {"card": 1}}'), { mark: "e-4-0", round: 2, parts: { card: 1 }, resync: false });
  assert.deepEqual(["half {", "null", "[1]", "7", '{"card": 1}'].map(readMessage), [null, null, null, null, null]);
});

/** The little of a browser that live.js stands on: events of window and document, and EventSource over a real connection. */
const windowEvents = new EventTarget();
const documentEvents = new EventTarget();
globalThis.window = windowEvents;
globalThis.document = Object.assign(documentEvents, { visibilityState: "visible" });

class Source extends EventTarget {
  constructor(url) {
    super();
    this._stop = new AbortController();
    this._read(url);
  }

  async _read(url) {
    try {
      const answer = await fetch(url, { signal: this._stop.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      this.onopen?.();
      let text = "";
      for await (const bytes of answer.body.pipeThrough(new TextDecoderStream())) {
        text += bytes;
        const blocks = text.split("\n\n");
        text = blocks.pop();
        blocks.forEach((block) => this._say(block));
      }
      throw new Error("ended");
    } catch {
      if (!this._stop.signal.aborted) this.onerror?.();
    }
  }

  _say(block) {
    const lines = Object.fromEntries(block.split("\n").map((line) => line.split(/: ?(.*)/s).slice(0, 2)));
    if (lines.event) this.dispatchEvent(new Event(lines.event));
    else if (lines.data) this.onmessage?.({ data: lines.data, lastEventId: lines.id ?? "" });
  }

  close() {
    this._stop.abort();
  }
}

async function evening(answer) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    answer(asked.length, request, response);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const base = `http://127.0.0.1:${server.address().port}`;
  return { asked, base, close: () => (server.closeAllConnections(), server.close()) };
}

const until = async (isDone) => {
  for (let turn = 0; turn < 400 && !isDone(); turn += 1) await new Promise((next) => setTimeout(next, 10));
  assert.ok(isDone(), "it did not happen within four seconds");
};

const HEAD = { "Content-Type": "text/event-stream" };

test("after a cut the stream comes back by itself and names the last message it saw", async () => {
  const room = await evening((number, request, response) => {
    response.writeHead(200, HEAD);
    response.write(`id: e-${number}\ndata: {"parts": {"card": ${number}}}\n\n`);
    if (number === 1) setTimeout(() => response.destroy(), 30);
  });
  const seen = [];
  const states = [];
  const live = new Live(`${room.base}/live`, {
    open: (url) => new Source(url),
    chance: () => 0,
    onParts: (parts) => seen.push(parts.card),
    onState: ({ state }) => states.push(state),
  });
  live.start();
  await until(() => seen.length === 2);
  live.stop();
  room.close();
  assert.deepEqual(seen, [1, 2]);
  assert.deepEqual(states, ["live", "trying", "live"]);
  assert.deepEqual(room.asked, ["/live", "/live?last=e-1"]);
});

test("an HTTP error is tried again, which a browser would not do", async () => {
  const room = await evening((number, request, response) => {
    if (number < 3) return response.writeHead(503).end();
    response.writeHead(200, HEAD);
    return response.write('data: {"parts": {"card": "there"}}\n\n');
  });
  const seen = [];
  const live = new Live(`${room.base}/live`, { open: (url) => new Source(url), chance: () => 0, onParts: (parts) => seen.push(parts.card) });
  live.start();
  await until(() => seen.length === 1);
  live.stop();
  room.close();
  assert.deepEqual(seen, ["there"]);
});

test("a link that does not hold any more is told, and not asked for ever", async () => {
  const room = await evening((number, request, response) => response.writeHead(404).end());
  const states = [];
  const live = new Live(`${room.base}/live`, { open: (url) => new Source(url), chance: () => 0, onParts: () => {}, onState: ({ state }) => states.push(state) });
  live.start();
  await until(() => states.includes("gone"));
  const asked = room.asked.length;
  await new Promise((next) => setTimeout(next, 300));
  room.close();
  assert.equal(room.asked.length, asked);
});

test("a connection that went silent is opened anew; one that beats is kept", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
  let now = 0;
  const opened = [];
  const open = (url) => {
    const source = Object.assign(new EventTarget(), { close() {} });
    opened.push(source);
    return source;
  };
  const live = new Live("/live", { open, chance: () => 0, now: () => now, onParts: () => {} });
  live.start();
  opened[0].onopen();
  const pass = (ms) => {
    for (let gone = 0; gone < ms; gone += 1000) {
      now += 1000;
      context.mock.timers.tick(1000);
    }
  };
  pass(30_000);
  opened[0].dispatchEvent(new Event("beat"));
  pass(38_000);
  assert.equal(opened.length, 1);
  assert.equal(live.state, "live");
  pass(10_000);
  assert.equal(opened.length, 2);
  live.stop();
});

test("when the network is back the stream does not wait for its turn", () => {
  const opened = [];
  const open = (url) => {
    const source = Object.assign(new EventTarget(), { close() {} });
    opened.push(source);
    return source;
  };
  const live = new Live("/live", { open, chance: () => 1, onParts: () => {} });
  live.start();
  opened[0].onerror();
  windowEvents.dispatchEvent(new Event("online"));
  assert.equal(opened.length, 2);
  live.stop();
});
