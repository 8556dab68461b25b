"""Measure the quality and speed of the planner, case by case, each in a process of its own, on one core.

    python benchmarks/run.py                      the quick set, printed
    python benchmarks/run.py --full --write       everything, recorded in history.jsonl and written into docs/benchmarks.md
    python benchmarks/run.py --only pairs         one section; or one case: --only pairs/hub_n1000
    python benchmarks/run.py --page               write the page and the plots anew from what is recorded

Each case is pinned to one core, and numba and the linear algebra use one thread. A case that passes its time limit is stopped, and its line says so.
"""

import os
import sys
from pathlib import Path

if "--core" in sys.argv and hasattr(os, "sched_setaffinity"):  # before any library starts a thread
    os.sched_setaffinity(0, {int(sys.argv[sys.argv.index("--core") + 1])})
sys.path.insert(0, str(Path(__file__).resolve().parent))

import argparse
import json
import platform
import re
import shlex
import signal
import subprocess
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version
from queue import Empty, SimpleQueue

import fairness_cases
import golfer_cases
import history
import kernel_cases
import measuring
import pair_cases
import programs
import scale_cases
import speed
import table_cases
from benefit.sections import SECTIONS as BENEFIT
from cases import Case, Figures, Lines, Section
from history import Record
from page import PAGE, section_table, table, write, write_page, written
from plots import draw_all

from keywho.version import VERSION

PLANNER = (
    pair_cases.PAIRS,
    table_cases.TABLES,
    table_cases.GROUPING,
    golfer_cases.GOLFERS,
    golfer_cases.DESIGNS,
    programs.REQUESTS,
    programs.REPAIR,
    fairness_cases.FAIRNESS,
    speed.EVENINGS,
    scale_cases.SCALE,
    speed.START,
    kernel_cases.KERNELS,
)
REST = (*programs.LIVE, *BENEFIT)
SECTIONS = (*PLANNER, *REST)
_running: set[subprocess.Popen[str]] = set()
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


def main() -> None:
    """Run what is asked for, print it, and write it where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="the quick set, in less than ten minutes (the default)")
    size.add_argument("--full", action="store_true", help="everything: more seeds, larger evenings, more time")
    parser.add_argument("--rest", action="store_true", help="the live evening and the benefit instead of the planner")
    parser.add_argument("--only", metavar="NAME", action="append", default=[], help=f"a section ({', '.join(s.name for s in SECTIONS)}) or section/case")
    parser.add_argument("--jobs", type=int, default=1, help="cases at once, each on a core of its own")
    parser.add_argument("--write", action="store_true", help="record the figures, and write docs/benchmarks.md and its plots")
    parser.add_argument("--page", action="store_true", help="measure nothing; write the page from what is recorded")
    parser.add_argument("--case", help=argparse.SUPPRESS)
    parser.add_argument("--core", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.case:
        print(json.dumps(history.short(measured(arguments.case))))
        return
    if arguments.page:
        finish()
        return
    sections = SECTIONS if arguments.only else REST if arguments.rest else PLANNER
    chosen = [(section, cases) for section in sections if (cases := _chosen(section, arguments.only, arguments.full))]
    if not chosen:
        parser.error(f"there is no benchmark {', '.join(arguments.only)}. Maybe one of {', '.join(section.name for section in SECTIONS)}.")
    began = time.perf_counter()
    try:
        run_all(chosen, arguments)
    finally:
        if arguments.write:
            finish()
    print(f"\n{machine()}\n{time.perf_counter() - began:.0f} s in all, {busy()}: {shlex.join(['python', *sys.argv])}")


def run_all(chosen: Sequence[tuple[Section, list[Case]]], arguments: argparse.Namespace) -> None:
    """Run all cases, the longest first, and tell of each section when its last case is done."""
    queue: SimpleQueue[tuple[Section, Case]] = SimpleQueue()
    for section, case in sorted(((section, case) for section, cases in chosen for case in cases), key=lambda pair: -pair[1].usual_s):
        queue.put((section, case))
    lines: dict[str, dict[str, Figures]] = {section.name: {} for section, _ in chosen}
    telling = threading.Lock()

    def work(core: int | None) -> None:
        while True:
            try:
                section, case = queue.get_nowait()
            except Empty:
                return
            began = time.perf_counter()
            figures = figures_of(section, case, core)
            with telling:
                print(f"- {section.name}/{case.name} ({time.perf_counter() - began:.0f} s): {json.dumps(_shown(figures), ensure_ascii=False)}", flush=True)
                lines[section.name][case.name] = figures
                cases = next(cases for other, cases in chosen if other.name == section.name)
                try:
                    if arguments.write and section in PLANNER:
                        history.add(records_of(section, {case.name: figures}))
                    if len(lines[section.name]) == len(cases):
                        tell(section, {case.name: lines[section.name][case.name] for case in cases}, arguments)
                except Exception:  # a table that cannot be laid out must not end the run of all others
                    traceback.print_exc()

    cores: list[int | None] = [*sorted(os.sched_getaffinity(0), reverse=True)] if hasattr(os, "sched_getaffinity") else [None]
    workers = [threading.Thread(target=work, args=(cores[no % len(cores)],)) for no in range(max(1, arguments.jobs))]
    for worker in workers:
        worker.start()
    try:
        for worker in workers:
            worker.join()
    except KeyboardInterrupt:
        while not queue.empty():
            queue.get_nowait()
        for child in _running:
            os.killpg(child.pid, signal.SIGKILL)
        raise


def tell(section: Section, measured_cases: Mapping[str, Figures], arguments: argparse.Namespace) -> None:
    """Print a section's table, and record the lines that follow from others; sections of the rest are written as they are."""
    print(f"\n## {section.title}\n", flush=True)
    if section not in PLANNER:
        text = table_of(measured_cases)
        print(text, flush=True)
        if arguments.write:
            made_by = f"python benchmarks/run.py {'--full' if arguments.full else '--quick'} --only {section.name} --write"
            write(
                PAGE, section.name, f"## {section.title}\n\n{section.remarks}\n\n{text}\n\nMeasured {date.today()} with keywho {VERSION}, {busy()}: `{made_by}`"
            )
        return
    records = records_of(section, measured_cases)
    added = section.added(spread_out(measured_cases)) if section.added else {}
    records += [_record(section, "", name, figures) for name, figures in added.items()]
    if arguments.write and added:
        history.add(records[-len(added) :])
    print(section_table(section, records, history.read()), "\n", flush=True)


def finish() -> None:
    """Write the page and the plots from what is recorded."""
    records = history.read()
    for step in (lambda: write_page(PLANNER, records), lambda: write(PAGE, "machine", machine()), lambda: draw_all(records)):
        try:
            step()
        except Exception:  # one that fails must not take the others along
            traceback.print_exc()


def records_of(section: Section, measured_cases: Mapping[str, Figures]) -> list[Record]:
    """Give the records of some cases; a case may have several lines."""
    return [_record(section, case, line, figures) for case, whole in measured_cases.items() for line, figures in spread_out({case: whole}).items()]


def spread_out(measured_cases: Mapping[str, Figures]) -> Lines:
    """Give the lines of some cases by name."""
    found: dict[str, Figures] = {}
    for case, figures in measured_cases.items():
        several = figures.get("lines")
        found.update(several if isinstance(several, Mapping) else {case: figures})
    return found


def _record(section: Section, case: str, line: str, figures: Figures) -> Record:
    return Record(VERSION, str(date.today()), history.commit(), short_machine(), section.name, case, line, figures)


def _shown(figures: Figures) -> Figures:
    return {heading: figure for heading, figure in figures.items() if not heading.startswith("_")}


def _chosen(section: Section, only: Sequence[str], full: bool) -> list[Case]:
    """Give the cases of a section that are asked for; one that is named is run whether quick or not."""
    named = [case for case in section.cases if f"{section.name}/{case.name}" in only]
    if named:
        return named
    return [case for case in section.cases if (case.full if full else case.quick)] if not only or section.name in only else []


def measured(name: str) -> Figures:
    """Measure one case in this process."""
    section, case = next((section, case) for section in SECTIONS for case in section.cases if f"{section.name}/{case.name}" == name)
    measuring.note_bare_imports()
    figures = dict(case.measure())
    return figures if section in PLANNER else {**figures, "peak MB": round(measuring.peak_mb())}


def figures_of(section: Section, case: Case, core: int | None) -> Figures:
    """Measure one case in a process of its own; what went wrong is a figure too."""
    command = [sys.executable, str(Path(__file__).resolve()), "--case", f"{section.name}/{case.name}"]
    if core is not None and section in PLANNER:
        command += ["--core", str(core)]
    alone = {**os.environ, **dict.fromkeys(THREADS, "1")} if section in PLANNER else None
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=alone, start_new_session=True)
    _running.add(child)
    try:
        said, complained = child.communicate(timeout=case.limit_s)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        return {"remark": f"stopped at the limit of {case.limit_s:.0f} s"}
    finally:
        _running.discard(child)
    if child.returncode or not said.strip():
        sys.stderr.write(complained)
        return {"remark": f"failed: {complained.strip().splitlines()[-1][:300] if complained.strip() else child.returncode}"}
    try:
        figures: Figures = json.loads(said.splitlines()[-1])
    except ValueError:
        return {"remark": f"failed: it printed {said.splitlines()[-1][:100]}"}
    return figures


def table_of(measured_cases: Mapping[str, Figures]) -> str:
    """Lay out a section of the rest."""
    if any("program" in figures for figures in measured_cases.values()):
        return "\n\n".join(_printed(str(figures.get("program", figures.get("remark")))) for figures in measured_cases.values())
    return table([(name, {heading: written(heading, figure, figures) for heading, figure in figures.items()}) for name, figures in measured_cases.items()])


def _printed(text: str) -> str:
    return text if text.startswith("|") else f"```\n{text}\n```"


def busy() -> str:
    """Say how busy the machine was: one process at a time makes a load of 1."""
    return f"load of the last five minutes {os.getloadavg()[1]:.1f}"


def short_machine() -> str:
    """Name the machine in a few words."""
    cpu = Path("/proc/cpuinfo")
    models = re.findall(r"model name\s*: (.*)", cpu.read_text(encoding="utf-8")) if cpu.exists() else []
    return f"{os.cpu_count()} cores ({models[0] if models else platform.machine()})"


def machine() -> str:
    """Say in general words what it was measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "numba", "highspy", "rustworkx", "networkx", "ortools"))
    return f"{short_machine()}, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}, {libraries}."


if __name__ == "__main__":
    main()
