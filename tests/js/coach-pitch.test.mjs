/** What the page of the pitch asks for while somebody writes, and which button gets the focus back. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { asked, selectorOf } from "../../src/keywho/server/web/static/keywho/js/coach-pitch.js";

function written(fields) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

const TYPED = written([["text", "I bake."], ["cut", "10"], ["quiet", "jargon"], ["quiet", "filler"], ["does", "secret"], ["name", "Ana"]]); // prettier-ignore

test("a look is asked for with the text, its cut and what was put away, and no other answer goes along", () => {
  const fields = [...asked(TYPED, "").entries()];
  assert.deepEqual(fields, [["text", "I bake."], ["cut", "10"], ["quiet", "jargon"], ["quiet", "filler"]]); // prettier-ignore
});

test("one more that is put away joins the others, and the notebook of this browser comes along where there is one", () => {
  const fields = asked(TYPED, '{"answers":{}}', { quiet: "apology" });
  assert.deepEqual(fields.getAll("quiet"), ["jargon", "filler", "apology"]);
  assert.equal(fields.get("notebook"), '{"answers":{}}');
});

test("a form without a text asks for nothing", () => {
  assert.deepEqual([...asked(written([]), "").values()], ["", ""]);
});

test("the focus goes back to the same button, and to the same field", () => {
  globalThis.CSS = { escape: (words) => words.replaceAll('"', '\\"') };
  assert.equal(selectorOf({ tagName: "BUTTON", name: "to", value: "10" }), 'button[name="to"][value="10"]');
  assert.equal(selectorOf({ tagName: "BUTTON", name: "quiet", value: 'a"b' }), 'button[name="quiet"][value="a\\"b"]');
  assert.equal(selectorOf({ tagName: "SELECT", name: "shape", value: "mentor" }), '[name="shape"]');
  assert.equal(selectorOf({ tagName: "BUTTON", name: "", value: "" }), null);
  assert.equal(selectorOf(null), null);
});
