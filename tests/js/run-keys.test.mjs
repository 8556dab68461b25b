import assert from "node:assert/strict";
import test from "node:test";

import { isOlder, numberIn, phaseWords, pressOf } from "../../src/keywho/server/web/static/keywho/js/run-keys.js";

const FREE = { isTyping: false, isDialogOpen: false, isOn: true };

test("keys press what the page says, in small and capital letters", () => {
  assert.deepEqual(["n", "N", "p", "+", "u", "/", "?", "x", "Enter", "F1"].map((key) => pressOf({ key }, FREE)), ["n", "n", "p", "+", "u", "/", "?", null, null, null]);
});

test("a key presses nothing while somebody types, in a dialog, held down, with a modifier, or where keys are off", () => {
  assert.equal(pressOf({ key: "n" }, { ...FREE, isTyping: true }), null);
  assert.equal(pressOf({ key: "n" }, { ...FREE, isDialogOpen: true }), null);
  assert.equal(pressOf({ key: "n" }, { ...FREE, isOn: false }), null);
  for (const with_ of ["ctrlKey", "metaKey", "altKey", "repeat"]) assert.equal(pressOf({ key: "n", [with_]: true }, FREE), null);
});

test("an answer that was overtaken by a newer one is not shown", () => {
  const html = '<div id="run-facts" hidden data-no="41" data-clock="{}"></div>';
  assert.equal(numberIn(html), 41);
  assert.deepEqual([isOlder(42, html), isOlder(41, html), isOlder(40, html), isOlder(42, "<p>no number</p>")], [true, false, false, false]);
});

test("beside the ring stands the phase, what follows, and how long something open has been going on", () => {
  const talk = { label: "Talk", starts_ms: 0, ends_ms: 60_000 };
  assert.equal(phaseWords({ phase: talk, next: { label: "Time to part" }, secondsLeft: 20, isPaused: false }, 40_000), "Talk · then: Time to part");
  assert.equal(phaseWords({ phase: { label: "", starts_ms: 0, ends_ms: null }, next: null, secondsLeft: null, isPaused: false }, 200_000), "for 3 min");
  assert.equal(phaseWords({ phase: { ...talk, label: "Time to part" }, next: null, secondsLeft: 0, isPaused: false }, 190_000), "Time to part, over for 2 min");
  assert.equal(phaseWords({ phase: null, next: null, secondsLeft: null, isPaused: false }, 0), "");
});
