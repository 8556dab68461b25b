import assert from "node:assert/strict";
import test from "node:test";

import { Outbox } from "../../src/keywho/server/web/static/keywho/js/phone-outbox.js";
import { rewrite, written } from "../../src/keywho/server/web/static/keywho/js/join.js";
import { unseen } from "../../src/keywho/server/web/static/keywho/js/phone-notes.js";

class Drawer {
  kept = new Map();
  getItem(key) {
    return this.kept.get(key) ?? null;
  }
  setItem(key, text) {
    this.kept.set(key, text);
  }
}

const line = (network, arrived) => async (address, body) => {
  if (network.isThere) arrived.push([address, body]);
  return { arrived: network.isThere };
};

test("answers wait for the network, the newest about each person", async () => {
  const arrived = [];
  const network = { isThere: false };
  const box = new Outbox({ key: "k", send: line(network, arrived) });
  box.put("/keep", "about=ben&wanted=1");
  box.put("/keep", "about=cy&wanted=1");
  box.put("/note", "about=ben&text=plants");
  box.put("/keep", "about=ben&wanted=0");
  assert.equal(await box.flush(), false);
  assert.equal(box.size, 3);
  network.isThere = true;
  assert.equal(await box.flush(), true);
  assert.deepEqual(arrived, [["/keep", "about=cy&wanted=1"], ["/note", "about=ben&text=plants"], ["/keep", "about=ben&wanted=0"]]);
  assert.equal(box.size, 0);
});

test("what waits survives a reload, and is sent once however often one asks", async () => {
  const store = new Drawer();
  const arrived = [];
  new Outbox({ key: "k", store, send: line({ isThere: false }, arrived) }).put("/note", "about=ben&text=a b");
  const after = new Outbox({ key: "k", store, send: line({ isThere: true }, arrived) });
  await Promise.all([after.flush(), after.flush()]);
  assert.deepEqual(arrived, [["/note", "about=ben&text=a b"]]);
  assert.equal(new Outbox({ key: "k", store, send: line({ isThere: true }, arrived) }).size, 0);
});

test("an answer that changed while it was sent is sent again", async () => {
  const arrived = [];
  const box = new Outbox({
    key: "k",
    send: async (address, body) => {
      if (!arrived.length) box.put("/keep", "about=ben&wanted=0");
      arrived.push(body);
      return { arrived: true };
    },
  });
  box.put("/keep", "about=ben&wanted=1");
  await box.flush();
  await box.flush();
  assert.deepEqual(arrived, ["about=ben&wanted=1", "about=ben&wanted=0"]);
});

test("only what was not put away is shown", () => {
  const notes = [{ text: "Coffee", at_ms: 30 }, { text: "Welcome", at_ms: 10 }];
  assert.deepEqual(unseen(notes, 10), [notes[0]]);
  assert.deepEqual(unseen(notes, 30), []);
});

test("a draft keeps what was written, but no secret and no consent, and overwrites nothing", () => {
  const fields = [
    { name: "name", type: "text", value: "Zoë" },
    { name: "quiet", type: "checkbox", value: "on", checked: true },
    { name: "consent", type: "checkbox", checked: true },
    { name: "key", type: "hidden", value: "secret" },
  ];
  assert.deepEqual(written(fields), [["name", "Zoë"], ["quiet", true, "on"]]);
  const form = { elements: { name: { type: "text", value: "Already here" }, seeks: { type: "text", value: "" }, quiet: { type: "checkbox", checked: false } } };
  rewrite(form, [["name", "Zoë"], ["seeks", "work"], ["quiet", true], ["gone", "x"]]);
  assert.deepEqual([form.elements.name.value, form.elements.seeks.value, form.elements.quiet.checked], ["Already here", "work", true]);
});
