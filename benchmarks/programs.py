"""Benchmarks that are programs of their own: their lines are taken as they print them."""

import subprocess
import sys
from functools import partial
from pathlib import Path

from cases import Case, Figures, Section

HERE = Path(__file__).resolve().parent


def printed(name: str, *words: str) -> Figures:
    """Run a program of this folder, and give what it printed."""
    done = subprocess.run([sys.executable, str(HERE / name), *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return {"program": done.stdout.strip()}


SECTIONS = tuple(
    section
    for section in (
        Section(
            "b2b",
            "Requested meetings",
            "The business-to-business meeting scheduling problem (Bofill et al. 2014, 2022): all meetings held, as few breaks as possible, about ten "
            "seconds an instance. Breaks of the prototype (and of CP-SAT in 60 s): forum-13 0 (10), forum-13crafb 9 (23), forumt-14 5 (5, optimal), "
            "forumt-14crafd 4 (4, optimal), forumt-14crafe 5 (10), tic-12 0 (0), tic-12crafc 0 (1), tic-13 0 (1), tic-13crafb 0 (0), tic-13crafc 4 (11), "
            "tic-14crafc 0 (6), tic-14crafd 0 (1), ticf-13crafa 0 (5), ticf-13crafc 2 (16).",
            (Case("b2b.py", partial(printed, "b2b.py"), 900, quick=False),),
        ),
        Section(
            "repair",
            "Repair",
            "Reference (a prototype that mends pair rounds only): 1,000 people, median 8 ms, worst 20 ms, 4 people with a new instruction in the next "
            "round; 10,000 people 11.5 ms, 15.8 ms, 5 people.",
            (Case("repair.py", partial(printed, "repair.py"), 600),),
        ),
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
    if (HERE / section.cases[0].name).exists()
)
