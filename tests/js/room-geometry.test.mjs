import assert from "node:assert/strict";
import { test } from "node:test";

import { bondPath, chairsWithin, lines, nearest, shortRow, squares, stepFrom, wayPath } from "../../src/keywho/server/web/static/keywho/js/room-geometry.js";

const GRID = [];
for (let row = 0; row < 30; row++) for (let no = 0; no < 40; no++) GRID.push({ id: `${row}-${no}`, x: no * 40, y: row * 67 });
const at = (id) => GRID.find((chair) => chair.id === id);

test("the chair under a finger is the one that a plain search finds", () => {
  const sorted = squares(GRID);
  for (let x = -50; x < 1650; x += 37) {
    for (let y = -50; y < 2050; y += 41) {
      const plain = GRID.map((chair) => [Math.hypot(chair.x - x, chair.y - y), chair]).sort(([one], [other]) => one - other)[0];
      const found = nearest(sorted, x, y, 24);
      assert.equal(found === null, plain[0] > 24);
      if (found) assert.equal(Math.hypot(found.x - x, found.y - y), plain[0]);
    }
  }
});

test("a rectangle may be dragged from any corner", () => {
  const ids = ["0-1", "0-2", "1-1", "1-2"];
  assert.deepEqual(chairsWithin(GRID, { x: 30, y: -5 }, { x: 90, y: 70 }).map(({ id }) => id), ids);
  assert.deepEqual(chairsWithin(GRID, { x: 90, y: 70 }, { x: 30, y: -5 }).map(({ id }) => id), ids);
});

test("arrow keys go to the next chair and stop at the wall", () => {
  const go = (from, key) => stepFrom(GRID, at(from), key).id;
  assert.deepEqual(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].map((key) => go("5-5", key)), ["5-4", "5-6", "4-5", "6-5"]);
  assert.equal(go("0-0", "ArrowUp"), "0-0");
});

test("arrow keys reach every chair of round tables", () => {
  const ring = [];
  for (const [x, y] of [[0, 0], [220, 0], [0, 220], [220, 220]]) {
    for (let no = 0; no < 8; no++) ring.push({ id: `${x} ${y} ${no}`, x: x + 51 * Math.sin((no * Math.PI) / 4), y: y - 51 * Math.cos((no * Math.PI) / 4) });
  }
  const seen = new Set([ring[0]]);
  for (const chair of seen) for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) seen.add(stepFrom(ring, chair, key));
  assert.equal(seen.size, ring.length);
});

test("a way leaves both chairs readable, with a head of three corners", () => {
  const { line, head } = wayPath({ x: 0, y: 0 }, { x: 200, y: 0 });
  const [startX, startY] = line.match(/^M([\d.]+) ([\d.]+)Q/).slice(1).map(Number);
  assert.ok(Math.abs(Math.hypot(startX, startY) - 20) < 0.2);
  assert.match(head, /^M[-\d.]+ [-\d.]+L[-\d.]+ [-\d.]+L[-\d.]+ [-\d.]+z$/);
  const [x, y] = head.match(/^M([\d.]+) ([\d.]+)/).slice(1).map(Number);
  assert.ok(Math.abs(Math.hypot(200 - x, y) - 20) < 0.2);
});

test("a way between two places that are the same is a way all the same", () => {
  assert.doesNotMatch(JSON.stringify(wayPath({ x: 5, y: 5 }, { x: 5, y: 5 })), /NaN|Infinity/);
});

test("two are joined by a line, more by a band around them", () => {
  assert.equal(bondPath([{ x: 0, y: 0 }, { x: 40, y: 0 }]), "M0 0L40 0");
  assert.equal(bondPath([{ x: 0, y: 0 }, { x: 40, y: 40 }, { x: 40, y: 0 }, { x: 0, y: 40 }]), "M0 0L40 0L40 40L0 40z");
  assert.equal(bondPath([{ x: 0, y: 0 }]), "");
});

test("a long name is broken into three lines at most", () => {
  assert.deepEqual(lines("Berlin", 8), ["Berlin"]);
  assert.deepEqual(lines("Health and care", 8), ["Health", "and care"]);
  assert.deepEqual(lines("Donaudampfschiff", 8), ["Donauda…"]);
  assert.deepEqual(lines("One two three four five six", 5), ["One", "two", "thre…"]);
});

test("a row is called by its last word", () => {
  assert.deepEqual(["Row A", "Stalls, Row 12", "Mezzanine"].map(shortRow), ["A", "12", "Mezz…"]);
});
