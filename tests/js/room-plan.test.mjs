import assert from "node:assert/strict";
import { test } from "node:test";

import * as plans from "../../src/keywho/server/web/static/keywho/js/room-plan.js";

const PLAN = { layout: "rows", sizes: [3, 3], name: "", off: ["A1"], reserved: [], marks: {}, table_names: {} };
const chair = (id, row, label) => ({ id, row, label, x: 0, y: 0 });
const ROW = ["1", "2", "3", "4", "5"].map((label) => chair(`A${label}`, "Row A", label));
const ROOM = [...ROW, chair("B1", "Row B", "1"), chair("B2", "Row B", "2"), ...["1", "2", "3"].map((no) => chair(`t${no}`, "Table 3", `Seat ${no}`))];

test("a list takes chairs in, and lets them go when all are on it", () => {
  const more = plans.toggled(PLAN, "off", ["A1", "A2"]);
  assert.deepEqual(more.off, ["A1", "A2"]);
  assert.deepEqual(plans.toggled(more, "off", ["A1", "A2"]).off, []);
  assert.deepEqual(PLAN.off, ["A1"]);
});

test("marks stand under their own name", () => {
  const marked = plans.toggled(PLAN, "step-free", ["A2"]);
  assert.deepEqual(marked.marks, { "step-free": ["A2"] });
  assert.deepEqual(plans.marksOf(plans.setsOf(plans.toggled(marked, "hearing", ["A2"])), "A2"), ["hearing", "step-free"]);
});

test("off weighs more than reserved", () => {
  const sets = plans.setsOf({ ...PLAN, reserved: ["A1", "A2"] });
  assert.deepEqual(["A1", "A2", "A3"].map((id) => plans.stateOf(sets, id)), ["off", "reserved", "on"]);
});

test("chairs are counted once, and marks only where somebody can sit", () => {
  const sets = plans.setsOf({ ...PLAN, off: ["A1"], reserved: ["A2"], marks: { quiet: ["A1", "A2", "A3"] } });
  assert.deepEqual(plans.counted({ chairs: ROW }, sets), { all: 5, on: 3, off: 1, reserved: 1, hearing: 0, "step-free": 0, quiet: 2 });
});

test("a name is trimmed, and an empty one gives the number back", () => {
  const named = plans.tableNamed(PLAN, "table1", "  Berlin \n West ");
  assert.deepEqual(named.table_names, { table1: "Berlin West" });
  assert.deepEqual(plans.tableNamed(named, "table1", " ").table_names, {});
});

test("a renamed table is renamed on its disc and on its chairs", () => {
  const picture = { tables: [{ id: "table3", name: "Table 3" }, { id: "table4", name: "Table 4" }], chairs: ROOM };
  const drawn = plans.pictureNamed(picture, "table3", "Table 3", "Rome");
  assert.deepEqual(drawn.tables.map(({ name }) => name), ["Rome", "Table 4"]);
  assert.deepEqual(drawn.chairs.filter(({ row }) => row === "Rome").map(({ id }) => id), ["t1", "t2", "t3"]);
});

test("numbers are written in short", () => {
  assert.equal(plans.ranges(["1", "2", "3", "5", "7", "8"]), "1–3, 5, 7, 8");
  assert.equal(plans.ranges(["a", "b", "3"]), "a, b, 3");
});

test("a row is told in one line", () => {
  const words = { chair: "chair", chairs: "chairs", off: "off", reserved: "reserved", hearing: "hearing side", "step-free": "step-free", quiet: "quiet" };
  const sets = plans.setsOf({ ...PLAN, off: ["A2"], marks: { hearing: ["A1", "A2", "A3"] } });
  assert.equal(plans.rowInWords(ROW, sets, words), "5 chairs; off: 2; hearing side: 1–3");
});

for (const [text, ids, unknown] of [
  ["A1", ["A1"], []],
  ["a 2-4", ["A2", "A3", "A4"], []],
  ["A2–A4", ["A2", "A3", "A4"], []],
  ["Row B", ["B1", "B2"], []],
  ["b", ["B1", "B2"], []],
  ["Table 3 2", ["t2"], []],
  ["3 1-2; B 2", ["t1", "t2", "B2"], []],
  ["3", ["t1", "t2", "t3"], []],
  ["C1, A9, A5", ["A5"], ["C1", "A9"]],
  ["", [], []],
]) {
  test(`chairs are found by name: ${text}`, () => assert.deepEqual(plans.chairsNamed(ROOM, text), { ids, unknown }));
}

test("what was undone can be done again until something else is done", () => {
  const first = plans.begun({ plan: 1 });
  const third = plans.done(plans.done(first, { plan: 2 }), { plan: 3 });
  const back = plans.undone(plans.undone(third));
  assert.equal(back.now.plan, 1);
  assert.deepEqual(plans.undone(back), back);
  assert.equal(plans.redone(back).now.plan, 2);
  assert.deepEqual(plans.redone(plans.redone(back)), third);
  assert.deepEqual(plans.done(back, { plan: 4 }).future, []);
});

test("many key presses in one field are one step", () => {
  const typed = plans.done(plans.done(plans.begun({ plan: 0 }), { plan: 1, kind: "numbers" }), { plan: 12, kind: "numbers" });
  assert.equal(plans.undone(typed).now.plan, 0);
});
