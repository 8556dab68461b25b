"""Requests rounds on the instances of the business-to-business meeting scheduling problem (Bofill et al. 2014, 2022).

Run it with `python benchmarks/b2b.py [FILE_OR_FOLDER ...] [--seconds S | --work MOVES] [--seeds N] [--again PRICE]`. It prints a line for each
instance and seed. Seconds are CPU time: a short run tells how many moves fit; it ends before where the breaks are proven to be the fewest.

Our reading of the instances, which is that of the published models: every meeting has to be held; a break is a run of slots without a
meeting between two meetings of one participant; a forbidden slot is a slot without a meeting like any other (it can be part of a break,
and does not end one). The published limit on the difference of breaks between participants (2) is printed as `unfair`; `--again` prices a participant's second break.
In the product a round of absence ends a gap instead; here everybody is present, and forbidden slots are closed with `allowed`.
"""

import argparse
import re
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from keywho.planning.requests.gap_bound import Person, least_gaps
from keywho.planning.requests.scheduling import idle_gaps, schedule_requests

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "bench" / "instances" / "b2b"
MORNING, AFTERNOON = 1, 2
SAMPLE = 300_000  # moves that are timed
HELD = 10_000.0  # no number of breaks is worth a meeting


@dataclass(frozen=True)
class Forum:
    """One instance: who wants to meet, on how many tables, and in which slots each meeting can be."""

    people: int
    slots: int
    tables: int
    pairs: NDArray[np.int32]
    allowed: NDArray[np.bool_]


def read_forum(text: str) -> Forum:
    """Read a .dzn instance. Slots and people count from 1 there; a 0 stands in each set of forbidden slots and means nothing."""

    def number(name: str) -> int:
        return int(re.findall(rf"\b{name}\s*=\s*(\d+)", text)[0])

    def block(name: str) -> str:
        return str(re.findall(rf"\b{name}\s*=\s*\[(.*?)\]\s*;", text, re.DOTALL)[0])

    people, slots, morning = number("nBusiness"), number("nTotalSlots"), number("nMorningSlots")
    requested = np.array(re.findall(r"\d+", block("requested")), np.int32).reshape(-1, 3)
    pairs, session = requested[:, :2] - 1, requested[:, 2]
    free = np.ones((people, slots), np.bool_)
    for who, forbidden in enumerate(re.findall(r"\{(.*?)\}", block("forbidden"))):
        free[who, [int(slot) - 1 for slot in re.findall(r"\d+", forbidden) if slot != "0"]] = False
    allowed = free[pairs[:, 0]] & free[pairs[:, 1]]
    allowed[session == MORNING, morning:] = False
    allowed[session == AFTERNOON, :morning] = False
    for pair, slot in enumerate(re.findall(r"\d+", block("fixat"))):
        if slot != "0":
            allowed[pair] &= np.arange(slots) == int(slot) - 1
    return Forum(people, slots, number("nTables"), pairs, allowed)


def breaks(forum: Forum, held: NDArray[np.int32]) -> NDArray[np.int64]:
    """Count each participant's breaks, and check the plan on the way."""
    busy = np.zeros((forum.slots, forum.people), np.bool_)
    for pair, slot in enumerate(held.tolist()):
        if slot >= 0:
            assert forum.allowed[pair, slot] and not busy[slot, forum.pairs[pair]].any()
            busy[slot, forum.pairs[pair]] = True
    assert (busy.sum(axis=1) <= 2 * forum.tables).all()
    return idle_gaps(busy, np.ones_like(busy))


def fewest_breaks(forum: Forum) -> int:
    """Give the proven bound on the breaks of all participants."""
    of_person = [(forum.pairs == who).any(axis=1) for who in range(forum.people)]
    never, always = np.zeros(forum.slots, np.bool_), np.ones(forum.slots, np.bool_)
    people = [Person(forum.allowed[mine].any(axis=0), never, always, int(mine.sum())) for mine in of_person]
    return least_gaps(people, np.full(forum.slots, forum.tables))


def schedule(forum: Forum, seed: int, work: int, again: float) -> NDArray[np.int32]:
    """Give the slot of each meeting."""
    return schedule_requests(
        forum.people,
        forum.pairs,
        np.full(len(forum.pairs), HELD),
        np.ones((forum.slots, forum.people), np.bool_),
        [forum.tables] * forum.slots,
        idle_gap=1.0,
        idle_again=again,
        chance=np.random.default_rng(seed),
        work=work,
        allowed=forum.allowed,
    )


def pace(forum: Forum) -> float:
    """Measure how many moves fit into a CPU second."""
    schedule(forum, 0, 10, 0.0)  # the kernels are there
    began = time.process_time()
    schedule(forum, 0, SAMPLE, 0.0)
    return SAMPLE / max(1e-3, time.process_time() - began)


def main() -> None:
    """Plan each instance with each seed and print what came out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[FOLDER])
    parser.add_argument("--seconds", type=float, default=10.0, help="CPU seconds for each instance and seed")
    parser.add_argument("--work", type=int, help="moves to try, instead of seconds")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--again", type=float, default=0.0, help="price of a participant's second break, in breaks; 0 spreads them where it costs none")
    arguments = parser.parse_args()
    files = sorted(file for path in arguments.paths for file in (path.glob("*.dzn") if path.is_dir() else [path]))
    print(f"{'instance':16} {'seed':>4} {'held':>9} {'breaks':>6} {'bound':>6} {'unfair':>6} {'seconds':>7}")
    for file in files:
        forum = read_forum(file.read_text(encoding="utf-8"))
        bound = fewest_breaks(forum)
        work = arguments.work or int(0.9 * arguments.seconds * pace(forum))
        for seed in range(arguments.seeds):
            started = time.process_time()
            held = schedule(forum, seed, work, arguments.again)
            seconds = time.process_time() - started
            found = breaks(forum, held)
            total = f"{(held >= 0).sum()}/{len(held)}"
            print(f"{file.stem:16} {seed:4} {total:>9} {found.sum():6} {bound:6} {found.max() - found.min():6} {seconds:7.1f}", flush=True)


if __name__ == "__main__":
    main()
