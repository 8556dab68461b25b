/**
 * Keep the screen on while the page is seen.
 *
 *   const sleepAgain = stayAwake();
 *
 * Browsers give their wake lock to https and localhost only. A laptop on the local network speaks plain http, so there a small silent
 * video does it, as nosleep.js found out; it may start with a tap only, so it waits for one.
 */

const VIDEO = new URL("../vendor/nosleep/stay-awake", import.meta.url).href;

/** @returns {() => void} lets the screen sleep again */
export function stayAwake() {
  return navigator.wakeLock ? byLock() : byVideo();
}

function byLock() {
  let lock = null;
  let isWanted = true;
  async function hold() {
    if (!isWanted || document.visibilityState !== "visible") return;
    try {
      lock = await navigator.wakeLock.request("screen");
    } catch {
      lock = null; // battery saver
    }
  }
  document.addEventListener("visibilitychange", hold);
  hold();
  return () => {
    isWanted = false;
    document.removeEventListener("visibilitychange", hold);
    lock?.release();
  };
}

function byVideo() {
  const video = silentVideo();
  const play = () => {
    if (document.visibilityState === "visible" && video.paused) video.play().catch(() => {});
  };
  document.addEventListener("pointerup", play);
  document.addEventListener("visibilitychange", play);
  return () => {
    document.removeEventListener("pointerup", play);
    document.removeEventListener("visibilitychange", play);
    video.pause();
  };
}

function silentVideo() {
  const video = document.createElement("video");
  video.setAttribute("playsinline", "");
  video.setAttribute("title", "");
  for (const kind of ["webm", "mp4"]) {
    const source = document.createElement("source");
    source.src = `${VIDEO}.${kind}`;
    source.type = `video/${kind}`;
    video.append(source);
  }
  video.addEventListener("loadedmetadata", () => {
    if (video.duration <= 1) video.loop = true;
    // a loop of the longer one would show its end to the system for a moment
    else video.addEventListener("timeupdate", () => video.currentTime > 0.5 && (video.currentTime = Math.random()));
  });
  return video;
}
