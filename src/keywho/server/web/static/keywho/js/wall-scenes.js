/** Pure parts of the wall: which scene is shown, what it says, and how many names fit on a page. */

const PAGE_MS = 7_000;
const MOST_BREATH = 8;

/** Letters of a line of the board, largest first, in rem: names are set as large as they fit on one page. */
const SIZES = [1.5, 1.25, 1.05, 0.9];
const SMALLER = 0.75;
const MANY_PAGES = 5;
const AROUND = 3;

/**
 * Which scene is shown.
 * @param {{kind: string, how?: string, places?: object[]}} board
 * @param {import("./clock.js").Moment|null} moment
 * @returns {"welcome"|"open"|"slide"|"neighbour"|"where"|"look"|"turn"|"talk"|"over"|"closed"}
 */
export function sceneOf(board, moment) {
  if (board.kind !== "round") return board.kind;
  const kind = moment?.phase?.kind ?? "walk";
  if (kind !== "walk") return kind;
  if (board.places?.length) return "where";
  return board.how === "neighbour" ? "neighbour" : "look";
}

/**
 * What stands large on the wall.
 * @param {{kind: string, title: string, headline?: string, text?: string}} board
 * @param {{title: string}} clock the part `clock`
 * @param {import("./clock.js").Moment|null} moment
 * @param {Record<string, string>} told words of the language
 */
export function saying(board, clock, moment, told) {
  const phase = moment?.phase;
  if (moment?.isPaused) return { eyebrow: clock.title, headline: told.paused, text: told.paused_more };
  switch (sceneOf(board, moment)) {
    case "welcome":
      return { eyebrow: board.headline, headline: board.title, text: board.text };
    case "closed":
      return { eyebrow: "", headline: board.headline, text: board.text };
    case "open":
      return { eyebrow: "", headline: clock.title, text: board.text };
    case "slide":
      return { eyebrow: "", headline: board.headline, text: "" };
    case "turn":
      return { eyebrow: clock.title, headline: phase.label, text: { 1: told.first_turn, 2: told.other_turn }[phase.no] ?? told.turn };
    case "talk":
      return { eyebrow: clock.title, headline: phase.label, text: told.talk };
    case "over":
      return { eyebrow: clock.title, headline: phase.label, text: told.over };
    default:
      return { eyebrow: clock.title, headline: board.headline, text: "" };
  }
}

/**
 * What the wall counts: the phases of the cue; while a slide is shown, only the time in which the room talks.
 * @param {{clock: {phases?: object[], paused_ms?: number|null}, board: {kind: string, starts_ms?: number|null, ends_ms?: number|null}}} parts
 */
export function countedBy({ clock, board }) {
  if (board.kind !== "slide") return clock;
  const { starts_ms, ends_ms } = board;
  const talk = [{ kind: "talk", no: 0, label: "", starts_ms, ends_ms }, { kind: "over", no: 0, label: "", starts_ms: ends_ms, ends_ms: null }];
  return { phases: ends_ms ? talk : [], paused_ms: clock.paused_ms };
}

/** "A breath for Ann, Ben": at most a few names, the others counted. */
export function breathOf(names, told) {
  if (!names?.length) return "";
  const shown = names.slice(0, MOST_BREATH).join(", ");
  const more = names.length > MOST_BREATH ? ` ${told.and_more.replace("{count}", names.length - MOST_BREATH)}` : "";
  return `${told.breath} ${shown}${more}`;
}

/**
 * How the names stand: as large as they fit on one page, else smaller letters and several pages of equal length.
 * @param {{width: number, height: number, count: number, longest: number}} room width and height in rem, the text of the longest line in em
 * @returns {{size: number, columns: number, rows: number, pages: number}}
 */
export function boardLayout({ width, height, count, longest }) {
  const fitted = (size) => {
    const columns = Math.max(1, Math.floor((width + 1.5) / (longest * size + AROUND)));
    const most = Math.max(1, Math.floor(height / rowHeight(size)));
    const pages = Math.max(1, Math.ceil(count / (columns * most)));
    return { size, columns, rows: Math.max(1, Math.ceil(Math.ceil(count / pages) / columns)), pages };
  };
  const layouts = SIZES.map(fitted);
  const onOne = layouts.find((layout) => layout.pages === 1) ?? layouts.at(-1);
  return onOne.pages < MANY_PAGES ? onOne : fitted(SMALLER);
}

/** The height of a line of letters of a size, in rem; css/wall.css sets it the same. */
export function rowHeight(size) {
  return size * 1.25 + 0.4;
}

/** Cut lines into pages of nearly equal length. */
export function pagesOf(lines, pages) {
  const each = Math.ceil(lines.length / pages);
  return Array.from({ length: pages }, (_, no) => lines.slice(no * each, (no + 1) * each)).filter((page) => page.length);
}

/** Which page is on at a time; all projectors of a room turn the page together. */
export function pageAt(serverMs, pages) {
  return Math.floor(serverMs / PAGE_MS) % pages;
}

/** "A – F": the first letters of the first and last name of a page. */
export function lettersOf(lines) {
  const [first, last] = [lines[0], lines.at(-1)].map((line) => Array.from(line?.called ?? "")[0]?.toLocaleUpperCase() ?? "");
  return first === last ? first : `${first} – ${last}`;
}
