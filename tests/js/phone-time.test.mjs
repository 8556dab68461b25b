import assert from "node:assert/strict";
import test from "node:test";

import { Timeline } from "../../src/keywho/server/web/static/keywho/js/clock.js";
import { momentWords, nameOf, ownPhases, screenOf, sharedTurns, withNames } from "../../src/keywho/server/web/static/keywho/js/phone-time.js";

const turn = (no, starts_ms, ends_ms) => ({ kind: "turn", no, label: `Turn ${no}`, starts_ms, ends_ms });
const CLOCK = {
  round_no: 2,
  title: "Round 2 of 4",
  next: "Round 3 of 4",
  paused_ms: null,
  phases: [
    { kind: "walk", no: 0, label: "Find each other", starts_ms: 0, ends_ms: 30_000 },
    turn(1, 30_000, 60_000),
    turn(2, 60_000, 90_000),
    { kind: "talk", no: 0, label: "Talk", starts_ms: 90_000, ends_ms: 300_000 },
    { kind: "over", no: 0, label: "Time to part", starts_ms: 300_000, ends_ms: 360_000 },
  ],
};
const person = (id, called) => ({ id, called });
const PAIR = { kind: "meet", speaks: ["me", "ben"], partners: [person("ben", "Ben")] };
const TRIO = { kind: "meet", speaks: ["cy", "me", "ben"], partners: [person("ben", "Ben"), person("cy", "Cy")] };
const BYE = { kind: "bye", speaks: [], partners: [] };
const WORDS = {
  my_turn: "Your turn", their_turn: "{name} speaks", then_me: "Then you", then_them: "Then {name}", then_talk: "Then you talk", then_part: "Then you part",
  first_me: "You first", first_them: "{name} first", until_next: "Until the next round", paused: "Paused", soon: "Next: {what}",
};

const said = (card, ms, clock = CLOCK) => {
  const moment = new Timeline({ ...clock, phases: ownPhases(clock, card) }).at(ms);
  const { now, next, turn: whose } = momentWords(moment, { card, me: "me", clock, words: WORDS });
  return [now, next, whose].join(" | ").replace(/[\u2068\u2069]/g, "");
};

test("two have the turns of the room", () => {
  assert.deepEqual(sharedTurns([turn(1, 0, 30), turn(2, 40, 70)], ["a", "b"]), [
    { ...turn(1, 0, 30), speaker: "a" },
    { ...turn(2, 40, 70), speaker: "b" },
  ]);
});

test("three share the time of two turns, without a gap", () => {
  const shared = sharedTurns([turn(1, 30_000, 60_000), turn(2, 60_000, 90_000)], ["a", "b", "c"]);
  assert.deepEqual(shared.map(({ no, speaker, starts_ms, ends_ms }) => [no, speaker, starts_ms, ends_ms]), [
    [1, "a", 30_000, 50_000],
    [2, "b", 50_000, 70_000],
    [3, "c", 70_000, 90_000],
  ]);
});

test("any number that shares any turns fills exactly their time", () => {
  for (let turns = 1; turns <= 8; turns += 1) {
    for (let people = 1; people <= 9; people += 1) {
      const given = Array.from({ length: turns }, (_, no) => turn(no + 1, no * 30_000, (no + 1) * 30_000));
      const shared = sharedTurns(given, Array.from({ length: people }, (_, no) => `p${no}`));
      assert.equal(shared.length, people);
      assert.deepEqual([shared[0].starts_ms, shared.at(-1).ends_ms], [0, turns * 30_000]);
      for (let no = 1; no < people; no += 1) assert.equal(shared[no].starts_ms, shared[no - 1].ends_ms);
    }
  }
});

test("open talk has no turns to share", () => {
  assert.deepEqual(sharedTurns([], ["a", "b"]), []);
});

test("each moment says whose turn it is and what comes then", () => {
  assert.deepEqual([1, 31_000, 61_000, 91_000, 301_000].map((ms) => said(PAIR, ms)), [
    "Find each other | You first | walk",
    "Your turn | Then Ben | own",
    "Ben speaks | Then you talk | other",
    "Talk | Then you part | talk",
    "Time to part | Next: Round 3 of 4 | over",
  ]);
  assert.deepEqual([1, 31_000, 51_000, 71_000].map((ms) => said(TRIO, ms)), [
    "Find each other | Cy first | walk",
    "Cy speaks | Then you | other",
    "Your turn | Then Ben | own",
    "Ben speaks | Then you talk | other",
  ]);
});

test("without a partner the round is one wait", () => {
  assert.deepEqual([1, 61_000, 299_000].map((ms) => said(BYE, ms)), Array(3).fill("Until the next round | Next: Round 3 of 4 | walk"));
  assert.equal(said(BYE, 301_000), "Time to part | Next: Round 3 of 4 | over");
});

test("a pause says what stands still", () => {
  assert.equal(said(PAIR, 999_999, { ...CLOCK, paused_ms: 35_000 }), "Paused | Your turn | pause");
});

test("the three screens", () => {
  const at = (kind) => ({ phase: { kind } });
  assert.deepEqual([screenOf(PAIR, at("talk")), screenOf(PAIR, at("over")), screenOf(PAIR, null), screenOf(BYE, at("over"))], ["meet", "after", "meet", "quiet"]);
});

test("names in a headline are marked once each, in their order, and never as markup", () => {
  assert.deepEqual(withNames("Meet Ben and Cy", ["Ben", "Cy"]), ["Meet ", { name: "Ben" }, " and ", { name: "Cy" }]);
  assert.deepEqual(withNames("Meet <b>", ["<b>"]), ["Meet ", { name: "<b>" }]);
  assert.deepEqual(withNames("Take a breath", ["Ben", ""]), ["Take a breath"]);
});

test("somebody who is not on the card any more has no name to be said", () => {
  assert.equal(nameOf(PAIR, "gone"), "\u2068…\u2069");
});
