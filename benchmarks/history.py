"""What was measured, by version and date: one JSON object a line in history.jsonl, which is part of the repository.

The page and the plots are made from the newest record of each line; earlier records say what changed.
"""

import json
import math
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from cases import ROOT, Figures

FILE = ROOT / "benchmarks" / "history.jsonl"


@dataclass(frozen=True, slots=True)
class Record:
    """The figures of one line of one section, and when and with what they were measured."""

    version: str
    date: str
    commit: str
    machine: str
    section: str
    case: str
    line: str
    figures: Figures

    @property
    def key(self) -> tuple[str, str]:
        """Which line of the page it is."""
        return self.section, self.line

    @property
    def made(self) -> tuple[str, str]:
        """The version and date it was measured with and on."""
        return self.version, self.date


def read(file: Path = FILE) -> list[Record]:
    """Read all records, the oldest first."""
    if not file.exists():
        return []
    return [Record(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def add(records: Iterable[Record], file: Path = FILE) -> None:
    """Add records; earlier ones of the same line, version and date give way."""
    new = list(records)
    replaced = {(record.key, record.made) for record in new}
    kept = [record for record in read(file) if (record.key, record.made) not in replaced]
    lines = [json.dumps({**asdict(record), "figures": short(record.figures)}, ensure_ascii=False, allow_nan=False) for record in [*kept, *new]]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def newest(records: Sequence[Record]) -> dict[tuple[str, str], Record]:
    """Give the newest record of each line."""
    return {record.key: record for record in sorted(records, key=lambda record: record.date)}


def before(records: Sequence[Record], now: Record) -> Record | None:
    """Give the last record of the same line that another version or another day measured."""
    earlier = [record for record in records if record.key == now.key and record.made != now.made and record.date <= now.date]
    return max(earlier, key=lambda record: record.date, default=None)


def short(figure: object) -> object:
    """Round numbers to seven digits, so that the file stays small; what is no number has none."""
    if isinstance(figure, float):
        return None if not math.isfinite(figure) else int(figure) if figure == int(figure) else float(f"{figure:.7g}")
    if isinstance(figure, Mapping):
        return {key: short(value) for key, value in figure.items()}
    if isinstance(figure, list | tuple):
        return [short(value) for value in figure]
    return figure


def commit() -> str:
    """Name the commit that is measured, with a + where files are changed."""
    try:
        name = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
        changed = subprocess.run(["git", "status", "--porcelain", "--", "src"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f"{name}+" if changed else name
