/** A note that is mailed or texted carries the words that stand in it now. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { withWords } from "../../src/keywho/server/web/static/keywho/js/note.js";

test("a mail gets the new words, both signs of each line end, and keeps its subject", () => {
  const link = withWords("mailto:ben@example.org?subject=Thank%20you&body=Hello", "Dear Ben,\n\n50 % & more\r\nAda");
  assert.equal(link, "mailto:ben@example.org?subject=Thank%20you&body=Dear%20Ben%2C%0D%0A%0D%0A50%20%25%20%26%20more%0D%0AAda");
});

test("a text message gets the new words as they are", () => {
  assert.equal(withWords("sms:+49170123?&body=Hello", "Dear Ben,\n$& again"), "sms:+49170123?&body=Dear%20Ben%2C%0A%24%26%20again");
});
