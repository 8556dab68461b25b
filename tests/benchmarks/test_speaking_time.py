"""What the coach states of its estimate is what was measured; and what judges it is right itself."""

import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from coach.measured import LANGUAGES, series, texts
from coach.pitches import FRESH, HARD, Found, compared, figures
from coach.voices import VOICES, rates_of, seconds_in

from coach import judging
from keywho.coach.speaking import ERROR
from keywho.coach.speaking.estimate import WEIGHTS, WORDS_A_MINUTE


def test_the_stated_error_is_what_was_measured() -> None:
    measured = {tries: judging.stated(tries) for tries in judging.TRIES}
    assert {tries: (one.mean, one.nine_in_ten) for tries, one in ERROR.items()} == {
        tries: (round(one.ours, 3), round(one.nine_in_ten, 3)) for tries, one in measured.items()
    }


@pytest.mark.parametrize("tries", [1, 3])
def test_it_is_at_most_half_of_that_of_words_a_minute(tries: int) -> None:
    assert judging.stated(tries).ratio <= 0.5
    for language in LANGUAGES:
        assert judging.errors([one for one in judging.judged() if one.tries == tries and one.series.language == language]).ratio <= 0.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_weights_are_those_that_were_fitted(language: str) -> None:
    assert WEIGHTS[language] == judging.weights_of(language)
    assert WORDS_A_MINUTE[language] == judging.words_a_minute(language, frozenset({"pitch"}))


def test_no_text_is_fitted_and_judged_and_each_has_30_to_120_words() -> None:
    assert len({one.text for one in texts()}) == len(texts())
    assert all(30 <= one.written_words <= 120 for one in texts())


def test_every_voice_has_said_every_text() -> None:
    said = {(one.language, one.engine, one.voice, one.rate): one for one in series()}
    assert set(said) == {(voice.language, voice.engine, voice.voice, rate) for voice in VOICES for rate in rates_of(voice)}
    for one in said.values():
        assert set(one.seconds) == {text.key for text in texts() if text.language == one.language}
        assert min(one.seconds.values()) > 3


def test_a_synthesizer_is_judged_by_the_others_alone() -> None:
    changed = [replace(one, seconds=dict.fromkeys(one.seconds, 1.0)) if one.engine == "hibari" else one for one in series() if one.language == "en"]
    others = [one for one in series() if one.language == "en" and one.engine != "hibari"]
    assert judging.fitted("en", [one for one in changed if one.engine != "hibari"]).tolist() == judging.fitted("en", others).tolist()
    assert judging.fitted("en", changed).tolist() != judging.fitted("en", others).tolist()


def test_an_estimate_that_is_right_but_for_the_pace_is_right_after_one_try() -> None:
    seconds = np.linspace(10, 40, 12)
    assert np.nanmax(judging._off(seconds * 0.7, seconds, 1)) == pytest.approx(0)
    assert judging._off(seconds * 0.7, seconds, 0).mean() == pytest.approx(0.3)
    once = judging._off(seconds, seconds, 3)
    assert np.isnan(once).sum(axis=1).tolist() == [3] * 12


def test_silence_before_and_behind_does_not_count(tmp_path: Path) -> None:
    hertz = 16_000
    tone = (8_000 * np.sin(np.arange(hertz) * 0.2)).astype(np.int16)
    quiet = np.zeros(hertz // 2, np.int16)
    file = tmp_path / "tone.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, hertz, 0, "NONE", ""))
        sound.writeframes(np.concatenate([quiet, tone, quiet, tone, quiet]).tobytes())
    assert seconds_in(file) == pytest.approx(2.5, abs=0.03)


def test_precision_and_recall_are_counted_as_they_are_defined() -> None:
    found = [
        Found("a", "en", "jargon", "", is_fault, is_right) for is_fault, is_right in ((False, True), (False, False), (True, True), (True, False), (True, False))
    ]
    counted = figures(tuple(found))
    assert (counted.precision, counted.recall) == (0.5, pytest.approx(1 / 3))


def test_pitches_that_nobody_has_seen_are_read_well_enough() -> None:
    counted = figures(compared(FRESH))
    assert counted.faults >= 30
    assert counted.precision >= 0.8
    assert counted.recall >= 0.85
    hard = figures(compared(HARD))
    assert hard.faults == 20
    assert hard.precision >= 0.6
    assert hard.recall >= 0.8
