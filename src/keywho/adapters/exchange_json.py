"""The exchange format: an evening and its programme in one JSON file (docs/exchange-format.md).

What is written is read back exactly, field by field.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from keywho.adapters.exchange import wire
from keywho.adapters.exchange.convert import problem_from_wire, problem_to_wire, programme_from_wire, programme_to_wire, result_from_wire, result_to_wire
from keywho.adapters.exchange.plain_words import laid_out, read_json, write_json
from keywho.adapters.safe_write import write_safely
from keywho.core.errors import BadInput
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.planning.result import Result

PRETTY_BELOW = 200_000
"""Files of fewer bytes are written for reading by people; larger ones without blanks."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What an exchange file holds."""

    problem: Problem
    programme: Programme | None = None
    result: Result | None = None


class _Header(msgspec.Struct):
    """What tells a keywho file from others, and one version from another."""

    format: Any = None
    format_version: Any = None


def dumps(problem: Problem, programme: Programme | None = None, result: Result | None = None) -> bytes:
    """Give an evening as JSON. A result brings its programme along.

    Raises
    ------
    BadInput
        A number is infinite or not a number, or a text has half a character in it: no JSON can hold that.
    """
    if result is not None:
        if programme is not None and programme != result.programme:
            raise ValueError("The result belongs to another programme. Write the programme without it.")
        programme = result.programme
    exchange = wire.Exchange(
        "keywho",
        1,
        problem_to_wire(problem),
        programme_to_wire(programme) if programme is not None else None,
        result_to_wire(result, problem) if result is not None else None,
    )
    content = write_json(exchange)
    return f"{laid_out(json.loads(content))}\n".encode() if len(content) < PRETTY_BELOW else content


def loads(content: bytes, source: str = "the exchange file") -> Exchange:
    """Read what `dumps` wrote, or another program. `source` is the name of the file, for errors.

    Raises
    ------
    BadInput
        It is not JSON, not a keywho file, of an unknown version, or a field is missing, unknown or of the wrong type.
    FaultyProblem
        The evening can't be planned.
    """
    header = read_json(content, _Header, source)
    if header.format != "keywho":
        raise BadInput(f'{source} is not a keywho exchange file: it does not say "format": "keywho". Maybe it is a room file, or another program\'s.')
    if header.format_version != wire.FORMAT_VERSION:
        raise BadInput(
            f"{source} has format_version {header.format_version!r}; this keywho reads {wire.FORMAT_VERSION}. Maybe it was written by a newer keywho: upgrade."
        )
    exchange = read_json(content, wire.Exchange, source)
    problem = problem_from_wire(exchange.problem, source)
    programme = programme_from_wire(exchange.programme) if exchange.programme else None
    if exchange.result and programme is None:
        raise BadInput(f"{source} has a result but no programme. Maybe set result to null.")
    return Exchange(problem, programme, result_from_wire(exchange.result, problem, programme) if exchange.result and programme else None)


def write_exchange(path: Path | str, problem: Problem, programme: Programme | None = None, result: Result | None = None) -> None:
    """Write an evening to a file, safely: the old file stays until the new one is complete."""
    write_safely(path, dumps(problem, programme, result))


def read_exchange(path: Path | str) -> Exchange:
    """Read an exchange file; the errors are those of `loads`."""
    file = Path(path)
    try:
        content = file.read_bytes()
    except (OSError, ValueError) as error:
        raise BadInput(f"{file} can't be read: {getattr(error, 'strerror', None) or error}. Maybe a misspelt name.") from error
    return loads(content, str(file))


def schema() -> bytes:
    """Give the JSON Schema of the format, as it stands in docs/exchange-format.schema.json."""
    rules = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "keywho exchange format", **msgspec.json.schema(wire.Exchange)}
    return f"{laid_out(rules)}\n".encode()
