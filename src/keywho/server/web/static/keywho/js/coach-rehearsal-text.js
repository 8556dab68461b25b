/** A text as sentences, for a rehearsal by taps. Pure. */

const END = /[.!?…]+["”’»)]*\s+|\n+/g;

/** Sentences as {start, end, text}; together they are the whole text. */
export function sentencesOf(text, language) {
  const ends = typeof Intl !== "undefined" && Intl.Segmenter ? segmented(text, language) : [...text.matchAll(END)].map((found) => found.index + found[0].length);
  const found = [];
  let start = 0;
  for (const end of [...ends, text.length]) {
    const piece = text.slice(start, end);
    if (piece.trim()) found.push({ start, end, text: piece.trim() });
    else if (found.length) found.at(-1).end = end;
    start = end;
  }
  return found;
}

function segmented(text, language) {
  return [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)].map(({ index, segment }) => index + segment.length);
}

/** Taps as the server reads them: where each sentence ends, and when it did. */
export function tapsAsText(taps) {
  return taps.map(({ end, at }) => `${end}:${at.toFixed(1)}`).join(",");
}
