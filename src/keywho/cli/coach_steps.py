"""`keywho coach ladder`, `practice`, `lessons` and `certificate`: small steps, and what was done."""

from dataclasses import replace
from pathlib import Path

import click

from keywho.cli.coach_notebook import Session, coached
from keywho.coach.certificate import Deeds, certificate
from keywho.coach.ladder import Rung, ladder_in, next_rung, standings
from keywho.coach.lessons import Lesson, lesson_in, lessons_in
from keywho.coach.practice import practice_in
from keywho.coach.week import DAYS, HowItWent, Week
from keywho.coach.words import words_in
from keywho.core.errors import BadInput


@click.command("ladder")
@click.argument("key", metavar="[RUNG]", required=False)
@click.option("--done", metavar="RUNG", help="Mark a rung as done.")
@click.option("--undo", metavar="RUNG", help="Take a mark back: going down is fine.")
@coached
def ladder_part(session: Session, key: str | None, done: str | None, undo: str | None) -> None:
    """The twelve rungs of courage, from saying your name to being the one who is asked; with RUNG one of them, why it helps and how it is done.

    \b
    keywho coach ladder
    keywho coach ladder say-your-name
    keywho coach ladder --done say-your-name --notebook keywho-coach.json
    """
    _ = words_in(session.language, "terminal").gettext
    notebook = session.notebook
    if done:
        notebook = notebook.marked(_rung(session, done).mark, session.at)
    if undo:
        notebook = notebook.put_down(_rung(session, undo).mark)
    if notebook != session.notebook:
        session.keep(notebook)
    known = standings(ladder_in(session.language), notebook)
    if key:
        _tell_rung(session, _rung(session, key))
    else:
        for one in known:
            session.say(f"{'✓' if one.is_lit else '·'} {one.no:>2}  {one.rung.title}  ({one.rung.key})")
        if following := next_rung(known):
            session.say(_("Next, if you like: {title}. How it is done: keywho coach ladder {key}").format(title=following.rung.title, key=following.rung.key))
    session.voice.answer({"rungs": [{"key": one.rung.key, "title": one.rung.title, "is_lit": one.is_lit} for one in known]})


def _rung(session: Session, key: str) -> Rung:
    ladder = ladder_in(session.language)
    found = ladder.rung(key) or (ladder.rungs[int(key) - 1] if key.isdecimal() and 1 <= int(key) <= len(ladder.rungs) else None)
    if found is None:
        raise BadInput(
            session.gettext("The ladder has no rung {key}. Its rungs are {known}.").format(key=key, known=", ".join(one.key for one in ladder.rungs))
        )
    return found


def _tell_rung(session: Session, rung: Rung) -> None:
    _ = words_in(session.language, "terminal").gettext
    session.say(rung.title)
    session.say(rung.why)
    for step in rung.how:
        session.say(f"- {step}")
    session.say(_("Too much today? {smaller}").format(smaller=rung.smaller))


@click.command("practice")
@click.option("--begin", is_flag=True, help="Begin the seven days today.")
@click.option("--guess", metavar="N", type=click.IntRange(0, DAYS), help="With --begin: how many of the seven you think will turn away.")
@click.option("--done", metavar="DAY", type=click.IntRange(1, DAYS), help="Note that a day is done.")
@click.option("--how", type=click.Choice([how.value for how in HowItWent]), help="With --done: how the other took it.")
@click.option("--undo", metavar="DAY", type=click.IntRange(1, DAYS), help="Take a day back.")
@click.option("--stop", is_flag=True, help="End the week and forget what it noted.")
@coached
def practice_part(session: Session, begin: bool, guess: int | None, done: int | None, how: str | None, undo: int | None, stop: bool) -> None:
    """Seven days of small steps towards strangers. Who guesses first how many will turn away mostly finds that fewer do.

    \b
    keywho coach practice --begin --guess 4 --notebook keywho-coach.json
    keywho coach practice --done 1 --how glad --notebook keywho-coach.json
    """
    week, today = session.notebook.week, session.at.astimezone().date()
    if begin:
        week = Week.begun(today, guess)
    if done is not None:
        week = week.with_day(done, HowItWent(how) if how else HowItWent.NOT_SAID, today)
    if undo is not None:
        week = week.without_day(undo)
    if stop:
        week = Week()
    if week != session.notebook.week:
        session.keep(replace(session.notebook, week=week))
    _tell_week(session, week)
    session.voice.answer({"has_begun": week.has_begun, "guess": week.guess, "went": {str(no): went.value for no, went in week.went.items()}})


def _tell_week(session: Session, week: Week) -> None:
    _ = words_in(session.language, "terminal").gettext
    for number, day in enumerate(practice_in(session.language).days, 1):
        session.say(f"{'✓' if number in week.went else '·'} {number}  {day.title}")
        if number == week.next_day:
            for sentence in (day.task, day.why, _("Too much today? {smaller}").format(smaller=day.smaller)):
                session.say(f"     {sentence}")
    if week.went:
        said = session.ngettext("{n} day done; {away} turned away.", "{n} days done; {away} turned away.", len(week.went))
        session.say(said.format(n=len(week.went), away=week.turned_away))
    if week.guess is not None:
        session.say(_("You had guessed that {guess} of {all} would turn away.").format(guess=week.guess, all=DAYS))


@click.command("lessons")
@click.argument("key", metavar="[LESSON]", required=False)
@click.option("--done", metavar="LESSON", help="Mark the task of a lesson as done.")
@coached
def lessons_part(session: Session, key: str | None, done: str | None) -> None:
    """Twenty lessons of two minutes; with LESSON one of them, with its sources and one thing to do.

    \b
    keywho coach lessons
    keywho coach lessons hello --language es
    """
    _ = words_in(session.language, "terminal").gettext
    notebook = session.notebook.marked(_lesson(session, done).mark, session.at) if done else session.notebook
    if notebook != session.notebook:
        session.keep(notebook)
    if key:
        _tell_lesson(session, _lesson(session, key))
    else:
        for number, one in enumerate(lessons_in(session.language), 1):
            session.say(f"{'✓' if one.mark in notebook.marks else '·'} {number:>2}  {one.title}  ({one.key})")
    chosen = [_lesson(session, key)] if key else lessons_in(session.language)
    session.voice.answer(
        {
            "lessons": [
                {"key": one.key, "title": one.title, "task": one.task, "is_done": one.mark in notebook.marks, "paragraphs": list(one.paragraphs)}
                for one in chosen
            ]
        }
    )


def _lesson(session: Session, key: str) -> Lesson:
    every = lessons_in(session.language)
    found = lesson_in(session.language, key) or (every[int(key) - 1] if key.isdecimal() and 1 <= int(key) <= len(every) else None)
    if found is None:
        raise BadInput(session.gettext("There is no lesson {key}. The lessons are {known}.").format(key=key, known=", ".join(one.key for one in every)))
    return found


def _tell_lesson(session: Session, lesson: Lesson) -> None:
    _ = words_in(session.language, "terminal").gettext
    session.say(lesson.title)
    session.say(lesson.for_whom)
    for paragraph in lesson.paragraphs:
        session.say()
        session.say(paragraph)
    session.say()
    session.say(_("To do: {task}").format(task=lesson.task))
    for source in lesson.sources:
        session.say(f"- {source}")


@click.command("certificate")
@click.option("--name", metavar="TEXT", default="", help="The name that stands on it.")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write it as a PDF, too.")
@coached
def certificate_part(session: Session, name: str, out: Path | None) -> None:
    """What was done, as the notebook has it: rungs, days, lessons. It counts what was done, not what was read; evenings are on the certificate of your own page.

    \b
    keywho coach certificate --name "Ana Ruiz" --notebook keywho-coach.json --out certificate.pdf
    """
    _ = words_in(session.language, "terminal").gettext
    found = certificate(name, Deeds(), session.notebook, (), session.at.astimezone().date(), session.language)
    if found.is_empty:
        raise BadInput(_("Nothing stands on it yet. One rung is enough: keywho coach ladder"))
    for line in (found.title, found.name, found.opening, found.rungs):
        session.say(line)
    for stretch in found.stretches:
        session.say(stretch.title)
        for line in (*stretch.lines, *stretch.rungs):
            session.say(f"- {line}")
    session.say(found.closing)
    if out is not None:
        from keywho.adapters.certificate_pdf import certificate_pdf
        from keywho.adapters.safe_write import write_safely

        write_safely(out, certificate_pdf(found, made_at=session.at))
        session.say(_("Written: {file}").format(file=out))
    session.voice.answer(
        {"name": found.name, "rungs": found.rungs, "stretches": [{"title": one.title, "lines": [*one.lines, *one.rungs]} for one in found.stretches]}
    )
