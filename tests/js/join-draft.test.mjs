/** What stood in the form at the door comes back after a bad network: texts, boxes of one name, and one of several. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { rewrite, written } from "../../src/keywho/server/web/static/keywho/js/join.js";

const text = (name, value = "") => ({ name, type: "text", value });
const box = (name, value, checked = false, type = "checkbox") => ({ name, type, value, checked });

/** A form as the browser gives it: fields of one name come as a list without a type. */
function form(...fields) {
  const elements = {};
  for (const { name } of fields) {
    const alike = fields.filter((one) => one.name === name);
    elements[name] = alike.length > 1 ? alike : alike[0];
  }
  return { fields, elements };
}

const empty = () =>
  form(text("seeks"), text("key", "new"), box("languages", "en"), box("languages", "de"), box("seniority", "", true, "radio"), box("seniority", "long", false, "radio"));

test("what was written and ticked comes back, and nothing else", () => {
  const before = empty();
  before.fields[0].value = "a ward";
  before.fields[1].value = "old";
  before.fields[3].checked = true;
  before.fields[4].checked = false;
  before.fields[5].checked = true;
  const after = empty();
  rewrite(after, JSON.parse(JSON.stringify(written(before.fields))));
  assert.deepEqual(
    after.fields.map((field) => field.checked ?? field.value),
    ["a ward", "new", false, true, true, true], // a browser unticks the other radio by itself
  );
});

test("what stands now is not overwritten, and a field that is gone is passed over", () => {
  const now = form(text("seeks", "a farm"));
  rewrite(now, [["seeks", "a ward"], ["gone", "x"], ["languages", true, "en"]]);
  assert.equal(now.fields[0].value, "a farm");
});
