"""The four files of a planned evening, put into their folder together or not at all."""

import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from keywho.core.errors import BadInput

if TYPE_CHECKING:
    from keywho.core.problem import Problem
    from keywho.planning.result import Result

PROGRAMME, TABLE, CARDS, REPORT = "programme.json", "programme.csv", "cards.pdf", "report.html"
ALL_FILES = (PROGRAMME, TABLE, CARDS, REPORT)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands on the printed pages beside the programme."""

    title: str = ""
    starts_at: datetime | None = None
    paper: str = "a4"


class StartTime(click.ParamType[datetime]):
    """The time of the first round, such as 18:30."""

    name = "HH:MM"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return datetime.combine(date.today(), time.fromisoformat(str(value).zfill(5)))
        except ValueError:
            self.fail(f"{value} is not a time. Maybe write 18:30.", param, ctx)


def heading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of the printed pages; it gets them as `heading`."""

    @click.option("--title", default="", help="Name of the evening; it stands on the cards and the report.")
    @click.option("--start", type=StartTime(), help="When the first round begins, such as 18:30; the cards then show the times.")
    @click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Paper of the cards.")
    @wraps(command)
    def with_heading(title: str, start: datetime | None, paper: str, **options: object) -> None:
        command(heading=Heading(title, start, paper), **options)

    return with_heading


def prepare_folder(folder: Path, *, files: Collection[str] = ALL_FILES) -> None:
    """Make the folder, and find out before the long search whether it can be written to.

    Raises
    ------
    BadInput
        It can't.
    """
    if folder.is_file():
        raise BadInput(f"{folder} is a file, but a folder is needed here. Maybe choose another name with --out.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise BadInput(f"{folder} can't be written to: {error.strerror or error}. Maybe choose another folder with --out.") from error
    for name in files:
        if (folder / name).is_dir():
            raise BadInput(f"{folder / name} is a folder, but a file has to go there. Maybe choose another folder with --out.")


def write_evening(folder: Path, problem: "Problem", result: "Result", heading: "Heading", *, files: Collection[str] = ALL_FILES) -> list[Path]:
    """Write the files of an evening and give their paths.

    All are made beside the old ones first; only when each is whole do they take their names. A failure leaves the old files as they were.
    """
    prepare_folder(folder, files=files)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".keywho-") as made:
        for name in files:
            _write(Path(made) / name, problem, result, heading)
        return [(Path(made) / name).replace(folder / name) for name in files]


def _write(path: Path, problem: "Problem", result: "Result", heading: "Heading") -> None:
    match path.name:
        case "programme.json":
            from keywho.adapters.exchange_json import write_exchange

            write_exchange(path, problem, result.programme, result)
        case "programme.csv":
            from keywho.adapters.programme_csv import write_programme_csv

            write_programme_csv(path, problem, result.programme)
        case "cards.pdf":
            from keywho.adapters.cards_pdf import write_cards

            write_cards(path, problem, result.programme, title=heading.title, starts_at=heading.starts_at, paper=heading.paper)
        case "report.html":
            from keywho.adapters.report_html import write_report

            write_report(path, problem, result, title=heading.title)
