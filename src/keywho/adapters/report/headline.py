"""What was found, in sentences for somebody who is no mathematician but wants to trust the programme."""

import math
from dataclasses import dataclass

from keywho.adapters.report.figures import Figures
from keywho.adapters.report.words import counted, grouped, percent, visible, whole_name
from keywho.adapters.wording import Wording, listed
from keywho.core.problem import Problem
from keywho.planning.result import Result, Unmet

STOPPED = {
    "optimal": "It stopped because the score reached the bound: nothing better exists.",
    "done": "It stopped because all the work that was planned was done.",
    "rule": "It stopped when the time or the work that it was given was used up; with more time it may find a little more.",
    "clock": "The clock cut it short on this machine, so another run with the same seed may come out a little differently.",
    "interrupt": "Somebody stopped it early; this is the best programme that it had found by then.",
}


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the headline: what it is, how much, and a remark. `worry` marks those that need a look."""

    name: str
    value: str
    remark: str = ""
    worry: bool = False


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One line of the score: what it is, how many there are, what one is worth in words, and the points, already signed."""

    name: str
    remark: str
    count: str
    each: str
    points: float


def lead(problem: Problem, result: Result) -> str:
    """Say in one sentence what this is."""
    people, rounds = len(problem.attendees), len(problem.rounds)
    if not people:
        return "Nobody is on the list yet, so there is nothing to plan."
    if not rounds:
        return f"{counted(people, 'person', 'people')}, but no round: nobody meets."
    meetings = len(result.programme.meetings)
    room = f", in {visible(problem.room.name)}" if problem.room and problem.room.name else ""
    return f"{counted(people, 'person', 'people')} in {counted(rounds, 'round', 'rounds')}{room}: {counted(meetings, 'meeting', 'meetings')}."


def trust(result: Result) -> list[str]:
    """Say how good the programme is, and how sure that is."""
    score, bound = result.score.points, result.bound
    if not math.isfinite(bound.points):
        return [f"The programme is worth {grouped(score)} points. How much more might be possible is not known."]
    short = max(0.0, bound.points - score)
    share = f"{grouped(short)} points ({percent(result.gap)})" if _has_share(result) else f"{grouped(short)} points"
    said = [f"The programme is worth {grouped(score)} points; it is proven that no programme can have more than {grouped(bound.points)}."]
    if short <= 1e-6 * max(1.0, abs(bound.points)):
        said.append("This programme has them all: there is no better one.")
    elif bound.tight:
        said.append(f"So whatever anybody tries, at most {share} could still be gained.")
    else:
        said.append(
            f"That figure is only a ceiling, though: it is safe, but it leaves out some of the rules, and probably no programme reaches it. "
            f"The gap of {share} is therefore the most that could be missing; what is really missing is likely less, perhaps nothing."
        )
    return said


def tiles(problem: Problem, result: Result, violations: int) -> list[Tile]:
    """Give the figures of the headline."""
    score, bound, byes = result.score, result.bound, len(result.programme.byes)
    present = sum(problem.is_present(attendee.id, no) for attendee in problem.attendees for no in problem.round_nos)
    known = math.isfinite(bound.points)
    return [
        Tile("Score", grouped(score.points), "points"),
        Tile(
            "No programme can have more than",
            grouped(bound.points) if known else "unknown",
            ("points" if bound.tight else "points, a ceiling") if known else "",
        ),
        _gap_tile(result),
        Tile("Byes", grouped(byes), f"of {counted(present, 'place', 'places')} in all rounds together" if byes else "nobody sits a round out"),
        Tile("Repeats", grouped(score.repeats), "two who met or knew each other before" if score.repeats else "no two meet again"),
        Tile("Rules broken", grouped(violations), "see below" if violations else "checked: every hard rule is kept", worry=violations > 0),
        Tile("Unmet wishes", grouped(len(result.unmet)), "named below" if result.unmet else "", worry=bool(result.unmet)),
        Tile("Time", f"{result.seconds:.1f} s" if result.seconds < 100 else f"{result.seconds:.0f} s", f"seed {result.seed}, keywho {visible(result.version)}"),
    ]


def _gap_tile(result: Result) -> Tile:
    if not math.isfinite(result.bound.points):
        return Tile("Gap", "unknown")
    if _has_share(result):
        return Tile("Gap", percent(result.gap), "of the bound")
    return Tile("Gap", grouped(max(0.0, result.bound.points - result.score.points)), "points below the bound")


def _has_share(result: Result) -> bool:
    """Say whether a percentage makes sense: not where the score is below 0."""
    return result.score.points >= 0 and result.bound.points >= 0


def unmet_line(wording: Wording, unmet: Unmet) -> tuple[str, str]:
    """Give the names and the sentence of a wish that could not be met."""
    return listed([whole_name(wording.problem, who) for who in unmet.names]), visible(unmet.sentence)


def score_parts(figures: Figures, result: Result) -> list[ScorePart]:
    """Take the score apart; rare parts are listed only where they play a role."""
    score, weights = result.score, figures.problem.weights
    steps = ", ".join(grouped(points) for points in weights.useful)
    useful = sum(person.useful for person in figures.people)
    new = sum(pair not in figures.problem.wishes.acquainted for pair in figures.rounds_by_pair)
    always = [
        ScorePart(
            "Benefit",
            "what people who meet can do for each other, once for each two",
            counted(new, "new pair", "new pairs"),
            "points as in the list",
            score.benefit,
        ),
        ScorePart(
            "First useful meetings",
            "extra for each person's first meetings with somebody useful, so that nobody is left out for the sake of the sum",
            counted(useful, "useful meeting", "useful meetings"),
            f"{steps} points for the first ones" if steps else "0 points",
            score.useful,
        ),
        ScorePart(
            "Byes",
            f"a round that somebody sits out; a second one of the same person costs {grouped(weights.bye_again)} more",
            grouped(score.byes),
            _at(weights.bye),
            -score.bye_price,
        ),
        ScorePart("Repeats", "two who already met or know each other", grouped(score.repeats), _at(weights.repeat), -score.repeat_price),
        ScorePart("Groups of three", "in rounds that are meant for two", grouped(score.trios), _at(weights.trio), -score.trio_price),
        ScorePart("Walking", "from chair to chair", f"{grouped(round(score.walk_m))} m", f"at {weights.walk_per_metre:g} points a metre", -score.walk_price),
    ]
    rare = [
        _priced("Uneven tables", "people above the fair share of their kind at a table", score.imbalance_price, weights.imbalance),
        _priced("Alone with one", "a meeting of two for somebody who prefers groups", score.one_to_one_price, weights.one_to_one),
        _priced("Must-meets not met", "two who were to meet and do not", score.must_meet_price, weights.must_meet),
        _priced("Waiting", "idle stretches between meetings that were asked for", score.idle_gap_price, weights.idle_gap),
        _priced("Too few with hosts", "meetings that hosts or guests lack of the least number", score.host_short_price, weights.host_short),
    ]
    return [*always, *(part for part in rare if part.points)]


def _priced(name: str, remark: str, price: float, each: float) -> ScorePart:
    return ScorePart(name, remark, grouped(price / each) if each else "", _at(each), -price)


def _at(each: float) -> str:
    return f"at {counted(each, 'point', 'points')}"
