"""How alike two texts are: in other words, in other languages, with slips; and that a person's words decide, not their order or case."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.benefit.likeness import Reader, plain_reader
from keywho.benefit.own_words import OwnWords


def alike(one: str, other: str, reader: Reader | None = None) -> float:
    reader = reader or plain_reader()
    return float(reader.alike(reader.read([one]), reader.read([other]))[0, 0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nurse", "Krankenschwester"),
        ("nurse", "enfermera"),
        ("a hospital ward", "hires nurses"),
        ("RN", "Registered nurse, ICU"),
        ("truck driver", "Lkw-Fahrer"),
        ("logistics", "supply chain"),
        ("accounting", "bookkeeper"),
        ("SWE", "software engineer at a bank"),
        ("softwar enginer", "software developer"),
        ("HR", "recruiter"),
        ("CV review", "résumé feedback"),
        ("contabilidad", "Buchhaltung"),
    ],
)
def test_other_words_for_the_same_thing_are_recognized(one: str, other: str) -> None:
    assert alike(one, other) > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nurse", "truck driver"),
        ("teacher", "welder"),
        ("software engineer", "dog walking"),
        ("I would love to talk to a nurse", "I would love to talk to a carpenter"),
        ("fifteen years as a chef", "fifteen years as a lawyer"),
        ("Berlin", "chef"),
        ("", "nurse"),
        ("12345", "99"),
    ],
)
def test_what_has_nothing_in_common_is_not_alike(one: str, other: str) -> None:
    assert alike(one, other) < 0.2


def test_words_of_the_town_mean_the_same_there() -> None:
    town = Reader(own_words=OwnWords(same=(("the hill", "semiconductors"),)))
    assert alike("a job on the hill", "semiconductors") < 0.4
    assert alike("a job on the hill", "semiconductors", town) > 0.5


def test_a_text_is_named_for_those_who_ask_how_it_was_understood() -> None:
    named = plain_reader().named("Krankenschwester", "de")
    assert len(named) == 3
    assert any("nurse" in label.casefold() or "pflege" in label.casefold() or "krank" in label.casefold() for label, _ in named)
    assert plain_reader().named("") == ()


def test_the_second_tier_is_asked_for_the_corrected_text_and_counts() -> None:
    asked: list[str] = []

    def embed(texts: "list[str]") -> np.ndarray:
        asked.extend(texts)
        return np.array([[1.0, 0.0] if "fish" in text else [0.0, 1.0] for text in texts], np.float32)

    reader = Reader(embed=embed)
    near = alike("fish enginer", "fish", reader)
    assert asked == ["fish engineer", "fish"]
    assert near > alike("fish engineer", "sea", reader)


texts = st.lists(st.one_of(st.text(max_size=40), st.sampled_from(["nurse", "Koch", "SWE", "profesora de inglés", "看護師", ""])), max_size=6)


@given(texts, texts)
def test_alike_is_a_share_the_same_both_ways_and_does_not_depend_on_who_else_is_read(ones: list[str], others: list[str]) -> None:
    reader = plain_reader()
    one, other = reader.read(ones), reader.read(others)
    found = reader.alike(one, other)
    assert found.shape == (len(ones), len(others))
    assert np.isfinite(found).all() and (found >= 0).all() and (found <= 1).all()
    assert np.allclose(found, reader.alike(other, one).T, atol=1e-4)
    for at, text in enumerate(ones):
        assert np.allclose(Reader().alike(Reader().read([text]), other), found[at : at + 1], atol=1e-3)
        assert np.array_equal(one.pick([at]).meanings[0], one.meanings[at])
