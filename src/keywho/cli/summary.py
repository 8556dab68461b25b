"""What a planned evening comes to: a few sentences for people, the same figures for programs."""

import sys
from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING

from keywho.cli.progress import points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keywho.core.ids import AttendeeId
    from keywho.core.problem import Problem
    from keywho.planning.result import Result

LEAST_SHOWN = 3


def figures(problem: "Problem", result: "Result", *, violations: int) -> dict[str, object]:
    """Give the figures of a result for programs."""
    score = result.score
    return {
        "score": score.points,
        "bound": result.bound.points,
        "gap": result.gap,
        "seconds": round(result.seconds, 3),
        "seed": result.seed,
        "attendees": len(problem.attendees),
        "rounds": len(problem.rounds),
        "meetings": len(result.programme.meetings),
        "byes": score.byes,
        "repeats": score.repeats,
        "trios": score.trios,
        "violations": violations,
        "unmet": [{"code": unmet.code, "names": list(unmet.names), "sentence": unmet.sentence} for unmet in result.unmet],
        "stopped_by": result.stopped_by,
        "work": result.work,
        "walk_m": round(score.walk_m, 1),
        "memory_mb": memory_mb(),
        "parts": {field.name: getattr(score, field.name) for field in fields(score)},
        "bound_method": result.bound.method,
        "tight": result.bound.tight,
        "programme_version": result.programme.version,
        "keywho": result.version,
    }


def summary(problem: "Problem", result: "Result") -> "Iterator[str]":
    """Say in a few sentences what came out."""
    score = result.score
    meetings = len(result.programme.meetings)
    planned = f"{_counted(meetings, 'meeting')} for {_counted(len(problem.attendees), 'attendee')} in {_counted(len(problem.rounds), 'round')}."
    yield f"{planned[0].upper()}{planned[1:]}"
    if not meetings and len(problem.attendees) > 1:
        yield "Nobody meets anybody. Maybe the wishes forbid it (must-not-meet, absent), or the room is too small."
    ceiling = ", a ceiling that probably none reaches" if not result.bound.tight and result.gap > 0 else ""
    yield f"Score {points(score.points)}; no programme can pass {points(result.bound.points)}{ceiling} (gap {result.gap:.2%}). {_stop(result)}"
    counts = f"{_counted(score.byes, 'bye')}, {_counted(score.repeats, 'repeat')}, {_counted(score.trios, 'trio')}"
    walk = f", {score.walk_m / max(1, len(problem.attendees)):.1f} m to walk per person" if problem.room else ""
    yield f"{counts[0].upper()}{counts[1:]}{walk}."
    byes = Counter(bye.attendee for bye in result.programme.byes)
    if byes:
        yield f"Sitting a round out: {_some([_named(problem, who, times) for who, times in byes.most_common()])}."
    least = who_gets_least(problem, result)
    if least:
        yield f"Who gets least: {'; '.join(least)}."
    for unmet in result.unmet:
        yield f"Not met: {unmet.sentence}"


def who_gets_least(problem: "Problem", result: "Result") -> list[str]:
    """Name those who meet the fewest people useful to them, of those who could have met more."""
    index = problem.index
    useful: dict[int, set[int]] = {}
    for seeker, sought, _ in problem.benefit.entries():
        useful.setdefault(seeker, set()).add(sought)
    met: Counter[AttendeeId] = Counter()
    for who, meetings in result.programme.by_attendee.items():
        others = {index[other] for meeting in meetings for other in meeting.others(who)}
        met[who] = len(others & useful.get(index[who], set()))
    there = [attendee for attendee in problem.attendees if any(problem.is_present(attendee.id, no) for no in problem.round_nos)]
    short = [attendee for attendee in there if met[attendee.id] < len(useful.get(index[attendee.id], ()))]
    short.sort(key=lambda attendee: met[attendee.id])
    return [f"{attendee.name} meets {met[attendee.id]} of {len(useful[index[attendee.id]])} useful people" for attendee in short[:LEAST_SHOWN]]


def memory_mb() -> float | None:
    """Give the most memory that this run has used; None where the system does not say."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)


def _stop(result: "Result") -> str:
    match result.stopped_by:
        case "optimal":
            return f"Proven best after {result.seconds:.1f} s."
        case "interrupt":
            return f"Interrupted after {result.seconds:.1f} s: this is the best so far."
        case _:
            return f"Found in {result.seconds:.1f} s."


def _named(problem: "Problem", who: "AttendeeId", times: int) -> str:
    name = problem.attendee_by_id[who].name or who
    return name if times == 1 else f"{name} ({times} times)"


def _some(names: list[str], most: int = 12) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _counted(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}" if count else f"no {one}s"
