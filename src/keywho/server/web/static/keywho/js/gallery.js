/** Runs the ring of the gallery: a short round again and again. `?at=12` holds it at a second. */

import { Timeline, everySecond } from "./clock.js";
import { Ring } from "./ring.js";

const LENGTH_MS = 75_000;
const held = new URLSearchParams(location.search).get("at");
const start = held === null ? Date.now() : Date.now() - Number(held) * 1000;

function roundFrom(ms) {
  return new Timeline({
    phases: [
      { kind: "walk", no: 1, label: "Find each other", starts_ms: ms, ends_ms: ms + 10_000 },
      { kind: "turn", no: 1, label: "Your turn", starts_ms: ms + 10_000, ends_ms: ms + 40_000 },
      { kind: "turn", no: 2, label: "Now listen", starts_ms: ms + 40_000, ends_ms: ms + 70_000 },
      { kind: "over", no: 1, label: "Thank each other", starts_ms: ms + 70_000, ends_ms: ms + LENGTH_MS },
    ],
    paused_ms: held === null ? null : Date.now(),
  });
}

const host = document.querySelector("[data-ring]");
if (host) {
  const words = ({ phase, next }) => ({
    now: phase?.label ?? "",
    next: next ? `Then: ${next.label.toLowerCase()}` : "",
    turn: phase?.kind === "turn" ? (phase.no === 1 ? "own" : "other") : phase?.kind,
  });
  const ring = new Ring(host, { words });
  const serverNow = () => Date.now();
  everySecond({ serverNow }, () => roundFrom(start + Math.floor((Date.now() - start) / LENGTH_MS) * LENGTH_MS), (moment) => ring.show(moment));
}
