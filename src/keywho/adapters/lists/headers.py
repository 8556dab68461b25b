"""Which row is the header, and what each column becomes."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from keywho.adapters.lists.fields import ALSO_TRAITS, PERSON_FIELDS, Field, field_named, field_of, words_of
from keywho.adapters.lists.services import SPREADSHEET, Service, service_of
from keywho.adapters.lists.sheet import Record, Sheet, plain
from keywho.core.errors import BadInput

HEADER_WITHIN = 30
MAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
LONGEST_MAIL = 254
FEWEST_VALUES, MOST_VALUES, LONGEST_VALUE = 2, 12, 60


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What a column became: its header as it stands in the file, and the field ("seeks", "trait", "ignored")."""

    header: str
    field: str


@dataclass(frozen=True)
class Columns:
    """The header row of a sheet (0 for none), the header and field of each column, and the service that wrote it.

    `also_traits` are the columns of the profile by which tables can be mixed too.
    """

    row_no: int
    headers: tuple[str, ...]
    fields: tuple[Field, ...]
    service: Service = SPREADSHEET
    format: str = ""
    also_traits: tuple[int, ...] = ()

    @cached_property
    def places(self) -> Mapping[Field, tuple[int, ...]]:
        """The columns of each field; an attendee's own mail address comes before that of whoever ordered."""
        found: dict[Field, list[int]] = {}
        for place, field in enumerate(self.fields):
            found.setdefault(field, []).append(place)
        if Field.EMAIL in found:
            found[Field.EMAIL].sort(key=lambda place: "attendee" not in words_of(self.headers[place]).split())
        return {field: tuple(places) for field, places in found.items()}

    def texts(self, record: Record, field: Field) -> list[str]:
        """Give what a row says about a field: the filled cells of its columns, the same text once."""
        return list(dict.fromkeys(text for place in self.places.get(field, ()) if (text := record.text(place))))

    def text(self, record: Record, field: Field) -> str:
        """Give the first filled cell of a field."""
        return next(iter(self.texts(record, field)), "")

    def where(self, record: Record, field: Field) -> str:
        """Name a place in the file for an error: row and column."""
        place = self.places[field][0]
        return f"row {record.row_no}, column “{self.headers[place]}”"

    def uses(self) -> tuple[ColumnUse, ...]:
        """Give what each column became."""
        return tuple(ColumnUse(header, field.value) for header, field in zip(self.headers, self.fields, strict=True))


def is_mail(text: str) -> bool:
    """Say whether a text is a mail address and nothing else."""
    return len(text) <= LONGEST_MAIL and MAIL.fullmatch(text) is not None


def header_score(records: Sequence[Record], mapping: Mapping[str, str]) -> int:
    """Say how many headers are recognized in the best of these rows; 0 if none of them can be the header."""
    return max((_recognized(record, mapping) for record in records[:HEADER_WITHIN]), default=0)


def columns_of(sheet: Sheet, mapping: Mapping[str, str], name: str) -> Columns:
    """Find the header and say what each column is.

    Raises
    ------
    BadInput
        There is no column with names or mail addresses, or the mapping names a column or a field that does not exist.
    """
    filled = [record for record in sheet.records if not record.is_empty]
    wanted = {header: _wanted_field(header, word) for header, word in mapping.items()}
    if sheet.is_lines and not mapping:
        return _lines_columns(filled)
    header = max(filled[:HEADER_WITHIN], key=lambda record: _recognized(record, mapping))
    if _recognized(header, mapping) == 0:
        if not mapping and (bare := _columns_without_header(filled)):
            return bare
        _refuse(filled[0], mapping, name)
    headers = tuple(plain(cell) for cell in header.cells)
    words = [words_of(text) for text in headers]
    service = service_of(words)
    found: list[Field | None] = [service.meanings.get(word, field_of(text)) for word, text in zip(words, headers, strict=True)]
    for text, field in wanted.items():
        for place in _places_of(text, headers):
            found[place] = field
    if not {Field.EMAIL, *PERSON_FIELDS} & set(found):
        _refuse(header, mapping, name)
    people = [record for record in filled if record.row_no > header.row_no]
    fields = [field or (Field.TRAIT if headers[place] and _is_category(people, place) else Field.IGNORED) for place, field in enumerate(found)]
    if Field.TABLE in fields and Field.HOST not in fields:  # it says where somebody sits, which the planner decides
        fields = [Field.IGNORED if field is Field.TABLE else field for field in fields]
    if Field.NAME in fields and Field.GIVEN in fields and Field.FAMILY not in fields:
        _name_is_family(fields, people)
    unused = [place for place in range(len(headers)) if people and not any(person.raw(place).strip() for person in people)]
    fields = [Field.IGNORED if place in unused and headers[place] not in mapping else field for place, field in enumerate(fields)]
    _help_is_all_that_is_asked(fields, headers, mapping)
    also_traits = tuple(place for place, field in enumerate(fields) if field in ALSO_TRAITS and _is_category(people, place))
    return Columns(header.row_no, headers, tuple(fields), service, service.name, also_traits)


def _recognized(record: Record, mapping: Mapping[str, str]) -> int:
    """Count the headers recognized in a row; 0 unless it names people somehow. A row with a mail address is never a header."""
    headers = [plain(cell) for cell in record.cells]
    if any(is_mail(text) for text in headers):
        return 0
    if mapping and not all(_places_of(header, headers) for header in mapping):
        return 0
    found = [field for text in headers if text and (field := field_of(text))]
    names_people = bool({Field.EMAIL, *PERSON_FIELDS} & set(found))
    return len(found) + len(mapping) if names_people or mapping else 0


def _places_of(header: str, headers: Sequence[str]) -> list[int]:
    """Give the columns with this header: written exactly so, or else the same words."""
    exact = [place for place, text in enumerate(headers) if text == header.strip()]
    return exact or [place for place, text in enumerate(headers) if words_of(header) and words_of(text) == words_of(header)]


def _wanted_field(header: str, word: str) -> Field:
    field = field_named(word)
    if field is None:
        raise BadInput(f"“{header}” can't be read as “{word}”, which is no field. Maybe one of: {', '.join(field.value for field in Field)}.")
    return field


def _refuse(header: Record, mapping: Mapping[str, str], name: str) -> None:
    """Say which headers there are, and how to go on."""
    headers = [plain(cell) for cell in header.cells]
    listed = ", ".join(f"“{text}”" for text in headers if text) or "none"
    absent = [text for text in mapping if not _places_of(text, headers)]
    if absent:
        raise BadInput(f"{name} has no column {' and no column '.join(f'“{text}”' for text in absent)}. Its columns are {listed}. Maybe a misspelt header.")
    if any(is_mail(text) for text in headers):
        raise BadInput(f"{name} begins at once with a person: {listed}. Maybe give it a first row with headers, such as Given name, Family name, Email.")
    example = next((text for text in headers if text), "Header")
    raise BadInput(
        f"{name} has no column with names. Row {header.row_no} has {listed}. "
        f'Maybe say which one it is: --map "{example}=name"; or, if that row is already a person, give the list a first row with headers.'
    )


def _lines_columns(lines: Sequence[Record]) -> Columns:
    if all(is_mail(line.text(0)) for line in lines):
        return Columns(0, ("",), (Field.EMAIL,), format="a list of mail addresses")
    return Columns(0, ("",), (Field.NAME,), format="a list of names")


def _columns_without_header(rows: Sequence[Record]) -> Columns | None:
    """Give the columns of a table that begins at once with people: one column of mail addresses, one of text."""
    width = len(rows[0].cells)
    mails = [place for place in range(width) if all(is_mail(row.text(place)) for row in rows if row.text(place)) and rows[0].text(place)]
    others = [place for place in range(width) if place not in mails and any(row.text(place) for row in rows)]
    if len(mails) != 1 or len(others) > 1:
        return None
    fields = tuple(Field.EMAIL if place in mails else Field.NAME if place in others else Field.IGNORED for place in range(width))
    return Columns(0, ("",) * width, fields, format="a list of names and mail addresses" if others else "a list of mail addresses")


def _is_category(people: Sequence[Record], place: int) -> bool:
    """Say whether a column sorts people into a few groups: 2 to 12 short texts of which some are shared."""
    texts = [text for person in people if (text := person.text(place))]
    counts = Counter(texts)
    wordy = all(len(text) <= LONGEST_VALUE and re.search(r"[^\W\d_]", text) and "@" not in text and "://" not in text for text in counts)
    return FEWEST_VALUES <= len(counts) <= MOST_VALUES and max(counts.values()) > 1 and wordy


def _help_is_all_that_is_asked(fields: list[Field], headers: Sequence[str], mapping: Mapping[str, str]) -> None:
    """Take "What kind of help are you looking for?" as what people seek, in free words, where no other column asks for that; so too what they give."""
    for kind, whole in ((Field.SEEKS_HELP, Field.SEEKS), (Field.GIVES_HELP, Field.OFFERS)):
        if whole not in fields:
            fields[:] = [whole if field is kind and headers[place] not in mapping else field for place, field in enumerate(fields)]


def _name_is_family(fields: list[Field], people: Sequence[Record]) -> None:
    """In "Vorname; Name" the second is the family name: it does not hold the first."""
    given, full = fields.index(Field.GIVEN), fields.index(Field.NAME)
    both = [(person.text(given), person.text(full)) for person in people if person.text(given) and person.text(full)]
    if both and sum(part in whole for part, whole in both) * 2 <= len(both):
        fields[full] = Field.FAMILY
