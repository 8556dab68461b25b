"""The ledger of the erased: a file that only grows, so that nobody who was erased comes back with a restored backup.

It holds keyed hashes (HMAC, RFC 2104) and means nobody. A key stands before the hashes that were made with it, so that ledgers of two installations
can be joined by writing one behind the other.
"""

import hashlib
import hmac
import os
import secrets
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from keywho.server.store import models as records

LEDGER_FILE = "erased"
KEY, HASH = "key ", "gone "
HASH_BYTES = 16


@dataclass(frozen=True, slots=True)
class Ledger:
    """Who was erased: keys, and the hashes that were made with each."""

    sections: tuple[tuple[str, frozenset[str]], ...] = ()

    def knows(self, mark: str) -> bool:
        """Say whether the one with this mark was erased."""
        return any(_hash(key, mark) in hashes for key, hashes in self.sections)

    def __bool__(self) -> bool:
        return any(hashes for _, hashes in self.sections)

    def joined(self, other: "Ledger") -> "Ledger":
        """Give all that stands in either."""
        found: dict[str, frozenset[str]] = {}
        for key, hashes in (*self.sections, *other.sections):
            found[key] = found.get(key, frozenset()) | hashes
        return Ledger(tuple(found.items()))

    def as_text(self) -> str:
        """Give it as it stands in the file."""
        lines = (line for key, hashes in self.sections for line in (f"{KEY}{key}", *(f"{HASH}{one}" for one in sorted(hashes))))
        return "".join(f"{line}\n" for line in lines)


def ledger_of(text: str) -> Ledger:
    """Read a ledger. A line that a power cut left in the middle says nothing."""
    found: dict[str, set[str]] = {}
    key = ""
    for line in text.splitlines():
        if line.startswith(KEY):
            key = line.removeprefix(KEY).strip()
            found.setdefault(key, set())
        elif line.startswith(HASH) and key:
            found[key].add(line.removeprefix(HASH).strip())
    return Ledger(tuple((key, frozenset(hashes)) for key, hashes in found.items()))


def path_of_ledger() -> Path:
    """Say where the ledger of this installation is."""
    return Path(settings.KEYWHO_HOME) / LEDGER_FILE


def ledger() -> Ledger:
    """Read the ledger of this installation; an empty one where nobody was erased yet."""
    with suppress(FileNotFoundError):
        return ledger_of(path_of_ledger().read_text(encoding="ascii", errors="replace"))
    return Ledger()


def write_down(marks: Iterable[str]) -> None:
    """Note who is being erased; it is on the disk when this returns. Call it before the erasing is committed: who stands here and is still there goes at the next start."""
    path = path_of_ledger()
    if not path.exists():
        _begin(path, f"{KEY}{secrets.token_hex(16)}\n")
    text = path.read_text(encoding="ascii", errors="replace")
    sections = ledger_of(text).sections
    key = sections[-1][0] if sections else secrets.token_hex(16)
    lines = "" if text.endswith("\n") else "\n"
    lines += "" if sections else f"{KEY}{key}\n"
    lines += "".join(f"{HASH}{_hash(key, mark)}\n" for mark in marks)
    number = os.open(path, os.O_WRONLY | os.O_APPEND)
    with os.fdopen(number, "wb") as file:
        file.write(lines.encode())
        file.flush()
        os.fsync(file.fileno())


def keep(found: Ledger) -> None:
    """Put a ledger in the place of the one of this installation."""
    path = path_of_ledger()
    _written(path, found.as_text()).replace(path)


def mark_of(event: records.Event, public_id: str) -> str:
    """Give what the ledger calls a person of an evening; the same before and after a backup was restored."""
    return f"{event.code}\0{event.created_at.isoformat()}\0{public_id}"


def mark_of_history(key: str) -> str:
    """Give what the ledger calls a history that followed somebody."""
    return f"history\0{key}"


def _hash(key: str, mark: str) -> str:
    return hmac.digest(key.encode(), mark.encode(), hashlib.sha256)[:HASH_BYTES].hex()


def _begin(path: Path, text: str) -> None:
    """Make the file, whole or not at all; where two begin it at once, both go on with the same."""
    name = _written(path, text)
    try:
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        name.unlink()


def _written(path: Path, text: str) -> Path:
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # with mode 600
    with os.fdopen(number, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
