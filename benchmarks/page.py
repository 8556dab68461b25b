"""Write docs/benchmarks.md from what was recorded: a table for each section, and what was asked for and is missed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from cases import ROOT, Figures, Section, percent, points, seconds
from history import Record, before, newest
from targets import TARGETS, judgements

PAGE = ROOT / "docs" / "benchmarks.md"
METHOD = {
    "pairs": "pairs",
    "tables": "tables",
    "golfers": "tables",
    "designs": "designs",
    "grouping": "grouping",
    "requests": "requests",
    "repair": "repair",
    "fairness": "pairs",
    "scale/pairs": "pairs",
    "scale/tables": "tables",
}
"""The page on which each section's method says what was tried; where a section has several methods, by the beginning of its lines."""


def write_page(sections: Sequence[Section], records: Sequence[Record], page: Path = PAGE) -> None:
    """Write the tables of all sections that have records, and the summary of what was asked for."""
    latest = newest(records)
    for section in sections:
        own = lines_of(section, latest)
        if own:
            write(page, section.name, f"## {section.title}\n\n{section.remarks}\n\n{section_table(section, own, records)}\n\n{measured_with(own)}")
    write(page, "targets", summary(sections, latest))


def lines_of(section: Section, latest: Mapping[tuple[str, str], Record]) -> list[Record]:
    """Give a section's newest records in the order of its cases; lines that follow from others come last."""
    order = {case.name: no for no, case in enumerate(section.cases)}
    own = [record for record in latest.values() if record.section == section.name and (record.case in order or not record.case)]
    return sorted(own, key=lambda record: order.get(record.case, len(order)))


def section_table(section: Section, own: Sequence[Record], records: Sequence[Record]) -> str:
    """Lay out a section, with its verdicts and the change since the last version that was recorded."""
    rows = []
    for record in own:
        row = {heading: written(heading, figure, record.figures) for heading, figure in record.figures.items() if not heading.startswith("_")}
        if "remark" not in record.figures or len(record.figures) > 1:
            row["asked for"] = "; ".join(sentence for _, sentence in judgements(section.name, record.line, record.figures))
            row["change"] = change(section, record, before(records, record))
        rows.append((record.line, row))
    return table(rows)


def table(rows: Sequence[tuple[str, Mapping[str, str]]]) -> str:
    """Lay out lines in Markdown; a single line is laid out downwards."""
    headings = list(dict.fromkeys(heading for _, row in rows for heading, words in row.items() if words != ""))
    headings.sort(key=lambda heading: heading in ("asked for", "change", "remark"))
    if len(rows) == 1:
        laid = [["", rows[0][0]], *([heading, rows[0][1][heading]] for heading in headings)]
    else:
        laid = [["", *headings], *([name, *(row.get(heading, "") for heading in headings)] for name, row in rows)]
    return "\n".join(_row(cells) + ("\n" + _row(["---"] * len(cells)) if no == 0 else "") for no, cells in enumerate(laid))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '·') for cell in cells)} |"


def written(heading: str, figure: object, own: Figures) -> str:
    """Write a figure as its heading asks."""
    if isinstance(figure, Mapping):
        return compared(figure, own)
    if isinstance(figure, bool) or not isinstance(figure, int | float):
        return "-" if figure is None else str(figure)
    if heading.startswith(("gap", "cost", "lost")):
        return percent(figure)
    if heading.startswith(("exponent", "C++ is faster")):
        return f"{figure:.2f}"
    if heading.endswith(" s") and heading != "budget s":
        return seconds(figure)
    return points(figure)


def compared(figure: Figures, own: Figures) -> str:
    """Write a peer's figure, and ours as a ratio to it where more is better."""
    score, cpu_s, remark = figure.get("score"), figure.get("CPU s"), figure.get("remark")
    if not isinstance(score, int | float) or not isinstance(cpu_s, int | float):
        return str(remark or "-")
    words = f"{points(score)} in {seconds(cpu_s)} s" + (f" ({remark})" if remark else "")
    ours, our_s = own.get("score"), own.get("CPU s")
    if isinstance(ours, int | float) and isinstance(our_s, int | float) and score > 0 and cpu_s > 0:
        words += f" [{ours / score:.4f}, {our_s / cpu_s:.2g}]"
    return words


def change(section: Section, now: Record, then: Record | None) -> str:
    """Say how the main figure and the time changed since another version or day."""
    if then is None:
        return ""
    words = []
    new, old = now.figures.get(section.main), then.figures.get(section.main)
    if isinstance(new, int | float) and isinstance(old, int | float):
        if new == old:
            words.append("same")
        else:
            words.append(f"{100 * (new - old) / abs(old):+.3g} %" if old and abs(new) + abs(old) > 50 else f"{points(old)} → {points(new)}")
    new_s, old_s = now.figures.get("CPU s"), then.figures.get("CPU s")
    if section.main != "CPU s" and isinstance(new_s, int | float) and isinstance(old_s, int | float) and old_s > 0:
        words.append(f"{new_s / old_s:.2g} x the time")
    return f"{', '.join(words)} ({then.version}, {then.date})" if words else ""


def measured_with(own: Sequence[Record]) -> str:
    """Say with what and when a section was measured; lines of other days are named."""
    made: dict[tuple[str, str, str], list[str]] = {}
    for record in own:
        made.setdefault((record.date, record.version, record.commit), []).append(record.line)
    latest = max(made)
    words = [f"Measured {latest[0]} with keywho {latest[1]} (commit {latest[2] or 'unknown'})."]
    words += [
        f"On {date} with {version} ({commit or 'unknown'}): {', '.join(names)}."
        for (date, version, commit), names in sorted(made.items())
        if (date, version, commit) != latest
    ]
    return " ".join(words)


def summary(sections: Sequence[Section], latest: Mapping[tuple[str, str], Record]) -> str:
    """Count the targets that are met, and list those that are missed, by how much, and where it is told what was tried."""
    named = {section.name: section for section in sections}
    met, missed, unmeasured = 0, [], []
    for name in TARGETS:
        section, line = name.split("/", 1)
        record = latest.get((section, line))
        if section not in named or record is None:
            unmeasured.append(name)
            continue
        for _, sentence in judgements(section, line, record.figures):
            if sentence.endswith(": met"):
                met += 1
            else:
                page = METHOD.get(section) or next((page for start, page in METHOD.items() if name.startswith(start)), None)
                tried = f"[{page}](algorithms/{page}.md)" if page else ""
                missed.append((f"{named[section].title}: {line}", {"asked for": sentence.strip("*"), "what was tried, and what remains": tried}))
    words = [f"**{met} of {met + len(missed)} targets are met.**"]
    if missed:
        head = ["", "asked for", "what was tried, and what remains"]
        words.append("\n".join([_row(head), _row(["---"] * 3), *(_row([name, *row.values()]) for name, row in missed)]))
    if unmeasured:
        words.append(f"Not measured yet: {', '.join(unmeasured)}.")
    return "\n\n".join(words)


def write(page: Path, name: str, text: str) -> None:
    """Put a text between the two markers of its name."""
    whole = page.read_text(encoding="utf-8")
    pattern = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- end of {re.escape(name)} -->)", re.DOTALL)
    if not pattern.search(whole):
        raise SystemExit(f"{page.name} has no place for “{name}”. Maybe add <!-- {name} --> and <!-- end of {name} -->.")
    page.write_text(pattern.sub(lambda found: f"{found[1]}{text}\n{found[2]}", whole), encoding="utf-8")
