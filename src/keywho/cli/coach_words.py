"""`keywho coach questions`, `icebreakers` and `opening`: words for a talk, for a pair, for a room."""

from pathlib import Path

import click

from keywho.cli.coach_notebook import Session, coached
from keywho.coach.icebreaker_files import IcebreakersRefused, read_file, remarks
from keywho.coach.icebreakers import Depth, Icebreakers, depth_in, icebreakers_of
from keywho.coach.notebook import Kept
from keywho.coach.opening import opening_from_toml, usual_opening
from keywho.coach.questions import Place as Part
from keywho.coach.questions import choices, three_questions
from keywho.coach.speaking import seconds_of
from keywho.coach.words import words_in
from keywho.core.errors import BadInput
from keywho.core.people import Profile


@click.command("questions")
@click.option("--purpose", metavar="TEXT", default="", help="What the talk is for, in your own words.")
@click.option("--i-am", metavar="TEXT", default="", help="What you do or did.")
@click.option("--i-seek", metavar="TEXT", default="", help="What you look for.")
@click.option("--they-are", metavar="TEXT", default="", help="What the other does.")
@click.option("--they-offer", metavar="TEXT", default="", help="What the other can help with.")
@click.option("--they-seek", metavar="TEXT", default="", help="What the other looks for.")
@click.option("--all", "is_all", is_flag=True, help="Say every question that fits, not only the best three.")
@click.option("--keep", "about", metavar="WHOM", help="Keep the three in the notebook, under what you call the other.")
@coached
def questions_part(
    session: Session, purpose: str, i_am: str, i_seek: str, they_are: str, they_offer: str, they_seek: str, is_all: bool, about: str | None
) -> None:
    """Three questions for a short talk: their path, your own question, and who else to talk to. None asks what you have said of them already.

    \b
    keywho coach questions --i-seek "work in solar planning" --they-are "solar planner"
    keywho coach questions --purpose "I want to change into teaching" --keep "Ben" --notebook keywho-coach.json
    """
    mine, theirs = Profile(role=i_am, seeks=i_seek), Profile(role=they_are, offers=they_offer, seeks=they_seek)
    three = three_questions(mine, theirs, purpose, session.language)
    if is_all:
        every = [str(one) for part in Part for one in choices(part, mine, theirs, purpose, session.language)]
        for sentence in every:
            session.say(f"- {sentence}")
    else:
        every = [str(one) for one in three]
        for number, sentence in enumerate(every, 1):
            session.say(f"{number}. {sentence}")
    if about:
        session.keep(session.notebook.with_questions(Kept(about, tuple(str(one) for one in three), session.at)))
    session.voice.answer({"questions": every})


@click.command("icebreakers")
@click.option("--round", "round_no", metavar="N", type=click.IntRange(1, 50), help="Only those for this round: easy at first, more personal later.")
@click.option("--rounds", metavar="N", type=click.IntRange(1, 50), default=6, show_default=True, help="How many rounds the evening has.")
@click.option(
    "--check",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Check a file of your own, fault by fault with its line.",
)
@coached
def icebreakers_part(session: Session, round_no: int | None, rounds: int, file: Path | None) -> None:
    """Say first sentences for people who meet, with questions that follow; or check a file of your own before it is used in an evening.

    \b
    keywho coach icebreakers --round 1
    keywho coach icebreakers --check icebreakers.toml
    """
    known = _checked(session, file) if file is not None else icebreakers_of(session.language)
    depths = (depth_in(round_no, rounds),) if round_no is not None else tuple(Depth)
    shown = {depth: [one for one in known.of(depth) if not one.hidden and one.between is None] for depth in depths}
    for depth in () if file is not None else depths:
        session.say(_depth_title(session, depth))
        for one in shown[depth]:
            session.say(f"- {one.say}")
            for further in one.then:
                session.say(f"    {further}")
    session.voice.answer({depth.value: [{"say": one.say, "then": list(one.then)} for one in shown[depth]] for depth in depths})


def _checked(session: Session, file: Path) -> Icebreakers:
    """Read a file of somebody's own; each fault is said with its line.

    Raises
    ------
    BadInput
        Something in it can't stay.
    """
    try:
        known = read_file(file.read_bytes(), session.language)
    except IcebreakersRefused as refused:
        lines = [f"{file}:{fault.line}: {fault.why}" if fault.line else f"{file}: {fault.why}" for fault in refused.faults]
        raise BadInput("\n".join(lines)) from None
    counts = {depth.value: len(known.of(depth)) for depth in Depth}
    session.say(session.gettext("{file} can be used: {easy} easy, {curious} curious, {personal} personal.").format(file=file, **counts))
    for remark in remarks(known):
        session.say(f"- {remark}")
    return known


def _depth_title(session: Session, depth: Depth) -> str:
    _ = words_in(session.language, "terminal").gettext
    return {
        Depth.EASY: _("Easy, for the first rounds"),
        Depth.CURIOUS: _("Curious, for the middle"),
        Depth.PERSONAL: _("Personal, for the last rounds"),
    }[depth]


@click.command("opening")
@click.option(
    "--check",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Read a script of your own instead, and say what does not fit.",
)
@coached
def opening_part(session: Session, file: Path | None) -> None:
    """Say the script that starts a room: what stands on the wall, what is said, when, and whether the words fit into the time.

    \b
    keywho coach opening
    keywho coach opening --check opening.toml --language es
    """
    _ = words_in(session.language, "terminal").gettext
    opening = opening_from_toml(file.read_bytes(), session.language) if file is not None else usual_opening(session.language)
    slides = []
    for number, slide in enumerate(opening.slides, 1):
        begins, takes = opening.planned_before(number), seconds_of(slide.spoken, session.language).seconds
        session.say(f"{begins // 60}:{begins % 60:02}  {slide.title}")
        for line in slide.wall:
            session.say(f"      {line}")
        if slide.say:
            session.say("      " + _("“{words}”").format(words=" ".join(slide.say.split())))
        session.say("      " + _("{planned} seconds planned, about {takes} to say.").format(planned=slide.seconds, takes=round(takes)))
        slides.append({"title": slide.title, "from_s": begins, "seconds": slide.seconds, "takes_s": round(takes, 1), "room_talks": slide.room_talks})
    session.say(_("{n} seconds in all.").format(n=opening.seconds))
    session.voice.answer({"seconds": opening.seconds, "slides": slides})
