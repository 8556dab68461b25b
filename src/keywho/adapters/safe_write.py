"""Write files so that a power cut leaves the old file or the new one, never half of one."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from keywho.core.errors import BadInput


def write_safely(path: Path | str, content: bytes) -> None:
    """Replace a file in one step: the bytes go to a new file beside it, and take its name when they are on the disk.

    Raises
    ------
    BadInput
        The folder does not exist or can't be written to, or the disk is full; the old file is untouched.
    """
    target = Path(path)
    try:
        _replace(target.resolve(), content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInput(f"{target} can't be written: {reason}. Maybe choose another folder, or make room on the disk.") from error


def _replace(target: Path, content: bytes) -> None:
    number, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:60]}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode_for(target))
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    with suppress(OSError):  # some systems can't sync a folder; the file itself is safe by now
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _mode_for(target: Path) -> int:
    """Keep who may read the file; a new one gets what the system gives to new files."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
