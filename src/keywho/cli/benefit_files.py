"""The file of `keywho benefit --out`: one entry a line (CSV), or a JSON list."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from keywho.cli.benefit_of import Entry

COLUMNS = ("seeker", "seeker_name", "sought", "sought_name", "points", "reason", "signal")


def fields_of(entry: Entry) -> dict[str, object]:
    """Give an entry by the names of its columns."""
    values = (entry.seeker.id, entry.seeker.name, entry.sought.id, entry.sought.name, entry.points, entry.reason, entry.signal)
    return dict(zip(COLUMNS, values, strict=True))


def write_entries(path: Path, entries: Sequence[Entry]) -> None:
    """Write entries as .csv or .json, by the ending; nothing in the CSV can be run as a formula."""
    from keywho.adapters.programme_csv import harmless
    from keywho.adapters.safe_write import write_safely

    rows = [fields_of(entry) for entry in entries]
    if path.suffix.casefold() == ".json":
        write_safely(path, (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace"))
        return
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(value) if isinstance(value, str) else f"{value:.2f}" for value in row.values()] for row in rows)
    write_safely(path, text.getvalue().encode("utf-8", "backslashreplace"))
