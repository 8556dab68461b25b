import assert from "node:assert/strict";
import test from "node:test";

import { KINDS, chimeBetween } from "../../src/keywho/server/web/static/keywho/js/chime.js";
import { plainWords, spoken } from "../../src/keywho/server/web/static/keywho/js/ring.js";
import { Timeline } from "../../src/keywho/server/web/static/keywho/js/clock.js";

const PHASES = [
  { kind: "walk", no: 1, label: "Find each other", starts_ms: 0, ends_ms: 20_000 },
  { kind: "turn", no: 1, label: "First turn", starts_ms: 20_000, ends_ms: 50_000 },
  { kind: "turn", no: 2, label: "Now the other", starts_ms: 50_000, ends_ms: 80_000 },
  { kind: "talk", no: 1, label: "Talk", starts_ms: 80_000, ends_ms: 140_000 },
  { kind: "over", no: 1, label: "Thank each other", starts_ms: 140_000, ends_ms: null },
];
const ROUND = new Timeline({ phases: PHASES });

test("a round chimes at its start, at each change of turn, ten seconds before the end and at the end", () => {
  const heard = [];
  let before = null;
  for (let now = 0; now < 150_000; now += 1000) {
    const moment = ROUND.at(now);
    const kind = chimeBetween(before, moment);
    if (kind) heard.push([now / 1000, kind]);
    before = moment;
  }
  assert.deepEqual(heard, [[20, "start"], [50, "turn"], [80, "turn"], [130, "soon"], [140, "end"]]);
});

test("a page that is opened in the middle of a turn stays silent, and so does a pause", () => {
  assert.equal(chimeBetween(null, ROUND.at(55_000)), null);
  const paused = new Timeline({ phases: PHASES, paused_ms: 55_000 });
  assert.equal(chimeBetween(ROUND.at(49_000), paused.at(60_000)), null);
});

test("each chime has its own sound and its own vibration", () => {
  const kinds = Object.values(KINDS);
  assert.equal(new Set(kinds.map(({ notes }) => JSON.stringify(notes))).size, kinds.length);
  assert.equal(new Set(kinds.map(({ vibration }) => JSON.stringify(vibration))).size, kinds.length);
});

test("whose turn it is has a shape of its own", () => {
  assert.deepEqual([10_000, 30_000, 60_000, 150_000].map((ms) => plainWords(ROUND.at(ms)).turn), ["walk", "own", "other", "over"]);
  assert.deepEqual(plainWords(new Timeline({ phases: PHASES, paused_ms: 30_000 }).at(0)), { now: "Paused", next: "Now the other", turn: "pause" });
});

test("a change of phase is said with its length", () => {
  assert.equal(spoken(ROUND.at(20_000), { now: "Your turn" }), "Your turn, 30 s");
  assert.equal(spoken({ secondsLeft: 90 }, { now: "Talk" }), "Talk, 1 min 30 s");
  assert.equal(spoken(ROUND.at(141_000), { now: "Thank each other" }), "Thank each other");
});
