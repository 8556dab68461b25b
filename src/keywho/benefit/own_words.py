"""Words of the town: what the organizer adds to the vocabulary, employers and the names that things have here.

They are written one a line, and read forgivingly:

    Employers:
    Carl Zeiss AG = Zeiss, Zeiss Jena
    Jenoptik

    The same here:
    photonics = optics, lasers

A line may also say by itself what it is: "employer: Carl Zeiss AG, Zeiss" or "same: photonics, optics". What begins with # is a remark.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from keywho.core.errors import BadInput

MOST_LINES = 500
MOST_NAMES = 20
LONGEST_NAME = 80
LONGEST_TEXT = 40_000
LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the organizer added.

    Attributes
    ----------
    employers : names of local employers, each with its other names: (("Carl Zeiss AG", "Zeiss"), ...).
    same : words that mean the same here, the first is the one that is understood: (("photonics", "optics", "lasers"), ...).
    """

    employers: tuple[tuple[str, ...], ...] = ()
    same: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that was not understood: its number from 1, and why, with a way out."""

    no: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ReadWords:
    """What was understood of a text, and the lines that were not."""

    words: OwnWords
    bad: tuple[BadLine, ...] = ()


class Kind(StrEnum):
    """What a line is about."""

    EMPLOYERS = "employers"
    SAME = "same"


_LABELS = {
    Kind.EMPLOYERS: ("employer", "employers", "company", "companies", "firm", "firms", "arbeitgeber", "firma", "firmen", "empresa", "empresas"),
    Kind.SAME: ("same", "the same", "the same here", "same here", "word", "words", "words here", "synonym", "synonyms", "gleich", "dasselbe", "lo mismo"),
}
_KIND_BY_LABEL = {label: kind for kind, labels in _LABELS.items() for label in labels}
_LEGAL_FORMS = frozenset(
    [
        "inc",
        "inc.",
        "ltd",
        "ltd.",
        "llc",
        "llp",
        "plc",
        "corp",
        "corp.",
        "co",
        "co.",
        "gmbh",
        "ag",
        "kg",
        "se",
        "sa",
        "s.a.",
        "sl",
        "s.l.",
        "s.a.u.",
        "e.v.",
        "ev",
    ]
)
_SIGNS_AFTER = "[]*_ \t\"'“”„«»"
_SIGNS_BEFORE = _SIGNS_AFTER + "#-•–"


def read_own_words(text: str) -> ReadWords:
    """Read what the organizer wrote: what can be understood, and a sentence for each line that can't."""
    groups: dict[Kind, list[list[str]]] = {Kind.EMPLOYERS: [], Kind.SAME: []}
    bad: list[BadLine] = []
    heading: Kind | None = None
    for no, line in _lines(text, bad):
        label, rest = _labelled(line)
        kind = _KIND_BY_LABEL.get(label.casefold()) if label else None
        if kind is not None and not rest:
            heading = kind
            continue
        if label and kind is None:
            bad.append(BadLine(no, f"Line {no}: “{_quote(label)}:” is not known here. Maybe “employer:” or “same:”."))
            continue
        names = _names(rest)
        refusal = _refusal(no, names, kind or heading, has_sign="=" in rest)
        if refusal:
            bad.append(BadLine(no, refusal))
        else:
            _add(groups[kind or heading or Kind.SAME], names)
    return ReadWords(OwnWords(*(tuple(tuple(names) for names in groups[kind]) for kind in (Kind.EMPLOYERS, Kind.SAME))), tuple(bad))


def own_words_of(text: str) -> OwnWords:
    """Read what the organizer wrote.

    Raises
    ------
    BadInput
        Lines that can't be understood, each with its number and a way out.
    """
    found = read_own_words(text)
    if not found.bad:
        return found.words
    count = len(found.bad)
    beginning = "One line of the own words was not understood:" if count == 1 else f"{count} lines of the own words were not understood:"
    raise BadInput("\n".join([beginning, *(f"- {line.sentence}" for line in found.bad)]))


def text_of_own_words(words: OwnWords) -> str:
    """Write own words so that they are read as the same again."""
    labelled = [("employer", names) for names in words.employers] + [("same", names) for names in words.same]
    rest = MOST_NAMES - 1  # lines that share their first name are read as one
    return "".join(
        f"{label}: {', '.join([names[0], *names[start : start + rest]])}\n" for label, names in labelled for start in range(1, max(2, len(names)), rest)
    )


def _lines(text: str, bad: list[BadLine]) -> Iterator[tuple[int, str]]:
    """Give the lines that say something, with their numbers; too many are refused with one sentence."""
    written = 0
    for no, raw in enumerate(text.splitlines(), start=1):
        line = " ".join(raw.replace("\ufeff", "").split()).strip()
        if not line or line.startswith("#"):
            continue
        written += 1
        if written > MOST_LINES:
            bad.append(BadLine(no, f"Line {no} and those after it are too many: {MOST_LINES} lines are read. Maybe leave out what is in every dictionary."))
            return
        yield no, line


def _labelled(line: str) -> tuple[str, str]:
    """Take off what a line says about itself: ("employer", "Carl Zeiss AG, Zeiss"); an empty label where it says nothing."""
    bare = line.lstrip(_SIGNS_BEFORE).rstrip(_SIGNS_AFTER)
    label, colon, rest = bare.partition(":")
    if colon and "=" not in label and not rest.startswith("//"):
        return label.rstrip(_SIGNS_AFTER), rest.strip()
    if bare.casefold() in _KIND_BY_LABEL:
        return bare, ""
    return "", bare


def _names(text: str) -> list[str]:
    """Split a line into names, each once; "Acme, Inc." is one name."""
    found: list[str] = []
    for part in re.split(r"[=,;|\uff0c\u3001]", text):
        name = part.lstrip(_SIGNS_BEFORE).rstrip(_SIGNS_AFTER)
        if name.casefold() in _LEGAL_FORMS and found:
            found[-1] = f"{found[-1]}, {name}"
        elif name:
            found.append(name)
    first: dict[str, str] = {}
    for name in found:
        first.setdefault(name.casefold(), name)
    return list(first.values())


def _refusal(no: int, names: Sequence[str], kind: Kind | None, *, has_sign: bool) -> str:
    """Say why the names of a line can't be taken; empty where they can."""
    if not names or not any(letter.isalnum() for letter in "".join(names)):
        return f"Line {no} names nothing. Maybe “photonics = optics, lasers”."
    long = next((name for name in names if len(name) > LONGEST_NAME), None)
    if long is not None:
        return f"Line {no}: “{_quote(long)}” is longer than {LONGEST_NAME} letters. Maybe a shorter name, or a comma is missing."
    if len(names) > MOST_NAMES:
        return f"Line {no} has {len(names)} names; {MOST_NAMES} can stand on one line. Maybe leave the rare ones out."
    if kind is Kind.EMPLOYERS or len(names) > 1:
        return ""
    name = _quote(names[0])
    if has_sign:
        return f"Line {no}: “{name}” has nothing on the other side of the =. Maybe “{name} = another word for it”."
    return f"Line {no}: “{name}” stands alone. Maybe “{name} = another word for it”, or “employer: {name}” if it is one."


def _add(groups: list[list[str]], names: Sequence[str]) -> None:
    """Add names to the groups that know one of them already, which become one; else as a group of their own."""
    wanted = {name.casefold() for name in names}
    known = [group for group in groups if wanted & {name.casefold() for name in group}]
    if not known:
        groups.append(list(names))
        return
    first, *others = known
    for more in (*others, names):
        there = {name.casefold() for name in first}
        first.extend(name for name in more if name.casefold() not in there)
    groups[:] = [group for group in groups if not any(group is other for other in others)]


def _quote(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rstrip() + " ..."
