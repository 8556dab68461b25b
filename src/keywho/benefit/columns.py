"""A first, simple benefit: the words of what one seeks, found in what another offers and is.

Each word counts by how rare it is in the list, and what a person says about themselves counts by where: an offer or a role is a promise,
a company only a hint. The best match of a direction is worth about 10 points. Two who seek the same thing do not help each other by that.
Weak words ("introductions", "hiring", "manager") say little alone: they add to a match, but never make one.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from keywho.core.benefit import Benefit
from keywho.core.people import Attendee, Profile

MOST_POINTS = 10.0
LEAST_POINTS = 0.5
MOST_ENTRIES = 30
ANYONE = 1.0
LONGEST_QUOTE = 60
SEEKERS_AT_ONCE = 256
WORTH_OF_PLACE = {"offers": 1.0, "role": 1.0, "company": 0.6}

_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a about all am an and any anybody anyone anything are as at be been but by can could do does for from get give had has have he help her his how i if
    in into is it its just know like look looking me meet more my need needs of on or other our out people person really seek seeking she so some somebody
    someone something that the their them there they this to up us want was we what when where which who whom will with work works would year years you your
    aber als am an auch auf aus bei bin das dem den der des die ein eine einem einen einer er es fur hat ich im in ist jemand mein mich mir mit nach oder sich sie
    sind suche und uns unser von wer wie wir zu zum zur al algo alguien busco como con de del el en es la las lo los mi mis o para por que se su un una y yo
    au aux avec ce cherche dans des du elle et il je le les leur ma mes mon ne nous ou par pas pour qui quelqu sa ses son sur une vous""",
    )
)

_WEAK_WORDS_AS_WRITTEN = """introduction intro introduce introducing contact connection connect network networking meeting meetup talk chat call referral
    account management planner planning
    job role position career work working worker workplace employment employer employee opportunity opening vacancy offer candidate applicant application apply
    hire hires hiring hired hirer recruit recruits recruiting recruiter recruitment recruited staffing
    manager lead leader leading head director chief officer executive senior junior principal assistant associate intern engineer specialist expert professional
    coordinator colleague partner owner member boss staff
    service company firm business organisation organization team group club department industry sector field area world local part full time
    first step start starting started next path way into move moving switch switching change changing one two three four five six seven eight nine ten twelve
    twenty year month week day hour
    people person somebody someone anyone anybody everyone everybody friend newcomer beginner
    help helping helpful advice advise tip support guidance guide feedback review practice practise experience experienced skill knowledge knowing background idea
    question answer insight story learn learning find finding know use using make making need try trying share sharing show give
    new good great best better well nice real right small big large young old different many few lot thing stuff kind general general level project
    open interested interest happy love enjoy possible available currently recent recently every day
    stelle stellen arbeit beruf leiter leiterin leitung ingenieur ingenieurin einstieg kontakt kontakte firma firmen unternehmen erfahrung hilfe rat
    jahr jahre neu neue neuen neuer gut gute mitarbeiter kollege kollegen bereich branche fachkraft einstellen einstellt dienst leute menschen
    trabajo empleo puesto director directora jefe jefa ingeniero ingeniera contacto contactos empresa empresas experiencia ayuda consejo consejos ano anos nuevo
    nueva bueno buena equipo gente personas sector servicio servicios contratar contrata primer paso
    emploi poste travail directeur directrice responsable ingenieur ingenieure entreprise entreprises experience aide conseil conseils annee annees nouveau
    nouvelle bon bonne equipe gens personne personnes secteur recrute recruter recruteur recruteuse embauche embaucher premier pas"""


def benefit_from_profiles(attendees: Sequence[Attendee]) -> Benefit:
    """Match what people seek with what others offer, are, or which company they are of.

    Entries are kept where something matched that is more than a weak word, at most the best 30 of each seeker; each has a reason in plain words.
    Meeting anybody new is worth 1 point. Where nothing matches, everybody is worth the same to everybody.
    """
    place_of: dict[str, int] = {}
    wanted = _by_word([dict.fromkeys(_words(attendee.profile.seeks), 1.0) for attendee in attendees], place_of)
    held = _by_word([_held(attendee.profile) for attendee in attendees], place_of)
    if not wanted.nnz or not held.nnz:
        return Benefit.uniform(ANYONE)
    wanted.resize((len(attendees), len(place_of)))
    # rare words tell people apart; a word that nobody holds is as rare as can be, so that a wish that is half answered counts as half
    weight = np.log((len(attendees) + 1) / np.maximum(1, np.bincount(held.indices, minlength=len(place_of)))) + 0.1
    wanted = wanted.multiply(weight).tocsr()
    total = np.asarray(wanted.sum(axis=1)).ravel()
    telling = wanted.multiply(np.array([word not in _weak_words() for word in place_of], dtype=float)).tocsr()
    telling.eliminate_zeros()
    blocks = [slice(start, start + SEEKERS_AT_ONCE) for start in range(0, len(attendees), SEEKERS_AT_ONCE)]
    found = [_best(wanted[block] @ held.T, telling[block] @ held.T, total, block.start) for block in blocks]
    seeker, sought, points = (np.concatenate(parts) for parts in zip(*found, strict=True))
    if not len(points):
        return Benefit.uniform(ANYONE)
    return Benefit(
        seeker.astype(np.int32), sought.astype(np.int32), points, ANYONE, Reasons(attendees, seeker, sought, dict(zip(place_of, weight, strict=True)))
    )


def _held(profile: Profile) -> dict[str, float]:
    """Give the words that a person offers or is, each with what its place counts."""
    found: dict[str, float] = {}
    for place, worth in WORTH_OF_PLACE.items():
        for word in _words(getattr(profile, place)):
            found[word] = max(worth, found.get(word, 0.0))
    return found


def _by_word(worths: Sequence[Mapping[str, float]], place_of: dict[str, int]) -> sparse.csr_array:
    """Write the words of each person as a sparse row; new words get the next column in `place_of`."""
    columns = [place_of.setdefault(word, len(place_of)) for words in worths for word in sorted(words)]
    values = [words[word] for words in worths for word in sorted(words)]
    starts = np.cumsum([0, *(len(words) for words in worths)])
    return sparse.csr_array((values, columns, starts), shape=(len(worths), len(place_of)))


def _best(
    answered: sparse.csr_array, telling: sparse.csr_array, total: NDArray[np.float64], start: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Give the best entries of some seekers, the first of whom is `start`, from the weight of the answered words; `telling` is that of the words not weak.

    A full answer to a long wish is rare, so the share answered counts with its square root. Among equals those next in the list come first,
    so that a thousand people who seek the same do not all get the same thirty.
    """
    share = answered.toarray()
    share[telling.toarray() == 0.0] = 0.0
    rows, count = share.shape
    seekers = np.arange(start, start + rows)
    share /= np.maximum(total[seekers], 1e-9)[:, None]
    share[np.arange(rows), seekers] = 0.0
    points = np.round(MOST_POINTS * np.sqrt(share), 2)
    points[points < LEAST_POINTS] = 0.0
    behind = (np.arange(count)[None, :] - seekers[:, None]) % count
    most = min(MOST_ENTRIES, count)
    best = np.sort(np.argpartition(behind / (1000.0 * count) - points, most - 1, axis=1)[:, :most], axis=1)
    at, place = np.nonzero(np.take_along_axis(points, best, axis=1))
    sought = best[at, place]
    return seekers[at], sought, points[at, sought]


class Reasons(Mapping[tuple[int, int], str]):
    """Why each entry is useful, put into words when it is asked for: You look for “a hiring manager in energy”; Ben is “Energy hiring lead”."""

    def __init__(self, attendees: Sequence[Attendee], seeker: NDArray[np.int64], sought: NDArray[np.int64], weights: Mapping[str, float]) -> None:
        self._attendees = tuple(attendees)
        self._weights = weights
        self._pairs = dict.fromkeys(zip(seeker.tolist(), sought.tolist(), strict=True))

    def __getitem__(self, pair: tuple[int, int]) -> str:
        if pair not in self._pairs:
            raise KeyError(pair)
        seeker, other = (self._attendees[place] for place in pair)
        wanted = _words(seeker.profile.seeks)
        answers = (("offers", "offers", other.profile.offers), ("role", "is", other.profile.role), ("company", "is with", other.profile.company))

        def worth(answer: tuple[str, str, str]) -> tuple[bool, float]:
            found = wanted & _words(answer[2])
            return bool(found - _weak_words()), WORTH_OF_PLACE[answer[0]] * sum(self._weights[word] for word in found)

        _, verb, text = max(answers, key=worth)
        return f"You look for “{_quote(seeker.profile.seeks)}”; {' '.join(other.name.split())} {verb} “{_quote(text)}”."

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)


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
    return frozenset({word for word in found if len(word) > 1 and not word.isdigit()} | pairs)


@lru_cache(maxsize=1)
def _weak_words() -> frozenset[str]:
    return _words(_WEAK_WORDS_AS_WRITTEN)


def _is_cjk(word: str) -> bool:
    return re.search(r"[\u3040-\u30ff\u3400-\u9fff]", word) is not None


def _singular(word: str) -> str:
    """Take a light plural off: companies -> company, nurses -> nurse, founders -> founder; glass and SAS stay."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
