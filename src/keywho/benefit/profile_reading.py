"""A profile as it is read: pieces of what somebody seeks, offers, is and was, each with what it is about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from keywho.benefit.employers import keys_named_in, name_key
from keywho.benefit.help_kinds import kinds_of_help, speaks_of_hiring, whom_they_hire
from keywho.benefit.said import begins_cv, is_undecided, only_tells, refused, roads_in, says_a_wish, without_years
from keywho.benefit.segments import MOST_SEGMENTS, cut_at_a_word, segments_of, subject_of
from keywho.benefit.vocabulary.tokens import bare_words, plain
from keywho.benefit.weak_words import is_only_a_place
from keywho.core.people import Help, Profile, Seniority

_CHANGE = re.compile(
    r"\b(?:first steps? into|(?:career|job) change|chang\w* (?:careers?|fields?|to|into)|switch\w* (?:careers?|fields?|to|into)|mov(?:e|ing) into|break(?:ing)? into|transition\w*"
    r"|quereinst\w*|umschul\w*|wechsel\w* in|branchenwechsel|berufswechsel|einstieg in|cambi\w* (?:de|a)|reconvert\w*|reorient\w*|primer paso)\b"
)
MOST_ROLES = 4
MOST_LINES = 200
_BRACKETS = re.compile(r"\(([^()]*)\)")
FEW_WORDS = 3
LONGEST_NAME = 80


class Side(StrEnum):
    """Where a piece of a profile belongs."""

    WANTS = "wants"
    """What one seeks, from somebody who has or is it."""
    WANTS_WORK = "wants work"
    """What one seeks work in: part of WANTS."""
    WANTS_SELF = "wants itself"
    """The rest of WANTS: what one seeks for itself."""
    WANTS_PLACE = "wants place"
    """Where one wants to be, whatever the work: "a hospital", "schools". Empty where nothing else is wanted: then it is in WANTS."""
    AVOIDS = "avoids"
    ROLE = "role"
    PAST = "past"
    OFFERS = "offers"
    HIRES = "hires"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a profile: the text that may be quoted, what it is about, and which help it speaks of."""

    text: str
    subject: str
    kinds: frozenset[Help] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a profile.

    Attributes
    ----------
    sides : the pieces on each side; a side without pieces is missing. Every piece is about something.
    roads : changes of work that the person has made.
    seeks_texts : the pieces of the wish as written, for names that stand in it.
    named : every run of words in the wish that may be the name of an employer.
    company, industry, place : as shared; `company_key` is the company as it is looked for.
    languages : empty for unknown.
    seeks_help, gives_help : kinds of help, said by a tick or by words; `ticked_seeks` and `ticked_gives` only by a tick.
    undecided : the person does not know yet, or says nothing that can be looked for.
    changes : the wish is for work in another field than before.
    breadth : how broad somebody's knowledge is, 0 to 1.
    months : of searching; moves companions together a little, is told to nobody.
    """

    sides: dict[Side, tuple[Segment, ...]]
    roads: tuple[tuple[Segment, Segment | None], ...] = ()
    seeks_texts: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    company: str = ""
    company_key: str = ""
    industry: str = ""
    place: str = ""
    languages: frozenset[str] = frozenset()
    seeks_help: frozenset[Help] = frozenset()
    gives_help: frozenset[Help] = frozenset()
    ticked_seeks: frozenset[Help] = frozenset()
    ticked_gives: frozenset[Help] = frozenset()
    undecided: bool = False
    changes: bool = False
    breadth: float = 0.0
    months: int | None = None

    @property
    def first_wish(self) -> str:
        """The first piece of the wish that is about something, else the first piece; empty for no wish, and for "I don't know yet"."""
        return next((one.text for one in self.on(Side.WANTS)), "" if self.undecided else next(iter(self.seeks_texts), ""))

    def on(self, side: Side) -> tuple[Segment, ...]:
        """Give the pieces of a side."""
        return self.sides.get(side, ())


def read_profile(profile: Profile) -> Reading:
    """Read what somebody wrote. Every text gives something sensible, an empty one too."""
    wants, avoids, undecided = _wish(profile.seeks)
    roles, beside = segments_of(_BRACKETS.sub(" ", profile.role), MOST_ROLES), segments_of(" ; ".join(_BRACKETS.findall(profile.role)), MOST_ROLES)
    offers = segments_of(profile.offers)
    past = [segment for segment in (*roles, *beside, *offers) if any(roads_in(segment))]
    seeks_texts = segments_of(profile.seeks)
    roads = tuple(dict.fromkeys((*roads_in(profile.role), *roads_in(profile.offers))))
    now = [Segment(road.to, road.to) for road in roads if road.to]
    gives_jobs = Help.JOB_LEAD in profile.gives_help
    seeks_job = Help.JOB_LEAD in profile.seeks_help and not gives_jobs
    hires = [segment for segment in (*offers, *roles, profile.role) if speaks_of_hiring(segment) and not seeks_job]
    wanted_roads = [] if roads else list(roads_in(profile.seeks))
    if any(road.to for road in wanted_roads):
        wants = _about((Segment(road.to, road.to) for road in wanted_roads), (one for one in wants if not any(roads_in(one.text))))
    places = tuple(one for one in wants if is_only_a_place(one.subject))
    places = places if len(places) < len(wants) else ()
    wants = tuple(one for one in wants if one not in places)
    sides = {
        Side.WANTS: wants,
        Side.WANTS_WORK: tuple(one for one in wants if Help.JOB_LEAD in one.kinds),
        Side.WANTS_SELF: tuple(one for one in wants if Help.JOB_LEAD not in one.kinds),
        Side.WANTS_PLACE: places,
        Side.AVOIDS: avoids,
        Side.ROLE: _about(now, _read(role for role in roles if role not in past)),
        Side.PAST: _about(Segment(road.start, road.start) for road in (*roads, *wanted_roads)),
        Side.OFFERS: _about(one for one in _read(offer for offer in offers if offer not in past) if not is_only_a_place(one.subject)),
        Side.HIRES: _hires(
            hires, (*offers, *roles, cut_at_a_word(profile.industry, LONGEST_NAME)), wants, is_ticked=gives_jobs and bool(profile.company.strip())
        ),
        Side.FIELD: _about(
            _read(cut_at_a_word(text, LONGEST_NAME) for text in (profile.industry, profile.company) if text), _read(text for text in beside if text not in past)
        ),
    }
    seeks_help = profile.seeks_help.union(*(one.kinds for one in wants), kinds_of_help(profile.seeks[:400]))
    gives_help = profile.gives_help.union(*(kinds_of_help(text) for text in (*offers, *roles)), {Help.JOB_LEAD} if hires else ())
    return Reading(
        {side: segments for side, segments in sides.items() if segments},
        tuple((Segment(road.start, road.start), Segment(road.to, road.to) if road.to else None) for road in roads),
        seeks_texts,
        keys_named_in(seeks_texts),
        cut_at_a_word(profile.company, LONGEST_NAME),
        name_key(profile.company),
        cut_at_a_word(profile.industry, LONGEST_NAME),
        " ".join(profile.place.casefold().split()),
        profile.languages,
        seeks_help,
        gives_help,
        profile.seeks_help,
        profile.gives_help,
        undecided or not seeks_texts,
        bool(_CHANGE.search(plain(profile.seeks[:1_000]))) or bool(wanted_roads),
        _breadth(sides, gives_help, profile.seniority),
        profile.months_searching,
    )


def _wish(text: str) -> tuple[tuple[Segment, ...], tuple[Segment, ...], bool]:
    """Give what a wish is for, what it is not for, and whether it says "I don't know yet". A résumé pasted into it is a wish only where nothing else is."""
    wants: list[Segment] = []
    avoids: list[Segment] = []
    undecided = in_cv = False
    all_pieces = segments_of(text, MOST_LINES)
    has_cv = any(begins_cv(segment) for segment in all_pieces)
    for segment in all_pieces if has_cv else segments_of(text):
        found = refused(segment)
        in_cv = has_cv and (begins_cv(segment) or (in_cv and not says_a_wish(segment)))
        if in_cv:
            continue
        if found is not None:
            left, against = found
            avoids += _read([against])
            wants += _read([left] if left else [])
        elif is_undecided(segment):
            undecided = True
        elif not only_tells(segment):
            wants += _read([segment])
    if has_cv and not wants and not undecided:
        wants = _read(without_years(segment) for segment in segments_of(text) if not only_tells(segment))
    return tuple(wants[:MOST_SEGMENTS]), tuple(avoids), undecided and not wants


def _hires(hires: Sequence[str], is_and_offers: Sequence[str], wants: Sequence[Segment], *, is_ticked: bool) -> tuple[Segment, ...]:
    """Give for what somebody hires: what they say of it and whom they seek, else what they are and name in a few words ("QA lead; two openings in my team").

    Who only ticked that they have a job lead, and shares a company, hires whom they seek.
    """
    sought = [one for one in wants if not one.kinds]
    if not hires:
        return _about(sought) if is_ticked else ()
    named = [Segment(text, subject_of(whom_they_hire(text) or text, of_hiring=True), kinds_of_help(text)) for text in hires]
    if not sought and not any(one.subject for one in named):
        named = [Segment(hires[0], one.subject) for one in _read(text for text in is_and_offers if len(text.split()) <= FEW_WORDS)]
    return _about(named, sought)


def _read(texts: Iterable[str]) -> list[Segment]:
    """Read pieces; those that are about nothing in particular fall out."""
    found = [Segment(text, subject_of(text), kinds_of_help(text)) for text in texts]
    return [one for one in found if one.subject]


def _about(*groups: Iterable[Segment]) -> tuple[Segment, ...]:
    """Join pieces, each subject once."""
    found: dict[str, Segment] = {}
    for one in (one for group in groups for one in group):
        if one.subject:
            found.setdefault(one.subject.casefold(), one)
    return tuple(found.values())[:MOST_SEGMENTS]


def _breadth(sides: dict[Side, tuple[Segment, ...]], gives_help: frozenset[Help], seniority: Seniority | None) -> float:
    """Say how broad somebody's knowledge is: by how many different things they offer or are, their experience, and whether they give advice."""
    words = [set(bare_words(one.subject)) for one in (*sides[Side.OFFERS], *sides[Side.ROLE], *sides[Side.PAST])]
    different = sum(not any(words[at] & earlier for earlier in words[:at]) for at in range(len(words)))
    if not different:
        return 0.0
    experience = {Seniority.LONG: 0.25, Seniority.LEADING: 0.3}.get(seniority, 0.0) if seniority else 0.0
    return min(1.0, 0.15 * different + experience + (0.2 if Help.ADVICE in gives_help else 0.0) + (0.1 if Help.INTRODUCTION in gives_help else 0.0))
