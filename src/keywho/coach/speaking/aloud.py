"""A text as it is said aloud: numbers, abbreviations and addresses as words, and where one stops for breath."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from keywho.coach.speaking.numbers import digit_words, number_words, ordinal_words, year_words
from keywho.coach.speaking.short_forms import BEHIND_NUMBERS, LETTERS, MARKS, RANGES, SAID_AS_WORDS, SHORT_FORMS, SINGLE_WORDS, UNITS

MOST_DIGITS = 12
"""A number with more digits is said digit by digit."""


class Stop(IntEnum):
    """Where somebody stops after a word, the longer the larger."""

    NONE = 0
    CLAUSE = 1
    SENTENCE = 2
    PARAGRAPH = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of a text without a blank, the words that are said for it, and the stop behind it.

    Attributes
    ----------
    start, end : where it stands in the text, with its punctuation.
    """

    start: int
    end: int
    words: tuple[str, ...]
    stop: Stop = Stop.NONE


_STRETCH = re.compile(r"\S+")
_OPENING = "\"'“”„‚‘’«»‹›([{¿¡*_#>•·"
_CLOSING = "\"'“”„‚‘’«»‹›)]}*_,;:.!?…"
_DASHES = frozenset({"-", "–", "—", "―", "--"})
_PIECE = re.compile(r"\d{1,2}:\d\d|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_")
_CAMEL = re.compile(r"(?<=[a-zäöüáéíóúñ]{2})(?=[A-ZÄÖÜ])")
_DOTTED = re.compile(r"(?:[A-ZÄÖÜÑ]{1,2}\.){2,}|(?:[A-ZÄÖÜÑ]{1,2}\.)+[A-ZÄÖÜÑ]{1,2}")
_ORDINAL = re.compile(r"(\d{1,6})(?:st|nd|rd|th)$", re.IGNORECASE)
_DECADE = re.compile(r"(?:(\d\d)|['’])?(\d)0['’]?s$")
_MONEY = {
    "$": {"en": "dollars", "de": "Dollar", "es": "dólares"},
    "€": {"en": "euros", "de": "Euro", "es": "euros"},
    "£": {"en": "pounds", "de": "Pfund", "es": "libras"},
}
_MONEY_BEFORE = re.compile(r"([$€£])(\d[\d.,]*)(k|K|m|M)?$")
_GROUPED = {"en": re.compile(r"\d{1,3}(?:,\d{3})+"), "de": re.compile(r"\d{1,3}(?:\.\d{3})+"), "es": re.compile(r"\d{1,3}(?:\.\d{3})+")}


def aloud(text: str, language: str) -> tuple[Said, ...]:
    """Give what is said, stretch by stretch.

    >>> [said.words for said in aloud("I led 40 % of the CRM work, since 2019.", "en")][2:]
    [('forty',), ('percent',), ('of',), ('the',), ('cee', 'ar', 'em'), ('work',), ('since',), ('twenty', 'nineteen')]
    """
    return tuple(_stretches(text, language))


def _stretches(text: str, language: str) -> Iterator[Said]:
    shouted = _is_shouted(text)
    found = list(_STRETCH.finditer(text))
    for number, stretch in enumerate(found):
        after = found[number + 1].start() if number + 1 < len(found) else len(text)
        raw = stretch.group()
        words = tuple(_words(raw.lower() if shouted else raw, language))
        yield Said(stretch.start(), stretch.end(), words, _stop(raw, text[stretch.end() : after], language))


def _is_shouted(text: str) -> bool:
    signs = [sign for sign in text if sign.isalpha()]
    return len(signs) > 20 and sum(sign.isupper() for sign in signs) > 0.8 * len(signs)


def _stop(raw: str, gap: str, language: str) -> Stop:
    if "\n" in gap:
        return Stop.PARAGRAPH if gap.count("\n") > 1 else Stop.SENTENCE
    if raw in _DASHES:
        return Stop.CLAUSE
    ending = raw[len(raw.rstrip(_CLOSING)) :]
    if any(sign in ending for sign in "!?…") or ("." in ending and not _is_short_form(raw, language)):
        return Stop.SENTENCE
    return Stop.CLAUSE if any(sign in ending for sign in ",;:)") or raw.startswith(("(", "–", "—")) or raw.endswith(("–", "—")) else Stop.NONE


def _is_short_form(raw: str, language: str) -> bool:
    plain = raw.strip(_OPENING).rstrip("\"'“”‘’»)]},;:").lower()
    return (
        plain in SHORT_FORMS.get(language, {})
        or bool(_DOTTED.fullmatch(raw.strip(_OPENING).rstrip("\"'“”‘’»)]},;:")))
        or (language == "de" and bool(re.fullmatch(r"\d{1,2}\.", plain)))
    )


def _words(raw: str, language: str) -> Iterator[str]:
    plain = raw.lstrip(_OPENING)
    known = SHORT_FORMS.get(language, {}).get(plain.rstrip("\"'“”‘’»)]},;:").lower())
    if known is not None:
        yield from known.split()
        return
    core = plain.rstrip(_CLOSING)
    if _DOTTED.fullmatch(core):
        yield from _spelled(core.replace(".", ""), language)
        return
    whole = _whole(core, language) if core else None
    if whole is not None:
        yield from whole
    elif language == "de" and re.fullmatch(r"\d{1,2}", core) and plain.startswith(core + "."):
        yield from ordinal_words(int(core), language)
    else:
        yield from _pieces(core, language)


def _whole(core: str, language: str) -> tuple[str, ...] | None:
    if ordinal := _ORDINAL.match(core):
        return ordinal_words(int(ordinal[1]), language)
    if (decade := _DECADE.match(core)) and language == "en":
        tens = number_words(int(decade[2]) * 10, language)
        return (*(number_words(int(decade[1]), language) if decade[1] else ()), *tens[:-1], tens[-1][:-1] + "ies")
    if money := _MONEY_BEFORE.match(core):
        scale = {"k": "thousand", "m": "million"}.get((money[3] or "").lower())
        return (*_number(money[2], language), *((scale,) if scale else ()), _MONEY[money[1]].get(language, "dollars"))
    return None


def _pieces(core: str, language: str) -> Iterator[str]:
    is_address = "@" in core or "://" in core or core.lower().startswith("www.")
    pieces = _PIECE.findall(core)
    for before, piece, after in zip(["", *pieces], pieces, [*pieces[1:], ""], strict=False):
        is_behind_number = before[:1].isdecimal()
        if piece[0].isdecimal():
            yield from _clock(piece, language) if ":" in piece else _number(piece, language)
        elif is_behind_number and piece in BEHIND_NUMBERS.get(language, {}):
            yield from BEHIND_NUMBERS[language][piece].split()
        elif piece[0].isalpha() and piece not in "ºª":
            for part in _CAMEL.split(piece):
                yield from _word(part, language)
        elif piece in "-–" and is_behind_number and after[:1].isdecimal() and not is_address:
            yield RANGES.get(language, RANGES["en"])
        elif is_address or piece in "%‰&+=@€$£°" or (piece == "." and before):
            yield from MARKS.get(language, MARKS["en"]).get(piece, "").split()


def _clock(digits: str, language: str) -> tuple[str, ...]:
    hours, minutes = (int(part) for part in digits.split(":"))
    middle = ("Uhr",) if language == "de" else ("y",) if language == "es" and minutes else ()
    return (*number_words(hours, language), *middle, *(number_words(minutes, language) if minutes else ()))


def _number(digits: str, language: str) -> Iterator[str]:
    grouped = _GROUPED.get(language, _GROUPED["en"])
    if grouped.fullmatch(digits):
        yield from _whole_number(re.sub(r"[.,]", "", digits), language)
        return
    parts = re.split(r"[.,]", digits)
    if len(parts) == 2:
        yield from _whole_number(parts[0], language)
        yield {"de": "Komma", "es": "coma"}.get(language, "point")
        yield from digit_words(parts[1], language) if language != "es" else _whole_number(parts[1], language)
        return
    for part in (one for one in parts if one):
        if len(part) == 4 and 1100 <= int(part) <= 2099:
            yield from year_words(int(part), language)
        elif (part.startswith("0") and len(part) > 1) or len(part) > 6:
            yield from digit_words(part, language)
        else:
            yield from number_words(int(part), language)


def _whole_number(digits: str, language: str) -> tuple[str, ...]:
    return number_words(int(digits), language) if len(digits) <= MOST_DIGITS else digit_words(digits, language)


def _word(word: str, language: str) -> Iterator[str]:
    plain = re.sub(r"['’]s$", "", word)
    unit = UNITS.get(language, {}).get(word)
    if unit:
        yield from unit.split()
    elif _is_spelled(plain, language):
        yield from _spelled(plain.removesuffix("s"), language)
    else:
        yield word


def _spelled(capitals: str, language: str) -> Iterator[str]:
    names = LETTERS.get(language, LETTERS["en"])
    for sign in capitals.lower():
        yield from names.get(sign, sign).split("-")


def _is_spelled(word: str, language: str) -> bool:
    capitals = word.removesuffix("s")
    if len(capitals) == 1:
        return capitals.isupper() and word == capitals and capitals not in SINGLE_WORDS.get(language, "")
    if not capitals.isupper() or capitals in SAID_AS_WORDS or word.upper() in SAID_AS_WORDS:
        return False
    return len(capitals) <= 3 or not re.search("[AEIOU]", capitals) or len(re.findall("[AEIOU]+", capitals)) * 3 < len(capitals)
