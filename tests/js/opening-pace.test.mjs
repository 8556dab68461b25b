import assert from "node:assert/strict";
import test from "node:test";

import { paceOf, paceWords, turnOf } from "../../src/keywho/server/web/static/keywho/js/opening-pace.js";

const FACTS = { since: 100_000, paused: null, seconds: 15, spent: 20, planned: 20 };
const WORDS = { onTime: "on time", behind: "{s} s late", ahead: "{s} s early" };
const AT_REST = { isDialogOpen: false, isOnButton: false };

test("time goes on by the server's clock, and stands still in a pause", () => {
  assert.deepEqual(paceOf(FACTS, 107_900), { elapsed: 7, total: 27, late: 0, isOver: false });
  assert.deepEqual(paceOf({ ...FACTS, paused: 104_000 }, 150_000), { elapsed: 4, total: 24, late: 0, isOver: false });
  assert.deepEqual(paceOf({ ...FACTS, since: null }, 150_000), { elapsed: 0, total: 20, late: 0, isOver: false });
});

test("late is what was said too long, and a slide that has its time yet is not", () => {
  const late = (changed, ms) => paceOf({ ...FACTS, ...changed }, ms).late;
  assert.equal(late({}, 115_000), 0);
  assert.equal(late({}, 119_000), 0);
  assert.equal(late({}, 121_000), 6);
  assert.equal(late({ spent: 32 }, 101_000), 12);
  assert.equal(late({ spent: 3 }, 101_000), -17);
  assert.equal(paceOf(FACTS, 115_000).isOver, true);
});

test("the pace is said in whole words", () => {
  assert.deepEqual([0, 6, -17].map((late) => paceWords({ late }, WORDS)), ["on time", "6 s late", "17 s early"]);
});

test("arrows, Space and a clicker turn the slides; a button keeps its Space, and nothing turns by mistake", () => {
  const turn = (key, more = {}, place = {}) => turnOf({ key, ...more }, { ...AT_REST, ...place });
  assert.deepEqual(["ArrowRight", "PageDown", " ", "ArrowLeft", "PageUp", "Enter", "a"].map((key) => turn(key)), ["next", "next", "next", "back", "back", null, null]);
  assert.equal(turn(" ", {}, { isOnButton: true }), null);
  assert.equal(turn("PageDown", {}, { isOnButton: true }), "next");
  assert.equal(turn("PageDown", { repeat: true }), null);
  assert.equal(turn("ArrowRight", { altKey: true }), null);
  assert.equal(turn("ArrowRight", {}, { isDialogOpen: true }), null);
});
