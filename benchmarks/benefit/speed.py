"""How long a room takes, how much memory, and how long one walk-up."""

import resource
import sys
import time
from dataclasses import replace
from functools import partial

import numpy as np
from cases import Case, seconds

from benefit.synthetic import synthetic_room
from benefit.titles import Figures
from keywho.adapters.sentence_model import embedding as embedding_tier
from keywho.benefit.likeness import Reader
from keywho.benefit.matrix import RoomBenefit
from keywho.core.ids import AttendeeId

SIZES = (60, 300, 1_000, 5_000, 10_000)
WALK_UPS = 50
BARE_WIDTH = 128
LONG = 10_000


def room(people: int, *, embedding: bool = False) -> Figures:
    """Measure the benefit of an invented room in this process, and 50 people who walk up one after the other."""
    attendees = synthetic_room(people + WALK_UPS).attendees
    here, later = attendees[:people], attendees[people:]
    embed = embedding_tier() if embedding else None
    if embedding and embed is None:
        return {"remark": "not installed"}
    RoomBenefit.of(synthetic_room(60, seed=2).attendees, reader=Reader(embed=embed))  # loads what is loaded once a process
    before = _peak()
    reader = Reader(embed=embed)
    began, worked = time.perf_counter(), time.process_time()
    judged = RoomBenefit.of(here, reader=reader)
    found = judged.benefit
    spent, work = time.perf_counter() - began, time.process_time() - worked
    added = _peak() - before
    walk_ups, works, with_benefit = [], [], []
    for no, one in enumerate(later):
        now = (*judged.attendees, replace(one, id=AttendeeId(f"walk-up {no}")))
        began, worked = time.perf_counter(), time.process_time()
        judged = judged.changed(now)
        walk_ups.append(time.perf_counter() - began)
        works.append(time.process_time() - worked)
        found = judged.benefit
        with_benefit.append(time.perf_counter() - began)
    bare = bare_product(people)
    return {
        "seconds": seconds(spent),
        "CPU s": seconds(work),
        "bare product": f"{bare:.4f}",
        "ratio": f"{spent / bare:,.0f}",
        "added MB": round(added),
        "entries": len(found.points),
        "walk-up p50 ms": f"{1000 * np.median(walk_ups):.1f}",
        "its CPU, p50 ms": f"{1000 * np.median(works):.1f}",
        "p99 ms": f"{1000 * np.percentile(walk_ups, 99):.1f}",
        "with all entries, p50 ms": f"{1000 * np.median(with_benefit):.1f}",
    }


def bare_product(people: int) -> float:
    """Measure the limit: the product of everybody's vector with everybody's, in blocks, nothing read and nothing kept."""
    vectors = np.random.default_rng(0).normal(size=(people, BARE_WIDTH)).astype(np.float32)
    spent = []
    for _ in range(5):
        began = time.perf_counter()
        for start in range(0, people, 256):
            (vectors[start : start + 256] @ vectors.T).max(axis=1)
        spent.append(time.perf_counter() - began)
    return min(spent)


def growth() -> Figures:
    """Say how the work grows from one size to the next: the exponent is 1 where ten times the people take ten times as long, 2 where a hundred times."""
    RoomBenefit.of(synthetic_room(60, seed=2).attendees, reader=Reader())
    sizes = (500, 1_000, 2_000, 4_000)
    work = []
    for people in sizes:
        attendees, reader = synthetic_room(people).attendees, Reader()
        began = time.process_time()
        assert len(RoomBenefit.of(attendees, reader=reader).benefit.points)
        work.append(time.process_time() - began)
    figures = {f"{people:,} people, CPU s": seconds(spent) for people, spent in zip(sizes, work, strict=True)}
    return {**figures, "exponent": f"{np.polyfit(np.log(sizes), np.log(work), 1)[0]:.2f}"}


def _peak() -> float:
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


CASES = (
    *(Case(f"{people:,} people", partial(room, people), 300, quick=people < LONG) for people in SIZES),
    Case("1,000 people, embedding tier", partial(room, 1_000, embedding=True), 300, quick=False),
)
GROWTH = Case("growth", growth, 300)
