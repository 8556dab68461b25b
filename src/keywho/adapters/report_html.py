"""The report: one HTML file with pictures, for the organizer who wants to trust the programme. It loads nothing and runs no script."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from keywho.adapters.report.charts import benefit_picture, history_picture
from keywho.adapters.report.evenings import anchor_of, pages
from keywho.adapters.report.figures import Figures, PersonFigures, RoundFigures
from keywho.adapters.report.headline import STOPPED, lead, score_parts, tiles, trust, unmet_line
from keywho.adapters.report.meeting_pictures import CELLS_UP_TO, graph_picture, matrix_picture, round_colour
from keywho.adapters.report.room_picture import furniture, room_picture
from keywho.adapters.report.svg import Picture
from keywho.adapters.report.words import counted, grouped, pointed, round_title, shortened, visible, whole_name
from keywho.adapters.safe_write import write_safely
from keywho.adapters.wording import Wording
from keywho.core.meeting import Meeting
from keywho.core.problem import Problem
from keywho.planning.check import Violation
from keywho.planning.result import Result

LEAST_SHOWN = 10
BYES_SHOWN = 60
VIOLATIONS_SHOWN = 200
GROUPS_LISTED = 150


@dataclass(frozen=True, slots=True)
class _Group:
    place: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _RoundPart:
    no: int
    colour: str
    title: str
    summary: str
    byes: tuple[str, ...]
    more_byes: int
    picture: Picture | None
    meetings: int
    groups: tuple[_Group, ...]


@dataclass(frozen=True, slots=True)
class _LeastLine:
    anchor: str
    name: str
    points: float
    met: int
    useful: int
    byes: str


def write_report(path: Path | str, problem: Problem, result: Result, *, title: str = "", violations: Sequence[Violation] = ()) -> None:
    """Write the report of a programme. `violations` are what the independent checker found; none for a sound programme.

    Raises
    ------
    BadInput
        The file can't be written; an older one stays as it was.
    """
    text = report_html(problem, result, title=title, violations=violations)
    write_safely(path, text.encode("utf-8", errors="xmlcharrefreplace"))


def report_html(problem: Problem, result: Result, *, title: str = "", violations: Sequence[Violation] = ()) -> str:
    """Give the whole report as text."""
    pages_of = files("keywho.adapters.report")
    style = (pages_of / "report.css").read_text("utf-8")
    paper = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    paper.filters |= {"grouped": grouped, "pointed": pointed, "shortened": shortened}
    template = paper.from_string((pages_of / "report.html").read_text("utf-8"))
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return template.render(_content(problem, result, title, violations), style=Markup(style), style_hash=f"sha256-{digest}")


def _content(problem: Problem, result: Result, title: str, violations: Sequence[Violation]) -> dict[str, Any]:
    """Give everything that the template lays out."""
    figures, wording = Figures(problem, result.programme), Wording(problem, result.programme)
    somebody = bool(problem.attendees)
    return {
        "title": visible(title) or "Programme of the evening",
        "attendees": len(problem.attendees),
        "lead": lead(problem, result),
        "trust": trust(result),
        "method": visible(result.bound.method),
        "tiles": tiles(problem, result, len(violations)),
        "violations": _sentences(violations),
        "unmet": [unmet_line(wording, unmet) for unmet in result.unmet],
        "stopped": STOPPED.get(result.stopped_by, ""),
        "parts": score_parts(figures, result),
        "score": result.score.points,
        "furniture": furniture(problem.room) if problem.room and problem.room.seats else None,
        "rounds": [_round_part(wording, round_) for round_ in figures.rounds],
        "meets": _meets(figures),
        "matrix": matrix_picture(figures, wording) if len(figures.pairs) else None,
        "matrix_coloured": len(problem.attendees) <= CELLS_UP_TO,
        "graph": graph_picture(figures, wording) if len(figures.pairs) else None,
        "benefit": benefit_picture(figures.least),
        "spread": _spread(figures.least) if figures.least else "",
        "least": [_least_line(wording, person) for person in figures.least[:LEAST_SHOWN]],
        "history": history_picture(result) if somebody else None,
        "pages": pages(figures, wording),
        "programme_version": result.programme.version,
        "version": visible(result.version),
        "seed": result.seed,
    }


def _sentences(violations: Sequence[Violation]) -> list[str]:
    shown = [visible(violation.sentence) for violation in violations[:VIOLATIONS_SHOWN]]
    return [*shown, *([f"And {grouped(len(violations) - VIOLATIONS_SHOWN)} more."] if len(violations) > VIOLATIONS_SHOWN else [])]


def _round_part(wording: Wording, figures: RoundFigures) -> _RoundPart:
    problem = wording.problem
    round_ = problem.round(figures.no)
    drawn = problem.room is not None and bool(problem.room.seats)
    names = [whole_name(wording.problem, who) for who in figures.byes]
    summary = [
        f"{round_.minutes:g} min",
        counted(len(figures.meetings), "meeting", "meetings"),
        *([f"up to {grouped(round_.reach_m)} m away"] if round_.reach_m is not None else []),
        *([f"mixed by {visible(round_.balance)}"] if round_.balance else []),
        *([counted(len(names), "bye", "byes")] if names else []),
    ]
    return _RoundPart(
        figures.no,
        round_colour(figures.no),
        round_title(round_),
        ", ".join(summary),
        tuple(names[:BYES_SHOWN]),
        max(0, len(names) - BYES_SHOWN),
        room_picture(wording, figures) if drawn else None,
        len(figures.meetings),
        () if drawn or len(figures.meetings) > GROUPS_LISTED else tuple(_group(wording, meeting) for meeting in figures.meetings),
    )


def _group(wording: Wording, meeting: Meeting) -> _Group:
    return _Group(visible(wording.table_name(meeting)), tuple(whole_name(wording.problem, who) for who in meeting.attendees))


def _meets(figures: Figures) -> str:
    """Say how many meet, and whether the evening joins all of them."""
    met = [person.met for person in figures.people if person.present]
    if not len(figures.pairs):
        return "Nobody meets anybody."
    said = f"{counted(len(figures.pairs), 'pair of people meets', 'pairs of people meet')}. A person meets {grouped(sum(met) / len(met))} others on average, at least {min(met)} and at most {max(met)}. "
    if figures.circles == 1:
        return said + "Through those they meet, all are linked: word can go from anybody to anybody."
    return said + f"Through those they meet, people fall into {grouped(figures.circles)} circles that are not linked with each other."


def _spread(people: Sequence[PersonFigures]) -> str:
    """Say who gets least, most and how much on average."""
    mean = sum(person.points for person in people) / len(people)
    without = sum(person.useful == 0 for person in people)
    said = f"A person gets {grouped(mean)} points on average, at least {grouped(people[0].points)} and at most {grouped(people[-1].points)}."
    if without == len(people):
        return said + " The list does not say who is useful to whom, so anybody new counts alike."
    return said + (
        f" {counted(without, 'person meets', 'people meet')} nobody of whom the list says that they are useful to them."
        if without
        else " Everybody meets somebody useful."
    )


def _least_line(wording: Wording, person: PersonFigures) -> _LeastLine:
    byes = f"{len(person.byes)} (round {_listed(person.byes)})" if person.byes else "0"
    return _LeastLine(anchor_of(person.place), whole_name(wording.problem, person.attendee.id), person.points, person.met, person.useful, byes)


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))
