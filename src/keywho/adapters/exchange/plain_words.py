"""Read JSON into structs, and say in plain words where a file differs from what is expected."""

import json
import math
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, TypeVar

import msgspec

from keywho.core.errors import BadInput

S = TypeVar("S")

LINE = 120
"""Letters on a line of a file for people."""

_TYPE_WORDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object { }",
    "null": "null",
}


def read_json(content: bytes, kind: type[S], source: str) -> S:
    """Decode a struct or another type. `source` is the name of the file, for errors.

    Raises
    ------
    BadInput
        The bytes are not JSON, or not of this kind; names the file and the place in it.
    """
    text = _unicode(content, source)
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError as error:
        raise BadInput(f"{source}: {_in_words(str(error), kind)}") from error
    except msgspec.DecodeError as error:
        raise BadInput(f"{source} is not proper JSON: {_place(str(error), text)}. Maybe the file was cut off or edited by hand; save it again.") from error
    except RecursionError as error:
        raise BadInput(f"{source} has lists inside lists without end. Maybe it is another kind of file.") from error


def convert_json(parsed: Any, kind: type[S], source: str) -> S:
    """Turn parsed JSON into a struct; the errors are those of `read_json`."""
    try:
        return msgspec.convert(parsed, kind)
    except msgspec.ValidationError as error:
        raise BadInput(f"{source}: {_in_words(str(error), kind)}") from error


def write_json(struct: msgspec.Struct) -> bytes:
    """Encode a struct; numpy's numbers count as numbers.

    Raises
    ------
    BadInput
        A number is infinite or not a number, or a text has half a character in it: no JSON can hold that.
    """
    for place, number in _numbers(struct, ""):
        if not math.isfinite(number):
            raise BadInput(f"{place} is {number}, which no file can hold. Maybe give a usual number.")
    try:
        return msgspec.json.encode(struct, enc_hook=lambda number: number.item())
    except UnicodeEncodeError as error:
        around = error.object[max(0, error.start - 20) : error.end + 20].encode("ascii", "backslashreplace").decode()
        raise BadInput(f"“{around}” has half a character in it, which no file can hold. Maybe type that name again.") from error


def laid_out(value: Any, depth: int = 0) -> str:
    """Write parsed JSON for reading by people: what fits on a line stands on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if depth + len(flat) <= LINE or not isinstance(value, dict | list):
        return flat
    blanks = " " * (depth + 1)
    if isinstance(value, dict):
        return (
            "{\n"
            + ",\n".join(f"{blanks}{json.dumps(name, ensure_ascii=False)}: {laid_out(inner, depth + 1)}" for name, inner in value.items())
            + f"\n{blanks[1:]}}}"
        )
    return "[\n" + ",\n".join(blanks + laid_out(inner, depth + 1) for inner in value) + f"\n{blanks[1:]}]"


def _numbers(value: object, place: str) -> Iterator[tuple[str, float]]:
    """Give each number in a struct with its place; long lists of bare numbers were checked by `Problem`."""
    if isinstance(value, float):
        yield place, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _numbers(getattr(value, name), f"{place}.{name}" if place else name)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _numbers(inner, f"{place}.{name}")
    elif isinstance(value, list) and value and isinstance(value[0], msgspec.Struct):
        for no, inner in enumerate(value):
            yield from _numbers(inner, f"{place}[{no}]")


def _unicode(content: bytes, source: str) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(f"{source} is not a text file in UTF-8 (byte {error.start + 1}). Maybe it is another kind of file, or save it as UTF-8.") from error


def _place(message: str, text: str) -> str:
    """Turn msgspec's byte into line and column."""
    found = re.fullmatch(r"(?:JSON is malformed: )?(.*) \(byte (\d+)\)", message)
    if not found:
        return "it is empty" if not text.strip() else "it ends too early"
    before = text.encode()[: int(found[2])].decode(errors="ignore")
    lines = before.split("\n")
    return f"{found[1]} in line {len(lines)}, column {len(lines[-1]) + 1}"


def _in_words(message: str, kind: Any) -> str:
    """Turn “Expected `str`, got `int` - at `$.problem.name`” into “problem.name should be text, not a whole number.”."""
    complaint, _, at = message.partition(" - at ")
    place = at.strip("`").removeprefix("key` in `").removeprefix("$").removeprefix(".") or "the file"
    place = place.replace("[...]", " (one of its entries)")
    if found := re.fullmatch(r"Expected `([^`]*)`, got `([^`]*)`", complaint):
        return f"{place} should be {_words(found[1])}, not {_words(found[2])}."
    if found := re.fullmatch(r"Expected `array` of length (\d+)(?:, got (\d+))?", complaint):
        return f"{place} should be a list of {found[1]}."
    if found := re.fullmatch(r"Object missing required field `([^`]*)`", complaint):
        return f"{place} has no “{found[1]}”. Maybe add it."
    if found := re.fullmatch(r"Object contains unknown field `([^`]*)`", complaint):
        close = get_close_matches(found[1], sorted(set(_field_names(kind))), 1)
        return f"{place} has a field “{found[1]}” that is not known there. Maybe {f'“{close[0]}”' if close else 'leave it out'}."
    if found := re.fullmatch(r"Invalid enum value (.*)", complaint):
        return f"{place} can't be {found[1]}. Maybe see docs/exchange-format.md for what it can be."
    return f"{place}: {complaint}."


def _words(types: str) -> str:
    return " or ".join(_TYPE_WORDS.get(name, name) for name in types.split(" | "))


def _field_names(kind: Any) -> Iterator[str]:
    """Give the field names of a struct and of all structs in it."""
    seen: set[type] = set()
    to_see = [msgspec.inspect.type_info(kind)]
    while to_see:
        found = to_see.pop()
        if isinstance(found, msgspec.inspect.StructType) and found.cls not in seen:
            seen.add(found.cls)
            yield from (field.encode_name for field in found.fields)
            to_see += [field.type for field in found.fields]
        for name in ("type", "item_type", "value_type"):
            if isinstance(inner := getattr(found, name, None), msgspec.inspect.Type):
                to_see.append(inner)
        to_see += [inner for inner in getattr(found, "types", ()) if isinstance(inner, msgspec.inspect.Type)]
