"""Short texts that many people wrote, each read once: which of them mean the same, and which answer which."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from keywho.benefit.likeness import Phrases, Reader

SAME = 0.5
"""So alike are two texts that a person would say: that is what I meant."""

SURELY_SAME = 0.6
"""So alike are two wishes that are counted as one: a little more, because the number is told."""

NAMES_WORK = 0.6
"""So near is a text to some occupation or field that it names work; "part time" and "my knees are done" are not."""

MOST_COMPARED = 64

PERHAPS = 0.35
"""So alike are two texts of which nobody should say that they have nothing to do with each other."""

MOST_ANSWERS = 40
ROWS_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Thing:
    """What somebody wrote: the text that is compared, and how it is said."""

    text: str
    said: str


@dataclass(frozen=True, slots=True)
class Things:
    """What people wrote: each text once, as it is said most, with the places of those who wrote it."""

    texts: tuple[str, ...]
    said: tuple[str, ...]
    people: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, written: Sequence[Sequence[Thing]]) -> "Things":
        """Collect what each person wrote; case and blanks make no difference."""
        said: dict[str, Counter[str]] = {}
        people: dict[str, dict[int, None]] = {}
        for place, things in enumerate(written):
            for thing in things:
                key = key_of(thing.text)
                said.setdefault(key, Counter())[thing.said] += 1
                people.setdefault(key, {})[place] = None
        return cls(tuple(said), tuple(map(_usual, said.values())), tuple(map(tuple, people.values())))

    def __len__(self) -> int:
        return len(self.texts)

    def pick(self, members: Sequence[int]) -> "Things":
        """Give some of them."""
        return Things(tuple(self.texts[no] for no in members), tuple(self.said[no] for no in members), tuple(self.people[no] for no in members))

    def who(self, members: Sequence[int]) -> tuple[int, ...]:
        """Give the places of all who wrote one of these, each once."""
        return tuple(sorted({place for member in members for place in self.people[member]}))

    def label(self, members: Sequence[int], reader: Reader) -> str:
        """Say it in the wording that is nearest to what all of them wrote; among equals the shortest."""
        if len(members) == 1:
            return self.said[members[0]]
        some = members[:MOST_COMPARED]
        phrases = reader.read([self.texts[no] for no in some])
        near = np.round(reader.alike(phrases, phrases) @ np.array([len(self.people[no]) for no in some], np.float32), 3)
        best = min(range(len(some)), key=lambda at: (-near[at], len(self.said[some[at]]), self.said[some[at]]))
        return self.said[some[best]]


def key_of(text: str) -> str:
    """Give a text as it is compared: without case and repeated blanks."""
    return " ".join(text.casefold().split())


def _usual(said: Counter[str]) -> str:
    """Give what was said most; among equals the shortest with the fewest capitals."""
    return min(said, key=lambda text: (-said[text], len(text), sum(map(str.isupper, text)), text))


@dataclass(frozen=True, slots=True)
class Answers:
    """Which of some held texts answer each sought one.

    Attributes
    ----------
    sure, perhaps : for each sought text the places of held texts that mean the same, and of those that could; the most alike, at most `MOST_ANSWERS`.
    asked : for each held text, whether any sought one is perhaps about it.
    """

    sure: tuple[tuple[int, ...], ...]
    perhaps: tuple[tuple[int, ...], ...]
    asked: tuple[bool, ...]


def answers(reader: Reader, sought: Phrases, held: Phrases) -> Answers:
    """Look for answers to each sought text among the held ones."""
    sure: list[tuple[int, ...]] = []
    perhaps: list[tuple[int, ...]] = []
    asked = np.zeros(len(held), bool)
    for start in range(0, len(sought), ROWS_AT_ONCE):
        block = range(start, min(start + ROWS_AT_ONCE, len(sought)))
        alike = reader.alike(sought.pick(block), held)
        asked |= (alike > PERHAPS).any(axis=0)
        for row in alike:
            best = _best(row)
            sure.append(tuple(best[row[best] > SAME].tolist()))
            perhaps.append(tuple(best.tolist()))
    return Answers(tuple(sure), tuple(perhaps), tuple(asked.tolist()))


def _best(row: NDArray[np.float32]) -> NDArray[np.int64]:
    """Give the places of the most alike, none of them below `PERHAPS`; among equals the first."""
    found = np.flatnonzero(row > PERHAPS)
    return found[np.argsort(-row[found], kind="stable")[:MOST_ANSWERS]]


def same_things(reader: Reader, things: Things) -> tuple[tuple[int, ...], ...]:
    """Group texts that mean the same, each around the one that most people wrote.

    In that order each text joins the group whose first text is most like it, or begins a group: the order of the list makes no difference.
    """
    order = sorted(range(len(things)), key=lambda no: (-len(things.people[no]), len(things.texts[no]), things.texts[no]))
    phrases = reader.read(things.texts)
    groups: list[list[int]] = []
    for start in range(0, len(order), ROWS_AT_ONCE):
        block = order[start : start + ROWS_AT_ONCE]
        rows = phrases.pick(block)
        to_groups = reader.alike(rows, phrases.pick([group[0] for group in groups]))
        within = reader.alike(rows, rows)
        begun: list[int] = []
        for at, member in enumerate(block):
            alike = np.concatenate([to_groups[at], within[at, begun]])
            best = int(np.argmax(alike)) if len(alike) else -1
            if best >= 0 and alike[best] > SURELY_SAME:
                groups[best].append(member)
            else:
                groups.append([member])
                begun.append(at)
    return tuple(tuple(group) for group in groups)


def names_work(reader: Reader, texts: Sequence[str]) -> list[bool]:
    """Say of each text whether it names work: an occupation, a field, or something that the organizer has words for."""
    meanings = reader.read(texts).meanings
    blocks = (meanings[start : start + ROWS_AT_ONCE] @ reader.vocabulary.concept_vectors.T for start in range(0, len(texts), ROWS_AT_ONCE))
    nearest = [best for block in blocks for best in block.max(axis=1, initial=0.0).tolist()]
    own = [key_of(name) for names in (*reader.own_words.employers, *reader.own_words.same) for name in names]
    return [best > NAMES_WORK or any(name in key_of(text) for name in own) for text, best in zip(texts, nearest, strict=True)]
