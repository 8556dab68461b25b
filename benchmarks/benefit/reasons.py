"""Print reasons of a planned evening beside what both people wrote, to be read aloud and judged: python benchmarks/benefit/reasons.py [--list FILE] [--count 100] [--seed 1]

The people are those of the demo, planned as `keywho demo` plans them; drawn by chance from all meetings, both directions of each. A reader marks each reason as good or bad:
untrue, of no use, not a sentence, too long to read in a second, or telling what was not shared.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from evenings import ROUNDS, problem_of

from keywho.benefit.matrix import RoomBenefit
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee, Profile
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.score import EVENING_WEIGHTS
from keywho.planning.engine import plan
from keywho.planning.stopping import MaxMoves

DEMO_LIST, DEMO_ROOM = Path(__file__).resolve().parents[2] / "src/keywho/cli/evening-60.csv", "rows:6x10:aisle=4"
MOVES, SEED = 150_000, 1

Pair = tuple[AttendeeId, AttendeeId]


def planned(source: Path, room: str) -> tuple[Problem, Programme]:
    """Plan an evening as the demo is planned."""
    problem = replace(problem_of(source, room, ROUNDS), weights=EVENING_WEIGHTS)
    return problem, plan(problem, stop=MaxMoves(MOVES), seed=SEED).programme


def directions(programme: Programme) -> list[Pair]:
    """Give both directions of everybody who meets, each once, in the order of the rounds."""
    met: dict[Pair, None] = {}
    for meeting in sorted(programme.meetings, key=lambda meeting: meeting.round_no):
        for one, other in meeting.pairs():
            met[one, other], met[other, one] = None, None
    return list(met)


def reasons_of(problem: Problem, pairs: list[Pair]) -> Mapping[Pair, str]:
    """Give the reasons of those directions that have one."""
    room = RoomBenefit.of(problem.attendees)
    return {pair: why for pair in pairs if (why := room.why(*pair))}


def shown(person: Attendee) -> str:
    """Give what a person wrote, one field after the other."""
    written: Profile = person.profile
    fields = {
        "seeks": written.seeks,
        "offers": written.offers,
        "role": written.role,
        "company": written.company,
        "field": written.industry,
        "place": written.place,
    }
    others = {
        "languages": ", ".join(sorted(written.languages)),
        "seniority": written.seniority.value if written.seniority else "",
        "wants": ", ".join(sorted(kind.value for kind in written.seeks_help)),
        "gives": ", ".join(sorted(kind.value for kind in written.gives_help)),
    }
    return f"{person.name}: " + " | ".join(f"{name}: {text}" for name, text in {**fields, **others}.items() if text)


def lines(problem: Problem, programme: Programme, count: int, seed: int) -> Iterator[str]:
    """Give the page that a reader reads."""
    by_id = {one.id: one for one in problem.attendees}
    pairs = directions(programme)
    reasons = reasons_of(problem, pairs)
    without = {one for one, _ in pairs} - {one for one, _ in reasons}
    yield f"{len(pairs)} directions of meetings, {len(reasons)} with a reason ({len(reasons) / max(1, len(pairs)):.0%}); {len(without)} people never get one."
    for number, (one, other) in enumerate(sorted(random.Random(seed).sample(list(reasons), min(count, len(reasons))), key=pairs.index), start=1):
        yield f"\n{number}. To {by_id[one].name}: {reasons[one, other]}\n     {shown(by_id[one])}\n     {shown(by_id[other])}"


def main() -> None:
    """Print them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--list", type=Path, default=DEMO_LIST, help="another list than the demo's")
    parser.add_argument("--room", default=DEMO_ROOM)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for line in lines(*planned(asked.list, asked.room), asked.count, asked.seed):
        print(line)


if __name__ == "__main__":
    main()
