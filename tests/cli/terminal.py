"""The command as a person at a terminal uses it, in this program or in one of its own."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from keywho.cli.main import main

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = REPOSITORY / "examples"
SHARED = REPOSITORY.parent / "shared" / "data"
TWELVE = EXAMPLES / "evening-12.csv"


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The object on stdout."""
        return json.loads(self.out)


def keywho(*words: object) -> Answer:
    """Run the command in this program."""
    result = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
    return Answer(result.exit_code, result.stdout, result.stderr)


def command(*words: object) -> list[str]:
    """Give the words that start the command as a program of its own."""
    return [sys.executable, "-m", "keywho", *map(str, words)]


def run(*words: object, cwd: Path | None = None, environment: dict[str, str] | None = None) -> Answer:
    """Run the command as a program of its own."""
    done = subprocess.run(command(*words), capture_output=True, cwd=cwd, env=environment, timeout=120, check=False)
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def folder_of(path: Path) -> dict[str, bytes]:
    """Give all files of a folder."""
    return {file.name: file.read_bytes() for file in sorted(path.iterdir())}
