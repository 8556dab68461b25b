"""`keywho coach rehearse`: a pitch against the clock."""

import sys
from pathlib import Path
from time import monotonic, sleep

import click

from keywho.cli.coach_notebook import Session, coached, text_option, written
from keywho.coach.notebook import Try, Way
from keywho.coach.pitch.answers import Cut
from keywho.coach.rehearsal import progress, rehearsed
from keywho.coach.speaking import Pace, spoken
from keywho.coach.words import words_in
from keywho.core.errors import BadInput

SHORTEST_S, LONGEST_S = 3.0, 600.0


@click.command("rehearse")
@text_option
@click.option("--cut", type=click.Choice([str(int(cut)) for cut in Cut]), default="30", show_default=True, help="How many seconds it is to take.")
@click.option("--seconds", metavar="S", type=click.FloatRange(SHORTEST_S, LONGEST_S), help="How long it took, where another clock was used.")
@coached
def rehearse_part(session: Session, source: Path | None, text: str | None, cut: str, seconds: float | None) -> None:
    """Say a pitch against the clock: press Enter to begin, say it, press Enter at the end. Speaking, signing and typing all count.

    Without FILE it is the newest text of the notebook for this length. With a notebook the try is kept, and from now on times are said at your own pace.

    \b
    keywho coach rehearse pitch.txt --notebook keywho-coach.json
    keywho coach rehearse pitch.txt --seconds 34
    """
    length = Cut(int(cut))
    own = written(source, text) or next((one.text for one in reversed(session.notebook.versions) if one.cut == length), "")
    took = seconds if seconds is not None else _timed(session, own, length)
    one = Try(session.at, Way.CLOCK, length, round(took, 1), round(spoken(own, session.language).seconds, 1))
    seen = rehearsed(one, own, session.language)
    notebook = session.notebook.with_try(one)
    went = progress(notebook.tries, length, session.language)
    if session.file is not None:
        session.keep(notebook)
    for remark in seen.remarks:
        session.say(remark.text)
    if session.notebook.tries:
        for sentence in went.words:
            session.say(sentence)
    session.voice.answer(
        {
            "seconds": one.seconds,
            "expected_s": one.expected_s,
            "cut": int(length),
            "over_at": seen.over_at,
            "remarks": [{"kind": remark.kind, "text": remark.text} for remark in seen.remarks],
            "pace": Pace.of(notebook.tries).factor,
            "tries": len(went.tries),
        }
    )


def _timed(session: Session, text: str, cut: Cut) -> float:
    """Show the text, count down, and measure from the countdown's end to the next Enter."""
    _ = words_in(session.language, "terminal").gettext
    if not sys.stdin.isatty() or session.voice.json:
        raise BadInput(_("Nobody is at the terminal. Maybe say how long it took: --seconds 32."))
    if text:
        session.say(text)
        session.say()
    click.prompt(_("Enter begins, and Enter ends. You have {cut} seconds.").format(cut=int(cut)), default="", show_default=False, prompt_suffix=" ")
    for number in ("3", "2", "1"):
        session.say(number)
        sleep(1)
    begun = monotonic()
    click.prompt(_("Speak."), default="", show_default=False, prompt_suffix=" ")
    return min(max(monotonic() - begun, SHORTEST_S), LONGEST_S)
