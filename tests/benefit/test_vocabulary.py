"""The vocabulary: what it corrects and leaves alone, which words tell, which occupation a title finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.benefit.vocabulary.everyday import everyday_words
from keywho.benefit.vocabulary.making import Title, vocabulary_of
from keywho.benefit.vocabulary.stored import from_bytes, stored_vocabulary, to_bytes
from keywho.benefit.vocabulary.tokens import MOST_WORDS, bare_words
from keywho.benefit.vocabulary.vocabulary import Concept, Vocabulary

CONCEPTS = (Concept("nurse", "care", {"en": "Nurses", "de": "Pflegekräfte"}), Concept("cook", "kitchen", {"en": "Cooks"}))
TITLES = [
    *(Title(text, "nurse") for text in ("Nurse", "Registered Nurse", "Ward Nurse", "Hospital Nurse", "Hospital Ward Nurse")),
    *(Title(text, "nurse", "de") for text in ("Krankenschwester", "Krankenschwester Station", "Pflegekraft Station", "Pflegekraft")),
    *(Title(text, "cook") for text in ("Cook", "Kitchen Cook", "Pastry Cook", "Kitchen Chef", "Pastry Chef")),
]


@pytest.fixture(scope="module")
def small() -> Vocabulary:
    return vocabulary_of(TITLES, CONCEPTS)


def best(vocabulary: Vocabulary, text: str, language: str = "en") -> str:
    meaning = vocabulary.meanings(vocabulary.rows([vocabulary.understood(text)]))[0]
    return vocabulary.concepts[int(np.argmax(vocabulary.concept_vectors @ meaning))].label(language)


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("nurce", ("nurse",)),
        ("enginere", ("engineer",)),
        ("acountant", ("accountant",)),
        ("payrol clerk", ("payroll", "clerk")),
        ("electricain", ("electrician",)),
        ("SWE", ("software", "engineer")),
        ("Sr. Mgr", ("senior", "manager")),
        ("RN", ("registered", "nurse")),
        ("work in IT", ("work", "information", "technology")),
        ("make it work", ("make", "work")),
        ("at 11 pm", ()),
        ("sports physio", ("sport", "physiotherapist")),
    ],
)
def test_slips_and_abbreviations_are_understood(written: str, understood: tuple[str, ...]) -> None:
    assert stored_vocabulary().understood(written) == understood


@pytest.mark.parametrize("word", ["love", "hires", "years", "chats", "tell", "share", "Nguyen", "Zeiss", "liebe", "ayuda"])
def test_everyday_words_and_names_are_not_taken_for_slips(word: str) -> None:
    assert stored_vocabulary().understood(word) == bare_words(word)


def test_small_talk_counts_next_to_nothing_beside_the_work() -> None:
    weights = dict(stored_vocabulary().weighed(stored_vocabulary().understood("I would love to talk to a welder who is happy to share")))
    assert weights["welder"] > 5 * max(weight for word, weight in weights.items() if word != "welder")


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("Krankenschwester", "nurse"),
        ("enfermera", "nurse"),
        ("RN on a ward", "Nurse"),
        ("bookeeper", "ookkeep"),
        ("Buchhalterin", "accounting"),
        ("data scientist", "ata"),
        ("Lkw-Fahrer", "driver"),
        ("camarero", "waiter"),
    ],
)
def test_a_title_finds_its_occupation_in_three_languages(title: str, occupation: str) -> None:
    vocabulary = stored_vocabulary()
    meaning = vocabulary.meanings(vocabulary.rows([vocabulary.understood(title)]))[0]
    names = [vocabulary.concepts[at].label("en") for at in np.argsort(-(vocabulary.concept_vectors @ meaning))[:5]]
    assert any(occupation in name for name in names), names


def test_a_vocabulary_is_learned_from_titles_alone(small: Vocabulary) -> None:
    assert [best(small, text) for text in ("hospital nurse", "pastry", "Pflegekraft auf Station")] == ["Nurses", "Cooks", "Nurses"]
    assert best(small, "ward nurse", "de") == "Pflegekräfte"
    assert best(small, "cook", "de") == "Cooks"


def test_the_same_titles_make_the_same_vocabulary_and_a_file_gives_it_back(small: Vocabulary) -> None:
    stored = to_bytes(small)
    assert to_bytes(vocabulary_of(TITLES, CONCEPTS)) == stored
    again = from_bytes(stored)
    assert (again.words, again.concepts) == (small.words, small.concepts)
    for name in ("word_counts", "word_languages", "vectors", "title_starts", "title_words", "title_concepts"):
        assert np.array_equal(getattr(again, name), getattr(small, name)), name
    assert np.allclose(again.scales, small.scales, rtol=1e-3, atol=1e-6)
    assert np.allclose(again.concept_vectors, small.concept_vectors, atol=0.02)


def test_concepts_of_a_text_are_voted_for_by_the_nearest_titles(small: Vocabulary) -> None:
    votes = small.concepts_of([small.understood("pastry chef"), small.understood("hospital"), ()]).toarray()
    assert votes[0, 1] > 0.99 and votes[1, 0] > 0.99
    assert not votes[2].any()


def test_everyday_words_are_many_and_titles_are_not_all_among_them() -> None:
    assert len(everyday_words()) > 20_000
    assert "welder" not in everyday_words()


@given(st.text(max_size=300))
def test_any_text_is_read_with_a_bound(text: str) -> None:
    vocabulary = stored_vocabulary()
    words = vocabulary.understood(text)
    assert all(words)
    length = float(np.linalg.norm(vocabulary.meanings(vocabulary.rows([words]))[0]))
    assert length == pytest.approx(1.0, abs=1e-3) or length == 0.0
    assert vocabulary.corrected_text(text) is not None


def test_a_pasted_book_is_read_as_far_as_it_tells() -> None:
    assert len(bare_words("nurse and carpenter " * 100_000)) <= MOST_WORDS
