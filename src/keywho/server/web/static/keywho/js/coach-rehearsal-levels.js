/**
 * From sound to figures: how loud it was from moment to moment, where somebody spoke, and where they paused. Pure; nothing here knows a microphone.
 *
 * The threshold between voice and silence is not fixed: it lies between the quiet and the loud of the same recording, so that a soft voice in a quiet room and
 * a loud one beside a fan are told apart alike (a simple energy detector, as in Rabiner and Sambur 1975, "An algorithm for determining the endpoints of isolated utterances").
 */

/** Levels are in dB below full scale; nothing is quieter than this. */
export const SILENCE_DB = -80;
/** Levels are taken every 20 ms. */
export const FRAME_S = 0.02;
/** Shorter gaps belong to the sounds of speech themselves, not to a pause (Goldman-Eisler 1968, "Psycholinguistics"). */
export const PAUSE_S = 0.25;

const CLICK_S = 0.06;
const QUIETEST_VOICE_DB = -55;
const LEAST_RANGE_DB = 10;
const SHARE_OF_RANGE = 0.35;
const METER_FROM_DB = -60;
const TOO_QUIET_DB = -42;
const TOO_LOUD_DB = -3;

/** How loud some samples between -1 and 1 are. */
export function levelOf(samples) {
  let sum = 0;
  for (const one of samples) sum += one * one;
  const power = samples.length ? sum / samples.length : 0;
  return power > 0 ? Math.max(SILENCE_DB, 10 * Math.log10(power)) : SILENCE_DB;
}

/** The levels of a whole recording, one for each frame. */
export function levelsOf(samples, rate, frameS = FRAME_S) {
  const size = Math.max(1, Math.round(rate * frameS));
  const levels = [];
  for (let start = 0; start + size <= samples.length; start += size) levels.push(levelOf(samples.subarray(start, start + size)));
  return levels;
}

function atShare(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** The level above which it is voice; null where nothing stands out, as in silence or beside a fan alone. */
export function thresholdOf(levels) {
  if (!levels.length) return null;
  const sorted = [...levels].sort((one, other) => one - other);
  const quiet = atShare(sorted, 0.05);
  const loud = atShare(sorted, 0.95);
  if (loud < QUIETEST_VOICE_DB || loud - quiet < LEAST_RANGE_DB) return null;
  return Math.max(quiet + SHARE_OF_RANGE * (loud - quiet), loud - 35);
}

/** Runs of frames that are voice, as [from, to) in frames: gaps that are no pauses are closed, clicks are dropped. */
function runsOf(levels, threshold, frameS) {
  const runs = [];
  levels.forEach((level, place) => {
    if (level < threshold) return;
    const last = runs.at(-1);
    if (last && (place - last[1]) * frameS < PAUSE_S - 1e-9) last[1] = place + 1;
    else runs.push([place, place + 1]);
  });
  return runs.filter(([from, to]) => (to - from) * frameS > CLICK_S + 1e-9);
}

/**
 * @typedef {object} Speech all in seconds
 * @property {number} begins from the beginning of the recording to the first word
 * @property {number} seconds from the first word to the end of the last
 * @property {number} speaking of these, without the pauses
 * @property {{at: number, lasts: number}[]} pauses from the first word on
 * @property {number} longestPause
 * @property {number} level how loud the voice is, in dB
 */

/**
 * Where somebody spoke. Whoever needs two seconds to begin has not spoken longer for it.
 * @returns {Speech|null} null where no voice can be heard
 */
export function speechIn(levels, frameS = FRAME_S) {
  const threshold = thresholdOf(levels);
  const runs = threshold === null ? [] : runsOf(levels, threshold, frameS);
  if (!runs.length) return null;
  const begins = runs[0][0];
  const pauses = runs.slice(1).map(([from], place) => ({ at: (runs[place][1] - begins) * frameS, lasts: (from - runs[place][1]) * frameS }));
  const seconds = (runs.at(-1)[1] - begins) * frameS;
  const voiced = levels.filter((level) => level >= threshold).sort((one, other) => one - other);
  return {
    begins: begins * frameS,
    seconds,
    speaking: seconds - pauses.reduce((sum, { lasts }) => sum + lasts, 0),
    pauses,
    longestPause: Math.max(0, ...pauses.map(({ lasts }) => lasts)),
    level: atShare(voiced, 0.5),
  };
}

/** How the level of a voice is for those who listen: "quiet", "good" or "loud". */
export function loudness(level) {
  if (level < TOO_QUIET_DB) return "quiet";
  return level > TOO_LOUD_DB ? "loud" : "good";
}

/** A level as a share of the meter, 0 to 1. */
export function shareOf(level) {
  return Math.min(1, Math.max(0, 1 - level / METER_FROM_DB));
}

/** Bars of a picture: the loudest level within each of `count` stretches, as shares. */
export function barsOf(levels, count) {
  return Array.from({ length: Math.min(count, levels.length) }, (_, place) => {
    const from = Math.floor((place * levels.length) / Math.min(count, levels.length));
    const to = Math.max(from + 1, Math.floor(((place + 1) * levels.length) / Math.min(count, levels.length)));
    return shareOf(Math.max(...levels.slice(from, to)));
  });
}
