import itertools
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.coach.notebook import Try, Way
from keywho.coach.pitch.answers import Cut
from keywho.coach.speaking import ERROR, Pace, Stop, aloud, cut_at, error_of, moments, seconds_of, spoken, syllables, words_for
from keywho.coach.speaking.numbers import number_words, ordinal_words, year_words

LANGUAGES = ("en", "de", "es")
COUNTED = tomllib.loads((Path(__file__).parent / "counted_syllables.toml").read_text(encoding="utf-8"))
LEAST_RIGHT = {"en": 0.97, "de": 0.96, "es": 0.99}
PITCH = "Hi, I'm Marta. I led 40 % of the CRM work since 2019, and I like it! Who plans deliveries? Write to marta@trains.example.\n\nThank you."

IN_WORDS = {
    "en": {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9},
    "es": {"mil": 1000, "millón": 10**6, "millones": 10**6},
}


def said(text: str, language: str) -> str:
    return " ".join(word for stretch in aloud(text, language) for word in stretch.words).lower()


def heard(words: tuple[str, ...], language: str) -> int:
    """Add up number words as somebody does who only hears them: a plain twin of what says them."""
    small = {number_words(n, language)[0]: n for n in (*range(101), *range(200, 1000, 100)) if len(number_words(n, language)) == 1} | {"ciento": 100, "un": 1}
    whole = part = 0
    for word in words:
        scale = IN_WORDS[language].get(word)
        if scale is None:
            part += 0 if word == "y" else small[word]
        elif scale == 100:
            part *= 100
        elif scale == 1000 or language == "en":
            whole, part = whole + max(part, 1) * scale, 0
        else:
            whole, part = (whole + part) * scale, 0
    return whole + part


@pytest.mark.parametrize("language", LANGUAGES)
def test_syllables_are_counted_as_by_hand(language: str) -> None:
    words = COUNTED[language].split()
    wrong = [word for word in words if syllables(word.replace("-", ""), language) != word.count("-") + 1]
    assert len(words) > 150
    assert 1 - len(wrong) / len(words) >= LEAST_RIGHT[language], wrong


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "2019", "twenty nineteen"),
        ("en", "1905 and 2005", "nineteen oh five and two thousand five"),
        ("en", "40 % or 40%", "forty percent or forty percent"),
        ("en", "1,200 people", "one thousand two hundred people"),
        ("en", "$1.5m", "one point five million dollars"),
        ("en", "the 3rd of 21st", "the third of twenty first"),
        ("en", "the 1990s", "the nineteen nineties"),
        ("en", "at 9:30", "at nine thirty"),
        ("en", "a CRM in IT", "a cee ar em in eye tee"),
        ("en", "NASA pays", "nasa pays"),
        ("en", "hands-on, e.g. a PhD", "hands on for example a p h d"),
        ("en", "ada@example.org", "ada at example dot org"),
        ("en", "LinkedIn", "linked in"),
        ("en", "5-10 of R&D in the U.S.A.", "five to ten of ar and dee in the you ess ay"),
        ("en", "10:00-12:30, 100k", "ten to twelve thirty one hundred thousand"),
        ("en", "PLEASE LISTEN TO ME IN THE ROOM NOW", "please listen to me in the room now"),
        ("de", "1998", "neunzehnhundertachtundneunzig"),
        ("de", "am 3. Mai um 18:30", "am dritte mai um achtzehn uhr dreißig"),
        ("de", "z. B. 1.200 Euro, 3,5 %", "zum beispiel eintausendzweihundert euro drei komma fünf prozent"),
        ("es", "2019", "dos mil diecinueve"),
        ("es", "el 40 % de 1.500", "el cuarenta por ciento de mil quinientos"),
        ("es", "RR.HH. de una S.L.", "erre erre hache hache de una ese ele"),
        ("es", "p. ej. la Sra. Ruiz", "por ejemplo la señora ruiz"),
    ],
    ids=lambda value: value if len(value) < 20 else value[:20],
)
def test_figures_and_short_forms_are_said(language: str, text: str, words: str) -> None:
    assert said(text, language) == words


@given(st.integers(0, 10**9), st.sampled_from(["en", "es"]))
@settings(max_examples=150, deadline=None)
def test_numbers_are_heard_as_what_they_are(number: int, language: str) -> None:
    assert heard(number_words(number, language), language) == number


def test_numbers_of_german() -> None:
    assert number_words(1_234_567, "de") == ("eine", "Million", "zweihundertvierunddreißigtausendfünfhundertsiebenundsechzig")
    assert (year_words(2024, "de"), ordinal_words(1, "de"), ordinal_words(20, "de")) == (("zweitausendvierundzwanzig",), ("erste",), ("zwanzigste",))


def test_stops_are_where_one_breathes() -> None:
    stops = {PITCH[one.start : one.end]: one.stop for one in aloud(PITCH, "en")}
    assert (stops["Hi,"], stops["Marta."], stops["it!"], stops["trains.example." if "trains.example." in stops else "marta@trains.example."]) == (
        Stop.CLAUSE,
        Stop.SENTENCE,
        Stop.SENTENCE,
        Stop.PARAGRAPH,
    )
    assert [one.stop for one in aloud("I know Mr. Fox, e.g. from work.", "en")] == [0, 0, 0, Stop.CLAUSE, 0, 0, Stop.SENTENCE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_would_say_is_said_somehow(language: str) -> None:
    for odd in ("9" * 5000, f"{'1' * 5000}.5", "1,000" + ",000" * 99, "٣٤ ²", "@@@...", "a.b.c.d@@x", "%", "12:99", "$", "😀 ok", "1.2.3.4", "x" * 3000):
        assert spoken(odd, language).seconds >= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_takes_no_time(language: str) -> None:
    for nothing in ("", "  \n ", "…", "-"):
        assert spoken(nothing, language).seconds == 0
        assert cut_at(nothing, language, 0) == len(nothing)


@given(st.text(max_size=200), st.sampled_from(LANGUAGES), st.floats(0, 60))
@settings(max_examples=150, deadline=None)
def test_moments_go_on_and_a_cut_is_where_the_time_is_over(text: str, language: str, seconds: float) -> None:
    found = moments(text, language)
    assert all(one.from_s < one.to_s and one.start < one.end for one in found)
    assert all(one.to_s <= other.from_s and one.end <= other.start for one, other in itertools.pairwise(found))
    cut = cut_at(text, language, seconds)
    assert all(one.to_s <= seconds for one in found if one.start < cut)
    assert cut == len(text) or next(one for one in found if one.start == cut).to_s > seconds
    assert spoken(text, language).seconds == (found[-1].to_s if found else 0)


@given(st.text(alphabet="abcdefg hijklmno.,\n0123456789", max_size=120), st.text(alphabet="abc de.", max_size=40), st.sampled_from(LANGUAGES))
@settings(max_examples=100, deadline=None)
def test_more_text_never_takes_less_time(text: str, more: str, language: str) -> None:
    assert spoken(f"{text} and {more}", language).seconds >= spoken(f"{text} and", language).seconds


def test_who_is_slower_takes_longer_and_both_know_how_sure_it_is() -> None:
    usual, slow = seconds_of(PITCH, "en"), seconds_of(PITCH, "en", Pace(1.2, 3))
    assert slow.seconds == pytest.approx(1.2 * usual.seconds)
    assert usual.low_s < usual.seconds < usual.high_s
    assert (slow.high_s - slow.seconds) / slow.seconds == pytest.approx(ERROR[3].nine_in_ten)
    assert [error_of(Pace(1, tries)) for tries in (0, 1, 2, 3, 9)] == [ERROR[0], ERROR[1], ERROR[1], ERROR[3], ERROR[3]]


def test_a_pace_comes_from_the_last_credible_tries() -> None:
    def tried(seconds: float, expected: float) -> Try:
        return Try(datetime(2026, 11, 27, tzinfo=UTC) + timedelta(seconds=seconds), Way.CLOCK, Cut.THIRTY, seconds, expected)

    assert Pace.of([]) == Pace.of([tried(30, 0), tried(4, 30), tried(90, 30)]) == Pace()
    assert Pace.of([tried(33, 30)]) == Pace(pytest.approx(1.1), 1)
    assert Pace.of([tried(45, 30), *(tried(33, 30),) * 2, tried(24, 30)]).factor == pytest.approx(1.1)
    assert Pace.of([*(tried(45, 30),) * 9, *(tried(33, 30),) * 5]) == Pace(pytest.approx(1.1), 5)


def test_thirty_seconds_are_62_to_75_words_of_english() -> None:
    assert 62 <= words_for(30, "en") <= 75
    assert words_for(60, "es") == pytest.approx(2 * words_for(30, "es"), abs=1)
