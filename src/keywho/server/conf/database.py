"""From the address of a database to what Django wants to know about it."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_FILE = "keywho.sqlite3"

SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
"""Readers never wait for the one who writes; what was told to a phone is on the disk, whatever happens to the power; what is erased is overwritten."""

BUSY_S = 20
CONNECTIONS = 40
"""Of PostgreSQL, in one process: more than pages are made at a time (`gate.AT_ONCE`) and threads work beside them, since one that waits for an evening holds one."""


def database_of(url: str, home: Path) -> dict[str, Any]:
    """Give Django's description of the database at an address; without one, an SQLite file in the home folder."""
    if not url:
        return sqlite_at(home / SQLITE_FILE)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite_at(home / unquote(parts.path[1:]))
    words = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(words.pop("host", "") or parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": CONNECTIONS, "timeout": BUSY_S}, **words},
    }


def sqlite_at(path: Path) -> dict[str, Any]:
    """Give Django's description of an SQLite file; every transaction takes the right to write at its begin, so that none fails half-way."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": BUSY_S, "init_command": SQLITE_START},
    }
