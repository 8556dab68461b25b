import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from keywho.adapters.sentence.kept_model import model_path
from keywho.adapters.sentence_model import SentenceModel, forget_texts, sentence_model
from keywho.core.errors import BadInput

TESTS = Path(__file__).parent.parent
KNOWN: list[dict[str, Any]] = json.loads((TESTS / "fixtures" / "sentence_vectors.json").read_text(encoding="utf-8"))
"""Pieces by the reference tokenizer, vectors by ONNX Runtime in full precision from the published weights."""
NAUGHTY = TESTS.parents[1] / "shared" / "data" / "naughty" / "blns.txt"
INSTALLED = model_path()

needs_model = pytest.mark.skipif(not INSTALLED.exists(), reason="the sentence model is not installed; maybe: keywho model install")


@pytest.fixture(scope="module")
def model() -> SentenceModel:
    found = sentence_model(INSTALLED)
    assert isinstance(found, SentenceModel)
    return found


def fresh(most_kept: int = 20_000) -> SentenceModel:
    known = sentence_model(INSTALLED)
    assert isinstance(known, SentenceModel)
    return SentenceModel(known._stored, most_kept)


@needs_model
@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known["text"][:20])
def test_pieces_and_vectors_are_those_of_the_reference(model: SentenceModel, known: dict[str, Any]) -> None:
    assert model._stored.word_pieces.cut(known["text"]) == known["pieces"]
    (vector,) = model([known["text"]])
    assert float(vector @ np.array(known["vector"])) > 0.9999


@needs_model
def test_vectors_have_length_one_and_a_text_without_words_is_zero(model: SentenceModel) -> None:
    vectors = model(["nurse", "", "  \n", "\N{ZERO WIDTH SPACE}", "🦉"])
    assert vectors.shape == (5, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1).round(5).tolist() == [1, 0, 0, 0, 1]
    assert model([]).shape == (0, 384)


@needs_model
def test_nearer_in_meaning_is_nearer_in_the_vectors(model: SentenceModel) -> None:
    seeks, near, far = model(["looking for a nurse on a hospital ward", "I run the surgical ward of the clinic", "I repair trucks"])
    assert seeks @ near > seeks @ far + 0.1


@needs_model
def test_neither_order_nor_company_changes_a_vector() -> None:
    texts = [known["text"] for known in KNOWN] + [f"{word} engineer number {number}" for number in range(40) for word in ("civil", "software")]
    together = fresh()(texts)
    backwards = fresh()(texts[::-1])[::-1]
    alone = np.concatenate([fresh()([text]) for text in texts[:12]])
    np.testing.assert_allclose(together, backwards, atol=1e-5)
    np.testing.assert_allclose(together[:12], alone, atol=1e-5)


@needs_model
def test_the_same_text_twice_is_read_once_and_gives_the_same(model: SentenceModel, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = model(["welder", "welder"])
    assert one.tobytes() == other.tobytes()
    monkeypatch.setattr(model, "_run", lambda *_: pytest.fail("read again"))
    assert model(["welder"])[0].tobytes() == one.tobytes()


@needs_model
def test_only_so_many_texts_are_remembered_the_latest_ones() -> None:
    model = fresh(most_kept=3)
    assert model([f"plumber {number}" for number in range(9)]).shape == (9, 384)
    model(["plumber 7"])
    model(["baker"])
    assert list(model._kept) == ["plumber 8", "plumber 7", "baker"]


@needs_model
def test_texts_are_forgotten_when_somebody_is_erased() -> None:
    model = fresh()
    model(["plumber"])
    forget_texts()
    assert not model._kept


@needs_model
def test_no_string_is_too_naughty(model: SentenceModel) -> None:
    texts = NAUGHTY.read_text(encoding="utf-8").split("\n") if NAUGHTY.exists() else []
    texts += ["\0", "\ud800", "x" * 1_000_000, "a " * 100_000, "\N{COMBINING ACUTE ACCENT}" * 5_000, "[CLS] [SEP]", "İSTANBUL", "##ing"]
    lengths = np.linalg.norm(model(texts), axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))


@needs_model
def test_several_threads_may_ask_at_once() -> None:
    model, found = fresh(most_kept=20), {}

    def ask(number: int) -> None:
        found[number] = model([f"teacher of class {(number + step) % 7}" for step in range(20)])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    right = fresh()([f"teacher of class {number}" for number in range(7)])
    for number, vectors in found.items():
        np.testing.assert_allclose(vectors, right[[(number + step) % 7 for step in range(20)]], atol=1e-5)


def test_where_none_is_installed_there_is_none(tmp_path: Path) -> None:
    assert sentence_model(tmp_path / "model.npz") is None


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04 half"])
def test_a_damaged_model_is_named_with_a_way_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "model.npz").write_bytes(content)
    with pytest.raises(BadInput, match=r"model\.npz is no sentence model, or a damaged one\. Maybe: keywho model install"):
        sentence_model(tmp_path / "model.npz")


@needs_model
def test_a_model_cut_short_is_named_with_a_way_out(tmp_path: Path) -> None:
    shutil.copy(INSTALLED, tmp_path / "model.npz")
    with (tmp_path / "model.npz").open("r+b") as file:
        file.truncate(20_000_000)
    with pytest.raises(BadInput, match="Maybe: keywho model install"):
        sentence_model(tmp_path / "model.npz")


@needs_model
def test_the_model_is_read_once() -> None:
    assert sentence_model(INSTALLED) is sentence_model(INSTALLED)


def test_asking_for_the_model_loads_no_library_that_the_extra_does_not_need() -> None:
    look = (
        "import sys, keywho.adapters.sentence_model; print([name for name in ('torch', 'onnxruntime', 'tokenizers', 'numba', 'scipy') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_the_model_lies_in_the_home_of_keywho(tmp_path: Path) -> None:
    assert model_path({"KEYWHO_HOME": str(tmp_path)}) == tmp_path / "model" / "sentence-model-1.npz"
    assert model_path({"XDG_DATA_HOME": "/data"}, "linux") == Path("/data/keywho/model/sentence-model-1.npz")
    assert model_path({"LOCALAPPDATA": "/local"}, "win32") == Path("/local/keywho/model/sentence-model-1.npz")
