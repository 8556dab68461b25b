"""The sentence model, where it is installed: short texts to vectors of length one, on this machine alone."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock, RLock
from weakref import WeakSet

import numpy as np
from numpy.typing import NDArray

from keywho.adapters.sentence.kept_model import model_path
from keywho.adapters.sentence.model_file import StoredModel, read_model
from keywho.adapters.sentence.side_by_side import side_by_side
from keywho.adapters.sentence.title_map import with_titles
from keywho.adapters.sentence.transformer import WIDTH

Matrix = NDArray[np.float32]

MOST_AT_ONCE = 2_048
"""So many word pieces run through the model together: about 60 MB for each core while they do."""
SHARE_OF_MAP = 0.7
MOST_KEPT = 20_000
"""So many texts are remembered (30 MB): those of the largest evening."""


class SentenceModel:
    """Gives the vectors of texts; a text that was read lately costs nothing. May be called from several threads."""

    def __init__(self, stored: StoredModel, most_kept: int = MOST_KEPT) -> None:
        self._stored = stored
        self._most_kept = most_kept
        self._kept: OrderedDict[str, Matrix] = OrderedDict()
        self._lock = Lock()
        with _READING:
            _MODELS.add(self)

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """Give one row of length one for each text; a row of zeros where a text has no words."""
        with self._lock:
            found = {text: self._kept[text] for text in texts if text in self._kept}
        new = self._read([text for text in dict.fromkeys(texts) if text not in found])
        found.update(new)
        with self._lock:
            for text in dict.fromkeys(texts):
                self._kept[text] = found[text]
                self._kept.move_to_end(text)
            while len(self._kept) > self._most_kept:
                self._kept.popitem(last=False)
        return np.stack([found[text] for text in texts]) if texts else np.zeros((0, WIDTH), np.float32)

    def forget(self) -> None:
        """Drop the texts that are remembered."""
        with self._lock:
            self._kept.clear()

    def _read(self, texts: Sequence[str]) -> dict[str, Matrix]:
        """Read texts, those of one length side by side, so many at a time as the memory shall hold."""
        cuts = {text: self._stored.word_pieces.cut(text) for text in texts}
        found = {text: np.zeros(WIDTH, np.float32) for text, cut in cuts.items() if not cut}
        batches: list[list[str]] = []
        pieces = MOST_AT_ONCE
        for text in sorted((text for text, cut in cuts.items() if cut), key=lambda text: len(cuts[text])):
            pieces += len(cuts[text])
            if pieces > MOST_AT_ONCE:
                batches.append([])
                pieces = len(cuts[text])
            batches[-1].append(text)
        for part in side_by_side(lambda batch: self._run(batch, cuts), batches):
            found.update(part)
        return found

    def _run(self, batch: Sequence[str], cuts: dict[str, list[int]]) -> dict[str, Matrix]:
        vectors = self._stored.transformer.vectors([cuts[text] for text in batch])
        return {text: vector.copy() for text, vector in zip(batch, vectors, strict=True)}


def sentence_model(path: Path | None = None) -> Callable[[Sequence[str]], Matrix] | None:
    """Give the model, or None where none is installed; read once for each file.

    Raises
    ------
    BadInput
        There is a model file, and it is damaged.
    """
    place = path or model_path()
    try:
        changed = place.stat().st_mtime_ns
    except OSError:
        return None
    with _READING:
        return _read_once(place, changed)


def embedding() -> Callable[[Sequence[str]], Matrix] | None:
    """Give what the reader of the benefit takes as its second tier: the installed model with the map of titles, the same one each time; None without a model.

    Raises
    ------
    BadInput
        The model's file is damaged.
    """
    model = sentence_model()
    return _with_titles(model) if model is not None else None


@lru_cache(maxsize=1)
def _with_titles(model: Callable[[Sequence[str]], Matrix]) -> Callable[[Sequence[str]], Matrix]:
    return with_titles(model, SHARE_OF_MAP)


def forget_texts() -> None:
    """Drop the texts that any model in this process remembers."""
    with _READING:
        models = list(_MODELS)
    for model in models:
        model.forget()


_MODELS: WeakSet[SentenceModel] = WeakSet()
_READING = RLock()


@lru_cache(maxsize=1)
def _read_once(path: Path, changed: int) -> SentenceModel:
    """Read a model file; `changed` is when it was written, so that a new one is read anew."""
    return SentenceModel(read_model(path))
