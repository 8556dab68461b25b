"""How the command line speaks: to people in sentences, to programs in one JSON object."""

import json
import math
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps

import click


@dataclass(frozen=True, slots=True)
class Voice:
    """Sentences go to stdout, or to stderr when stdout is kept for one JSON object; `quiet` leaves only warnings."""

    json: bool = False
    quiet: bool = False

    def say(self, sentence: str = "") -> None:
        """Tell the person at the terminal."""
        if not self.quiet:
            click.echo(_encodable(plain(sentence), err=self.json), err=self.json)

    def warn(self, sentence: str) -> None:
        """Tell them even when they asked for quiet."""
        click.echo(_encodable(plain(sentence), err=True), err=True)

    def answer(self, found: Mapping[str, object]) -> None:
        """Give programs their object; people have read it already."""
        if self.json:
            click.echo(json.dumps(_finite(found), allow_nan=False))

    def refuse(self, code: str, message: str, names: Sequence[str] = ()) -> None:
        """Say why nothing was done."""
        self.warn(f"Error: {message}")
        self.answer({"error": {"code": code, "message": message, "names": list(names)}})


def plain(text: str) -> str:
    """Give text that a terminal shows and does not obey: no escape sequences, no tricks with the writing direction."""
    return "".join(letter if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs") else "\N{REPLACEMENT CHARACTER}" for letter in text)


def speaks(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options --json and --quiet, and a `voice` made of them."""

    @click.option("--json", "in_json", is_flag=True, help="Print one JSON object on stdout; sentences go to stderr.")
    @click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
    @wraps(command)
    def speaking(in_json: bool, quiet: bool, **options: object) -> None:
        command(voice=Voice(in_json, quiet), **options)

    return speaking


def _encodable(text: str, *, err: bool) -> str:
    """Give text that the terminal's encoding can carry; what it can't becomes an escape."""
    encoding = (sys.stderr if err else sys.stdout).encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _finite(found: object) -> object:
    """JSON has no infinity: such numbers become null."""
    match found:
        case float():
            return found if math.isfinite(found) else None
        case Mapping():
            return {str(key): _finite(value) for key, value in found.items()}
        case list() | tuple():
            return [_finite(value) for value in found]
        case _:
            return found
