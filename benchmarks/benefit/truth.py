"""Other people's truth: which titles O*NET and ESCO give to the same occupation, and vocabularies that do not know some of them."""

import csv
import hashlib
import random
import sys
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from cases import ROOT

import keywho.adapters.sentence.title_map as map_module
from keywho.adapters.sentence.title_map import TitleMap
from keywho.adapters.sentence_model import SHARE_OF_MAP, sentence_model
from keywho.benefit.likeness import Embed
from keywho.benefit.vocabulary.stored import from_bytes, to_bytes
from keywho.benefit.vocabulary.vocabulary import Vocabulary

sys.path.insert(0, str(ROOT / "tools"))

import title_map as mapping
import vocabulary as making

FOLDER = ROOT.parent / "shared" / "data"
KEPT = ROOT / ".benchmarks"
SEED = 20261127
HELD_OUT_SHARE = 0.1
NO_MAKERS = ("spelling", "everyday")
"""Parts of the vocabulary that come in only when it is used."""

Titles = Mapping[str, tuple[str, ...]]
"""Of each occupation its titles."""


def missing() -> str:
    """Say what is not there; empty where everything is."""
    for file in (FOLDER / "onet" / "Alternate Titles.txt", FOLDER / "esco" / "occupations_en.csv.gz"):
        if not file.exists():
            return f"not measured: {file.relative_to(ROOT.parent)} is not there"
    return ""


@lru_cache(maxsize=1)
def onet_titles() -> Titles:
    """Give the alternate titles (the short ones left out: they are abbreviations) of each occupation of O*NET."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    with (FOLDER / "onet" / "Alternate Titles.txt").open(encoding="utf-8", newline="") as lines:
        records = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(records)
        for code, title, *_ in records:
            found[code][title] = None
    return {code: tuple(titles) for code, titles in found.items()}


@lru_cache(maxsize=1)
def onet_names() -> Mapping[str, str]:
    """Give the name of each occupation of O*NET."""
    return {concept.id.removeprefix("onet:"): concept.labels["en"] for concept in making.onet_concepts(FOLDER / "onet")}


@lru_cache(maxsize=4)
def esco_titles(language: str = "en") -> Titles:
    """Give the labels of each occupation of ESCO in a language."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for title in making.esco_titles(FOLDER / "esco"):
        if title.language == language:
            found[title.concept][title.text] = None
    return {concept: tuple(titles) for concept, titles in found.items()}


def held_out(titles: Titles, share: float = HELD_OUT_SHARE, seed: int = SEED) -> frozenset[str]:
    """Choose a share of all titles, whatever occupation they are of, by a fixed seed."""
    every = sorted({title for texts in titles.values() for title in texts})
    return frozenset(random.Random(seed).sample(every, round(share * len(every))))


@lru_cache(maxsize=1)
def unseen() -> frozenset[str]:
    """Give the titles that `without_unseen` does not know: a tenth of O*NET's, and a tenth of ESCO's in each language."""
    return frozenset().union(held_out(onet_titles()), *(held_out(esco_titles(language)) for language in ("en", "de", "es")))


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader of the evaluation is told: titles of some sources, without those that are held out."""

    sources: tuple[str, ...]
    is_without_unseen: bool = False

    def vocabulary(self) -> Vocabulary:
        """Give the vocabulary made of it."""
        return _made(self.sources, spellings(unseen()) if self.is_without_unseen else ())

    def embedding(self) -> Embed | None:
        """Give the second tier as the product has it, its map of titles learned from what is told; none where the model is not installed."""
        model = sentence_model()
        if model is None:
            return None
        learned = _map_of(self.sources, unseen() if self.is_without_unseen else frozenset())
        return lambda texts: learned.side_by_side(model(texts), SHARE_OF_MAP)


WITHOUT_UNSEEN = Known(("onet", "esco"), is_without_unseen=True)


def only(source: str) -> Known:
    """Give what one source tells, "onet" or "esco"."""
    return Known((source,))


def spellings(titles: Collection[str]) -> list[str]:
    """Give titles as any of the sources writes them: "Account Executive" is not unseen while "account executive" stands elsewhere."""
    folded = {title.casefold() for title in titles}
    every = [title.text for title in (*making.onet_titles(FOLDER / "onet"), *making.esco_titles(FOLDER / "esco"), *making.field_titles())]
    return sorted({text for text in every if text.casefold() in folded})


def _made(sources: Sequence[str], without: Sequence[str]) -> Vocabulary:
    """Make a vocabulary, which takes minutes, or take it from the folder where it was kept: as long as what makes it is the same."""
    package = Path(making.vocabulary_of.__code__.co_filename).parent
    makers = [Path(str(making.__file__)), *sorted(file for file in package.iterdir() if file.suffix in (".py", ".txt") and file.stem not in NO_MAKERS)]
    key = hashlib.sha256(repr((sources, without)).encode() + b"".join(file.read_bytes() for file in makers)).hexdigest()[:16]
    file = KEPT / f"vocabulary-{'-'.join(sources)}-{key}.npz"
    if not file.exists():
        KEPT.mkdir(exist_ok=True)
        file.write_bytes(to_bytes(making.vocabulary_from(FOLDER, sources, without)))
    return from_bytes(file.read_bytes())


def _map_of(sources: Sequence[str], left_out: frozenset[str]) -> TitleMap:
    """Learn the map of titles, or take the one that was kept."""
    makers = [Path(str(module.__file__)) for module in (making, mapping, map_module)]
    key = hashlib.sha256(repr((sources, sorted(left_out))).encode() + b"".join(file.read_bytes() for file in makers)).hexdigest()[:16]
    file = KEPT / f"title-map-{'-'.join(sources)}-{key}.npz"
    if file.exists():
        with np.load(file, allow_pickle=False) as kept:
            return TitleMap(kept["middle"], kept["turn"], (), np.zeros((0, kept["turn"].shape[1]), np.float32))
    model = sentence_model()
    assert model is not None
    told = [mapping.titles_of(FOLDER, source) for source in sources]
    titles = mapping.Titles(*(list(chain.from_iterable(getattr(one, part) for one in told)) for part in ("texts", "occupations", "groups")))
    folded = {title.casefold() for title in left_out}
    titles = titles.where([text.casefold() not in folded for text in titles.texts])
    learned: TitleMap = mapping.learned_map(model(titles.texts), titles)
    KEPT.mkdir(exist_ok=True)
    np.savez(file, middle=learned.middle, turn=learned.turn)
    return learned
