"""`keywho check`, `bound` and `explain`: how good a programme is, and why it is so."""

import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

from keywho.cli.evening import EveningWords, evening_options, read_evening
from keywho.cli.exits import Exit
from keywho.cli.people import NameBook
from keywho.cli.progress import points
from keywho.cli.voice import Voice, speaks
from keywho.core.errors import BadInput
from keywho.version import VERSION

if TYPE_CHECKING:
    from keywho.adapters.exchange_json import Exchange
    from keywho.core.problem import Problem
    from keywho.core.programme import Programme
    from keywho.planning.result import Result


LISTS = (".csv", ".tsv", ".txt", ".xls", ".xlsx")


def read_planned(path: Path) -> "tuple[Exchange, Programme]":
    """Read an exchange file that has to hold a programme."""
    from keywho.adapters.exchange_json import read_exchange

    if path.suffix.casefold() in LISTS:
        raise BadInput(f"{path} is a list, not a programme. Maybe plan it first: keywho plan {path}; then name the programme.json that comes out.")
    exchange = read_exchange(path)
    if exchange.programme is None:
        raise BadInput(f"{path} holds no programme yet. Maybe run: keywho plan {path}")
    return exchange, exchange.programme


def judged(problem: "Problem", programme: "Programme") -> "Result":
    """Give the result of a programme that came without one: the checker's score against a bound proven now."""
    from keywho.planning.bounds import bound
    from keywho.planning.check import check
    from keywho.planning.result import Result

    return Result(programme, check(problem, programme).score, bound(problem), 0.0, 0, VERSION)


@click.command("check")
@click.argument("file", metavar="FILE.json", type=click.Path(path_type=Path))
@speaks
def check_command(file: Path, voice: Voice) -> None:
    """Verify a programme against every rule, without the planner's code.

    \b
    keywho check evening/programme.json
    """
    from keywho.planning.check import check
    from keywho.planning.check.proof import proven

    exchange, programme = read_planned(file)
    verdict = check(exchange.problem, programme)
    for violation in verdict.violations:
        voice.say(f"- {violation.sentence}")
    count = len(verdict.violations)
    bound = exchange.result.bound if exchange.result else None
    added_up = proven(exchange.problem, bound.proof) if bound and bound.proof else None
    voice.say(f"{'No violation' if not count else '1 violation' if count == 1 else f'{count:,} violations'}. Score {points(verdict.score.points)}.")
    if bound and added_up is not None:
        voice.say(_of_the_proof(added_up, bound.points, verdict.score.points))
    voice.answer(
        {
            "ok": verdict.ok,
            "violations": count,
            "found": [
                {"code": violation.code, "sentence": violation.sentence, "names": list(violation.names), "round_no": violation.round_no}
                for violation in verdict.violations
            ],
            "score": verdict.score.points,
            "byes": verdict.score.byes,
            "repeats": verdict.score.repeats,
            "proven_bound": added_up if added_up is not None and math.isfinite(added_up) else None,
        }
    )
    if not verdict.ok:
        click.get_current_context().exit(Exit.VIOLATIONS)


def _of_the_proof(added_up: float, claimed: float, score: float) -> str:
    """Say what the prices in a file prove, beside what it claims and what its programme has."""
    if added_up > claimed + 1e-3:
        proves = f"prove only {points(added_up)}" if math.isfinite(added_up) else "prove nothing of this evening"
        return f"The file says that no programme can pass {points(claimed)}, but its prices {proves}. Maybe the evening was changed; plan it again."
    if score >= added_up - 1e-3:
        return f"Its prices were added up again: no programme can pass {points(added_up)}, so there is no better one."
    return f"Its prices were added up again: no programme can pass {points(added_up)}."


@click.command("bound")
@evening_options
@speaks
def bound_command(words: EveningWords, voice: Voice) -> None:
    """Say how good any programme of an evening can be at most.

    LIST is a list of attendees or a keywho JSON file.

    \b
    keywho bound evening/programme.json
    keywho bound guests.csv --room rows:6x10 --rounds "nearby*3"
    """
    from keywho.planning.bounds import bound

    found = bound(read_evening(words).problem)
    voice.say(f"No programme can pass {points(found.points)} points ({found.method}).")
    voice.answer({"bound": found.points, "method": found.method, "tight": found.tight})


@click.command("explain")
@click.argument("file", metavar="FILE.json", type=click.Path(path_type=Path))
@click.argument("one", metavar="NAME")
@click.argument("other", metavar="[NAME]", required=False)
@click.option("--round", "round_no", type=click.IntRange(min=1), metavar="N", help="Speak of this round only.")
@speaks
def explain_command(file: Path, one: str, other: str | None, round_no: int | None, voice: Voice) -> None:
    """Say why two people meet, or don't; with one name, what their evening looks like and why they have a bye.

    \b
    keywho explain evening/programme.json "Ada Lovelace" Ben
    keywho explain evening/programme.json Ada --round 2
    """
    from keywho.planning.explain import explain

    exchange, programme = read_planned(file)
    problem = exchange.problem
    names = NameBook(problem.attendees)
    who = names.find(one)
    whom = names.find(other) if other is not None else None
    explanation = explain(problem, programme, who, whom, round_no=round_no)
    for sentence in explanation.sentences:
        voice.say(sentence)
    voice.answer({"one": who, "other": whom, "round_no": round_no, "sentences": list(explanation.sentences)})
