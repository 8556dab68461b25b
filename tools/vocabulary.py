"""Makes the vocabulary of the package from the O*NET and ESCO files: python tools/vocabulary.py FOLDER, which holds onet/ and esco/."""

import csv
import gzip
import re
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from keywho.benefit.vocabulary.making import Title, vocabulary_of
from keywho.benefit.vocabulary.stored import LANGUAGES, to_bytes
from keywho.benefit.vocabulary.vocabulary import Concept, Vocabulary

TARGET = Path(__file__).parent.parent / "src/keywho/benefit/vocabulary/vocabulary.npz"
FIELDS = TARGET.parent / "fields.txt"
FIELD_COUNT = 6.0
TOOL_COUNT, TOOL_KIND_COUNT, DESCRIPTION_COUNT = 0.1, 0.05, 0.2


def vocabulary_from(folder: Path, sources: Collection[str] = ("onet", "esco"), without: Collection[str] = ()) -> Vocabulary:
    """Make a vocabulary of some sources, and without some titles: for the evaluation."""
    titles: list[Title] = []
    concepts = list(field_concepts())
    titles += field_titles()
    if "onet" in sources:
        concepts += onet_concepts(folder / "onet")
        titles += onet_titles(folder / "onet")
    if "esco" in sources:
        concepts += esco_concepts(folder / "esco")
        titles += esco_titles(folder / "esco")
    left_out = frozenset(without)
    return vocabulary_of([title for title in titles if title.text not in left_out], concepts)


def field_concepts() -> Iterator[Concept]:
    """Give the fields of work of our own list."""
    for names, _ in _fields():
        yield Concept(f"field:{names[0]}", f"field:{names[0]}", dict(zip(LANGUAGES, names, strict=True)))


def field_titles() -> Iterator[Title]:
    """Give the names of the fields, and what belongs to them; a few hundred phrases, so each counts more than a title."""
    for names, belonging in _fields():
        for text in dict.fromkeys((*names, *belonging)):
            yield Title(text, f"field:{names[0]}", count=FIELD_COUNT)


def _fields() -> Iterator[tuple[list[str], list[str]]]:
    for line in FIELDS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names, belonging = line.split(":", 1)
            yield [name.strip() for name in names.split("|")], [text.strip() for text in belonging.split(",")]


def onet_concepts(folder: Path) -> Iterator[Concept]:
    """Give the occupations of O*NET, grouped by SOC minor group."""
    for code, title, _ in _records(folder / "Occupation Data.txt"):
        yield Concept(f"onet:{code}", f"soc:{code[:5]}", {"en": title})


def onet_titles(folder: Path) -> Iterator[Title]:
    """Give titles, pieces of the descriptions, and tools of the occupations of O*NET."""
    for code, title, description in _records(folder / "Occupation Data.txt"):
        yield Title(title, f"onet:{code}")
        for piece in re.split(r"[.;,]| or | and ", description):
            if len(piece.split()) > 1:
                yield Title(piece, f"onet:{code}", count=DESCRIPTION_COUNT)
    seen = set()
    for code, title, short, _ in _records(folder / "Alternate Titles.txt"):
        for text in (title, short):
            if text != "n/a" and (code, text) not in seen:
                seen.add((code, text))
                yield Title(text, f"onet:{code}")
    kinds = set()
    for code, tool, _, kind, _ in _records(folder / "Technology Skills.txt"):
        yield Title(tool, f"onet:{code}", count=TOOL_COUNT)
        if (code, kind) not in kinds:
            kinds.add((code, kind))
            yield Title(kind, f"onet:{code}", count=TOOL_KIND_COUNT)


def esco_concepts(folder: Path) -> Iterator[Concept]:
    """Give the occupations of ESCO with their names in all languages, grouped by ISCO unit group."""
    named = {language: {name: label for name, _, label, _ in _esco(folder, language)} for language in LANGUAGES}
    for name, group, _, _ in _esco(folder, "en"):
        yield Concept(f"esco:{name}", f"isco:{group}", {language: labels[name] for language, labels in named.items() if name in labels})


def esco_titles(folder: Path) -> Iterator[Title]:
    """Give the labels of the occupations of ESCO in all languages."""
    for language in LANGUAGES:
        for name, _, label, others in _esco(folder, language):
            for text in dict.fromkeys((label, *others)):
                yield Title(text, f"esco:{name}", language)


def _records(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(reader)
        yield from reader


def _esco(folder: Path, language: str) -> Iterator[tuple[str, str, str, list[str]]]:
    """Give (name of the concept, ISCO group, label, other labels)."""
    with gzip.open(folder / f"occupations_{language}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        for record in csv.DictReader(lines):
            others = [line.strip() for line in record["altLabels"].split("\n") if line.strip()]
            yield record["conceptUri"].rsplit("/", 1)[1], record["iscoGroup"], record["preferredLabel"], others


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where the files are: python tools/vocabulary.py FOLDER, with FOLDER/onet and FOLDER/esco.")
    TARGET.write_bytes(to_bytes(vocabulary_from(Path(sys.argv[1]))))
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.1f} MB")
