"""`keywho cards` and `keywho report`: the same programme on paper and on a page."""

from pathlib import Path

import click

from keywho.cli.files import Heading, heading_options
from keywho.cli.judging import judged, read_planned
from keywho.cli.voice import Voice, speaks


@click.command("cards")
@click.argument("file", metavar="FILE.json", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default=Path("cards.pdf"), show_default=True, metavar="FILE", help="Where to write the PDF.")
@heading_options
@speaks
def cards_command(file: Path, out: Path, heading: Heading, voice: Voice) -> None:
    """Print the cards, table signs and the wall chart of a programme (PDF).

    \b
    keywho cards evening/programme.json --out cards.pdf --start 18:30
    """
    from keywho.adapters.cards_pdf import write_cards

    exchange, programme = read_planned(file)
    write_cards(out, exchange.problem, programme, title=heading.title, starts_at=heading.starts_at, paper=heading.paper)
    voice.say(f"Written: {out}")
    voice.answer({"out": str(out), "attendees": len(exchange.problem.attendees)})


@click.command("report")
@click.argument("file", metavar="FILE.json", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default=Path("report.html"), show_default=True, metavar="FILE", help="Where to write the page.")
@click.option("--title", default="", help="Name of the evening; it stands on the report.")
@speaks
def report_command(file: Path, out: Path, title: str, voice: Voice) -> None:
    """Write the report of a programme (one HTML file that needs no network).

    \b
    keywho report evening/programme.json --out report.html
    """
    from keywho.adapters.report_html import write_report
    from keywho.planning.check import check

    exchange, programme = read_planned(file)
    violations = check(exchange.problem, programme).violations
    write_report(out, exchange.problem, exchange.result or judged(exchange.problem, programme), title=title, violations=violations)
    voice.say(f"Written: {out}")
    voice.answer({"out": str(out), "attendees": len(exchange.problem.attendees)})
