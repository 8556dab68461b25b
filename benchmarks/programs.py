"""Benchmarks that are programs of their own: their tables are read, or taken as they print them."""

import re
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from cases import Case, Figures, Lines, Section, spread
from instances import FOLDER
from peers import with_cpsat

HERE = Path(__file__).resolve().parent


def run_program(name: str, *words: str) -> str:
    """Run a program of this folder, and give what it printed."""
    done = subprocess.run([sys.executable, str(HERE / name), *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.strip()


def printed(name: str, *words: str) -> Figures:
    """Give what a program printed as its own figure."""
    return {"program": run_program(name, *words)}


def rows_of(text: str) -> Sequence[Mapping[str, str]]:
    """Read a printed table, in Markdown or in columns without blanks in them: heading and words of each row."""
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and lines[0].startswith("|"):
        cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if not re.fullmatch(r"[|\s:-]+", line)]
    else:
        cells = [line.split() for line in lines]
    head = cells[0] if cells else []
    return [dict(zip(head, row, strict=True)) for row in cells[1:] if len(row) == len(head)]


def number(word: str) -> object:
    """Read a figure as a number where it is one, a share as a part of 1."""
    plain = word.replace(",", "")
    share = plain.removesuffix("%").strip()
    if re.fullmatch(r"-?\d+(\.\d+)?", share):
        return float(share) / 100 if plain.endswith("%") else float(share)
    return word


# ------------------------------------------------------------------ requested meetings

NOTES_BREAKS = {
    "forum-13": "0 (10)", "forum-13crafb": "9 (23)", "forumt-14": "5 (5, optimal)", "forumt-14crafd": "4 (4, optimal)", "forumt-14crafe": "5 (10)", "tic-12": "0 (0)", "tic-12crafc": "0 (1)",
    "tic-13": "0 (1)", "tic-13crafb": "0 (0)", "tic-13crafc": "4 (11)", "tic-14crafc": "0 (6)", "tic-14crafd": "0 (1)", "ticf-13crafa": "0 (5)", "ticf-13crafc": "2 (16)",
}  # fmt: skip
CPSAT_S = 10.0


def requested(name: str, seeds: int) -> Figures:
    """Plan one instance with some seeds by `b2b.py`, then let CP-SAT plan it in ten seconds."""
    rows = rows_of(run_program("b2b.py", str(FOLDER / "b2b" / f"{name}.dzn"), "--seeds", str(seeds)))
    best, median, worst = spread([float(row["breaks"]) for row in rows])
    spent = spread([float(row["seconds"]) for row in rows])
    figures = {
        "seeds": len(rows),
        "held": rows[0]["held"],
        "breaks": median,
        "worst": worst,
        "best": best,
        **({"bound": min(float(row["bound"]) for row in rows)} if "bound" in rows[0] else {}),
        "unfair": max(float(row["unfair"]) for row in rows),
        "CPU s": spent[1],
        "peak MB": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
        "notes (their CP-SAT 60 s)": NOTES_BREAKS[name],
    }
    from b2b import read_forum

    forum = read_forum((FOLDER / "b2b" / f"{name}.dzn").read_text(encoding="utf-8"))
    return {**figures, "CP-SAT": with_cpsat("requests", forum.people, forum.slots, forum.tables, forum.pairs, forum.allowed, CPSAT_S)}


def all_instances(lines: Lines) -> Lines:
    """Add up the breaks of all instances, where all were measured."""
    whole = [figures for figures in lines.values() if "breaks" in figures]
    if len(whole) < len(NOTES_BREAKS):
        return {}
    unfair = max(float(str(figures["unfair"])) for figures in whole)
    sums = {
        key: sum(float(str(figures[key])) for figures in whole)
        for key in ("breaks", "worst", "best", "bound", "CPU s")
        if all(key in figures for figures in whole)
    }
    theirs = [figures["CP-SAT"]["score"] for figures in whole if isinstance(figures.get("CP-SAT"), Mapping)]  # type: ignore[index]
    total = {
        "CP-SAT": {"score": None if None in theirs else sum(theirs), "CPU s": CPSAT_S * len(theirs), "remark": "" if len(theirs) == len(whole) else "not all"}
    }
    return {"all fourteen": {"unfair": unfair, **sums, "notes (their CP-SAT 60 s)": "29 (93)", **(total if theirs else {})}}


REQUESTS = Section(
    "requests",
    "Requested meetings",
    "The business-to-business meeting scheduling problem (Bofill et al. 2014, 2022): all meetings held, as few breaks as possible. Median, worst and best breaks of the seeds; `bound` is what nobody can go below; `unfair` is the largest difference between the "
    f"breaks of two people. CP-SAT has the same {CPSAT_S:.0f} s and one worker, with a plain model of ours (the models of the papers are better).",
    tuple(Case(name, partial(requested, name, 5), 400, name in ("tic-12", "tic-13", "forumt-14"), usual_s=60) for name in NOTES_BREAKS),
    main="breaks",
    rising=False,
    added=all_instances,
)


# ------------------------------------------------------------------ repair


def repaired(size: str) -> Figures:
    """Mend a running evening by `repair.py`, and take each line of its table."""
    text = run_program("repair.py", size)
    named = {" · ".join(str(row[key]) for key in list(row)[:2]): {key: number(cell) for key, cell in list(row.items())[2:]} for row in rows_of(text)}
    return {"lines": named} if named else {"program": text}


REPAIR = Section(
    "repair",
    "Repair",
    "No-shows, departures and newcomers of a running evening, one after the other, and a third missing with a tenth walking in at once; eight pair rounds, all remaining rounds are mended. CPU milliseconds of one core.",
    tuple(Case(f"{int(size):,} people", partial(repaired, size), 600, size == "1000", usual_s=120) for size in ("1000", "10000")),
    main="p99 ms",
    rising=False,
)


# ------------------------------------------------------------------ the live evening

LIVE = (
    Section(
        "live",
        "The evening, live",
        "A real evening in a real database, the server as `keywho serve` runs it, and “next” pressed on the desk over HTTP; time from the press until a phone has its own card, "
        "the median of five presses. The bare ASGI stream of the same run hands each phone finished bytes of the same size, without deciding, recording or making anything: "
        "it is the limit. Memory is what a phone adds after the evening is loaded. Targets: 1.3 times the bare stream for delivery, 1.5 for the storm, 20 KB a phone.",
        (Case("live/measure.py", partial(printed, "live/measure.py", "1000", "5000"), 900, quick=False),),
    ),
    Section(
        "signups",
        "Sign-ups",
        "Forms sent from forty addresses, sixteen at once, each answered when the person is registered, here, seated and told.",
        (Case("live/signups.py", partial(printed, "live/signups.py"), 600, quick=False),),
    ),
)
