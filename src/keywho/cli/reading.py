"""`keywho import` and `keywho schema`: what goes in, and how it is written down."""

from pathlib import Path

import click

from keywho.cli.evening import EveningWords, mapping_of, read_evening
from keywho.cli.understood import left_out, understood, understood_figures
from keywho.cli.voice import Voice, speaks


@click.command("import")
@click.argument("source", metavar="LIST", type=click.Path(path_type=Path))
@click.option("--map", "mapping", multiple=True, metavar="HEADER=FIELD", help="Read this column as that field, such as 'Wanted=seeks'. Can be repeated.")
@click.option("--keep-waitlisted", is_flag=True, help="Keep those on the waiting list too.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the evening to this JSON file, to be planned later.")
@speaks
def import_command(source: Path, mapping: tuple[str, ...], keep_waitlisted: bool, out: Path | None, voice: Voice) -> None:
    """Read a list of attendees and say what was understood.

    \b
    keywho import guests.csv
    keywho import guests.xlsx --map "Wanted=seeks" --out problem.json
    """
    mapping_of(mapping)
    evening = read_evening(EveningWords(source, mapping=mapping, keep_waitlisted=keep_waitlisted))
    for line in understood(evening, source):
        voice.say(line)
    if out:
        from keywho.adapters.exchange_json import write_exchange

        write_exchange(out, evening.problem)
        voice.say(f"Written: {out}")
    voice.answer({**understood_figures(evening), "left_out": left_out(evening), "out": str(out) if out else None})


@click.command("schema")
@click.option("--coach", is_flag=True, help="Of the coach's files instead: icebreakers, ladder, lessons, opening, notebook.")
def schema_command(coach: bool) -> None:
    """Print the JSON Schema of the exchange format, or of the coach's files."""
    if coach:
        from keywho.adapters.coach_schema import coach_schema as schema
    else:
        from keywho.adapters.exchange_json import schema

    click.echo(schema().decode(), nl=False)
