"""`keywho plan`: a list in, a checked programme out."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from keywho.cli.evening import EveningWords, evening_options, read_evening
from keywho.cli.exits import Exit
from keywho.cli.files import ALL_FILES, PROGRAMME, Heading, heading_options, prepare_folder, write_evening
from keywho.cli.interrupts import second_interrupt_aborts
from keywho.cli.progress import ProgressLine
from keywho.cli.summary import figures, summary
from keywho.cli.understood import frame, left_out, understood
from keywho.cli.voice import Voice, speaks
from keywho.cli.warm_up import warm_up

if TYPE_CHECKING:
    from keywho.core.problem import Problem
    from keywho.core.programme import Programme
    from keywho.planning.result import Result
    from keywho.planning.stopping import StoppingRule

EPILOG = """\b
Examples:
  keywho plan guests.csv --room rows:6x10 --rounds neighbour,nearby*3,table:6 --seconds 5 --seed 1 --out evening
  keywho plan guests.xlsx --room tables:12x8 --rounds "table:6*4" --start 18:30 --title "Job club"
  keywho plan evening/programme.json --wishes wishes.csv --gap 0.01 --seconds 60
  keywho plan guests.csv --room rows:6x10 --json --no-files
"""


@click.command("plan", epilog=EPILOG)
@evening_options
@click.option("--seconds", type=click.FloatRange(min=0), metavar="S", help="Search this long at most (5 if nothing else is said; 60 with --gap).")
@click.option("--gap", type=click.FloatRange(0, 1), help="Stop once the programme is proven to be this near to the best: 0.01 is one percent.")
@click.option("--moves", type=click.IntRange(min=0), metavar="N", help="Search this many moves: the same on every machine.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="With --moves the same seed gives the same programme again.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("evening"), show_default=True, metavar="DIR", help="Folder for the files.")
@click.option("--only", type=click.Choice(["programme"]), help="Write only programme.json.")
@click.option("--no-files", is_flag=True, help="Write nothing.")
@heading_options
@speaks
def plan_command(
    words: EveningWords,
    seconds: float | None,
    gap: float | None,
    moves: int | None,
    seed: int,
    out: Path,
    only: str | None,
    no_files: bool,
    heading: Heading,
    voice: Voice,
) -> None:
    """Plan an evening: who meets whom, when and where.

    LIST is what your ticketing system exported (CSV, TSV, XLSX), a plain spreadsheet, or a keywho JSON file, which is planned again.
    The folder gets programme.json, programme.csv, cards.pdf and report.html.
    Ctrl-C ends the search and keeps the best so far; a second one gives up.
    """
    files = () if no_files else (PROGRAMME,) if only else ALL_FILES
    run(words, voice, heading, stop=stopping_rule(seconds, gap, moves), seed=seed, out=out, files=files)


def run(words: EveningWords, voice: Voice, heading: Heading, *, stop: "StoppingRule", seed: int, out: Path, files: tuple[str, ...] = ALL_FILES) -> None:
    """Read an evening, say what was understood, search, check, write, and say what came out."""
    evening = read_evening(words)
    for line in understood(evening, words.source):
        voice.say(line)
    voice.say(frame(evening))
    if files:
        prepare_folder(out, files=files)
    result = searched(evening.problem, stop, seed, voice)
    deliver(voice, evening.problem, result, heading, out=out, files=files, more={"left_out": left_out(evening)})


def stopping_rule(seconds: float | None, gap: float | None, moves: int | None) -> "StoppingRule":
    """Give the rule that --seconds, --gap and --moves ask for."""
    from keywho.planning.stopping import MaxGap, MaxMoves, MaxSeconds

    if gap is not None:
        return MaxGap(gap, 60.0 if seconds is None else seconds, moves)
    if moves is not None:
        return MaxMoves(moves, float("inf") if seconds is None else seconds)
    return MaxSeconds(5.0 if seconds is None else seconds)


def searched(problem: "Problem", stop: "StoppingRule", seed: int, voice: Voice) -> "Result":
    """Search with a live line; the first Ctrl-C gives the best so far."""
    from keywho.planning.engine import plan

    with ProgressLine(voice) as line:
        line.show("getting ready ...")
        warm_up(problem)
    with second_interrupt_aborts(), ProgressLine(voice) as line:
        result = plan(problem, stop=stop, seed=seed, progress=line)
    if result.stopped_by == "interrupt" and not result.programme.meetings:
        raise KeyboardInterrupt  # too early: an evening of byes must not take the place of an older programme
    return result


def deliver(
    voice: Voice,
    problem: "Problem",
    result: "Result",
    heading: Heading,
    *,
    out: Path,
    files: tuple[str, ...],
    more: Mapping[str, object] | None = None,
) -> None:
    """Check a result, write its files, and say what came out."""
    violations = violations_of(problem, result.programme)
    if violations:
        voice.warn("keywho broke its own rules, which must not happen. Please report it with the list and the command; nothing was written. It found:")
        for sentence in violations[:20]:
            voice.warn(f"- {sentence}")
    written = write_evening(out, problem, result, heading, files=files) if files and not violations else []
    for line in summary(problem, result) if not violations else ():
        voice.say(line)
    if written:
        voice.say(f"Written: {', '.join(str(path) for path in written)}")
    voice.answer(
        {**figures(problem, result, violations=len(violations)), **(more or {}), "out": str(out) if written else None, "files": [str(path) for path in written]}
    )
    if violations:
        click.get_current_context().exit(Exit.OUR_FAULT)


def violations_of(problem: "Problem", programme: "Programme") -> list[str]:
    """Give every violation of a programme in a sentence, from the independent checker."""
    from keywho.planning.check import check

    return [violation.sentence for violation in check(problem, programme).violations]
