"""Weights from some synthesizers, and errors by another.

Each synthesizer is judged by weights that were fitted to the **others**, on **other texts**: neither the voice nor the text has been seen. The weights that the coach uses are
fitted to all synthesizers, on the texts of the part "fit".

Words-per-minute is calibrated in the same way as the coach's estimate: by one try, or by the median of three, on other texts than the one that is judged; uncalibrated,
both speak at the usual pace.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from coach.measured import LANGUAGES, OTHER_HAND, Series, SpokenText, series, texts
from numpy.typing import NDArray
from scipy.optimize import nnls

from keywho.coach.speaking import Stop, aloud, syllables
from keywho.coach.speaking.estimate import Weights
from keywho.coach.speaking.syllables import letters

TRIES = (0, 1, 3)
APART = 7
"""The texts of several tries stand this far apart in the list."""

USUAL_WORDS_A_MINUTE = 140
"""The usual pace of pitches in English: of those who want to be understood (lectures; Tauroza and Allison 1990, "Speech rates in British English", Applied Linguistics 11)."""

SYLLABLE_RATES = {"en": 6.19, "de": 5.97, "es": 7.82}
"""Syllables a second of people who read the same texts (Pellegrino, Coupé and Marsico 2011, "Across-language perspective on speech information rate", Language 87)."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """One text, said by one voice at one rate, with so many tries before: how far both estimates are off, as a share."""

    series: Series
    text: SpokenText
    tries: int
    ours: float
    by_words: float


@cache
def counted(text: SpokenText) -> tuple[int, ...]:
    """Count what weights are for: syllables, letters, words, stops within a sentence, and between sentences."""
    said = [one for one in aloud(text.text, text.language)]
    words = [word for one in said for word in one.words]
    stops, waited = [], Stop.NONE
    for one in said:
        if one.words:
            stops.append(waited)
            waited = Stop.NONE
        waited = max(waited, one.stop)
    inner = stops[1:]
    return (
        sum(syllables(word, text.language) for word in words),
        sum(letters(word) for word in words),
        len(words),
        sum(stop == Stop.CLAUSE for stop in inner),
        sum(stop >= Stop.SENTENCE for stop in inner),
    )


def of_part(language: str, part: str) -> list[SpokenText]:
    """Give the texts of a part."""
    return [one for one in texts() if one.language == language and one.part == part]


def fitted(language: str, measured: Sequence[Series]) -> Numbers:
    """Fit weights, none below zero, to the mean of some synthesizers, each counted once and at its own pace; scaled to the usual pace."""
    known = of_part(language, "fit")
    counts = np.array([counted(one) for one in known], float)
    engines = sorted({one.engine for one in measured})
    target = np.mean([np.mean([_in_order(one, known, own_pace=True) for one in measured if one.engine == engine], axis=0) for engine in engines], axis=0)
    weights, _ = nnls(counts / target[:, None], np.ones(len(known)))
    return np.asarray(weights * _to_usual_pace(language, weights), float)


def _in_order(one: Series, known: Sequence[SpokenText], *, own_pace: bool = False) -> Numbers:
    seconds = np.array([one.seconds[text.key] for text in known])
    return seconds / seconds.mean() if own_pace else seconds


def _to_usual_pace(language: str, weights: Numbers) -> float:
    """English is scaled by its words a minute; other languages so that their syllables are as quick, against English, as people's are."""
    counts = np.array([counted(one) for one in of_part(language, "fit")], float)
    seconds_a_syllable = (counts @ weights).sum() / counts[:, 0].sum()
    english = [one for one in of_part("en", "fit") if one.kind == "pitch"]
    usual = sum(one.written_words for one in english) / USUAL_WORDS_A_MINUTE * 60 / sum(counted(one)[0] for one in english)
    return float(usual * SYLLABLE_RATES["en"] / SYLLABLE_RATES[language] / seconds_a_syllable)


def weights_of(language: str) -> Weights:
    """Give the weights that the coach uses."""
    syllable, letter, word, clause, sentence = (round(float(one), 4) for one in fitted(language, [one for one in series() if one.language == language]))
    return Weights(syllable, letter, word, clause, sentence)


def words_a_minute(language: str, kinds: frozenset[str] = frozenset()) -> int:
    """Say how many written words are said in a minute at the usual pace, in texts of some kinds, or in all that weights are fitted to."""
    known = [one for one in of_part(language, "fit") if not kinds or one.kind in kinds]
    seconds = np.array([counted(one) for one in known], float) @ fitted(language, [one for one in series() if one.language == language])
    return round(sum(one.written_words for one in known) / float(seconds.sum()) * 60)


@cache
def judged() -> tuple[Judged, ...]:
    """Judge each synthesizer by the others."""
    return tuple(_judged())


def _judged() -> Iterator[Judged]:
    for language in LANGUAGES:
        measured = [one for one in series() if one.language == language]
        known = of_part(language, "judge")
        counts = np.array([counted(one) for one in known], float)
        plain = np.array([one.written_words for one in known], float) * 60 / words_a_minute(language)
        for engine in sorted({one.engine for one in measured}):
            ours = counts @ fitted(language, [one for one in measured if one.engine != engine])
            for one in (each for each in measured if each.engine == engine):
                yield from _of_series(one, known, ours, plain)


def _of_series(one: Series, known: Sequence[SpokenText], ours: Numbers, plain: Numbers) -> Iterator[Judged]:
    seconds = _in_order(one, known)
    for tries in TRIES:
        for no, text in enumerate(known):
            for first in range(len(known)) if tries else (0,):
                before = [(first + APART * more) % len(known) for more in range(tries)]
                if no not in before:
                    off = [_off(estimate, seconds, no, before) for estimate in (ours, plain)]
                    yield Judged(one, text, tries, off[0], off[1])


def _off(estimate: Numbers, seconds: Numbers, no: int, before: Sequence[int]) -> float:
    factor = float(np.exp(np.median(np.log(seconds[before] / estimate[before])))) if before else 1.0
    return abs(float(estimate[no]) * factor / float(seconds[no]) - 1)


@dataclass(frozen=True, slots=True)
class Errors:
    """Mean errors of both, and what nine of ten of ours do not pass."""

    ours: float
    by_words: float
    nine_in_ten: float
    count: int

    @property
    def ratio(self) -> float:
        """Ours against that of words-per-minute; the target is a half."""
        return self.ours / self.by_words


def errors(wanted: Callable[[Judged], bool]) -> Errors:
    """Give the mean errors of some judgements: each synthesizer of a language counts the same, however many voices it has."""
    chosen = [one for one in judged() if wanted(one)]
    groups: dict[tuple[str, str], list[Judged]] = {}
    for one in chosen:
        groups.setdefault((one.series.language, one.series.engine), []).append(one)
    ours = np.mean([np.mean([one.ours for one in group]) for group in groups.values()])
    plain = np.mean([np.mean([one.by_words for one in group]) for group in groups.values()])
    return Errors(float(ours), float(plain), float(np.quantile([one.ours for one in chosen], 0.9)), len(chosen))


def stated(tries: int) -> Errors:
    """Give the errors that the coach states, over all languages, voices, rates and judged texts."""
    return errors(lambda one: one.tries == tries)


def is_by_other_hand(one: Judged) -> bool:
    """Say whether a text was written by another hand than the texts that weights are fitted to."""
    return one.text.kind == OTHER_HAND
