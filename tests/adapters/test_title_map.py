import io

import numpy as np
import pytest

from keywho.adapters.sentence.kept_model import model_path
from keywho.adapters.sentence.title_map import TARGET, stored_title_map, with_titles
from keywho.adapters.sentence_model import sentence_model
from keywho.benefit.vocabulary.stored import stored_vocabulary

INSTALLED = model_path()
needs_model = pytest.mark.skipif(not INSTALLED.exists(), reason="the sentence model is not installed; maybe: keywho model install")


def some_vectors(count: int) -> np.ndarray:
    found = np.random.default_rng(7).standard_normal((count, 384)).astype(np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    found[0] = 0
    return found


def test_mapped_vectors_have_length_one_and_zero_stays_zero() -> None:
    mapped = stored_title_map().mapped(some_vectors(20))
    assert mapped.shape == (20, 256)
    assert mapped.dtype == np.float32
    assert np.linalg.norm(mapped, axis=1).round(4).tolist() == [0.0] + [1.0] * 19


def test_side_by_side_the_product_is_the_blend_of_both_cosines() -> None:
    vectors, titles = some_vectors(12), stored_title_map()
    mapped, both = titles.mapped(vectors), titles.side_by_side(vectors, 0.7)
    np.testing.assert_allclose(both @ both.T, 0.3 * vectors @ vectors.T + 0.7 * mapped @ mapped.T, atol=1e-5)


def test_each_occupation_of_the_vocabulary_has_a_centre_and_no_other() -> None:
    titles = stored_title_map()
    assert len(titles.occupations) == len(titles.centres)
    known = {concept.id for concept in stored_vocabulary().concepts}
    assert set(titles.occupations) == {key for key in known if key.startswith(("onet:", "esco:"))}
    assert TARGET.stat().st_size < 2_500_000


def test_writing_and_reading_keeps_the_directions() -> None:
    titles = stored_title_map()
    with np.load(io.BytesIO(titles.to_bytes())) as arrays:
        again = arrays["centres"].astype(np.float32)
        np.testing.assert_array_equal(arrays["turn"].astype(np.float32), titles.turn)
    again /= np.linalg.norm(again, axis=1, keepdims=True)
    assert (again * titles.centres).sum(axis=1).min() > 0.9999


@needs_model
@pytest.mark.parametrize(
    ("title", "label"), [("RN on the surgical ward", "Registered Nurses"), ("truck mechanic", "Bus and Truck Mechanics"), ("payroll officer", "Payroll")]
)
def test_a_title_is_nearest_to_the_centre_of_its_occupation(title: str, label: str) -> None:
    model, titles = sentence_model(INSTALLED), stored_title_map()
    assert model is not None
    near = np.argsort(-(titles.mapped(model([title])) @ titles.centres.T)[0])[:12]
    labels = {concept.id: concept.label("en") for concept in stored_vocabulary().concepts}
    assert [name for name in (labels[titles.occupations[at]] for at in near) if name.lower().startswith(label.lower())]


@needs_model
def test_nine_of_ten_names_of_occupations_find_their_own_centre_among_four_thousand() -> None:
    model, titles = sentence_model(INSTALLED), stored_title_map()
    assert model is not None
    named = [(concept.id, concept.label("en")) for concept in stored_vocabulary().concepts if concept.id in titles.occupations][::20]
    near = np.argsort(-(titles.mapped(model([label for _, label in named])) @ titles.centres.T), axis=1)[:, :5]
    found = [key in {titles.occupations[at] for at in row} for (key, _), row in zip(named, near, strict=True)]
    assert len(found) > 200
    assert np.mean(found) > 0.9


@needs_model
def test_no_words_stay_no_words_in_the_blend() -> None:
    model = sentence_model(INSTALLED)
    assert model is not None
    assert not with_titles(model, 0.7)(["", " "]).any()
