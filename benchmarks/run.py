"""Measure the quality and speed of the planner, case by case, each in a process of its own.

    python benchmarks/run.py                      the quick set, printed
    python benchmarks/run.py --full --write       everything, written into docs/benchmarks.md
    python benchmarks/run.py --only pairs         one section; or one case: --only pairs/hub_n1000

Only one case runs at a time. A case that passes its time limit is stopped, and its line says so.
"""

import argparse
import json
import os
import platform
import re
import resource
import shlex
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import programs
import quality
import speed
from benefit.sections import SECTIONS as BENEFIT
from cases import ROOT, Case, Figures, Section

from keywho.version import VERSION

PAGE = ROOT / "docs" / "benchmarks.md"
SECTIONS = (
    quality.PAIRS,
    quality.TABLES,
    quality.GOLFERS,
    quality.DESIGNS,
    speed.EVENINGS,
    speed.START,
    quality.FAIRNESS,
    speed.PEERS,
    *programs.SECTIONS,
    *BENEFIT,
)


def main() -> None:
    """Run what is asked for, print it, and write it where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="the quick set, in less than ten minutes (the default)")
    size.add_argument("--full", action="store_true", help="everything: more seeds, larger evenings")
    parser.add_argument("--only", metavar="NAME", action="append", default=[], help=f"a section ({', '.join(s.name for s in SECTIONS)}) or section/case")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    parser.add_argument("--case", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.case:
        print(json.dumps(measured(arguments.case)))
        return
    chosen = [(section, cases) for section in SECTIONS if (cases := _chosen(section, arguments.only, arguments.full))]
    if not chosen:
        parser.error(f"there is no benchmark {', '.join(arguments.only)}. Maybe one of {', '.join(section.name for section in SECTIONS)}.")
    began = time.perf_counter()
    for section, cases in chosen:
        print(f"\n## {section.title}", flush=True)
        lines = [(case, figures_of(section, case)) for case in cases]
        table = table_of(lines)
        print(table, flush=True)
        if arguments.write:
            made_by = f"python benchmarks/run.py {'--full' if arguments.full else '--quick'} --only {section.name} --write"
            write(
                PAGE,
                section.name,
                f"## {section.title}\n\n{section.remarks}\n\n{table}\n\nMeasured {date.today()} with keywho {VERSION}, {busy()}: `{made_by}`",
            )
    if arguments.write:
        write(PAGE, "machine", machine())
    print(f"\n{machine()}\n{time.perf_counter() - began:.0f} s in all: {shlex.join(['python', *sys.argv])}")


def _chosen(section: Section, only: Sequence[str], full: bool) -> list[Case]:
    """Give the cases of a section that are asked for; one that is named is run whether quick or not."""
    named = [case for case in section.cases if f"{section.name}/{case.name}" in only]
    if named:
        return named
    return [case for case in section.cases if full or case.quick] if not only or section.name in only else []


def measured(name: str) -> Figures:
    """Measure one case in this process."""
    case = next(case for section in SECTIONS for case in section.cases if f"{section.name}/{case.name}" == name)
    figures = dict(case.measure())
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return {**figures, "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)}


def figures_of(section: Section, case: Case) -> Figures:
    """Measure one case in a process of its own; what went wrong is a figure too."""
    command = [sys.executable, str(Path(__file__).resolve()), "--case", f"{section.name}/{case.name}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=case.limit_s, check=False)
    except subprocess.TimeoutExpired:
        return {"remark": f"stopped at the limit of {case.limit_s:.0f} s"}
    if done.returncode:
        sys.stderr.write(done.stderr)
        return {"remark": f"failed: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else done.returncode}"}
    print(f"- {case.name}: {done.stdout.splitlines()[-1]}", flush=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def table_of(lines: Sequence[tuple[Case, Figures]]) -> str:
    """Lay out a table in Markdown; a single case is laid out downwards."""
    headings = list(dict.fromkeys(heading for _, figures in lines for heading, figure in figures.items() if figure != ""))
    if any("program" in figures for _, figures in lines):
        return "\n\n".join(_printed(str(figures.get("program", figures.get("remark")))) for _, figures in lines)
    if len(lines) == 1:
        rows = [["", lines[0][0].name], *([heading, _text(lines[0][1][heading])] for heading in headings)]
    else:
        rows = [["", *headings], *([case.name, *(_text(figures.get(heading, "")) for heading in headings)] for case, figures in lines)]
    return "\n".join(_row(cells) + ("\n" + _row(["---"] * len(cells)) if no == 0 else "") for no, cells in enumerate(rows))


def _printed(text: str) -> str:
    return text if text.startswith("|") else f"```\n{text}\n```"


def _text(figure: object) -> str:
    return f"{figure:,}" if isinstance(figure, int) else str(figure)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write(page: Path, name: str, text: str) -> None:
    """Put a text between the two markers of its name."""
    before = page.read_text(encoding="utf-8")
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    if not pattern.search(before):
        raise SystemExit(f"{page.name} has no place for “{name}”. Maybe add <!-- {name} --> and <!-- end of {name} -->.")
    page.write_text(pattern.sub(lambda found: f"{found[1]}{text}\n{found[2]}", before), encoding="utf-8")


def busy() -> str:
    """Say how busy the machine was: our one process at a time makes a load of 1."""
    return f"load of the last five minutes {os.getloadavg()[1]:.1f}"


def machine() -> str:
    """Say in general words what it was measured on."""
    cpu = Path("/proc/cpuinfo")
    models = re.findall(r"model name\s*: (.*)", cpu.read_text(encoding="utf-8")) if cpu.exists() else []
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "numba", "highspy", "rustworkx"))
    return (
        f"{os.cpu_count()} cores ({models[0] if models else platform.machine()}), {memory:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}, {libraries}."
    )


if __name__ == "__main__":
    main()
