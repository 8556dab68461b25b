/**
 * A recording that never leaves the device: the microphone is open from the start to the stop and no moment longer, and the sound lives in the memory of this page alone.
 */

import { FRAME_S, SILENCE_DB, levelOf, levelsOf } from "./coach-rehearsal-levels.js";

/** What browsers record, the best first. Safari knows no WebM before 18.4, and records AAC in MP4. */
export const TYPES = ["audio/webm;codecs=opus", "audio/mp4;codecs=mp4a.40.2", "audio/mp4", "audio/ogg;codecs=opus"];
/** While it records, the level is taken this often. */
export const LIVE_FRAME_S = 0.05;
const RATES = [16_000, 44_100];
const ASKED = { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: false } };

/** The first type that a browser can record; empty where it is to choose itself. */
export function typeFor(isTypeSupported) {
  return TYPES.find((type) => isTypeSupported(type)) ?? "";
}

/** Why a browser can't record here: "insecure" on plain HTTP, "missing" where it has no way at all; empty where it can. */
export function whyNot({ isSecureContext, navigator, MediaRecorder }) {
  if (navigator?.mediaDevices?.getUserMedia && MediaRecorder) return "";
  return isSecureContext === false ? "insecure" : "missing";
}

/** What an error of getUserMedia means: "refused", "none", "busy", or "other". */
export function refusalOf(error) {
  const names = { NotAllowedError: "refused", SecurityError: "refused", NotFoundError: "none", OverconstrainedError: "none", NotReadableError: "busy", AbortError: "busy" };
  return names[error?.name] ?? "other";
}

/** Levels of a recording or of a file of sound, as exact as they come. */
export async function levelsIn(blob) {
  const Offline = window.OfflineAudioContext ?? window.webkitOfflineAudioContext;
  const content = await blob.arrayBuffer();
  let reason = new Error("no decoder");
  for (const rate of RATES) {
    try {
      const context = new Offline(1, 1, rate);
      // Safari of 2020 knows the way with two functions alone
      const sound = await new Promise((done, failed) => context.decodeAudioData(content.slice(0), done, failed)?.catch(() => undefined));
      return levelsOf(sound.getChannelData(0), sound.sampleRate);
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

/** One recording. */
export class Recording {
  /** Ask for the microphone. To be called within a tap: on an iPhone the level stays at nothing otherwise. */
  static async open(onLost) {
    const Context = window.AudioContext ?? window.webkitAudioContext;
    const context = Context ? new Context() : null;
    context?.resume().catch(() => undefined);
    try {
      return new Recording(await navigator.mediaDevices.getUserMedia(ASKED), context, onLost);
    } catch (error) {
      context?.close().catch(() => undefined);
      throw error;
    }
  }

  constructor(stream, context, onLost) {
    this._stream = stream;
    this._context = context;
    this._chunks = [];
    this._levels = [];
    this._timer = 0;
    const type = typeFor((one) => MediaRecorder.isTypeSupported?.(one) ?? false);
    this._recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
    this._recorder.addEventListener("dataavailable", ({ data }) => data.size && this._chunks.push(data));
    this._stopped = new Promise((done) => this._recorder.addEventListener("stop", done, { once: true }));
    for (const track of stream.getTracks()) track.addEventListener("ended", onLost);
    if (!context) return;
    this._analyser = context.createAnalyser();
    this._analyser.fftSize = 2048;
    this._samples = new Float32Array(this._analyser.fftSize);
    context.createMediaStreamSource(stream).connect(this._analyser);
  }

  /** Begin; what was heard before is not kept. */
  start() {
    this._recorder.start(1000);
    this._timer = setInterval(() => this._levels.push(this.level()), LIVE_FRAME_S * 1000);
  }

  /** How loud it is at this moment. */
  level() {
    if (!this._analyser) return SILENCE_DB;
    this._analyser.getFloatTimeDomainData(this._samples);
    return levelOf(this._samples);
  }

  /**
   * End, close the microphone, and give the sound with its levels.
   * @returns {Promise<{blob: Blob, levels: number[], frameS: number}>}
   */
  async stop() {
    clearInterval(this._timer);
    if (this._recorder.state !== "inactive") this._recorder.stop(); // a microphone that went away has stopped it already
    await this._stopped;
    this.drop();
    const blob = new Blob(this._chunks, { type: this._recorder.mimeType });
    try {
      return { blob, levels: await levelsIn(blob), frameS: FRAME_S };
    } catch {
      return { blob, levels: this._levels, frameS: LIVE_FRAME_S };
    }
  }

  /** Close the microphone. */
  drop() {
    clearInterval(this._timer);
    for (const track of this._stream.getTracks()) track.stop();
    this._context?.close().catch(() => undefined);
    this._context = null;
    this._analyser = null;
  }
}
