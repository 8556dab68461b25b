"""How long a text takes to say, from its syllables, letters and stops, at a usual pace or at somebody's own.

The weights come from texts that speech synthesizers spoke, and the error from other texts and other voices (docs/benchmarks/coach.md). The absolute pace is that of
people who want to be understood: a pitch in English has 140 words a minute (as lectures have: Tauroza and Allison 1990, "Speech rates in British English", Applied
Linguistics 11); the other languages are as quick in syllables, against English, as people are (Pellegrino, Coupé and Marsico 2011, Language 87).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keywho.coach.speaking.aloud import Said, Stop, aloud
from keywho.coach.speaking.pace import USUAL, Pace
from keywho.coach.speaking.syllables import letters, syllables


@dataclass(frozen=True, slots=True)
class Weights:
    """Seconds at a usual pace for each syllable, letter and word, and for the stops."""

    syllable: float
    letter: float
    word: float
    clause: float
    sentence: float


@dataclass(frozen=True, slots=True)
class Error:
    """How far an estimate is from what a voice takes, as a share of it: on average, and in nine of ten cases at most."""

    mean: float
    nine_in_ten: float


ERROR = {0: Error(0.153, 0.297), 1: Error(0.046, 0.096), 3: Error(0.037, 0.079)}
"""The error by the number of tries that the pace comes from, as benchmarks/coach measured it on texts and voices that no weight was fitted to."""

WEIGHTS = {
    "en": Weights(syllable=0.0381, letter=0.0699, word=0.0236, clause=0.3008, sentence=0.7831),
    "es": Weights(syllable=0.0, letter=0.0878, word=0.0097, clause=0.4407, sentence=0.7119),
    "de": Weights(syllable=0.0001, letter=0.0712, word=0.153, clause=0.2347, sentence=0.3839),
}
"""The weights of each language; others are spoken with those of English."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """How long a text takes: `seconds`, and from `low_s` to `high_s` in nine of ten cases."""

    seconds: float
    low_s: float
    high_s: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text as it is spoken.

    Attributes
    ----------
    words, syllables, letters : as they are said: "2019" is two words.
    pauses : stops within the text.
    sentences : with the last, whether it has a full stop or none.
    seconds : how long it takes at a usual pace.
    """

    words: int
    syllables: int
    letters: int
    sentences: int
    pauses: int
    seconds: float

    @property
    def syllables_a_second(self) -> float:
        """How many syllables are said in a second at the usual pace, with the stops; 0 of nothing."""
        return self.syllables / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Moment:
    """When a stretch of a text is said, in seconds from the beginning, and where it stands."""

    start: int
    end: int
    from_s: float
    to_s: float


def spoken(text: str, language: str) -> Spoken:
    """Count what is said, and how long it takes at a usual pace.

    >>> said = spoken("Hello, I am Ada. I build bridges.", "en")
    >>> said.words, said.syllables, said.sentences, said.pauses
    (7, 10, 2, 2)
    """
    every = aloud(text, language)
    stretches = [said for said in every if said.words]
    words = [word for said in stretches for word in said.words]
    pauses = sum(said.stop > Stop.NONE for said in stretches[:-1])
    sentences = sum(said.stop >= Stop.SENTENCE for said in stretches[:-1]) + bool(stretches)
    last = tuple(_moments(every, language, USUAL))
    return Spoken(
        len(words),
        sum(syllables(word, language) for word in words),
        sum(letters(word) for word in words),
        sentences,
        pauses,
        last[-1].to_s if last else 0.0,
    )


def seconds_of(text: str, language: str, pace: Pace = USUAL) -> Estimate:
    """Estimate how long a text takes at somebody's pace, and how sure that is."""
    seconds = spoken(text, language).seconds * pace.factor
    error = error_of(pace).nine_in_ten
    return Estimate(seconds, seconds * (1 - error), seconds * (1 + error))


def error_of(pace: Pace) -> Error:
    """Give the error of an estimate at a pace that comes from so many tries."""
    return ERROR[max(tries for tries in ERROR if tries <= pace.tries)]


def moments(text: str, language: str, pace: Pace = USUAL) -> tuple[Moment, ...]:
    """Say when each stretch of a text is said; the stops lie between them, and none is behind the last."""
    return tuple(_moments(aloud(text, language), language, pace))


def _moments(every: Sequence[Said], language: str, pace: Pace) -> Iterator[Moment]:
    weights = WEIGHTS.get(language, WEIGHTS["en"])
    stops = {Stop.NONE: 0.0, Stop.CLAUSE: weights.clause, Stop.SENTENCE: weights.sentence, Stop.PARAGRAPH: weights.sentence}
    now = waited = 0.0
    for said in every:
        if said.words:
            begins, now = now + waited, now + waited + _speech(said, language, weights) * pace.factor
            yield Moment(said.start, said.end, begins, now)
            waited = 0.0
        waited = max(waited, stops[said.stop] * pace.factor)


def _speech(said: Said, language: str, weights: Weights) -> float:
    return sum(weights.word + weights.syllable * syllables(word, language) + weights.letter * letters(word) for word in said.words)


def cut_at(text: str, language: str, seconds: float, pace: Pace = USUAL) -> int:
    """Say where in a text the time is over: the index of the first word that is not said to its end by then; the text's length if all is said."""
    return next((moment.start for moment in moments(text, language, pace) if moment.to_s > seconds), len(text))


def words_for(seconds: float, language: str) -> int:
    """Say about how many written words fit into some seconds at a usual pace.

    >>> 62 <= words_for(30, "en") <= 75
    True
    """
    return round(seconds * WORDS_A_MINUTE.get(language, WORDS_A_MINUTE["en"]) / 60)


WORDS_A_MINUTE = {"en": 139, "es": 126, "de": 103}
"""How many written words of a usual pitch are said in a minute at the usual pace."""
