/* A room plan in the browser: what the page changes on its own, as pure functions; and the history for undo.
   A plan is the JSON of `room_plan_json`. What moves furniture (numbers, aisles) the server works out; see room-editor.js. */

export const MARKS = ["hearing", "step-free", "quiet"];
const MOST_KEPT = 200;

/** Say whether people can be sent to a chair: "on", "off" or "reserved". */
export function stateOf(sets, id) {
  if (sets.off.has(id)) return "off";
  return sets.reserved.has(id) ? "reserved" : "on";
}

/** Give the lists of a plan as sets, to look chairs up quickly. */
export function setsOf(plan) {
  const of = (tool) => new Set(listOf(plan, tool));
  return { off: of("off"), reserved: of("reserved"), hearing: of("hearing"), "step-free": of("step-free"), quiet: of("quiet") };
}

/** Give the marks of a chair, in their usual order. */
export function marksOf(sets, id) {
  return MARKS.filter((mark) => sets[mark].has(id));
}

/** Give the chairs of one list of the plan: "off", "reserved" or a mark. */
export function listOf(plan, tool) {
  return (MARKS.includes(tool) ? plan.marks[tool] : plan[tool]) ?? [];
}

/** Put chairs on a list, or take them off it if all of them are on it already. */
export function toggled(plan, tool, ids) {
  const there = new Set(listOf(plan, tool));
  const all = ids.every((id) => there.has(id));
  return changed(plan, tool, ids, !all);
}

/** Put chairs on a list (`yes`), or take them off it. */
export function changed(plan, tool, ids, yes) {
  const there = new Set(listOf(plan, tool));
  for (const id of ids) {
    if (yes) there.add(id);
    else there.delete(id);
  }
  const list = [...there];
  return MARKS.includes(tool) ? { ...plan, marks: { ...plan.marks, [tool]: list } } : { ...plan, [tool]: list };
}

/** Name a table; an empty name gives it its number back. */
export function tableNamed(plan, id, name) {
  const { [id]: _, ...others } = plan.table_names;
  const trimmed = name.split(/\s+/).filter(Boolean).join(" ");
  return { ...plan, table_names: trimmed ? { ...others, [id]: trimmed } : others };
}

/** Name the room. */
export function named(plan, name) {
  return { ...plan, name: name.split(/\s+/).filter(Boolean).join(" ") };
}

/** Give the drawing with a table's new name on the disc and on its chairs; `before` is the name that it had. */
export function pictureNamed(picture, id, before, name) {
  return {
    ...picture,
    tables: picture.tables.map((table) => (table.id === id ? { ...table, name } : table)),
    chairs: picture.chairs.map((chair) => (chair.row === before ? { ...chair, row: name } : chair)),
  };
}

/** Count the chairs by state and mark; marks count only where the chair is not off. */
export function counted(picture, sets) {
  const told = { all: picture.chairs.length, on: 0, off: 0, reserved: 0, hearing: 0, "step-free": 0, quiet: 0 };
  for (const { id } of picture.chairs) {
    const state = stateOf(sets, id);
    told[state] += 1;
    if (state !== "off") for (const mark of marksOf(sets, id)) told[mark] += 1;
  }
  return told;
}

/** Write chair numbers in short: 1–3, 5, 7–9. Labels that are no numbers stand alone. */
export function ranges(labels) {
  const runs = [];
  for (const label of labels) {
    const last = runs.at(-1);
    if (last && /^\d+$/.test(label) && Number(label) === Number(last[1]) + 1) last[1] = label;
    else runs.push([label, label]);
  }
  return runs.map(([from, to]) => (from === to ? from : Number(to) === Number(from) + 1 ? `${from}, ${to}` : `${from}–${to}`)).join(", ");
}

/** Say all about a row or table in one line: "8 chairs; off: 2, 3; hearing side: 1–4". */
export function rowInWords(chairs, sets, words) {
  const of = (test) => ranges(chairs.filter((chair) => test(chair.id)).map((chair) => chair.label.split(" ").at(-1)));
  const said = [`${chairs.length} ${chairs.length === 1 ? words.chair : words.chairs}`];
  for (const tool of ["off", "reserved", ...MARKS]) {
    const listed = of((id) => sets[tool].has(id));
    if (listed) said.push(`${words[tool]}: ${listed}`);
  }
  return said.join("; ");
}

/** Find chairs by name: "A 1-6, B3, Table 4" (a whole row or table). Gives the ids, and the names that were not found. */
export function chairsNamed(chairs, text) {
  const rows = new Map();
  for (const chair of chairs) {
    for (const name of new Set([chair.row.toLowerCase(), chair.row.toLowerCase().split(" ").at(-1)])) {
      if (!rows.has(name)) rows.set(name, []);
      rows.get(name).push(chair);
    }
  }
  const found = new Set();
  const unknown = [];
  for (const asked of text.split(/[,;\n]/).map((piece) => piece.trim()).filter(Boolean)) {
    const ids = inRow(rows, asked.toLowerCase());
    for (const id of ids) found.add(id);
    if (!ids.length) unknown.push(asked);
  }
  return { ids: [...found], unknown };
}

function inRow(rows, asked) {
  if (rows.has(asked)) return rows.get(asked).map((chair) => chair.id);
  const [, row, from, to] = asked.match(/^(.*?\D)?\s*(\d+)(?:\s*[-–]\s*\D*?(\d+))?$/) ?? [];
  const named = rows.get((row ?? "").replace(/[\s-]+$/, "").trim()) ?? [];
  return named.filter((chair) => numberOn(chair) >= Number(from) && numberOn(chair) <= Number(to ?? from)).map((chair) => chair.id);
}

const numberOn = (chair) => Number(chair.label.match(/\d+$/)?.[0]);

/* ---- history: what stood before, what stands, what was undone ---- */

/** Begin a history. A step is {plan, picture, said}: `said` names what was done. */
export function begun(step) {
  return { past: [], now: step, future: [] };
}

/** Do something. A step of the same `kind` as the last one takes its place: many key presses in a number field are one step. */
export function done(history, step) {
  const again = step.kind !== undefined && step.kind === history.now.kind && history.past.length > 0;
  const past = again ? history.past : [...history.past, history.now].slice(-MOST_KEPT);
  return { past, now: step, future: [] };
}

/** Undo the last step, if there is one. */
export function undone({ past, now, future }) {
  return past.length ? { past: past.slice(0, -1), now: past.at(-1), future: [now, ...future] } : { past, now, future };
}

/** Do again what was undone, if there is something. */
export function redone({ past, now, future }) {
  return future.length ? { past: [...past, now], now: future[0], future: future.slice(1) } : { past, now, future };
}
