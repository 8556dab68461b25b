import assert from "node:assert/strict";
import { test } from "node:test";

import { picked } from "../../src/keywho/server/web/static/keywho/js/programme.js";

test("two names are chosen one after the other", () => {
  assert.deepEqual(picked(["", ""], "Ann"), ["Ann", ""]);
  assert.deepEqual(picked(["Ann", ""], "Ben"), ["Ann", "Ben"]);
  assert.deepEqual(picked(["", "Ben"], "Ann"), ["Ann", "Ben"]);
});

test("a third name takes the place of the second, and a chosen one is taken back", () => {
  assert.deepEqual(picked(["Ann", "Ben"], "Cy"), ["Ann", "Cy"]);
  assert.deepEqual(picked(["Ann", "Ben"], "Ann"), ["", "Ben"]);
  assert.deepEqual(picked(["Ann", "Ben"], "Ben"), ["Ann", ""]);
});
