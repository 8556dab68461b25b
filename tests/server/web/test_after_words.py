"""The words of the pages after the evening: whole in every language, and none that nothing says."""

import pkgutil
import re
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from importlib import import_module
from pathlib import Path

import pytest

from keywho.followup.card import CardField
from keywho.live.words import LANGUAGES
from keywho.server.web.attendee import words as package
from keywho.server.web.attendee.words.contacts import ContactWords

WEB = Path(__file__).parents[3] / "src/keywho/server/web"
TABLES = {
    f"{module.name}.{name}": table
    for module in pkgutil.iter_modules(package.__path__)
    for name, table in vars(import_module(f"{package.__name__}.{module.name}")).items()
    if isinstance(table, Mapping) and "en" in table and is_dataclass(table["en"])
}


def asked_for(text: object) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text)) if isinstance(text, str) else set()


def test_the_tables_are_found():
    assert "contacts.CONTACTS" in TABLES


@pytest.mark.parametrize("table", sorted(TABLES))
def test_each_sentence_is_there_in_each_language_and_asks_for_the_same_names(table: str):
    assert set(TABLES[table]) == set(LANGUAGES)
    english = asdict(TABLES[table]["en"])
    for language in LANGUAGES:
        words = asdict(TABLES[table][language])
        assert [name for name, text in words.items() if not text] == []
        assert {name: asked_for(text) for name, text in words.items()} == {name: asked_for(text) for name, text in english.items()}


def test_no_sentence_about_contacts_is_translated_that_nothing_says():
    files = [*(WEB / "templates").rglob("*.html"), *(WEB / "attendee").glob("afterwards/*.py")]
    said = set(re.findall(r"(?:wc|words)\.(\w+)", "\n".join(file.read_text() for file in files)))
    by_field = {field.value for field in CardField} | {"bad_mail", "bad_phone", "bad_link"}
    assert set(ContactWords.__dataclass_fields__) - said - by_field == set()
