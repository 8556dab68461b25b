"""A first, simple benefit: the words of what one seeks, found in what another offers and is.

Each word counts by how rare it is in the list, and what a person says about themselves counts by where: an offer or a role is a promise,
a company only a hint. The best match of a direction is worth about 10 points. Two who seek the same thing do not help each other by that.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from keywho.core.benefit import Benefit
from keywho.core.people import Attendee

MOST_POINTS = 10.0
LEAST_POINTS = 0.5
MOST_ENTRIES = 30
ANYONE = 1.0
LONGEST_QUOTE = 60
WORTH_OF_PLACE = {"offers": 1.0, "role": 1.0, "company": 0.6}

_STOP_WORDS = frozenset(
    """a about all am an and any anybody anyone anything are as at be been but by can could do does for from get give had has have he help her his how i if
    in into is it its just know like look looking me meet more my need needs of on or other our out people person really seek seeking she so some somebody
    someone something that the their them there they this to up us want was we what when where which who whom will with work works would year years you your
    aber als am an auch auf aus bei bin das dem den der des die ein eine einem einen einer er es fur hat ich im in ist jemand mein mich mir mit nach oder sich sie
    sind suche und uns unser von wer wie wir zu zum zur al algo alguien busco como con de del el en es la las lo los mi mis o para por que se su un una y yo
    au aux avec ce cherche dans des du elle et il je le les leur ma mes mon ne nous ou par pas pour qui quelqu sa ses son sur une vous""".split()
)


def benefit_from_profiles(attendees: Sequence[Attendee]) -> Benefit:
    """Match what people seek with what others offer, are, or which company they are of.

    Entries are kept where something matched, at most the best 30 of each seeker; each has a reason in plain words.
    Meeting anybody new is worth 1 point. Where nobody wrote anything, everybody is worth the same to everybody.
    """
    found = _holders(attendees)
    rarity = _rarity(found, len(attendees))
    seeker: list[int] = []
    sought: list[int] = []
    points: list[float] = []
    reasons: dict[tuple[int, int], str] = {}
    for one, attendee in enumerate(attendees):
        wanted = {word: rarity[word] for word in _words(attendee.profile.seeks) if word in rarity}
        for other, worth in _best(wanted, found, one):
            seeker.append(one)
            sought.append(other)
            points.append(worth)
            reasons[one, other] = _reason(attendee, attendees[other], wanted)
    if not points:
        return Benefit.uniform(ANYONE)
    return Benefit(np.array(seeker, np.int32), np.array(sought, np.int32), np.array(points, np.float64), ANYONE, reasons)


def _holders(attendees: Iterable[Attendee]) -> Mapping[str, Mapping[int, float]]:
    """Give, for each word, the people who offer it or are it, and how much that place counts."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for no, attendee in enumerate(attendees):
        for place, worth in WORTH_OF_PLACE.items():
            for word in _words(getattr(attendee.profile, place)):
                found[word][no] = max(worth, found[word].get(no, 0.0))
    return found


def _rarity(holders: Mapping[str, Mapping[int, float]], count: int) -> Mapping[str, float]:
    """Give each word's weight: the fewer people hold it, the more; a word that everybody holds tells nobody apart but still counts a little."""
    return {word: math.log((count + 1) / len(people)) + 0.1 for word, people in holders.items()}


def _best(wanted: Mapping[str, float], holders: Mapping[str, Mapping[int, float]], seeker: int) -> Iterator[tuple[int, float]]:
    """Give the people who answer to the wanted words best, in the order of the list, with their points.

    A full answer to all of a long wish is rare, so that the share of the wish is taken with a square root.
    """
    total = sum(wanted.values())
    held: Counter[int] = Counter()
    for word, weight in wanted.items():
        for other, worth in holders[word].items():
            held[other] += weight * worth  # type: ignore[assignment]  # a Counter of floats
    held.pop(seeker, None)
    rated = ((other, round(MOST_POINTS * math.sqrt(weight / total), 2)) for other, weight in held.items())
    good = [one for one in rated if one[1] >= LEAST_POINTS]
    yield from sorted(sorted(good, key=lambda one: (-one[1], one[0]))[:MOST_ENTRIES])


def _reason(seeker: Attendee, other: Attendee, wanted: Mapping[str, float]) -> str:
    """Say in one sentence what answers to what: You look for “a hiring manager in energy”; Ben is “Energy hiring lead”."""
    profile = other.profile
    answers = (("offers", "offers", profile.offers), ("role", "is", profile.role), ("company", "is with", profile.company))
    _, verb, text = max(answers, key=lambda answer: sum(wanted.get(word, 0.0) for word in _words(answer[2])) * WORTH_OF_PLACE[answer[0]])
    return f"You look for “{_quote(seeker.profile.seeks)}”; {' '.join(other.name.split())} {verb} “{_quote(text)}”."


def _quote(text: str) -> str:
    """Give a text on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(",;.") + " ..."


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    """Give the words of a text that say something: without case, accents and plural, without small words; CJK text by pairs of signs."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    found = {_singular(word) for word in re.findall(r"[^\W_]+(?:[+#]+)?", bare) if word not in _STOP_WORDS and not _is_cjk(word)}
    pairs = {word[at : at + 2] for word in re.findall(r"[\u3040-\u30ff\u3400-\u9fff]+", bare) for at in range(max(1, len(word) - 1))}
    return frozenset((found - {""}) | pairs)


def _is_cjk(word: str) -> bool:
    return re.search(r"[\u3040-\u30ff\u3400-\u9fff]", word) is not None


def _singular(word: str) -> str:
    """Take a light plural off: companies -> company, nurses -> nurse, founders -> founder; glass and SAS stay."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
