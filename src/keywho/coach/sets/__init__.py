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
        written = msgspec.toml.decode(content)
        found: S = msgspec.convert(written, shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotInShape(name, str(error).rstrip(".")) from None
    strange = _unknown(written, msgspec.to_builtins(found))
    if strange:
        raise NotInShape(name, f"no such field is known: {strange}")
    return found


def _unknown(written: Any, understood: Any, where: str = "") -> str:
    """Give the place of the first field that was not understood; a mapping whose keys are free has the same keys in both."""
    if isinstance(written, dict) and isinstance(understood, dict):
        for key, below in written.items():
            place = f"{where}.{key}".lstrip(".")
            found = _unknown(below, understood[key], place) if key in understood else place
            if found:
                return found
    elif isinstance(written, list) and isinstance(understood, list | tuple):
        return next(
            (found for no, (one, other) in enumerate(zip(written, understood, strict=False), 1) if (found := _unknown(one, other, f"{where} {no}"))), ""
        )
    return ""


def names_in(language: str, folder: str) -> tuple[str, ...]:
    """Give the names of the files of a folder, such as `names_in("en", "lessons")`, in order, as `read_set` takes them."""
    found = (files("keywho.coach.sets") / language / folder).iterdir()
    return tuple(sorted(f"{folder}/{one.name.removesuffix('.toml')}" for one in found if one.name.endswith(".toml")))


def _file(language: str, name: str) -> Traversable:
    own = files("keywho.coach.sets") / language / f"{name}.toml"
    return own if own.is_file() else files("keywho.coach.sets") / "en" / f"{name}.toml"
