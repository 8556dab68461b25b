"""The coach says everything in German and Spanish, too: no sentence is missing, none is left over, and the files of all languages have the same shape."""

import ast
import importlib.util
import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog

from keywho.coach.words import LANGUAGES, PARTS, words_in

ROOT = Path(__file__).parents[2]
SETS = ROOT / "src/keywho/coach/sets"
OTHERS = tuple(language for language in LANGUAGES if language != "en")
PLACEHOLDER = re.compile(r"\{[^}]*\}")
SAME_EVERYWHERE = {"key", "lit_by", "tied_to", "lesson", "room_talks", "between", "field", "about", "needs", "unless"}
"""Keys of a set whose values are no words."""
FREE_TABLES = {"jargon", "soft_jargon", "beginnings"}
"""Tables in which each language has what it needs."""
FREE_LISTS = {"icebreakers.toml", "pitch.toml", "pitch-words.toml", "questions.toml"}
"""Sets with lists of words to look for: how many there are is up to the language."""


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("words_tool", ROOT / "tools/words.py")
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


TOOL = _tool()
GATHERED = TOOL.gathered()


def _read(language: str, part: str) -> Catalog:
    return pofile.read_po(io.BytesIO((TOOL.LOCALE / language / f"{part}.po").read_bytes()), locale=language)


def _forms(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_every_sentence_translated(language: str, part: str) -> None:
    read = _read(language, part)
    missing = [one.id for one in read if (one.id and not all(_forms(one.string))) or (one.id and one.fuzzy)]
    assert missing == []
    assert read.obsolete == {}
    assert {one.id for one in read if one.id} == set(GATHERED[part].values()), f"run tools/words.py {part}"


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", OTHERS)
def test_translations_fill_in_what_the_sentence_fills_in(language: str, part: str) -> None:
    for one in _read(language, part):
        if isinstance(one.id, str):
            assert sorted(PLACEHOLDER.findall(one.string)) == sorted(PLACEHOLDER.findall(one.id)), one.id
        else:
            known = set(PLACEHOLDER.findall(" ".join(one.id)))
            assert set(PLACEHOLDER.findall(one.string[1])) == set(PLACEHOLDER.findall(one.id[1])), one.id
            assert set(PLACEHOLDER.findall(one.string[0])) <= known, one.id


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", OTHERS)
def test_gathering_and_compiling_anew_changes_nothing(language: str, part: str) -> None:
    po = (TOOL.LOCALE / language / f"{part}.po").read_bytes()
    assert TOOL.po_of(TOOL.catalogue(language, part, GATHERED[part])) == po, f"run tools/words.py {part}"
    assert TOOL.mo_of(po, language) == (TOOL.LOCALE / language / f"{part}.mo").read_bytes(), f"run tools/words.py {part}"


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_compiled_is_said(language: str) -> None:
    assert words_in(language, "frame").gettext("The coach") == {"de": "Der Coach", "es": "El entrenador"}[language]
    for part in PARTS:
        said = words_in(language, part)
        for one in _read(language, part):
            if isinstance(one.id, str) and one.id:
                assert said.gettext(one.id) == one.string
            elif one.id:
                assert (said.ngettext(*one.id, 1), said.ngettext(*one.id, 2), said.ngettext(*one.id, 0)) == (*one.string, one.string[1])


def test_there_is_no_catalogue_of_a_part_that_is_none() -> None:
    assert {file.stem for language in OTHERS for file in (TOOL.LOCALE / language).iterdir()} == set(PARTS)


def _called(file: Path) -> Iterator[str]:
    """Give by which names a file calls the words: only those that the tool knows are gathered."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign):
            targets = node.targets[0].elts if isinstance(node.targets[0], ast.Tuple) else [node.targets[0]]
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            for target, value in zip(targets, values, strict=False):
                if isinstance(target, ast.Name) and isinstance(value, ast.Attribute) and value.attr in ("gettext", "ngettext"):
                    yield f"{target.id} = {value.attr}"


def test_sentences_are_said_by_a_name_that_is_gathered() -> None:
    called = {(file.name, name) for file in TOOL.files() if file.suffix == ".py" for name in _called(file)}
    assert called
    assert {(file, name) for file, name in called if name not in ("_ = gettext", "gettext = gettext", "ngettext = ngettext")} == set()


def _files(language: str) -> list[str]:
    return sorted(file.relative_to(SETS / language).as_posix() for file in (SETS / language).rglob("*.toml"))


@pytest.mark.parametrize("language", OTHERS)
def test_each_set_is_there_in_every_language(language: str) -> None:
    assert _files(language) == _files("en")
    assert len([name for name in _files(language) if name.startswith("lessons/")]) == 20


def _shape(content: Any, *, counts: bool, where: str = "", key: str = "") -> Iterator[tuple[str, Any]]:
    """Give each place of a set, with what has to be the same there in every language."""
    if key in SAME_EVERYWHERE:
        yield where, content
    elif isinstance(content, dict):
        for name, value in content.items():
            yield from () if name in FREE_TABLES else _shape(value, counts=counts, where=f"{where}.{name}", key=name)
    elif isinstance(content, list) and (counts or (content and isinstance(content[0], dict))):
        yield f"{where}[]", len(content)
        for no, one in enumerate(content):
            yield from _shape(one, counts=counts, where=f"{where}[{no}]")
    else:
        yield where, type(content).__name__


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", _files("en"))
def test_a_set_has_the_same_shape_in_every_language(name: str, language: str) -> None:
    english, other = (dict(_shape(tomllib.loads((SETS / one / name).read_text(encoding="utf-8")), counts=name not in FREE_LISTS)) for one in ("en", language))
    assert other == english


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", [name for name in _files("en") if name not in FREE_LISTS])
def test_no_sentence_of_a_set_was_left_in_english(name: str, language: str) -> None:
    def sentences(content: Any, key: str = "") -> Iterator[str]:
        if isinstance(content, dict):
            for one, value in content.items():
                yield from () if one in SAME_EVERYWHERE or one == "sources" else sentences(value, one)
        elif isinstance(content, list):
            for one in content:
                yield from sentences(one, key)
        elif isinstance(content, str):
            yield content

    english, other = (set(sentences(tomllib.loads((SETS / one / name).read_text(encoding="utf-8")))) for one in ("en", language))
    assert {one for one in english & other if " " in one} == set()
