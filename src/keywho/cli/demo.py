"""`keywho demo`: the example evening of 60 people, with nothing to prepare."""

from importlib.resources import as_file, files
from pathlib import Path

import click

from keywho.cli.evening import EveningWords
from keywho.cli.files import Heading
from keywho.cli.voice import Voice, speaks

ROOM, ROUNDS = "rows:6x10:aisle=4", "neighbour,nearby*3,table:6"


@click.command("demo")
@click.option("--out", type=click.Path(path_type=Path), default=Path("evening-60"), show_default=True, metavar="DIR", help="Folder for the files.")
@click.option("--seconds", type=click.FloatRange(min=0), default=5.0, show_default=True, metavar="S", help="Search this long at most.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="The same seed gives the same programme again.")
@speaks
def demo_command(out: Path, seconds: float, seed: int, voice: Voice) -> None:
    """Plan the example evening of 60 people: six rows of ten chairs, five rounds.

    \b
    keywho demo --out evening-60
    """
    from keywho.cli.planning import run
    from keywho.planning.stopping import MaxSeconds

    with as_file(files("keywho.cli") / "evening-60.csv") as source:
        run(EveningWords(source, ROOM, ROUNDS), voice, Heading("The example evening"), stop=MaxSeconds(seconds), seed=seed, out=out)
