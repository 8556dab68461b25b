import assert from "node:assert/strict";
import test from "node:test";

import { Timeline } from "../../src/keywho/server/web/static/keywho/js/clock.js";
import { boardLayout, breathOf, countedBy, lettersOf, pageAt, pagesOf, rowHeight, saying, sceneOf } from "../../src/keywho/server/web/static/keywho/js/wall-scenes.js";

const PHASES = [
  { kind: "walk", no: 0, label: "Find each other", starts_ms: 0, ends_ms: 10_000 },
  { kind: "turn", no: 1, label: "First turn", starts_ms: 10_000, ends_ms: 40_000 },
  { kind: "turn", no: 2, label: "Now the other", starts_ms: 40_000, ends_ms: 70_000 },
  { kind: "talk", no: 0, label: "Talk", starts_ms: 70_000, ends_ms: 100_000 },
  { kind: "over", no: 0, label: "Time to part", starts_ms: 100_000, ends_ms: null },
];
const TOLD = { paused: "Paused", paused_more: "In a moment.", first_turn: "I", other_turn: "You", turn: "We", talk: "Help", over: "Thanks", breath: "A breath for", and_more: "and {count} more" };
const ROUND = { kind: "round", title: "Job club", headline: "Where to go", how: "nearby", places: [{ called: "Ann", place: "A · 1" }] };
const at = (ms, paused_ms = null) => new Timeline({ phases: PHASES, paused_ms }).at(ms);

test("a round goes from where to go over the turns to parting", () => {
  assert.deepEqual([1, 15, 45, 80, 200].map((s) => sceneOf(ROUND, at(s * 1000))), ["where", "turn", "turn", "talk", "over"]);
});

test("in a round of neighbours only those are named who move on first, and a crowd looks at its phones", () => {
  assert.equal(sceneOf({ ...ROUND, how: "neighbour", places: [] }, at(0)), "neighbour");
  assert.equal(sceneOf({ ...ROUND, how: "neighbour" }, at(0)), "where");
  assert.equal(sceneOf({ ...ROUND, places: [] }, at(0)), "look");
  assert.equal(sceneOf(ROUND, null), "where");
});

test("each turn has its words, and a pause takes them away", () => {
  const clock = { title: "Round 1 of 3" };
  assert.deepEqual(saying(ROUND, clock, at(15_000), TOLD), { eyebrow: "Round 1 of 3", headline: "First turn", text: "I" });
  assert.deepEqual(saying(ROUND, clock, at(45_000), TOLD), { eyebrow: "Round 1 of 3", headline: "Now the other", text: "You" });
  assert.deepEqual(saying(ROUND, clock, at(99_000, 45_000), TOLD), { eyebrow: "Round 1 of 3", headline: "Paused", text: "In a moment." });
  assert.equal(saying({ kind: "welcome", title: "Job club", headline: "Welcome", text: "Scan" }, { title: "Welcome" }, null, TOLD).headline, "Job club");
});

test("a breath names a few and counts the others", () => {
  assert.equal(breathOf([], TOLD), "");
  assert.equal(breathOf(["Ann", "Ben"], TOLD), "A breath for Ann, Ben");
  assert.equal(breathOf("abcdefghij".split(""), TOLD), "A breath for a, b, c, d, e, f, g, h and 2 more");
});

test("every name is on exactly one page, and a page never holds more than fits", () => {
  for (const count of [1, 7, 24, 60, 137, 400]) {
    for (const [width, height] of [[42, 9.5], [42, 17], [30, 12]]) {
      const lines = Array.from({ length: count }, (_, no) => ({ called: `P${no}`, place: "" }));
      const layout = boardLayout({ width, height, count, longest: 11 });
      const pages = pagesOf(lines, layout.pages);
      assert.deepEqual(pages.flat(), lines);
      assert.ok(Math.max(...pages.map((page) => page.length)) <= layout.columns * layout.rows, `${count} on ${width} x ${height}`);
      assert.ok(layout.rows * rowHeight(layout.size) <= height + 0.001, `${count} on ${width} x ${height}: ${layout.rows} rows of ${layout.size}`);
    }
  }
});

test("few names are larger than many", () => {
  const sizes = [8, 30, 400].map((count) => boardLayout({ width: 42, height: 12, count, longest: 10 }).size);
  assert.deepEqual(sizes, [...sizes].sort((one, other) => other - one));
  assert.ok(sizes[0] > sizes[2]);
});

test("pages turn every seven seconds, and say their letters", () => {
  assert.deepEqual([0, 6_999, 7_000, 14_000, 21_000].map((ms) => pageAt(ms, 3)), [0, 0, 1, 2, 0]);
  assert.equal(lettersOf([{ called: "ann" }, { called: "Ben" }, { called: "Émile" }]), "A – É");
  assert.equal(lettersOf([{ called: "Ann" }, { called: "Astrid" }]), "A");
});

test("a slide shows nothing but its words, and counts only while the room talks", () => {
  const clock = { title: "A few words", phases: PHASES, paused_ms: null };
  const slide = { kind: "slide", title: "Job club", headline: "Turn to your neighbour", lines: ["Hello"], how: "talk", starts_ms: 5_000, ends_ms: 35_000 };
  const at = (board, ms, paused_ms = null) => new Timeline(countedBy({ clock: { ...clock, paused_ms }, board })).at(ms);
  assert.equal(sceneOf(slide, at(slide, 6_000)), "slide");
  assert.deepEqual(saying(slide, clock, at(slide, 6_000), TOLD), { eyebrow: "", headline: "Turn to your neighbour", text: "" });
  assert.deepEqual([5_000, 15_000, 34_999, 35_000].map((ms) => at(slide, ms).secondsLeft), [30, 20, 1, null]);
  assert.equal(at(slide, 40_000).phase.kind, "over");
  assert.equal(at({ ...slide, starts_ms: null, ends_ms: null }, 6_000).phase, null);
  assert.equal(at(slide, 90_000, 15_000).secondsLeft, 20);
  assert.equal(countedBy({ clock, board: ROUND }), clock);
});
