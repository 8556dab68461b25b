"""Phrases that are looked for in a text, as people can write them into a file, and the sentences of a text.

In a phrase `*` stands for any letters, `_` for one word, ` ... ` for up to four words, `(a|b)` for either, `(a|b)?` for either or nothing, `(a |b )*` for any of them, as often as they stand there; a hyphen may be a gap in the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

WORD = r"[^\W_][\w'’-]*"
_SIGNS = {"*": r"[\w'’-]*", "_": WORD, " ": r"\s+", "'": "['’]", "-": r"[-\s]?", "(": "(?:", ")": ")", "|": "|", "?": "?"}
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.\s?g|i\.\s?e|mr|mrs|ms|dr|prof|st|approx|z\.\s?b|d\.\s?h|ca|bzw|usw|etc|p\.\s?ej|sr|sra|ud|uds|núm|(?-i:[A-HJ-Z]))\.$", re.IGNORECASE
)
_END = re.compile(r"[.!?…]+[\"'”’»)]*(?=\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class Span:
    """Some characters of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give what stands there."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


def pattern(phrase: str, *, leads: bool = False) -> str:
    """Give the regular expression of a phrase; of one that `leads` what stands from its first gap on has to follow, and does not belong to it.

    >>> bool(re.search(pattern("team player*"), "A real Team-players' choice".lower()))
    False
    >>> bool(re.search(pattern("team-player*"), "two team players"))
    True
    """
    parts = [_of_signs(part) for part in phrase.split(" ... ")]
    begins, ends = r"(?<!\w)" * (phrase[0] not in ",;"), r"(?!\w)" * (phrase[-1] not in ",;%")
    rest = "".join(rf"\s+(?:{WORD},?\s+){{0,4}}?{part}" for part in parts[1:])
    return f"{begins}(?:{parts[0]}(?={rest}{ends}))" if leads and rest else f"{begins}(?:{parts[0]}{rest}){ends}"


def _of_signs(part: str) -> str:
    return re.sub(r"\)\*|.", lambda sign: ")*" if sign[0] == ")*" else _SIGNS.get(sign[0]) or re.escape(sign[0]), part)


@cache
def any_of(phrases: tuple[str, ...], *, lead: bool = False) -> re.Pattern[str]:
    """Give one pattern for all of some phrases, of which the longer one counts; for none of them, one that is nowhere."""
    return re.compile("|".join(pattern(one, leads=lead) for one in sorted(phrases, key=len, reverse=True)) or r"(?!)", re.IGNORECASE)


def found(phrases: Sequence[str], text: str, within: Span | None = None, *, lead: bool = False) -> Iterator[Span]:
    """Find where any of some phrases stands."""
    within = within or Span(0, len(text))
    for one in any_of(tuple(phrases), lead=lead).finditer(text, within.start, within.end):
        yield Span(one.start(), one.end())


def sentences_of(text: str) -> tuple[Span, ...]:
    """Give the sentences of a text, without the gaps between them."""
    ends: list[int] = []
    for one in _END.finditer(text):
        before = text[(ends[-1] if ends else 0) : one.end()].rstrip()
        if not _ABBREVIATION.search(before) and not (re.search(r"\d\.$", before) and re.match(r"\s+[a-zäöüñ]", text[one.end() :])):
            ends.append(one.end())
    starts = [0, *ends]
    spans = [_trimmed(text, Span(start, end)) for start, end in zip(starts, [*ends, len(text)], strict=True)]
    return tuple(span for span in spans if re.search(r"\w", span.of(text)))


def clauses_of(text: str, sentence: Span) -> tuple[Span, ...]:
    """Give the parts of a sentence that a colon or a semicolon parts."""
    ends = [sentence.start + one.end() for one in re.finditer(r"[:;](?=\s)", sentence.of(text))]
    return tuple(_trimmed(text, Span(start, end)) for start, end in zip([sentence.start, *ends], [*ends, sentence.end], strict=True))


def words_of(text: str) -> list[str]:
    """Give the words of a text.

    >>> words_of("I'm Ana – a night-nurse.")
    ["I'm", 'Ana', 'a', 'night-nurse']
    """
    return re.findall(WORD, text)


def _trimmed(text: str, span: Span) -> Span:
    said = span.of(text)
    return Span(span.start + len(said) - len(said.lstrip()), span.end - (len(said) - len(said.rstrip())))
