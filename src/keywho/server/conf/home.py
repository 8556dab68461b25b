"""The folder that holds everything, and the secret in it."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from keywho.core.errors import BadInput

SECRET_FILE = "secret_key"


def prepare_home(home: Path) -> None:
    """Make the folder and the secret in it, if they are not there yet; only their owner can open them.

    Raises
    ------
    BadInput
        The folder can't be made or written to.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (home / SECRET_FILE).exists():
            _write_once(home / SECRET_FILE, secrets.token_urlsafe(48))
    except OSError as error:
        raise BadInput(f"keywho can't keep anything in {home}: {error.strerror}. Maybe set KEYWHO_HOME to a folder that you can write to.") from error


def secret_in(home: Path) -> str:
    """Give the secret of an installation, or an empty text where it was never prepared."""
    try:
        return (home / SECRET_FILE).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def _write_once(path: Path, text: str) -> None:
    """Write a file that appears whole or not at all; where two processes start at once, both end up with the same text."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # with mode 600
    try:
        with os.fdopen(number, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        Path(name).unlink()
