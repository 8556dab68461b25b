"""Rows to profiles, and remarks about what was not understood in them."""

from collections.abc import Iterable, Iterator

from keywho.adapters.lists.about_people import helps_of, months_of, seniority_of
from keywho.adapters.lists.fields import Field
from keywho.adapters.lists.headers import Columns
from keywho.adapters.lists.people import listed
from keywho.adapters.lists.sheet import Record
from keywho.core.languages import languages_in
from keywho.core.people import Profile

LONGEST_QUOTE = 40


def profile_of(record: Record, columns: Columns) -> Profile:
    """Give the profile that stands in a row; what can't be understood of it is left out."""

    def joined(field: Field) -> str:
        return "; ".join(columns.texts(record, field))

    return Profile(
        joined(Field.SEEKS),
        joined(Field.OFFERS),
        joined(Field.ROLE),
        joined(Field.COMPANY),
        joined(Field.INDUSTRY),
        joined(Field.PLACE),
        languages_in(joined(Field.LANGUAGES)),
        seniority_of(columns.text(record, Field.SENIORITY)),
        months_of(columns.text(record, Field.MONTHS)),
        helps_of(joined(Field.SEEKS_HELP))[0],
        helps_of(joined(Field.GIVES_HELP))[0],
    )


def remarks_on_profiles(rows: Iterable[tuple[str, Record]], columns: Columns) -> Iterator[str]:
    """Say what was not understood, column by column: whose, and the words. How long somebody searches is theirs: no words of it are repeated."""
    strange: dict[int, list[str]] = {}
    for name, record in rows:
        for field in (Field.SENIORITY, Field.MONTHS, Field.SEEKS_HELP, Field.GIVES_HELP):
            for place in columns.places.get(field, ()):
                words = _not_understood(field, record.text(place))
                if words:
                    said = "" if field is Field.MONTHS else f": “{_short(words)}”"
                    strange.setdefault(place, []).append(f"{name} (row {record.row_no}){said}")
    ways_out = {
        Field.SENIORITY: "Maybe write years, such as “5 years”, or “starting”, “senior”, “leading people”.",
        Field.MONTHS: "Maybe write a number of months.",
        Field.SEEKS_HELP: "Maybe write job lead, introduction, advice, insider's view or companion.",
        Field.GIVES_HELP: "Maybe write job lead, introduction, advice, insider's view or companion.",
    }
    for place, found in sorted(strange.items()):
        yield f"“{columns.headers[place]}” is not understood for {listed(found, 4)}; left out of the profile. {ways_out[columns.fields[place]]}"


def _not_understood(field: Field, text: str) -> str:
    """Give the words of a cell that say nothing to us; empty where all is understood."""
    if field is Field.SENIORITY:
        return text if text and seniority_of(text) is None else ""
    if field is Field.MONTHS:
        return text if any(map(str.isalnum, text)) and months_of(text) is None else ""
    return ", ".join(helps_of(text)[1])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"
