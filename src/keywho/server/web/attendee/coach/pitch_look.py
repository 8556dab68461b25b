"""What the page says about a text while it is written: seconds, what is there, suggestions with their reasons; the text with marks where they belong."""

from collections.abc import Sequence
from dataclasses import dataclass

from keywho.coach.pitch.answers import Cut
from keywho.coach.pitch.findings import ABOUT_THE_WHOLE, Finding, FindingKind
from keywho.coach.pitch.looking import Look, look
from keywho.coach.pitch.reasons import titles
from keywho.coach.speaking import Pace, error_of
from keywho.server.web.attendee.coach.frame import Coached

LONGEST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class Place:
    """Words that a suggestion is about, their number in the text, and plain ones that could stand there."""

    no: int
    quote: str
    plain: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion as it is shown, for all places of its kind; none where no words stand for it. `key` puts it away."""

    key: str
    title: str
    places: tuple[Place, ...]
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of the text, and the number of the suggestion about it; 0 where there is none."""

    words: str
    no: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """Something that a pitch has, or has not yet."""

    words: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """What is shown about a text. `of_cut` is how much of the time it takes, up to 100."""

    seconds: int
    from_s: int
    to_s: int
    error: int
    tries: int
    of_cut: int
    is_over: bool
    words: int
    checks: tuple[Check, ...]
    suggestions: tuple[Suggestion, ...]
    stretches: tuple[Stretch, ...]
    quiet: tuple[str, ...]


def looked_at(text: str, cut: Cut, coached: Coached, quiet: Sequence[str], name: str = "") -> Looked | None:
    """Look at a text for a page; None where there is none. `quiet` are the kinds of suggestions that were put away."""
    if not text.strip():
        return None
    pace = Pace.of(coached.notebook.tries)
    seen = look(text, coached.language, cut=cut, pace=pace, name=name)
    shown = [one for one in seen.findings if one.kind not in quiet]
    seconds = seen.estimate.seconds
    return Looked(
        round(seconds),
        round(seen.estimate.low_s),
        round(seen.estimate.high_s),
        round(error_of(pace).mean * 100),
        pace.tries,
        min(100, round(100 * seconds / cut)),
        seconds > cut,
        seen.words,
        _checks(seen, cut, coached),
        _suggestions(shown, text, coached.language),
        _stretches(text, shown),
        tuple(sorted({str(one.kind) for one in seen.findings} & set(quiet))),
    )


def _checks(seen: Look, cut: Cut, coached: Coached) -> tuple[Check, ...]:
    _ = coached.words("pitch").gettext
    name, ask = Check(_("Name"), seen.has_name), Check(_("Ask"), seen.has_ask)
    return (name, ask) if cut is Cut.TEN else (name, Check(_("Example"), seen.has_proof), Check(_("What I give"), seen.has_give), ask)


def _suggestions(shown: Sequence[Finding], text: str, language: str) -> tuple[Suggestion, ...]:
    """Put what was found together by kind, in the order of the first places; words that could stand there are said at their place."""
    names = titles(language)
    by_kind: dict[FindingKind, list[tuple[int, Finding]]] = {}
    for no, one in enumerate(shown, 1):
        by_kind.setdefault(one.kind, []).append((no, one))
    return tuple(_suggestion(kind, names[kind], places, text) for kind, places in by_kind.items())


def _suggestion(kind: FindingKind, title: str, found: Sequence[tuple[int, Finding]], text: str) -> Suggestion:
    places = () if kind in ABOUT_THE_WHOLE else tuple(Place(no, _quote(one.words(text)), one.plain) for no, one in found)
    return Suggestion(str(kind), title, places, found[0][1].why, found[0][1].instead)


def _quote(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rstrip()} …"


def _stretches(text: str, shown: Sequence[Finding]) -> tuple[Stretch, ...]:
    """Cut the text where suggestions begin and end; of two about the same words the shorter one is marked."""
    chosen: list[tuple[int, Finding]] = []
    for no, one in sorted(enumerate(shown, 1), key=lambda pair: pair[1].end - pair[1].start):
        if one.end > one.start and not any(one.start < other.end and other.start < one.end for _, other in chosen):
            chosen.append((no, one))
    found, at = [], 0
    for no, one in sorted(chosen, key=lambda pair: pair[1].start):
        found += [Stretch(text[at : one.start]), Stretch(text[one.start : one.end], no)]
        at = one.end
    return tuple(one for one in (*found, Stretch(text[at:])) if one.words)
