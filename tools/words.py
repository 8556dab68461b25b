"""Gather the coach's sentences, put them into the catalogues of each language, and compile those.

python tools/words.py            all parts
python tools/words.py ladder     one part

A sentence is what stands in `_("...")`, `gettext("...")` or `ngettext("...", "...", n)` in Python, and in `{% say "..." %}` or `{% say_many "..." "..." %}` in a template. It belongs to the part whose name the file
or its folder begins with; else to the frame. What is translated stays; a new sentence is empty until somebody translates it, and the tests say so.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract

from keywho.coach.words import LANGUAGES, PARTS

ROOT = Path(__file__).parent.parent
PLURALS = "nplurals=2; plural=(n != 1);"
SOURCE = ROOT / "src/keywho"
LOCALE = SOURCE / "coach/locale"
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")
BELONGS = {"practice": "ladder", "certificate": "ladder"}
PLACES = ("coach", "server/web/attendee/coach", "server/services/coaching", "server/web/templates/coach")
TERMINAL = "cli"
SAID = re.compile(r"""\{%\s*say\s+(["'])(?P<text>.+?)\1""")
SAID_MANY = re.compile(r"""\{%\s*say_many\s+(["'])(?P<one>.+?)\1\s+(["'])(?P<many>.+?)\3""")
Sentence = str | tuple[str, str]


class Plain(Catalog):
    """A catalogue whose head says what is needed and nothing that changes by itself, with one plural: the million that Spanish knows as a third form is not said here."""

    num_plurals = 2
    plural_expr = "(n != 1)"
    plural_forms = PLURALS

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Give the head."""
        return [("Language", str(self.locale)), ("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", PLURALS)]


def part_of(file: Path) -> str:
    """Give the part that a file belongs to."""
    if file.is_relative_to(SOURCE / TERMINAL):
        return "terminal"
    names = [name.lstrip("_") for name in file.relative_to(SOURCE).parts]
    found = next((part for part in (*PARTS, *BELONGS) if any(re.match(rf"{part}\b|{part}_", name) for name in names)), "frame")
    return BELONGS.get(found, found)


def files() -> Iterator[Path]:
    """Give all files that may say something."""
    for place in PLACES:
        yield from sorted((SOURCE / place).rglob("*.py"))
        yield from sorted((SOURCE / place).rglob("*.html"))
    yield from sorted((SOURCE / TERMINAL).glob("coach*.py"))


def sentences(file: Path) -> Iterator[Sentence]:
    """Give the sentences of a file."""
    if file.suffix == ".py":
        for _, text, _, _ in extract("python", io.BytesIO(file.read_bytes()), {"_": None, "gettext": None, "ngettext": (1, 2)}):
            if text:
                yield text if isinstance(text, str) else (text[0], text[1])
        return
    text = file.read_text()
    yield from (found["text"] for found in SAID.finditer(text))
    yield from ((found["one"], found["many"]) for found in SAID_MANY.finditer(text))


def gathered() -> dict[str, dict[str, Sentence]]:
    """Give the sentences of each part, by their English."""
    found: dict[str, dict[str, Sentence]] = {part: {} for part in PARTS}
    for file in files():
        for sentence in sentences(file):
            found[part_of(file)].setdefault(sentence if isinstance(sentence, str) else sentence[0], sentence)
    return found


def catalogue(language: str, part: str, said: dict[str, Sentence]) -> Catalog:
    """Give the catalogue of a part: what is said, with the translations there are."""
    file = LOCALE / language / f"{part}.po"
    before = pofile.read_po(io.BytesIO(file.read_bytes()), locale=language) if file.exists() else Catalog(locale=language)
    fresh = Plain(locale=language, project="keywho", fuzzy=False)
    for key, sentence in said.items():
        known = before.get(key)
        fresh.add(
            sentence,
            string=known.string if known and not known.fuzzy and isinstance(known.id, str) == isinstance(sentence, str) else "",
            flags=["python-brace-format"] if "{" in key else [],
        )
    return fresh


def po_of(made: Catalog) -> bytes:
    """Write a catalogue as people edit it: nothing in it that changes by itself."""
    head = f'msgid ""\nmsgstr ""\n"Language: {made.locale}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {PLURALS}\\n"\n\n'
    body = io.BytesIO()
    pofile.write_po(body, made, width=0, omit_header=True, no_location=True)
    return head.encode() + body.getvalue().lstrip(b"\n")


def mo_of(po: bytes, language: str) -> bytes:
    """Compile a catalogue."""
    plain = Plain(locale=language, fuzzy=False)
    for one in pofile.read_po(io.BytesIO(po), locale=language):
        if one.id:
            plain[one.id] = one
    out = io.BytesIO()
    mofile.write_mo(out, plain)
    return out.getvalue()


def main(parts: list[str]) -> None:
    """Write the catalogues, and say what is missing."""
    found = gathered()
    for language in TRANSLATED:
        (LOCALE / language).mkdir(parents=True, exist_ok=True)
        for part in parts or PARTS:
            made = catalogue(language, part, found[part])
            po = po_of(made)
            (LOCALE / language / f"{part}.po").write_bytes(po)
            (LOCALE / language / f"{part}.mo").write_bytes(mo_of(po, language))
            missing = [one for one in made if one.id and not (all(one.string) if isinstance(one.string, tuple) else one.string)]
            print(f"{language}/{part}: {len(found[part])} sentences, {len(missing)} not translated")


if __name__ == "__main__":
    main(sys.argv[1:])
