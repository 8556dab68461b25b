"""A backup in one file: the database, the secret, and the ledger of the erased; and putting it back.

The file is a zip. It is made while keywho runs, by SQLite's online backup; it is put back while keywho is stopped. PostgreSQL has its own tools.
"""

import json
import os
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from keywho.core.errors import BadInput
from keywho.server.services.rights import ledger
from keywho.server.services.rights.ledger import LEDGER_FILE
from keywho.version import VERSION

ABOUT, DATABASE, SECRET = "backup.json", "database.sqlite3", "secret_key"
QUEUE_FILES = ("jobs.sqlite3", "jobs.sqlite3-wal", "jobs.sqlite3-shm")
BY_ITSELF = (
    "The database of this installation is PostgreSQL, which makes its own backups: pg_dump, and pg_restore to put one back. "
    f"Keep the files `{SECRET}` and `{LEDGER_FILE}` of KEYWHO_HOME beside them: with the newest `{LEDGER_FILE}` in place, the next start erases again whoever was erased since."
)


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself."""

    version: str
    made_at: datetime


def make_backup(target: Path, now: datetime) -> int:
    """Write a backup; gives its size in bytes. Only its owner can open it.

    Raises
    ------
    BadInput
        The database is none that this can copy, or the file is there already.
    """
    file = _sqlite_file()
    if target.exists():
        raise BadInput(f"{target} is there already. Maybe another name, with the day in it.")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".keywho-backup.") as folder:
        copy, packed = Path(folder) / DATABASE, Path(folder) / "packed"
        _copy_online(file, copy)
        with zipfile.ZipFile(_private(packed), "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(ABOUT, json.dumps({"keywho": VERSION, "made_at": now.isoformat()}))
            archive.write(copy, DATABASE)
            archive.writestr(LEDGER_FILE, ledger.ledger().as_text())
            archive.writestr(SECRET, _secret())
        packed.replace(target)
    return target.stat().st_size


def read_backup(source: Path) -> About:
    """Say what a backup is of.

    Raises
    ------
    BadInput
        The file is no backup.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            about = json.loads(archive.read(ABOUT))
            archive.getinfo(DATABASE)
            return About(str(about["keywho"]), datetime.fromisoformat(about["made_at"]))
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError):
        raise BadInput(f"{source} is no backup of keywho. Maybe it was made by another program, or is not complete.") from None


def put_back(source: Path) -> None:
    """Put a backup in the place of the database, after everything in it was looked at. Who was erased, here or there, stands in the ledger before anything else happens.

    What was in the database is gone after it. Call it while nothing else has the database open.

    Raises
    ------
    BadInput
        The backup is damaged or of a newer version, or something has the database open.
    """
    file = _sqlite_file()
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".keywho-restore.") as folder:
        copy = Path(folder) / DATABASE
        with zipfile.ZipFile(source) as archive:
            try:
                with archive.open(DATABASE) as packed, _private(copy).open("wb") as plain:
                    while piece := packed.read(1 << 20):
                        plain.write(piece)
                there = ledger.ledger_of(archive.read(LEDGER_FILE).decode("ascii", "replace"))
                secret = archive.read(SECRET).decode("ascii")
            except (zipfile.BadZipFile, KeyError, OSError, ValueError):
                raise BadInput(f"{source} is damaged: it can't be read to its end. Nothing was changed.") from None
        _look_into(copy, source)
        _only_we(file)
        ledger.keep(there.joined(ledger.ledger()))
        if secret:
            path = Path(settings.KEYWHO_HOME) / SECRET
            _private(Path(folder) / SECRET).write_text(secret, encoding="ascii")
            (Path(folder) / SECRET).replace(path)
        for name in (f"{file.name}-wal", f"{file.name}-shm"):  # a log of the database before must never be read into this one
            (file.parent / name).unlink(missing_ok=True)
        copy.replace(file)
        for name in QUEUE_FILES:  # its orders are of the database before; the worker orders again what waits
            (Path(settings.KEYWHO_HOME) / name).unlink(missing_ok=True)


def _sqlite_file() -> Path:
    if connection.vendor != "sqlite":
        raise BadInput(BY_ITSELF)
    return Path(connection.settings_dict["NAME"])


def _copy_online(file: Path, copy: Path) -> None:
    """Copy the database as it stands in this moment, while others read and write it."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as there, closing(sqlite3.connect(_private(copy))) as here:
        there.backup(here)
        here.execute("PRAGMA journal_mode=DELETE")


def _only_we(file: Path) -> None:
    """Make sure that nobody else has the database open; what stands in its log of changes goes into the file by that."""
    connection.close()
    try:
        with closing(sqlite3.connect(file, timeout=1)) as alone:
            alone.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError:
        raise BadInput("keywho still runs: something has the database open. Maybe end it first, also in other windows.") from None
    except sqlite3.DatabaseError:
        return  # it is damaged, and is replaced


def _look_into(copy: Path, source: Path) -> None:
    try:
        with closing(sqlite3.connect(copy)) as opened:
            sound = opened.execute("PRAGMA quick_check").fetchone()[0] == "ok"
            steps = {name for (name,) in opened.execute("SELECT name FROM django_migrations WHERE app = 'store'")}
    except sqlite3.DatabaseError:
        sound, steps = False, set()
    if not sound:
        raise BadInput(f"The database in {source} is damaged. Nothing was changed. Maybe an older backup is whole.")
    if steps - {name for app, name in MigrationLoader(None).disk_migrations if app == "store"}:
        raise BadInput(f"{source} was made by a newer keywho than {VERSION}. Nothing was changed. Maybe install the newest version first.")


def _secret() -> str:
    path = Path(settings.KEYWHO_HOME) / SECRET
    return path.read_text(encoding="ascii") if path.exists() else ""


def _private(path: Path) -> Path:
    """Make an empty file that only its owner can open."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    return path
