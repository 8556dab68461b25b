"""Looking at a pitch: what is found, where, and why; judged by pitches of another hand, with precision and recall."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.coach.pitch.answers import Cut
from keywho.coach.pitch.findings import ABOUT_THE_WHOLE, FindingKind
from keywho.coach.pitch.looking import look
from keywho.coach.pitch.phrases import found, pattern, sentences_of
from keywho.coach.pitch.reasons import titles
from keywho.coach.speaking import Pace
from keywho.coach.words import LANGUAGES

HERE = Path(__file__).parent
OWN: list[dict[str, Any]] = tomllib.loads((HERE / "own_pitches.toml").read_text(encoding="utf-8"))["pitches"]
OTHERWISE = tomllib.loads((HERE / "said_otherwise.toml").read_text(encoding="utf-8"))
HEARD = [
    (language, what, listing == "yes", sentence)
    for language, whats in OTHERWISE.items()
    for what, lists in whats.items()
    for listing, sentences in lists.items()
    for sentence in sentences
]
GOOD = next(one["text"] for one in OWN if one["key"] == "bookkeeper")


@pytest.mark.parametrize("pitch", OWN, ids=[one["key"] for one in OWN])
def test_each_pitch_gets_what_a_careful_listener_would_say_and_nothing_else(pitch: Mapping[str, Any]):
    kinds = {str(one) for one in look(pitch["text"], pitch["language"]).kinds()}
    must, may = set(pitch["kinds"]), set(pitch.get("either", []))
    assert kinds >= must - may
    assert kinds <= must | may


@pytest.mark.parametrize("name", ["thirty_pitches", "more_pitches"])
def test_faults_that_another_hand_named_are_found_and_no_others(name: str):
    """The first precision on the thirty was .68, the first recall .86; what is asked here are the figures after the rules were mended (docs/coach-pitch.md)."""
    right = findings = met = faults = 0
    for pitch in tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["pitch"]:
        text = pitch["text"]
        seen = look(text, pitch["language"], cut=Cut(pitch["cut"])).findings
        named = [(FindingKind[one["kind"]], one["words"]) for one in pitch["faults"]]
        agree = [[_agrees(one.kind, one.start, one.end, kind, text.find(words), len(words)) for kind, words in named] for one in seen]
        findings, faults = findings + len(seen), faults + len(named)
        right += sum(any(row) for row in agree)
        met += sum(any(row[at] for row in agree) for at in range(len(named)))
    assert right / findings >= 0.95
    assert met / faults >= 0.95


def _agrees(kind: FindingKind, start: int, end: int, named: FindingKind, at: int, length: int) -> bool:
    return kind is named and (length == 0 or start == end or (start < at + length and at < end))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_name_a_reason_and_something_to_do(language: str):
    assert set(titles(language)) == set(FindingKind)
    for pitch in OWN:
        for one in look(pitch["text"], language).findings:
            assert one.why and one.instead
            assert "{" not in one.why + one.instead


@pytest.mark.parametrize(("language", "what", "is_there", "sentence"), HEARD, ids=[f"{language} {what}: {sentence}" for language, what, _, sentence in HEARD])
def test_the_same_is_heard_in_many_words(language: str, what: str, is_there: bool, sentence: str):
    seen = look(sentence, language)
    heard = {"offer": seen.has_give, "proof": seen.has_proof, "ask": seen.has_ask, "name": seen.has_name}
    assert heard[what] is is_there


def test_nothing_is_said_of_nothing():
    for empty in ("", "   \n", "…"):
        seen = look(empty, "en")
        assert seen.findings == () and not seen.has_ask and not seen.has_name


def test_words_that_are_found_stand_where_they_are_said_to_stand():
    text = "Hello, I'm Raj. I leverage synergies. I basically cut the waiting time from nine days to four."
    words = [(one.kind, one.words(text)) for one in look(text, "en").findings if one.kind not in ABOUT_THE_WHOLE]
    assert words == [(FindingKind.JARGON, "leverage"), (FindingKind.JARGON, "synergies"), (FindingKind.FILLER, "basically")]


def test_a_known_name_is_heard_in_whatever_words():
    text = "At home they call me thunder, at work I am zoe, and I repair drums."
    assert FindingKind.NO_NAME in look(text, "en").kinds()
    assert FindingKind.NO_NAME not in look(text, "en", name="Zoe").kinds()


def test_the_same_text_is_too_long_for_a_slow_speaker_and_not_for_a_fast_one():
    assert FindingKind.TOO_LONG in look(GOOD, "en", pace=Pace(1.7, 3)).kinds()
    assert FindingKind.TOO_LONG not in look(GOOD, "en", pace=Pace(0.8, 3)).kinds()


def test_what_comes_after_the_time_is_marked_as_too_long():
    text = f"{GOOD} {GOOD}"
    over = next(one for one in look(text, "en").findings if one.kind is FindingKind.TOO_LONG)
    assert over.end == len(text)
    assert over.start > len(text) // 3


@pytest.mark.parametrize("cut", Cut, ids=[f"{int(one)} seconds" for one in Cut])
def test_ten_seconds_need_neither_example_nor_offer(cut: Cut):
    kinds = look("Hello, I'm Ana. I keep books. I'd like to meet somebody who runs a bakery.", "en", cut=cut).kinds()
    assert ({FindingKind.NO_PROOF, FindingKind.NO_GIVE} <= kinds) is (cut is not Cut.TEN)


@pytest.mark.parametrize(
    ("text", "kind", "is_there"),
    [
        pytest.param("I have just finished my training.", FindingKind.APOLOGY, False, id="just finished"),
        pytest.param("I'm just a cook.", FindingKind.APOLOGY, True, id="just a cook"),
        pytest.param("Not only cooks may come.", FindingKind.APOLOGY, False, id="not only"),
        pytest.param("My department was closed in March.", FindingKind.BLAMES, False, id="a closed department is a fact"),
        pytest.param("My boss was an idiot.", FindingKind.BLAMES, True, id="an idiot is blame"),
        pytest.param("The traffic was terrible.", FindingKind.BLAMES, False, id="traffic is no employer"),
        pytest.param("Do you know a midwife?", FindingKind.FILLER, False, id="do you know"),
        pytest.param("I bake, you know, bread.", FindingKind.FILLER, True, id="you know"),
        pytest.param("I repair MRI scanners in the ICU.", FindingKind.JARGON, False, id="letters that everybody knows"),
        pytest.param("We track OKRs and EBITDA.", FindingKind.JARGON, True, id="letters of a trade"),
        pytest.param("I align the wheels of lorries.", FindingKind.JARGON, False, id="wheels are aligned"),
        pytest.param("I'm looking for a midwife.", FindingKind.VAGUE_ASK, False, id="a midwife is clear"),
        pytest.param("I'm looking for new opportunities.", FindingKind.VAGUE_ASK, True, id="opportunities are not"),
        pytest.param("I've been looking for six months.", FindingKind.NO_ASK, True, id="six months are no ask"),
        pytest.param("Have you ever waited for a bus?", FindingKind.NO_ASK, True, id="a warm-up is no ask"),
        pytest.param("Who of you knows a bus driver?", FindingKind.NO_ASK, False, id="a question for whom is one"),
        pytest.param("I work in a team, and I always give one hundred percent.", FindingKind.NO_PROOF, True, id="a hundred percent prove nothing"),
        pytest.param("I have twenty years of experience.", FindingKind.NO_PROOF, True, id="years prove nothing"),
        pytest.param("Would your company have a position for somebody like me?", FindingKind.ASKS_FOR_JOB, True, id="a position at yours"),
        pytest.param("We have a position for somebody who likes to bake.", FindingKind.ASKS_FOR_JOB, False, id="who offers a job asks for none"),
    ],
)
def test_words_are_heard_as_they_are_meant(text: str, kind: FindingKind, is_there: bool):
    assert (kind in look(text, "en").kinds()) is is_there


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="aIiyou'’m look sorry fr just.?!,;:\nÄß—…“”", max_size=120), language=st.sampled_from(list(LANGUAGES)))
def test_whatever_is_typed_is_looked_at(text: str, language: str):
    seen = look(text, language)
    assert all(0 <= one.start <= one.end <= len(text) for one in seen.findings)
    assert [one.of(text) for one in sentences_of(text)] == [one.of(text).strip() for one in sentences_of(text)]


@pytest.mark.parametrize(
    ("phrase", "text", "stretch"),
    [
        pytest.param("team-player*", "two team players", "team players", id="a hyphen may be a gap"),
        pytest.param("(take|waste) ... your time", "I won't take much more of your time", "take much more of your time", id="words between"),
        pytest.param("(really |very )*good", "very really good", "very really good", id="as often as they stand"),
        pytest.param("_ed", "I repaired it", "repaired", id="any word with an ending"),
        pytest.param(", like,", "it was, like, cold", ", like,", id="commas"),
    ],
)
def test_phrases_are_read_as_people_write_them(phrase: str, text: str, stretch: str):
    assert [one.of(text) for one in found((phrase,), text)] == [stretch]
    assert pattern(phrase)


def test_abbreviations_end_no_sentence():
    text = "I met Dr. Obi at 3 p.m. on Monday. So am I. Then we sang."
    assert [one.of(text) for one in sentences_of(text)][-1] == "Then we sang."
