/** From sound to figures: by levels made by hand, by samples made by hand, and by a real file with pauses that are known. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

import { FRAME_S, SILENCE_DB, barsOf, levelOf, levelsOf, loudness, shareOf, speechIn, thresholdOf } from "../../src/keywho/server/web/static/keywho/js/coach-rehearsal-levels.js";
import { refusalOf, typeFor, whyNot } from "../../src/keywho/server/web/static/keywho/js/coach-rehearsal-sound.js";
import { sentencesOf, tapsAsText } from "../../src/keywho/server/web/static/keywho/js/coach-rehearsal-text.js";

const held = (level, seconds) => Array(Math.round(seconds / FRAME_S)).fill(level);
const near = (found, expected, by = FRAME_S * 1.5) => assert.ok(Math.abs(found - expected) <= by, `${found} is not ${expected}`);
/** Steps that look like chance, the same in each run. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

test("levels of known waves: full scale, a tenth of it, and silence", () => {
  const wave = (high) => Float32Array.from({ length: 4800 }, (_, place) => high * Math.sin((place * 2 * Math.PI) / 48));
  near(levelOf(wave(1)), -3.01, 0.01);
  near(levelOf(wave(0.1)), -23.01, 0.01);
  assert.equal(levelOf(new Float32Array(100)), SILENCE_DB);
  assert.equal(levelOf(new Float32Array(0)), SILENCE_DB);
  assert.equal(levelsOf(wave(1), 48_000).length, 5);
});

test("pauses are found where they are, and what comes before the first and after the last word does not count", () => {
  const speech = speechIn([...held(-60, 1), ...held(-22, 2), ...held(-60, 0.8), ...held(-25, 3), ...held(-60, 1.6), ...held(-20, 1), ...held(-60, 4)]);
  near(speech.begins, 1);
  near(speech.seconds, 8.4);
  near(speech.speaking, 6);
  assert.equal(speech.pauses.length, 2);
  near(speech.pauses[0].at, 2);
  near(speech.pauses[0].lasts, 0.8);
  near(speech.pauses[1].at, 5.8);
  near(speech.longestPause, 1.6);
});

test("a gap of a fifth of a second belongs to the word; a quarter is a pause", () => {
  const gap = (seconds) => speechIn([...held(-60, 1), ...held(-20, 1), ...held(-60, seconds), ...held(-20, 1)]).pauses.length;
  assert.equal(gap(0.2), 0);
  assert.equal(gap(0.24), 0);
  assert.equal(gap(0.26), 1);
});

test("a click is no word, and a door that falls shut does not end a pause", () => {
  const speech = speechIn([...held(-60, 1), ...held(-15, 0.04), ...held(-60, 2), ...held(-20, 2), ...held(-60, 1), ...held(-15, 0.04), ...held(-60, 1), ...held(-20, 2)]);
  near(speech.begins, 3.04);
  near(speech.seconds, 6.04);
});

for (const [name, levels] of [
  ["nothing", []],
  ["silence", held(-80, 5)],
  ["a fan alone", held(-38, 5).map((level, place) => level + (place % 5))],
  ["a whisper from the next room", [...held(-75, 2), ...held(-60, 2)]],
]) {
  test(`no voice is heard in ${name}`, () => assert.equal(speechIn(levels), null));
}

test("a soft voice in a quiet room and a loud one beside a fan are told apart alike", () => {
  for (const [quiet, voice] of [[-72, -40], [-45, -14], [-80, -8], [-60, -30]]) {
    const chance = dice(7);
    const around = (level, seconds) => held(level, seconds).map((one) => one + 6 * (chance() - 0.5));
    const speech = speechIn([...around(quiet, 1), ...around(voice, 4), ...around(quiet, 1), ...around(voice, 4), ...around(quiet, 1)]);
    assert.equal(speech.pauses.length, 1, `${quiet}, ${voice}`);
    near(speech.seconds, 9);
    near(speech.level, voice, 3.1);
  }
});

test("a voice that goes up and down within its syllables is one stretch", () => {
  const voice = Array.from({ length: 500 }, (_, place) => -30 + 12 * Math.sin((place * 2 * Math.PI) / 10));
  const speech = speechIn([...held(-70, 1), ...voice, ...held(-70, 1)]);
  assert.equal(speech.pauses.length, 0);
  near(speech.seconds, 10, 0.1);
});

/** The samples of a WAV file of 16 bits and one channel. */
function samplesOf(wav) {
  const view = new DataView(wav.buffer, wav.byteOffset, wav.byteLength);
  const rate = view.getUint32(24, true);
  const from = wav.indexOf("data") + 8;
  const samples = Float32Array.from({ length: (wav.length - from) >> 1 }, (_, place) => view.getInt16(from + 2 * place, true) / 32768);
  return { rate, samples };
}

const speaks = spawnSync("espeak-ng", ["--version"]).status === 0;
for (const [voice, rate, text] of [
  ["en-us", "150", "I kept a ward of thirty beds running through two winters"],
  ["en-gb", "190", "Do you know the head nurse of a small hospital"],
  ["de", "140", "Ich habe eine Station mit dreißig Betten durch zwei Winter gebracht"],
  ["es", "160", "Busco a quien dirige las enfermeras de un hospital pequeño"],
]) {
  test(`pauses between spoken sentences: ${voice} at ${rate}`, { skip: !speaks && "there is no espeak-ng" }, () => {
    const { rate: hz, samples } = samplesOf(spawnSync("espeak-ng", ["-v", voice, "-s", rate, "--stdout", text]).stdout);
    const first = samples.findIndex((one) => Math.abs(one) > 0.01);
    const last = samples.findLastIndex((one) => Math.abs(one) > 0.01);
    const said = samples.subarray(first, last + 1);
    const chance = dice(3);
    const silence = (seconds) => new Float32Array(Math.round(seconds * hz));
    const pieces = [silence(1.5), said, silence(0.9), said, silence(0.5), said, silence(2)];
    const heard = Float32Array.from(pieces.flatMap((piece) => [...piece]), (one) => one + 0.004 * (chance() - 0.5)); // a room is never still
    const speech = speechIn(levelsOf(heard, hz));
    near(speech.begins, 1.5, 0.1);
    near(speech.seconds, 3 * (said.length / hz) + 1.4, 0.2);
    assert.equal(speech.pauses.length, 2);
    near(speech.pauses[0].lasts, 0.9, 0.15);
    near(speech.pauses[1].lasts, 0.5, 0.15);
    near(speech.longestPause, 0.9, 0.15);
  });
}

test("frames of another length give the same figures", () => {
  const slow = (level, seconds) => Array(Math.round(seconds / 0.05)).fill(level);
  const speech = speechIn([...slow(-60, 1), ...slow(-20, 2), ...slow(-60, 1), ...slow(-20, 3)], 0.05);
  near(speech.seconds, 6);
  near(speech.longestPause, 1);
});

test("the meter, the words beside it, and the bars of the picture", () => {
  assert.deepEqual([-70, -60, -30, 0].map(shareOf), [0, 0, 0.5, 1]);
  assert.deepEqual([-50, -25, -1].map(loudness), ["quiet", "good", "loud"]);
  assert.deepEqual(barsOf([-60, -30, -60, -60], 2), [0.5, 0]);
  assert.equal(barsOf(held(-30, 20), 80).length, 80);
  assert.equal(barsOf([-30, -30], 80).length, 2);
  assert.equal(thresholdOf([]), null);
});

test("what a browser can record: WebM, else AAC in MP4 as an iPhone does, else what it chooses", () => {
  assert.equal(typeFor(() => true), "audio/webm;codecs=opus");
  assert.equal(typeFor((type) => type.startsWith("audio/mp4")), "audio/mp4;codecs=mp4a.40.2");
  assert.equal(typeFor((type) => type === "audio/mp4"), "audio/mp4");
  assert.equal(typeFor(() => false), "");
});

test("why a browser can't record", () => {
  const navigator = { mediaDevices: { getUserMedia() {} } };
  const MediaRecorder = class {};
  assert.equal(whyNot({ isSecureContext: true, navigator, MediaRecorder }), "");
  assert.equal(whyNot({ isSecureContext: false, navigator: {}, MediaRecorder }), "insecure");
  assert.equal(whyNot({ isSecureContext: true, navigator: {}, MediaRecorder }), "missing");
  assert.equal(whyNot({ isSecureContext: true, navigator }), "missing");
  const names = ["NotAllowedError", "NotFoundError", "NotReadableError", "TypeError"];
  assert.deepEqual(names.map((name) => refusalOf({ name })), ["refused", "none", "busy", "other"]);
  assert.equal(refusalOf(undefined), "other");
});

const TEXT = "Hello, I am Nora.  I kept a ward running.\nDo you know a head nurse? ";
for (const [name, without] of [["with the browser's own rules", false], ["without them", true]]) {
  test(`sentences are found ${name}, and together they are the text`, () => {
    const before = Intl.Segmenter;
    if (without) Intl.Segmenter = undefined;
    try {
      const found = sentencesOf(TEXT, "en");
      assert.deepEqual(found.map(({ text }) => text), ["Hello, I am Nora.", "I kept a ward running.", "Do you know a head nurse?"]);
      assert.equal(found.map(({ start, end }) => TEXT.slice(start, end)).join(""), TEXT);
      assert.deepEqual(sentencesOf("", "en"), []);
      assert.deepEqual(sentencesOf("  \n ", "en"), []);
      assert.deepEqual(sentencesOf("¿Conoce a alguien? Gracias", "es").map(({ text }) => text), ["¿Conoce a alguien?", "Gracias"]);
    } finally {
      Intl.Segmenter = before;
    }
  });
}

test("taps as the server reads them", () => {
  assert.equal(tapsAsText([{ end: 18, at: 2.04 }, { end: 40, at: 7.96 }]), "18:2.0,40:8.0");
  assert.equal(tapsAsText([]), "");
});
