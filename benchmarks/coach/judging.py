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
from numpy.typing import NDArray
from scipy.optimize import nnls

from coach.measured import LANGUAGES, Series, SpokenText, series, texts
from keywho.coach.speaking import Stop, aloud, syllables
from keywho.coach.speaking.estimate import Weights
from keywho.coach.speaking.syllables import letters

TRIES = (0, 1, 3)
APART = 7
"""The texts of several tries stand this far apart in the list."""

USUAL_WORDS_A_MINUTE = 140
"""The usual pace of pitches in English: of those who want to be understood (lectures; Tauroza and Allison 1990, "Speech rates in British English", Applied Linguistics 11)."""

SLOWEST, FASTEST = 100, 185
"""From moderately slow to moderately fast lectures, in words a minute (the same): so far apart may people be. Voices out of this range are left out where nothing is calibrated:
how quick a synthesizer was made to talk says nothing about people."""

SYLLABLE_RATES = {"en": 6.19, "de": 5.97, "es": 7.82}
"""Syllables a second of people who read the same texts (Pellegrino, Coupé and Marsico 2011, "Across-language perspective on speech information rate", Language 87)."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """What one voice at one rate says of both estimates, with so many tries before: how far they are off, as a share, for each text and each choice of tries; NaN where a text is one of its tries."""

    series: Series
    tries: int
    texts: tuple[SpokenText, ...]
    ours: Numbers
    by_words: Numbers


@cache
def counted(text: SpokenText) -> tuple[int, ...]:
    """Count what weights are for: syllables, letters, words, stops within a sentence, and between sentences."""
    said = list(aloud(text.text, text.language))
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
def judged(kind: str = "") -> tuple[Judged, ...]:
    """Judge each synthesizer by the others; by texts of one kind alone, if it is named: they are each other's tries, too."""
    return tuple(_judged(kind))


def _judged(kind: str) -> Iterator[Judged]:
    for language in LANGUAGES:
        measured = [one for one in series() if one.language == language]
        known = [one for one in of_part(language, "judge") if not kind or one.kind == kind]
        if len(known) <= max(TRIES) * 2:
            continue
        counts = np.array([counted(one) for one in known], float)
        plain = np.array([one.written_words for one in known], float) * 60 / words_a_minute(language)
        for engine in sorted({one.engine for one in measured}):
            ours = counts @ fitted(language, [one for one in measured if one.engine != engine])
            for one in (each for each in measured if each.engine == engine):
                seconds = _in_order(one, known)
                for tries in TRIES:
                    yield Judged(one, tries, tuple(known), _off(ours, seconds, tries), _off(plain, seconds, tries))


def _off(estimate: Numbers, seconds: Numbers, tries: int) -> Numbers:
    """Say how far an estimate is off: a row for each choice of tries, a column for each text."""
    count = len(seconds)
    if not tries:
        return np.abs(estimate / seconds - 1)[None, :]
    before = (np.arange(count)[:, None] + APART * np.arange(tries)) % count
    factors = np.exp(np.median(np.log(seconds / estimate)[before], axis=1))
    off = np.abs(factors[:, None] * estimate / seconds - 1)
    off[np.arange(count)[:, None], before] = np.nan
    return np.asarray(off, float)


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


def errors(chosen: Sequence[Judged], is_wanted: Callable[[SpokenText], bool] = lambda text: True) -> Errors:
    """Give the mean errors of some judgements, of some texts: each synthesizer of a language counts the same, however many voices it has."""
    groups: dict[tuple[str, str], list[tuple[Numbers, Numbers]]] = {}
    for one in chosen:
        wanted = np.array([is_wanted(text) for text in one.texts])
        ours, plain = one.ours[:, wanted], one.by_words[:, wanted]
        groups.setdefault((one.series.language, one.series.engine), []).append((ours[~np.isnan(ours)], plain[~np.isnan(plain)]))
    every = np.concatenate([ours for group in groups.values() for ours, _ in group])
    means = np.array([[np.concatenate([pair[side] for pair in group]).mean() for group in groups.values()] for side in (0, 1)]).mean(axis=1)
    return Errors(float(means[0]), float(means[1]), float(np.quantile(every, 0.9)), len(every))


def stated(tries: int) -> Errors:
    """Give the errors that the coach states, over all languages, voices, rates and judged texts; without a try over the voices that are as quick as people are."""
    return errors([one for one in judged() if one.tries == tries and (tries > 0 or is_as_people_are(one.series))])


@cache
def _usual_seconds(language: str) -> float:
    weights = fitted(language, [one for one in series() if one.language == language])
    return float((np.array([counted(one) for one in of_part(language, "fit")], float) @ weights).sum())


def pace_of(one: Series) -> float:
    """Say how quick a voice is, as words a minute of a pitch in English: 140 is the usual pace."""
    return USUAL_WORDS_A_MINUTE * _usual_seconds(one.language) / sum(one.seconds[text.key] for text in of_part(one.language, "fit"))


def is_as_people_are(one: Series) -> bool:
    """Say whether a voice is no slower and no quicker than people who speak to others."""
    return SLOWEST <= pace_of(one) <= FASTEST
