"""Invented rooms of any size, written as people write: sentences, one word, slips, abbreviations, three languages, a whole résumé, nothing.

They are made of the names of occupations that come with the package: nothing else is needed.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benefit.spoiling import abbreviated, mistyped
from keywho.benefit.vocabulary.stored import stored_vocabulary
from keywho.benefit.vocabulary.vocabulary import Concept
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee, Help, Profile, Seniority

OF_EACH = 10
RESUME_LENGTH = 3_000
RIGHT_SHARE = 0.5

_SEEKING = {
    "en": ("someone who works as {}", "a job as {}", "I would like to get into {}", "introductions to {}", "{} or something close to it, full time"),
    "de": ("Kontakt zu {}", "eine Stelle als {}", "jemanden, der als {} arbeitet", "Einstieg als {}"),
    "es": ("un puesto de {}", "hablar con alguien que trabaje de {}", "contactos: {}"),
}
_OFFERING = {
    "en": ("15 years as {}", "I can tell you what {} is really like", "advice on becoming {}", "my last job was {}, ask me anything"),
    "de": ("15 Jahre als {}", "Rat zum Beruf {}", "ich erzähle gern vom Alltag als {}"),
    "es": ("15 años de {}", "consejos sobre el trabajo de {}"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A way to write: how somebody puts what they seek and what they offer, and in what share of a room it is found."""

    name: str
    share: float
    language: str
    write: Callable[[str, str, random.Random], tuple[str, str]]
    """From the names of the occupation that is sought and of the own one to (seeks, offers)."""


@dataclass(frozen=True, slots=True)
class SyntheticRoom:
    """People, and of each: the way in which they write, the occupation that they have, and the one that they seek."""

    attendees: tuple[Attendee, ...]
    ways: tuple[str, ...]
    own: tuple[int, ...]
    sought: tuple[int, ...]


def _sentences(language: str) -> Callable[[str, str, random.Random], tuple[str, str]]:
    return lambda sought, own, dice: (dice.choice(_SEEKING[language]).format(sought), dice.choice(_OFFERING[language]).format(own))


def _bare(sought: str, own: str, dice: random.Random) -> tuple[str, str]:
    return sought, own


def _slips(sought: str, own: str, dice: random.Random) -> tuple[str, str]:
    seeks, offers = _sentences("en")(mistyped(sought, dice), mistyped(own, dice), dice)
    return seeks, offers


def _short(sought: str, own: str, dice: random.Random) -> tuple[str, str]:
    return abbreviated(sought), abbreviated(own)


def _one_word(sought: str, own: str, dice: random.Random) -> tuple[str, str]:
    return max(sought.split(), key=len), max(own.split(), key=len)


def _resume(sought: str, own: str, dice: random.Random) -> tuple[str, str]:
    """Put the wish before a résumé that was pasted whole."""
    years = [
        f"{year}-{year + 2}: {own}, {dice.choice(('team of five', 'night shifts', 'two sites', 'part time'))}; reports, planning, training"
        for year in range(1990, 2026, 2)
    ]
    pasted = "Curriculum vitae. " + ". ".join(years * (1 + RESUME_LENGTH // 1_000))
    return f"Looking for {sought}. {pasted}"[:RESUME_LENGTH], f"{own}. Excel, driving licence"


def _undecided(sought: str, own: str, dice: random.Random) -> tuple[str, str]:
    return "I don't know yet", own


def _nothing(sought: str, own: str, dice: random.Random) -> tuple[str, str]:
    return "", ""


WAYS = (
    Way("sentence", 0.40, "en", _sentences("en")),
    Way("bare title", 0.12, "en", _bare),
    Way("mistyped", 0.10, "en", _slips),
    Way("abbreviated", 0.08, "en", _short),
    Way("one word", 0.08, "en", _one_word),
    Way("German", 0.08, "de", _sentences("de")),
    Way("Spanish", 0.05, "es", _sentences("es")),
    Way("résumé pasted", 0.03, "en", _resume),
    Way("“I don't know yet”", 0.03, "en", _undecided),
    Way("nothing", 0.03, "en", _nothing),
)


def synthetic_room(people: int, seed: int = 1, ways: Sequence[Way] = WAYS) -> SyntheticRoom:
    """Invent a room: everybody has an occupation, ten people each, and seeks that of ten others (half of them) or more of their own."""
    dice = random.Random(seed)
    concepts = [concept for concept in stored_vocabulary().concepts if {"en", "de", "es"} <= concept.labels.keys() and concept.id.startswith("esco:")]
    trades = dice.sample(concepts, max(2, people // OF_EACH))
    attendees, own, sought, written = [], [], [], []
    for no in range(people):
        mine = no % len(trades)
        wanted = (mine + 1 + no // len(trades)) % len(trades) if dice.random() < RIGHT_SHARE else mine
        way = dice.choices(ways, [way.share for way in ways])[0]
        attendees.append(_person(no, way, trades[wanted], trades[mine], dice))
        own.append(mine)
        sought.append(wanted)
        written.append(way.name)
    return SyntheticRoom(tuple(attendees), tuple(written), tuple(own), tuple(sought))


def _person(no: int, way: Way, sought: Concept, own: Concept, dice: random.Random) -> Attendee:
    seeks, offers = way.write(_spoken(sought, way.language), _spoken(own, way.language), dice)
    role = _spoken(own, way.language) if offers and dice.random() < 0.6 else ""
    profile = Profile(
        seeks,
        offers,
        role,
        languages=frozenset({"en", way.language}) if dice.random() < 0.5 else frozenset(),
        seniority=dice.choice((None, *Seniority)),
        months_searching=dice.choice((None, 1, 3, 6, 12, 24)),
        seeks_help=frozenset(dice.sample(list(Help), dice.choice((0, 0, 1, 2)))),
        gives_help=frozenset(dice.sample(list(Help), dice.choice((0, 0, 1, 2)))),
    )
    return Attendee(AttendeeId(f"p{no}"), f"Person {no}", profile)


def _spoken(concept: Concept, language: str) -> str:
    """Give the name of an occupation as one person says it: of “Bäcker/Bäckerin” the first."""
    return concept.label(language).split("/")[0]
