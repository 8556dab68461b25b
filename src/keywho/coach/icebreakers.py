"""First sentences for people who have never met: from what they share or need, easy in the first round and more personal later.

Who tells a stranger something of themselves, a little more each time and in turn, feels closer to them than after small talk (Aron et al. 1997, "The experimental generation of
interpersonal closeness"; taking turns does more than telling long: Sprecher et al. 2013); follow-up questions make people liked (Huang et al. 2017). No sentence hints that two would like each other.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from keywho.coach.sets import NotInShape, parsed, read_set
from keywho.coach.topics import Ground, Relation, Topic, TopicReader, common_ground

GAP = "{topic}"
APART = 4
"""So many rounds in a row have sentences of their own: nobody hears one twice in them."""


class Depth(StrEnum):
    """How personal a sentence is."""

    EASY = "easy"
    CURIOUS = "curious"
    PERSONAL = "personal"


class Icebreaker(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A first sentence, as it stands in the file.

    Attributes
    ----------
    say : the sentence. With `{topic}` in it, it is for people who have a topic in common.
    then : questions that follow, each a little more personal.
    between : what they have to do with the topic; for sentences with `{topic}` alone.
    hidden : whether it stays unused.
    """

    say: str
    then: tuple[str, ...] = ()
    between: Relation | None = None
    hidden: bool = False


class Icebreakers(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A set of first sentences in one language. A set without topics takes those that come along."""

    easy: tuple[Icebreaker, ...]
    curious: tuple[Icebreaker, ...]
    personal: tuple[Icebreaker, ...]
    topics: tuple[Topic, ...] = ()

    def of(self, depth: Depth) -> tuple[Icebreaker, ...]:
        """Give the sentences of a depth."""
        return {Depth.EASY: self.easy, Depth.CURIOUS: self.curious, Depth.PERSONAL: self.personal}[depth]


@dataclass(frozen=True, slots=True)
class FirstWords:
    """What those who meet are told to begin with: a sentence, and questions that follow."""

    sentence: str
    follow_ups: tuple[str, ...] = ()
    depth: Depth = Depth.EASY


def icebreakers_of(language: str) -> Icebreakers:
    """Give the set that comes along in a language; English where there is none."""
    return read_set(language, "icebreakers", Icebreakers)


@lru_cache(maxsize=64)
def icebreakers_in(text: str, language: str) -> Icebreakers:
    """Give the set of an evening: what its organizers wrote, if it can be used, else what comes along. Where they name no topics, those that come along are meant."""
    given = icebreakers_of(language)
    try:
        own = parsed(text.encode(), "icebreakers.toml", Icebreakers) if text.strip() else given
    except NotInShape:
        return given
    if any(all(one.hidden or one.between is not None for one in own.of(depth)) for depth in Depth):
        return given
    return own if own.topics else replace(own, topics=given.topics)


@lru_cache(maxsize=64)
def reader_of(topics: tuple[Topic, ...]) -> TopicReader:
    """Give what finds these topics in profiles, made once."""
    return TopicReader(topics)


def depth_in(round_no: int, rounds: int) -> Depth:
    """Say how personal a round is: the first third of an evening is easy, the last third personal. Rounds that were added are the last.

    >>> [depth_in(no, 4).value for no in (1, 2, 3, 4)]
    ['easy', 'easy', 'curious', 'personal']
    """
    return tuple(Depth)[min(max(round_no - 1, 0) * 3 // max(rounds, 3), 2)]


def icebreaker(known: Icebreakers, who: str, others: Sequence[str], round_no: int, rounds: int = 0, grounds: Sequence[Ground] = ()) -> FirstWords:
    """Give the first words for people who meet: the same for all of them, others from round to round.

    Parameters
    ----------
    who, others : their ids; who comes first makes no difference.
    rounds : how many rounds the evening has.
    grounds : the topics of each of them, in any order; none are given where nothing of them may be told.
    """
    depth = depth_in(round_no, rounds)
    group = zlib.crc32("\0".join(sorted((who, *others))).encode())
    shown = [one for one in known.of(depth) if not one.hidden]
    for relation, topics in sorted(common_ground(grounds).items(), key=lambda pair: tuple(Relation).index(pair[0])):
        if pool := [one for one in shown if one.between is relation]:
            return _filled(_one_of(pool, group, round_no), depth, known.topics[topics[(group >> 8) % len(topics)]].name)
    return _filled(_one_of([one for one in shown if one.between is None], group, round_no), depth)


def first_words_of(known: Icebreakers, depth: Depth, no: int, topics: Sequence[str] = ()) -> FirstWords:
    """Give one sentence after the other of a depth, to practise with; every other one names a field of work of one's own, if there is one."""
    shown = [one for one in known.of(depth) if not one.hidden]
    named = [one for one in shown if one.between is not None] if topics else []
    plain = [one for one in shown if one.between is None]
    turn, is_named = divmod(no, 2) if named else (no, 0)
    pool = named if is_named else plain
    return _filled(pool[turn % len(pool)], depth, topics[turn % len(topics)] if topics else "")


def _one_of(pool: Sequence[Icebreaker], group: int, round_no: int) -> Icebreaker:
    """Choose one of those that are for this round: each round has a part of the pool for itself."""
    parts = min(APART, len(pool))
    part = pool[round_no % parts :: parts]
    return part[group % len(part)]


def _filled(one: Icebreaker, depth: Depth, topic: str = "") -> FirstWords:
    return FirstWords(one.say.replace(GAP, topic), tuple(text.replace(GAP, topic) for text in one.then), depth)
