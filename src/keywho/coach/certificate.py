"""A certificate of what was done, not of what was read: what the evenings saw, and what its owner noted, each under its own heading."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from keywho.coach.ladder import Ladder, Moment, ladder_in, lit_rungs
from keywho.coach.lessons import LESSON
from keywho.coach.notebook import Notebook
from keywho.coach.week import DAYS
from keywho.coach.words import words_in

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Deeds:
    """What somebody did, in figures: in how many evenings they met how many people, and what followed."""

    evenings: int = 0
    met: int = 0
    contacts: int = 0
    asked: int = 0
    talks: int = 0
    been_asked: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """One half of a certificate: who says so, figures in words, and rungs."""

    title: str
    lines: tuple[str, ...]
    rungs: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.lines or self.rungs)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate as it is read: what was counted at evenings, what its owner noted, how many rungs are lit, and the day."""

    name: str
    language: str
    title: str
    opening: str
    rungs: str
    stretches: tuple[Stretch, ...]
    closing: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it yet."""
        return not self.stretches


def certificate(name: str, deeds: Deeds, notebook: Notebook, happened: Collection[Moment], day: date, language: str) -> Certificate:
    """Write a certificate in a language. `happened` is what evenings saw: rungs that it lit stand apart from those that somebody marked or rehearsed."""
    _, ngettext, ladder = words_in(language, "ladder").gettext, words_in(language, "ladder").ngettext, ladder_in(language)
    called = " ".join(name.split())[:LONGEST_NAME]
    at_evenings = lit_rungs(ladder, Notebook(put_away=notebook.put_away), happened)
    lit = lit_rungs(ladder, notebook, happened)
    noted_by = _("Noted by {name}").format(name=called) if called else _("Noted by the person who did it")
    stretches = (
        Stretch(_("Counted at the evenings"), tuple(_seen(deeds, language)), _titles(ladder, at_evenings)),
        Stretch(noted_by, tuple(_noted(notebook, language)), _titles(ladder, lit - at_evenings)),
    )
    return Certificate(
        called,
        language,
        _("Certificate"),
        _("has practised how to meet people, by doing it."),
        ngettext("{n} of {all} rungs of the courage ladder", "{n} of {all} rungs of the courage ladder", len(lit)).format(n=len(lit), all=len(ladder.rungs)),
        tuple(one for one in stretches if not one.is_empty),
        _("As it stands on {day}. Each line says what was done, not what was read.").format(day=day_in_words(day, language)),
    )


def _titles(ladder: Ladder, keys: Collection[str]) -> tuple[str, ...]:
    return tuple(rung.title for rung in ladder.rungs if rung.key in keys)


def _seen(deeds: Deeds, language: str) -> list[str]:
    ngettext = words_in(language, "ladder").ngettext
    met, evenings = deeds.met, deeds.evenings
    lines = (
        (met, ngettext("{n} person met", "{n} people met", met)),
        (evenings if met else 0, ngettext("{n} evening", "{n} evenings", evenings)),
        (deeds.contacts, ngettext("{n} contact exchanged", "{n} contacts exchanged", deeds.contacts)),
        (deeds.asked, ngettext("{n} talk asked for", "{n} talks asked for", deeds.asked)),
        (deeds.talks, ngettext("{n} talk held", "{n} talks held", deeds.talks)),
        (deeds.been_asked, ngettext("{n} talk agreed to", "{n} talks agreed to", deeds.been_asked)),
    )
    return [words.format(n=count) for count, words in lines if count]


def _noted(notebook: Notebook, language: str) -> list[str]:
    ngettext = words_in(language, "ladder").ngettext
    tries, versions = len(notebook.tries), len(notebook.versions)
    days, tasks = len(notebook.week.went), sum(mark.startswith(LESSON) for mark in notebook.marks)
    lines = (
        (versions, ngettext("{n} pitch written", "{n} pitches written", versions)),
        (tries, ngettext("{n} time rehearsed", "{n} times rehearsed", tries)),
        (days, ngettext("{n} of {all} days of small steps", "{n} of {all} days of small steps", days)),
        (tasks, ngettext("{n} task of the lessons done", "{n} tasks of the lessons done", tasks)),
    )
    return [words.format(n=count, all=DAYS) for count, words in lines if count]


def day_in_words(day: date, language: str) -> str:
    """Say a day: "27 November 2026"."""
    _ = words_in(language, "ladder").gettext
    months = (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip
    return _("{day} {month} {year}").format(day=day.day, month=months[day.month - 1], year=day.year)
