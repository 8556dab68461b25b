/** The wall: draws what the stream says, and counts by itself. It keeps nothing and asks nobody. */

import { stayAwake } from "./awake.js";
import { Chime, chimeBetween } from "./chime.js";
import { Clock, Timeline, everySecond } from "./clock.js";
import { Live, showLinkState } from "./live.js";
import { Ring, plainWords } from "./ring.js";
import { boardLayout, breathOf, countedBy, lettersOf, pageAt, pagesOf, saying, sceneOf } from "./wall-scenes.js";

const IDLE_MS = 3_000;
const LONG_HEADLINE = 18;
const SMALLEST_SLIDE = 0.4;

const scene = document.getElementById("scene");
const told = JSON.parse(scene.dataset.told);
const parts = JSON.parse(scene.dataset.parts);
const $ = (id) => document.getElementById(id);

let timeline = new Timeline(countedBy(parts));
let before = null;
const pen = document.createElement("canvas").getContext("2d");
let drawn = { key: "", pages: [] };

const clock = new Clock();
const chime = new Chime();
const ring = new Ring(document.querySelector("[data-ring]"), { words: (moment) => ({ ...plainWords(moment), now: moment.isPaused ? told.paused : (moment.phase?.label ?? "") }) });

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function setStrip(element, text) {
  setText(element.querySelector("span"), text);
  element.hidden = !text;
}

/** The lines of a slide; redrawn only where they are other ones. */
function setLines(lines) {
  const host = $("slide-lines");
  const key = JSON.stringify(lines);
  if (host.dataset.shown === key) return;
  host.dataset.shown = key;
  host.replaceChildren(...lines.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
}

/** A slide is set as large as it fits. */
function fitSlide() {
  const main = document.querySelector(".wall-main");
  const words = document.querySelector(".wall-words");
  const key = `${main.clientWidth} ${main.clientHeight} ${scene.className} ${words.textContent}`;
  if (main.dataset.fitted === key) return;
  main.dataset.fitted = key;
  for (let size = 1; size > SMALLEST_SLIDE; size -= 0.05) {
    main.style.setProperty("--slide", size);
    if (words.offsetHeight <= main.clientHeight && words.scrollWidth <= words.clientWidth) return;
  }
}

function show(moment) {
  const { board } = parts;
  const name = sceneOf(board, moment);
  const words = saying(board, parts.clock, moment, told);
  scene.dataset.scene = name;
  scene.classList.toggle("is-paused", moment.isPaused);
  scene.classList.toggle("has-timer", moment.secondsLeft !== null);
  scene.classList.toggle("has-talk", name === "slide" && board.how === "talk");
  setText($("eyebrow"), words.eyebrow);
  setText($("headline"), words.headline);
  $("headline").classList.toggle("is-long", words.headline.length > LONG_HEADLINE);
  setText($("text"), words.text ?? "");
  setText($("here"), board.here ?? "");
  setText($("next"), parts.clock.next && name !== "closed" && name !== "slide" ? told.next_up.replace("{what}", parts.clock.next) : "");
  setLines(name === "slide" && !moment.isPaused ? board.lines : []);
  setStrip($("said"), board.said ?? "");
  setStrip($("breath"), ["neighbour", "where", "look", "turn", "talk"].includes(name) ? breathOf(board.breath, told) : "");
  ring.show(moment);
  if (name === "where") showPage();
  if (name === "slide") fitSlide();
}

/* ---- names and places ---- */

function showPage() {
  const { places } = parts.board;
  const host = $("board");
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const width = host.clientWidth / rem;
  const height = host.clientHeight / rem;
  const key = `${width} ${height} ${JSON.stringify(places)}`;
  if (key !== drawn.key) {
    const longest = Math.max(...places.map((line) => emsOf(line.called) + emsOf(line.place)));
    const layout = boardLayout({ width, height, count: places.length, longest });
    drawn = { key, layout, pages: pagesOf(places, layout.pages), no: -1 };
  }
  const no = pageAt(clock.serverNow(), drawn.pages.length);
  if (no === drawn.no) return;
  drawn.no = no;
  const lines = drawn.pages[no];
  const list = $("lines");
  list.style.setProperty("--rows", drawn.layout.rows);
  list.style.setProperty("--columns", drawn.layout.columns);
  list.style.setProperty("--size", `${drawn.layout.size}rem`);
  list.replaceChildren(...lines.map(lineOf));
  setText($("page"), drawn.pages.length > 1 ? `${lettersOf(lines)}   ·   ${told.page.replace("{no}", no + 1).replace("{pages}", drawn.pages.length)}` : "");
}

/** How wide a text is set, in em: names are never cut for want of measuring. */
function emsOf(text) {
  pen.font = `700 100px ${getComputedStyle($("lines")).fontFamily}`;
  return pen.measureText(text).width / 100;
}

function lineOf({ called, place }) {
  const line = document.createElement("li");
  const who = document.createElement("bdi");
  who.textContent = called;
  const where = document.createElement("span");
  where.className = "board-place";
  where.textContent = place;
  line.append(who, where);
  return line;
}

/* ---- sound, full screen, and a pointer that goes away ---- */

function startTools() {
  const sound = $("sound-on");
  const full = $("full-screen");
  const heard = () => {
    sound.hidden = chime.isUnlocked;
  };
  sound.addEventListener("click", async () => {
    await chime.unlock();
    heard();
    if (chime.isUnlocked) chime.play("soon");
  });
  full.hidden = !document.documentElement.requestFullscreen;
  full.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
  let timer = 0;
  const moved = () => {
    document.body.classList.remove("is-idle");
    clearTimeout(timer);
    timer = setTimeout(() => document.body.classList.add("is-idle"), IDLE_MS);
  };
  for (const kind of ["pointermove", "keydown", "focusin"]) document.addEventListener(kind, moved);
  document.addEventListener("pointerup", () => setTimeout(heard, 100));
  moved();
}

const ticks = everySecond(clock, () => timeline, (moment) => {
  const kind = chimeBetween(before, moment);
  if (kind) chime.play(kind);
  before = moment;
  show(moment);
});

const stream = new Live(scene.dataset.stream, {
  onParts(changed) {
    Object.assign(parts, changed);
    if (changed.clock || changed.board) timeline = new Timeline(countedBy(parts));
    ticks.wake();
  },
  onState: showLinkState,
});

window.addEventListener("resize", () => ticks.wake());
startTools();
stayAwake();
clock.start();
stream.start();
