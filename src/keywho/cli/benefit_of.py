"""From the words of `keywho benefit` to who is useful to whom: entries with points, reason and signal; and both directions of two people."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from keywho.core.errors import BadInput

if TYPE_CHECKING:
    from keywho.benefit.judging import Fired
    from keywho.benefit.knobs import Knobs
    from keywho.benefit.likeness import Embed, Reader
    from keywho.benefit.matrix import RoomBenefit
    from keywho.core.ids import AttendeeId
    from keywho.core.people import Attendee

MODEL = "keywho.adapters.sentence_model"
LONGEST_OWN_WORDS = 1_000_000
SOUGHT_BY_MANY = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """How useful somebody is to a seeker; `reason` and `signal` are empty where nothing speaks strongly for it."""

    seeker: "Attendee"
    sought: "Attendee"
    points: float
    reason: str = ""
    signal: str = ""


@dataclass(frozen=True)
class Benefits:
    """The benefit of a room, to be looked at: per seeker the most useful people first."""

    room: "RoomBenefit"
    language: str

    def of(self, seeker: int, most: int | None = None) -> list[Entry]:
        """Give the best entries of a seeker, by place in the list, each with its reason."""
        from keywho.benefit.reasons import reason

        people = self.room.attendees
        best = self._best[seeker][:most]
        entries = []
        for (points, place), fired in zip(best, self.room.evidence_for(people[seeker].id, [people[place].id for _, place in best]), strict=True):
            told = next((one for one in fired if one.is_told), None)
            words = reason(told, people[place].name, self.language) if told else ""
            entries.append(Entry(people[seeker], people[place], points, words, told.kind.value if told and words else ""))
        return entries

    def points(self, one: "AttendeeId", other: "AttendeeId") -> float:
        """Give what somebody is worth to a seeker in the end; 0 where they are not among the seeker's best."""
        place = {attendee.id: no for no, attendee in enumerate(self.room.attendees)}
        return next((points for points, at in self._best[place[one]] if at == place[other]), 0.0)

    @cached_property
    def with_a_reason(self) -> frozenset[int]:
        """The places of those who have somebody with a strong reason."""
        return frozenset(seeker for seeker, _ in self.room.benefit.reasons)

    def most_sought(self, most: int) -> list[tuple["Attendee", int]]:
        """Give the people who are useful to most others, for a strong reason, and to how many: at least to three."""
        from collections import Counter

        counts = Counter(sought for _, sought in self.room.benefit.reasons)
        sought = [(place, count) for place, count in counts.items() if count >= SOUGHT_BY_MANY]
        return [(self.room.attendees[place], count) for place, count in sorted(sought, key=lambda found: (-found[1], found[0]))[:most]]

    @cached_property
    def _best(self) -> list[list[tuple[float, int]]]:
        found: list[list[tuple[float, int]]] = [[] for _ in self.room.attendees]
        for seeker, sought, points in self.room.benefit.entries():
            found[seeker].append((points, sought))
        return [sorted(entries, key=lambda entry: (-entry[0], entry[1])) for entries in found]


def attendees_of(source: Path, mapping: dict[str, str] | None, *, keep_waitlisted: bool) -> "tuple[Attendee, ...]":
    """Read the people of a list, or of a keywho JSON file."""
    if source.suffix.casefold() == ".json":
        from keywho.adapters.exchange_json import read_exchange

        return read_exchange(source).problem.attendees
    from keywho.adapters.attendee_list import read_attendees

    return read_attendees(source, mapping, keep_waitlisted=keep_waitlisted).attendees


def reader_of(own_words: Path | None, *, embed: bool | None) -> "Reader":
    """Give the reader: with the words of the town, and with the sentence model where it is asked for, or where it is there and nothing was said."""
    from keywho.benefit.likeness import Reader, plain_reader
    from keywho.benefit.own_words import own_words_of

    model = _model(embed)
    if own_words is None and model is None:
        return plain_reader()
    return Reader(own_words=own_words_of(_text(own_words)) if own_words else None, embed=model)


def knobs_of(texts: Sequence[str]) -> "Knobs":
    """Give the organizer's choices from texts like "leaning=openings" and "sharing=strongly"."""
    from keywho.benefit.knobs import Knobs, Leaning, Sharing

    leanings, sharings = {one.value: one for one in Leaning}, {one.value: one for one in Sharing}
    knobs = Knobs()
    for text in texts:
        name, _, word = (part.strip().casefold() for part in text.partition("="))
        if name == "leaning" and word in leanings:
            knobs = replace(knobs, leaning=leanings[word])
        elif name == "sharing" and word in sharings:
            knobs = replace(knobs, sharing=sharings[word])
        else:
            ways = f"leaning={' or '.join(leanings)}; sharing={' or '.join(sharings)}"
            raise BadInput(f"--knobs {text} is not understood. Maybe write one of {ways}.")
    return knobs


def sums(fired: "Sequence[Fired]") -> list[dict[str, object]]:
    """Give what fired for programs."""
    return [
        {
            "signal": one.kind.value,
            "strength": round(one.strength, 3),
            "weight": one.weight,
            "told": one.is_told,
            "seeker_wrote": one.wanted,
            "sought_wrote": one.held,
        }
        for one in fired
    ]


def _model(embed: bool | None) -> "Embed | None":
    if embed is False or (find_spec(MODEL) is None and embed is None):
        return None
    found: Embed | None = import_module(MODEL).embedding() if find_spec(MODEL) else None
    if found is None and embed:
        raise BadInput("The sentence model is not installed. Maybe: pip install 'keywho[embed]', then keywho model install; or go on without --embed.")
    return found


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_OWN_WORDS).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not text in UTF-8. Maybe save it as UTF-8.") from None
    except OSError as error:
        raise BadInput(f"{path} can't be read: {error.strerror or error}. Maybe a misspelt name.") from error
