"""The coach's files: icebreakers, rungs, lessons and lists of words, a folder for each language, in TOML."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from keywho.core.errors import KeywhoError

S = TypeVar("S")
_READ: dict[tuple[str, str, type], Any] = {}


class NotInShape(KeywhoError):
    """A file of the coach does not have the shape that it should have."""

    code = "coach-file"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}. Nothing of it was used. Maybe compare it with the schema that `keywho schema --coach` prints.")


def read_set(language: str, name: str, shape: type[S]) -> S:
    """Read one of the files that come along, such as `read_set("es", "ladder", Ladder)`; English where a language has none. It is read once.

    Raises
    ------
    NotInShape
        The file has a field that is missing, unknown or of another kind.
    """
    key = (language, name, shape)
    if key not in _READ:
        _READ[key] = parsed(_file(language, name).read_bytes(), f"{language}/{name}.toml", shape)
    found: S = _READ[key]
    return found


def parsed(content: bytes, name: str, shape: type[S]) -> S:
    """Read what somebody wrote.

    Raises
    ------
    NotInShape
        It is no TOML, or has a field that is missing, unknown or of another kind.
    """
    try:
        found: S = msgspec.toml.decode(content, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotInShape(name, str(error).rstrip(".")) from None
    return found


def names_in(language: str, folder: str) -> tuple[str, ...]:
    """Give the names of the files of a folder, such as `names_in("en", "lessons")`, in order, as `read_set` takes them."""
    found = (files("keywho.coach.sets") / language / folder).iterdir()
    return tuple(sorted(f"{folder}/{one.name.removesuffix('.toml')}" for one in found if one.name.endswith(".toml")))


def _file(language: str, name: str) -> Traversable:
    own = files("keywho.coach.sets") / language / f"{name}.toml"
    return own if own.is_file() else files("keywho.coach.sets") / "en" / f"{name}.toml"
