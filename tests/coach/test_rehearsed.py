"""What is said about a rehearsal: what is so, one thing to try, and no praise that is not earned."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from keywho.coach.notebook import Try, Way
from keywho.coach.pitch.answers import Cut
from keywho.coach.rehearsal import Tap, progress, rehearsed, where_over
from keywho.coach.speaking import spoken

NOW = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
TEXT = "Hello, I am Nora. I kept a ward of thirty beds running through two winters. I am looking for the head nurse of a children's hospital. Whom should I talk to?"
SAID_S = spoken(TEXT, "en").seconds
"""How long the text takes at a usual pace."""


def recorded(seconds: float, cut: Cut = Cut.TEN, pauses: int = 2, longest: float = 0.9) -> Try:
    """A try that was recorded."""
    return Try(NOW, Way.RECORDED, cut, seconds, SAID_S, seconds - pauses * longest, pauses, longest)


def said(one: Try, text: str = TEXT, language: str = "en", taps: tuple[Tap, ...] = ()) -> str:
    """All that is said about it."""
    return " ".join(remark.text for remark in rehearsed(one, text, language, taps).remarks)


@pytest.mark.parametrize(
    ("seconds", "kind", "words"),
    [
        (33.0, "good", "33 seconds: that fits into 30."),
        (27.0, "good", "27 seconds: that fits into 30."),
        (33.2, "note", "33 seconds, 3 too many."),
        (48.0, "note", "48 seconds, 18 too many."),
        (24.0, "good", "24 seconds of 30: that leaves a breath"),
        (20.9, "note", "21 seconds of 30. There is room"),
        (3.0, "note", "3 seconds of 30. There is room"),
    ],
    ids=["a-tenth-over", "a-tenth-under", "over", "far-over", "short", "too-short", "hardly-begun"],
)
def test_the_length_against_the_cut(seconds: float, kind: str, words: str):
    first = rehearsed(Try(NOW, Way.CLOCK, Cut.THIRTY, seconds), "", "en").remarks[0]
    assert first.kind == kind
    assert first.text.startswith(words)


def test_a_text_that_is_long_enough_needs_nothing_more_when_it_was_said_in_a_hurry():
    hurried = said(recorded(6.0))
    assert hurried.startswith("6 seconds of 10. That is far quicker")
    assert "There is room" not in hurried


def test_where_the_time_was_over_by_the_pace_of_this_try():
    calm, quick = where_over(recorded(20.0), TEXT, "en"), where_over(recorded(12.0), TEXT, "en")
    assert 0 < calm < quick < len(TEXT)
    assert TEXT[calm - 1] == TEXT[quick - 1] == " "
    assert where_over(recorded(10.0), TEXT, "en") == len(TEXT)
    half = spoken(TEXT[:calm], "en").seconds / SAID_S
    assert half == pytest.approx(0.5, abs=0.1)


def test_taps_know_better_where_it_was_over():
    ends = [TEXT.index("I kept"), TEXT.index("I am looking"), TEXT.index("Whom"), len(TEXT)]
    taps = tuple(Tap(end, at) for end, at in zip(ends, (2.0, 9.0, 10.5, 14.0), strict=True))
    over = where_over(Try(NOW, Way.TAPPED, Cut.TEN, 14.0), TEXT, "en", taps)
    assert ends[1] < over < ends[2]
    assert "The longest sentence took 7.0 seconds: “I kept a ward of thirty beds running through two winters.”" in said(
        Try(NOW, Way.TAPPED, Cut.TEN, 14.0), taps=taps
    )
    assert where_over(Try(NOW, Way.TAPPED, Cut.TEN, 14.0), TEXT, "en", (*taps[:2], Tap(ends[3], 10.0))) == ends[3] == len(TEXT)


def test_pace_and_pauses_of_a_recording():
    assert "easy to follow" in said(recorded(SAID_S))
    assert "quicker than most" in said(recorded(0.75 * SAID_S))
    assert "calmer than most" in said(recorded(1.4 * SAID_S))
    assert "Maybe you left something out" in said(recorded(0.5 * SAID_S))
    assert "Maybe you said more" in said(recorded(2 * SAID_S))
    assert "2 pauses, the longest 0.9 seconds." in said(recorded(SAID_S))
    assert "1 pause, 3.1 seconds long. If you were looking for a word" in said(recorded(SAID_S, pauses=1, longest=3.1))
    assert "Try one before your ask" in said(recorded(12.0, pauses=0, longest=0.0))
    assert "Try one before your ask" not in said(recorded(9.0, pauses=0, longest=0.0)), "ten seconds need no pause"


def test_no_syllables_are_counted_of_those_who_sign_or_have_no_text():
    for one in (Try(NOW, Way.CLOCK, Cut.THIRTY, 8.0, SAID_S), Try(NOW, Way.TAPPED, Cut.THIRTY, 8.0, SAID_S)):
        assert "syllables" not in said(one)
        assert "pause" not in said(one)
    assert "syllables" not in said(recorded(20.0), text="")
    assert rehearsed(recorded(20.0), "", "en").over_at == 0


def test_what_was_broken_off_is_not_praised():
    remarks = rehearsed(recorded(9.0), TEXT, "en", whole=False).remarks
    assert [one.kind for one in remarks] == ["note", "note"]
    assert remarks[0].text == "9 seconds."


def test_numbers_are_written_as_the_language_does():
    assert "0.9 seconds" in said(recorded(SAID_S))
    for language in ("de", "es"):
        assert "0,9" in said(recorded(SAID_S), language=language)


def test_progress_from_try_to_try():
    tries = [Try(NOW + timedelta(minutes=no), Way.CLOCK, Cut.THIRTY, seconds) for no, seconds in enumerate((48.0, 36.0, 32.0, 29.0))]
    other = Try(NOW, Way.CLOCK, Cut.TEN, 10.0)
    assert progress([], Cut.THIRTY, "en").words == ()
    assert progress([other], Cut.THIRTY, "en").tries == ()
    assert progress(tries[:1], Cut.THIRTY, "en").words == ("One try for 30 seconds: it took 48.",)
    so_far = progress([*tries[:2], other, *tries[2:]], Cut.THIRTY, "en")
    assert so_far.words == ("4 tries for 30 seconds. The first took 48, the last 29.",)
    assert so_far.tries == tuple(tries)
    sits = progress([*tries, replace(tries[-1], seconds=31.0)], Cut.THIRTY, "en")
    assert sits.words[1] == "The last 3 all fit. It sits: say it to somebody."
    assert len(progress(tries * 10, Cut.THIRTY, "en").tries) == 12
