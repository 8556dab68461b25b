import assert from "node:assert/strict";
import { test } from "node:test";

import * as order from "../../src/keywho/server/web/static/keywho/js/rounds-order.js";

const LENGTHS = { turn_s: 30, walk_s: { neighbour: 10, nearby: 30, table: 60, hosts: 60, requests: 45 } };
const entry = (kind, minutes = 0) => ({ kind, minutes, title: "", how: "neighbour", break_minutes: 0, timed: false });
const round = (how, minutes, more = {}) => ({ ...order.newEntry(how), minutes, ...more });
const EVENING = [entry("welcome"), entry("talk", 5), round("neighbour", 4), round("nearby", 6), entry("mingle", 15), entry("close")];

test("a round takes its walk, its talk and the break after it", () => {
  assert.equal(order.secondsOf(round("neighbour", 4, { break_minutes: 1 }), LENGTHS), 10 + 240 + 60);
  assert.equal(order.secondsOf(round("table", 2, { size: 6, timed: true, break_minutes: 0 }), LENGTHS), 60 + 180);
  assert.equal(order.secondsOf(entry("break"), LENGTHS), 0);
});

test("the clock goes on through the list, and over midnight", () => {
  const begins = order.beginnings(EVENING, LENGTHS);
  assert.deepEqual(begins.map((at) => order.clock(at, 19 * 60)), ["19:00", "19:00", "19:05", "19:10", "19:19", "19:34", "19:34"]);
  assert.equal(order.clock(3600, 23 * 60 + 30), "00:30");
  assert.equal(order.clock(4500, null), "+1:15");
});

test("arriving stays first and the goodbye last", () => {
  assert.equal(order.moved(EVENING, 0, 3), EVENING);
  assert.deepEqual(order.moved(EVENING, 2, 0).map((one) => one.kind), ["welcome", "round", "talk", "round", "mingle", "close"]);
  assert.deepEqual(order.moved(EVENING, 2, 9).map((one) => one.kind), ["welcome", "talk", "round", "mingle", "round", "close"]);
  assert.equal(order.moved(EVENING, 1, 0), EVENING);
});

test("a new round comes after the last one, mingling before the goodbye, words before the mingling", () => {
  assert.equal(order.added(EVENING, order.newEntry("table"))[1], 4);
  assert.equal(order.added(EVENING, order.newEntry("mingle"))[1], 5);
  assert.equal(order.added(EVENING, order.newEntry("talk"))[1], 4);
  assert.equal(order.added([entry("welcome"), entry("close")], order.newEntry("neighbour"))[1], 1);
});

test("rounds are counted, and called as the organizer calls them", () => {
  assert.equal(order.nameOf(EVENING, 3), "Round 2 · A few chairs away");
  assert.equal(order.nameOf(EVENING.with(3, { ...EVENING[3], title: "Near you" }), 3), "Round 2 · Near you");
});

test("lengths and ways are said in words", () => {
  assert.deepEqual([60, 3540, 3600, 4200].map(order.inHours), ["1 minute", "59 minutes", "1 hour", "1 hour 10"]);
  assert.equal(order.reachInWords({ reach: "chairs", reach_no: 5 }), "up to 5 chairs away");
  assert.equal(order.reachInWords({ reach: "metres", reach_no: 1 }), "up to 1 metre away");
  assert.equal(order.wordsOf(round("hosts", 8, { size: 1 })), "8 minutes, 1 guest with a host at a time, open talk, then 2 minutes to breathe");
});

test("typing in one field is one step of undo", () => {
  const once = order.remembered([], "a", "3 minutes");
  assert.deepEqual(order.remembered(once, "b", "3 minutes"), once);
  assert.equal(order.remembered(once, "b", "3 title").length, 2);
  assert.equal(order.remembered(order.remembered([], "a"), "b").length, 2);
});
