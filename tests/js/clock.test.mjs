import assert from "node:assert/strict";
import test from "node:test";

import { Clock, Timeline, inMinutes, offsetOf } from "../../src/keywho/server/web/static/keywho/js/clock.js";

const ROUND = new Timeline({
  cue_no: 3,
  phases: [
    { kind: "walk", no: 1, label: "Find each other", starts_ms: 10_000, ends_ms: 40_000 },
    { kind: "turn", no: 1, label: "First turn", starts_ms: 40_000, ends_ms: 70_000 },
    { kind: "turn", no: 2, label: "Second turn", starts_ms: 70_000, ends_ms: 100_000 },
    { kind: "over", no: 1, label: "Thank each other", starts_ms: 100_000, ends_ms: null },
  ],
  paused_ms: null,
});

const shown = (timeline, ms) => {
  const { phase, secondsLeft, share, tickInMs } = timeline.at(ms);
  return [phase && `${phase.kind} ${phase.no}`, secondsLeft, share, tickInMs];
};

test("the quickest answer tells the offset", () => {
  const samples = [
    { sent: 1000, received: 1400, server: 6390 },
    { sent: 2000, received: 2020, server: 7010 },
    { sent: 3000, received: 3200, server: 8010 },
  ];
  assert.deepEqual(offsetOf(samples), { offset: 5000, roundTrip: 20 });
});

test("the offset is at most half a round trip wrong, however lopsided the way is", () => {
  for (const there of [0, 5, 60, 100]) {
    const { offset } = offsetOf([{ sent: 0, received: 100, server: 900_000 + there }]);
    assert.ok(Math.abs(offset - 900_000) <= 50);
  }
});

test("each phase is shown from its start to the last millisecond", () => {
  assert.deepEqual(shown(ROUND, 9_999), [null, null, 0, 1]);
  assert.deepEqual(shown(ROUND, 10_000), ["walk 1", 30, 0, 1000]);
  assert.deepEqual(shown(ROUND, 39_999), ["walk 1", 1, 29_999 / 30_000, 1]);
  assert.deepEqual(shown(ROUND, 40_000), ["turn 1", 30, 0, 1000]);
  assert.deepEqual(shown(ROUND, 55_250), ["turn 1", 15, 15_250 / 30_000, 750]);
  assert.deepEqual(shown(ROUND, 70_000), ["turn 2", 30, 0, 1000]);
  assert.deepEqual(shown(ROUND, 5_000_000).slice(0, 3), ["over 1", null, 0]);
});

test("ticks fall on whole seconds: each number is shown once, without a gap", () => {
  const numbers = [];
  for (let now = 40_137; now < 70_000; now += ROUND.at(now).tickInMs) numbers.push(ROUND.at(now).secondsLeft);
  assert.deepEqual(numbers, Array.from({ length: 30 }, (_, place) => 30 - place));
});

test("in a pause the time stands still", () => {
  const paused = new Timeline({ phases: ROUND.phases, paused_ms: 50_500 });
  assert.deepEqual(shown(paused, 50_600).slice(0, 3), ["turn 1", 20, 0.35]);
  assert.deepEqual(shown(paused, 999_999).slice(0, 3), ["turn 1", 20, 0.35]);
  assert.equal(paused.at(999_999).isPaused, true);
});

test("the last phase that ended shows zero until the next one begins", () => {
  const gap = new Timeline({ phases: [{ kind: "talk", no: 1, starts_ms: 0, ends_ms: 5_000 }] });
  assert.deepEqual(shown(gap, 7_000).slice(0, 3), ["talk 1", 0, 1]);
});

test("an evening without phases shows nothing", () => {
  assert.deepEqual(shown(new Timeline({}), 5).slice(0, 3), [null, null, 0]);
});

test("minutes and seconds", () => {
  assert.deepEqual([0, 7, 60, 599, 3725].map(inMinutes), ["0:00", "0:07", "1:00", "9:59", "1:02:05"]);
});

/** A device whose clock is wrong and may jump, and a server a few ms away. */
function device({ wrongBy }) {
  const world = { ms: 1_700_000_000_000, wrongBy, asked: 0, isAway: false };
  const clock = new Clock({
    ask: async () => {
      world.asked += 1;
      if (world.isAway) throw new Error("no network");
      world.ms += 10;
      const server = world.ms;
      world.ms += 10;
      return server;
    },
    now: () => world.ms + world.wrongBy,
    steady: () => world.ms - 1_600_000_000_000,
  });
  return { world, clock };
}

test("a device whose clock is an hour wrong shows the server's time", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { world, clock } = device({ wrongBy: -3_600_000 });
  const measured = clock.measure();
  await runTimers(context);
  assert.equal(await measured, true);
  assert.equal(world.asked, 5);
  assert.equal(clock.serverNow(), world.ms);
});

test("without network the last offset holds, and the clock asks again later", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { world, clock } = device({ wrongBy: 7_000 });
  const first = clock.measure();
  await runTimers(context);
  await first;
  world.isAway = true;
  world.ms += 60_000;
  assert.equal(await clock.measure(), false);
  assert.equal(clock.serverNow(), world.ms);
  world.isAway = false;
  const before = world.asked;
  context.mock.timers.tick(10_000);
  await runTimers(context);
  assert.ok(world.asked > before);
});

test("when somebody sets the device's clock, it is measured anew", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { world, clock } = device({ wrongBy: 0 });
  const first = clock.measure();
  await runTimers(context);
  await first;
  world.wrongBy = 90_000;
  clock.serverNow();
  await runTimers(context);
  assert.ok(Math.abs(clock.serverNow() - world.ms) <= 250);
});

async function runTimers(context) {
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise((next) => setImmediate(next));
    context.mock.timers.tick(200);
  }
}
