"""Other people's truth: which titles O*NET and ESCO give to the same occupation, and vocabularies that do not know some of them."""

import csv
import hashlib
import random
import sys
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from cases import ROOT

from keywho.benefit.vocabulary.stored import from_bytes, to_bytes
from keywho.benefit.vocabulary.vocabulary import Vocabulary

sys.path.insert(0, str(ROOT / "tools"))

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


def without_unseen() -> Vocabulary:
    """Give the vocabulary as it is shipped, but made without a tenth of the titles."""
    return _made(("onet", "esco"), spellings(unseen()))


def only(source: str) -> Vocabulary:
    """Give a vocabulary of one source, "onet" or "esco"."""
    return _made((source,), ())


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
