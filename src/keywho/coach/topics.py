"""Topics that a first sentence or a question may name: fields of work from a closed list, found in what people wrote.

A word of a profile is never put into a sentence as it stands: it may not read well, and may tell more than its writer meant to a stranger. What is said is the name of a field from the list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import msgspec

from keywho.coach.touchy import touches
from keywho.core.people import Profile

MOST_WORDS = 4
SHORTEST_BEGINNING = 4
_WORD = re.compile(r"\w[\w+#'’-]*", re.UNICODE)
_PIECES = re.compile(r"[,;.:!?()\n]|\s[-–—]\s|(?<!anything)(?<!everything)(?<!all)\s(?:but|aber|pero|sondern|sino)\s", re.IGNORECASE)
_UNWANTED = re.compile(
    r"\b(?:not|no|never|none|nothing|without|except|anything but|out of|away from|leaving|left|leave|quit|tired|enough of|instead of|don['’]?t|doesn['’]?t|isn['’]?t"
    r"|nicht|kein\w*|nie|ohne|außer|ausser|raus aus|weg von|genug von|statt|nada|nunca|sin|excepto|menos|salir de|dejar|dejé|dejo|fuera de|en vez de)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r"\b(?:for|für|para) (?:my|your|his|her|their|our|mein\w*|dein\w*|ihr\w*|sein\w*|unser\w*|mi|mis|su|sus|tu)\b", re.IGNORECASE)


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of work: how it is said in a sentence, without an article, and by which words it is known. A word that ends in `*` may go on: "logisti*"."""

    name: str
    words: tuple[str, ...]


class Relation(StrEnum):
    """What those who meet have to do with a topic."""

    ONE_SEEKS = "one-seeks"
    BOTH_KNOW = "both-know"
    BOTH_SEEK = "both-seek"


@dataclass(frozen=True, slots=True)
class Ground:
    """Topics of one person, by their places in the list: what they know, and what they seek."""

    knows: frozenset[int] = frozenset()
    seeks: frozenset[int] = frozenset()

    @property
    def all(self) -> frozenset[int]:
        """All topics that they named."""
        return self.knows | self.seeks


@dataclass(frozen=True)
class TopicReader:
    """Finds the topics of a list in what people wrote."""

    topics: tuple[Topic, ...]

    @cached_property
    def _whole(self) -> dict[str, int]:
        return {_plain(word): no for no, topic in enumerate(self.topics) for word in topic.words if not word.endswith("*")}

    @cached_property
    def _beginnings(self) -> dict[str, int]:
        return {_plain(word[:-1]): no for no, topic in enumerate(self.topics) for word in topic.words if word.endswith("*")}

    def ground_of(self, profile: Profile) -> Ground:
        """Read a profile: the role, the field and what is offered are known; the wish is sought. What is not wanted, or is for others, is left out."""
        return Ground(self.named_in(profile.role, profile.industry, profile.offers), self.named_in(profile.seeks))

    def named_in(self, *texts: str) -> frozenset[int]:
        """Give the topics that texts name, by their places in the list."""
        found: set[int] = set()
        for piece in (piece for text in texts for piece in _PIECES.split(text)):
            named = set(self._in_piece(piece))
            if named and _may_be_told(piece):
                found |= named
        return frozenset(found)

    def _in_piece(self, piece: str) -> Iterator[int]:
        """Find topics from left to right; the longest name wins: "software testing" is not software."""
        words = [_plain(word) for word in _WORD.findall(piece)]
        at = 0
        while at < len(words):
            size = next((size for size in range(MOST_WORDS, 0, -1) if " ".join(words[at : at + size]) in self._whole and at + size <= len(words)), 0)
            if size:
                yield self._whole[" ".join(words[at : at + size])]
            elif (begun := self._begun(words[at])) is not None:
                yield begun
            at += max(size, 1)

    def _begun(self, word: str) -> int | None:
        return next((self._beginnings[word[:size]] for size in range(len(word), SHORTEST_BEGINNING - 1, -1) if word[:size] in self._beginnings), None)


def common_ground(grounds: Sequence[Ground]) -> dict[Relation, tuple[int, ...]]:
    """Give the topics that all who meet know or seek, by what they have to do with them."""
    found: dict[Relation, list[int]] = {}
    for topic in sorted(frozenset.intersection(*(ground.all for ground in grounds))) if grounds else ():
        know = sum(topic in ground.knows for ground in grounds)
        relation = Relation.BOTH_KNOW if know == len(grounds) else Relation.ONE_SEEKS if know else Relation.BOTH_SEEK
        found.setdefault(relation, []).append(topic)
    return {relation: tuple(topics) for relation, topics in found.items()}


def _may_be_told(piece: str) -> bool:
    return not _UNWANTED.search(piece) and not _OF_OTHERS.search(piece) and not touches(piece)


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())
