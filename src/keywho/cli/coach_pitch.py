"""`keywho coach pitch` and `keywho coach time`: build a pitch, look at it, and say how long it takes."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from keywho.cli.coach_notebook import Session, coached, text_option, written
from keywho.coach.notebook import Version
from keywho.coach.pitch.answers import Answers, Cut, Shape, Since
from keywho.coach.pitch.building import build, questions_of, shapes_in, shorten
from keywho.coach.pitch.looking import Look, look
from keywho.coach.pitch.reasons import titles
from keywho.coach.pitch.shapes import pitch_shapes
from keywho.coach.speaking import Pace, cut_at, error_of, seconds_of, spoken, words_for
from keywho.coach.words import words_in
from keywho.core.errors import BadInput

CUTS = click.Choice([str(int(cut)) for cut in Cut])
FIELDS = ("name", "does", "proof", "seeks", "gives")


@click.command("pitch")
@text_option
@click.option("--cut", type=CUTS, default="30", show_default=True, help="How many seconds it is to take.")
@click.option("--shape", type=click.Choice([shape.value for shape in Shape]), help="From where you speak; job-seeker if nothing is said.")
@click.option("--name", metavar="TEXT", help="How you want to be called.")
@click.option("--does", metavar="TEXT", help="Who you are, by what you do and like.")
@click.option("--proof", metavar="TEXT", help="What you did that shows it.")
@click.option("--seeks", metavar="TEXT", help="Whom you want to reach, and for what.")
@click.option("--gives", metavar="TEXT", help="What you can do for others.")
@click.option("--since", type=click.Choice([str(int(since)) for since in Since]), help="For how many months you have been looking; 0 says nothing of it.")
@click.option("--says-layoff", is_flag=True, help="Have a sentence about a layoff.")
@click.option("--shorten", "is_shortened", is_flag=True, help="Say what could be left out, too.")
@click.option("--keep", is_flag=True, help="Keep the text and the answers in the notebook.")
@coached
def pitch_part(session: Session, source: Path | None, text: str | None, cut: str, is_shortened: bool, keep: bool, **given: Any) -> None:
    """Build a pitch from a few answers, or look at one: how long it takes, what is missing, what could be clearer. Nothing has to be followed.

    Answers come from the options, else from the notebook; at a terminal the coach asks for them. FILE is a text to look at instead; - reads what is typed.

    \b
    keywho coach pitch
    keywho coach pitch --name Ana --does "I repair bicycles" --seeks "somebody who runs a workshop" --cut 10
    keywho coach pitch pitch.txt --shorten
    """
    length, pace = Cut(int(cut)), Pace.of(session.notebook.tries)
    own = written(source, text)
    answers = session.notebook.answers if own else _answers(session, given)
    pitch = own or build(answers, length, session.language, pace)
    if not pitch:
        raise BadInput(words_in(session.language, "terminal").gettext("Nothing was answered yet. Maybe begin with --name, --does and --seeks, or name a file."))
    seen = look(pitch, session.language, cut=length, pace=pace, name=answers.name)
    if not own:
        session.say(pitch)
        session.say()
    _tell(session, pitch, seen, length, pace)
    shorter = shorten(pitch, length, session.language, pace) if is_shortened else None
    if shorter is not None and shorter.text != pitch:
        _ = words_in(session.language, "terminal").gettext
        session.say(_("Shorter, if you want:"))
        session.say(shorter.text)
    if keep:
        session.keep(replace(session.notebook, answers=answers).with_version(Version(pitch, length, answers.shape, session.at)))
    session.voice.answer({**_figures(pitch, seen), "shorter": shorter.text if shorter else None})


def _answers(session: Session, given: Mapping[str, Any]) -> Answers:
    known = session.notebook.answers
    changed = {field: given[field] for field in FIELDS if given[field] is not None}
    if given["shape"]:
        changed["shape"] = Shape(given["shape"])
    if given["since"]:
        changed["since"] = Since(int(given["since"]))
    if given["says_layoff"]:
        changed["says_layoff"] = True
    if not changed and known == Answers() and sys.stdin.isatty() and not session.voice.json:
        return _asked(session)
    return replace(known, **changed)


def _asked(session: Session) -> Answers:
    """Ask one question after the other; an empty answer leaves it out."""
    _ = words_in(session.language, "terminal").gettext
    shapes = shapes_in(session.language)
    for number, (_shape, title) in enumerate(shapes, 1):
        session.say(f"  {number}  {title}")
    shape = shapes[click.prompt(_("From where do you speak?"), type=click.IntRange(1, len(shapes)), default=1, prompt_suffix=" ") - 1][0]
    answers = Answers(shape=shape, name=_answer(_("What should people call you?")))
    for asked in questions_of(shape, session.language):
        session.say()
        session.say(asked.hint)
        session.say(_("For example: {example}").format(example=asked.example))
        said: dict[str, Any] = {asked.field: _answer(asked.question)}
        answers = replace(answers, **said)
    if pitch_shapes(session.language).shapes[shape].since:
        session.say()
        months = click.Choice([str(int(since)) for since in Since])
        since = click.prompt(_("For how many months? 0 says nothing of it."), type=months, default="0", prompt_suffix=" ")
        answers = replace(answers, since=Since(int(since)))
    session.say()
    return answers


def _answer(question: str) -> str:
    return str(click.prompt(question, default="", show_default=False, prompt_suffix=" ")).strip()


def _tell(session: Session, pitch: str, seen: Look, cut: Cut, pace: Pace) -> None:
    _ = words_in(session.language, "terminal").gettext
    session.say(_length(session, pitch, pace))
    over = cut_at(pitch, session.language, float(cut), pace)
    if over < len(pitch):
        session.say(_("At {cut} seconds you are at: … {words}").format(cut=int(cut), words=_around(pitch, over)))
    names = titles(session.language)
    for one in seen.findings:
        about = " " + _("“{words}”").format(words=one.words(pitch)) if one.end > one.start else ""
        about += f" → {one.plain}." if one.plain else ""
        session.say(f"- {names[one.kind]}:{about} {one.why} {one.instead}".rstrip())
    if not seen.findings:
        session.say(_("Nothing is missing. Say it to somebody."))


def _length(session: Session, text: str, pace: Pace) -> str:
    _ = words_in(session.language, "terminal").gettext
    estimate = seconds_of(text, session.language, pace)
    shown = {"s": round(estimate.seconds), "low": round(estimate.low_s), "high": round(estimate.high_s)}
    if not pace.tries:
        return _("About {s} seconds at a usual pace; {low} to {high} for most people. Your own tries make this surer: keywho coach rehearse.").format(**shown)
    said = session.ngettext(
        "About {s} seconds at your pace, known from {n} try; {low} to {high}.",
        "About {s} seconds at your pace, known from {n} tries; {low} to {high}.",
        pace.tries,
    )
    return said.format(n=pace.tries, **shown)


def _around(text: str, place: int) -> str:
    return " ".join(text[place:].split()[:6])


def _figures(pitch: str, seen: Look) -> dict[str, object]:
    return {
        "text": pitch,
        "seconds": round(seen.estimate.seconds, 1),
        "low_s": round(seen.estimate.low_s, 1),
        "high_s": round(seen.estimate.high_s, 1),
        "words": seen.words,
        "sentences": seen.sentences,
        "has": {"name": seen.has_name, "proof": seen.has_proof, "give": seen.has_give, "ask": seen.has_ask},
        "findings": [{"kind": str(one.kind), "start": one.start, "end": one.end, "why": one.why, "instead": one.instead} for one in seen.findings],
    }


@click.command("time")
@text_option
@coached
def time_part(session: Session, source: Path | None, text: str | None) -> None:
    """Say how long a text takes to say, how sure that is, and where 10, 30 and 60 seconds are over. The error is measured: docs/benchmarks/coach.md.

    FILE is the text; - reads what is typed. With a notebook it is said at your own pace, known from your tries.

    \b
    keywho coach time pitch.txt
    keywho coach time --text "Hello, I'm Ana." --language en
    """
    _ = words_in(session.language, "terminal").gettext
    own = written(source, text)
    if not own:
        raise BadInput(_("There is no text. Maybe name a file, or give it with --text."))
    pace = Pace.of(session.notebook.tries)
    said, estimate, error = spoken(own, session.language), seconds_of(own, session.language, pace), error_of(pace)
    session.say(_length(session, own, pace))
    session.say(
        _("Words as they are said: {words}. Syllables: {syllables}. Stops: {pauses}.").format(words=said.words, syllables=said.syllables, pauses=said.pauses)
    )
    session.say(_("Of a usual pitch {n} words are thirty seconds at this pace.").format(n=words_for(Cut.THIRTY / pace.factor, session.language)))
    for cut in Cut:
        over = cut_at(own, session.language, float(cut), pace)
        if over < len(own):
            session.say(_("At {cut} seconds you are at: … {words}").format(cut=int(cut), words=_around(own, over)))
    session.voice.answer(
        {
            "seconds": round(estimate.seconds, 2),
            "low_s": round(estimate.low_s, 2),
            "high_s": round(estimate.high_s, 2),
            "mean_error": error.mean,
            "tries": pace.tries,
            "words": said.words,
            "syllables": said.syllables,
            "syllables_a_second": round(said.syllables_a_second / pace.factor, 2),
            "sentences": said.sentences,
            "pauses": said.pauses,
            "over_at": {str(int(cut)): cut_at(own, session.language, float(cut), pace) for cut in Cut},
        }
    )
