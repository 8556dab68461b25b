"""One setting: its name, what it may be, what it is when nobody sets it, and the paragraph that explains it."""

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from keywho.core.errors import BadInput

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Setting(Generic[Value]):
    """A named choice of whoever hosts keywho. `read` raises ValueError when it can't take a text; `allowed` says what it takes."""

    name: str
    read: Callable[[str], Value]
    default: Value
    allowed: str
    without: str
    """What holds when nobody sets it, in words."""
    help: str
    secret: bool = False
    """May also stand in a file, named by NAME_FILE; its text is never repeated in a message."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which it can be set."""
        return (self.name, f"{self.name}_FILE") if self.secret else (self.name,)

    def value_in(self, environ: Mapping[str, str]) -> Value:
        """Give what the environment sets, else the default; an empty text counts as not set.

        Raises
        ------
        BadInput
            The text can't be read, the file is not there, or both the name and its _FILE are set.
        """
        where, text = self._text_in(environ)
        if not text:
            return self.default
        try:
            return self.read(text)
        except ValueError as error:
            what = f"What {where} says" if self.secret else f"{where}={text}"
            reason = f" ({error})" if str(error) and not self.secret else ""
            raise BadInput(f"{what} can't be used{reason}. {self.name} takes {self.allowed}.") from None

    def _text_in(self, environ: Mapping[str, str]) -> tuple[str, str]:
        text, file = environ.get(self.name, "").strip(), environ.get(f"{self.name}_FILE", "").strip() if self.secret else ""
        if text and file:
            raise BadInput(f"{self.name} and {self.name}_FILE are both set. Maybe remove one of them.")
        if not file:
            return self.name, text
        try:
            written = Path(file).expanduser().read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not text"
            raise BadInput(f"{self.name}_FILE: {file} can't be read: {reason}. Maybe the path is wrong, or keywho may not open it.") from None
        if not written:
            raise BadInput(f"{self.name}_FILE: {file} is empty. It takes {self.allowed}.")
        return f"{self.name}_FILE", written


def yes_or_no(text: str) -> bool:
    """Read a switch."""
    switches = {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False, "0": False}
    if text.lower() not in switches:
        raise ValueError
    return switches[text.lower()]


def port_number(text: str) -> int:
    """Read a TCP port."""
    number = int(text) if text.isascii() and text.isdecimal() else 0
    if not 1 <= number <= 65535:
        raise ValueError
    return number


def ip_address(text: str) -> str:
    """Read an address of this machine to listen on."""
    return str(ipaddress.ip_address("127.0.0.1" if text == "localhost" else text.strip("[]")))


def folder(text: str) -> Path:
    """Read a folder; ~ is the home of whoever runs keywho."""
    place = Path(text).expanduser()
    if place.exists() and not place.is_dir():
        raise ValueError("it is a file")
    return place.absolute()


def web_address(text: str) -> str:
    """Read the address that browsers open, without a slash at its end."""
    parts = urlsplit(text)
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.path.strip("/")
        or parts.query
        or parts.fragment
        or parts.username
        or (parts.port == 0)
    ):
        raise ValueError
    return f"{parts.scheme}://{parts.netloc.lower()}"


def database_address(text: str) -> str:
    """Read the address of a database; its parts are taken in database.py."""
    parts = urlsplit(text)
    if parts.scheme not in ("sqlite", "postgres", "postgresql") or not parts.path.strip("/") or (parts.scheme == "sqlite" and parts.netloc):
        raise ValueError
    _ = parts.port
    return text


def redis_address(text: str) -> str:
    """Read the address of a Redis server."""
    parts = urlsplit(text)
    if parts.scheme not in ("redis", "rediss", "unix") or not (parts.hostname or parts.path):
        raise ValueError
    _ = parts.port
    return text


def secret_text(text: str) -> str:
    """Read a secret that is long enough not to be guessed."""
    if len(text) < SHORTEST_SECRET:
        raise ValueError
    return text


SHORTEST_SECRET = 32


def host_names(text: str) -> tuple[str, ...]:
    """Read names of this server, parted by commas; a leading dot takes all names below it."""
    names = tuple(name.strip().lower().rstrip(".") for name in text.split(",") if name.strip())
    for name in names:
        bare = name.removeprefix(".")
        if not bare or not all(part and all(letter.isalnum() or letter in "-_" for letter in part) for part in bare.split(".")):
            raise ValueError(f"{name} is not a host name")
    return names


def proxy_addresses(text: str) -> tuple[str, ...]:
    """Read addresses or networks of proxies, parted by commas; `*` trusts everyone."""
    if text.strip() == "*":
        return ("*",)
    return tuple(str(ipaddress.ip_network(part.strip(), strict=False)) for part in text.split(",") if part.strip())


def one_of(*words: str) -> Callable[[str], str]:
    """Make a reader that takes one of some words."""

    def read(text: str) -> str:
        if text.lower() not in words:
            raise ValueError
        return text.lower()

    return read
