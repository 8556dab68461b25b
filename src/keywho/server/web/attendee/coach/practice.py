"""Seven days of small steps: /coach/en/practice and /p/TOKEN/coach/practice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from keywho.coach.practice import Day, practice_in
from keywho.coach.week import DAYS, HowItWent, Week
from keywho.server.web.attendee.coach.frame import Coached, Done, Pressed, coach_paths


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day as it is shown; `went` is how it went, in words, where that was noted."""

    no: int
    day: Day
    is_done: bool
    is_next: bool
    went: str = ""


def practice(request: HttpRequest, coached: Coached) -> HttpResponse:
    """Show the week: what it is, or the day that is next, and how it went so far."""
    week = coached.notebook.week
    days = _days(coached, week)
    done = sum(one.is_done for one in days)
    shown: dict[str, Any] = {"week": week, "days": days, "next_day": next((one for one in days if one.is_next), None), "done": done, "guesses": range(DAYS + 1)}
    return coached.page(request, "practice.html", "ladder", tab="ladder", all=DAYS, well=done - week.turned_away, **shown)


def _days(coached: Coached, week: Week) -> Sequence[ShownDay]:
    _ = coached.words("ladder").gettext
    words = {
        HowItWent.GLAD: _("They were glad"),
        HowItWent.ALL_RIGHT: _("It was all right"),
        HowItWent.TURNED_AWAY: _("They turned away"),
        HowItWent.NOT_SAID: _("Done"),
    }
    days = practice_in(coached.language).days
    return [
        ShownDay(no, day, no in week.went, week.has_begun and no == week.next_day, words[week.went[no]] if no in week.went else "")
        for no, day in enumerate(days, 1)
    ]


def begin(pressed: Pressed) -> Done:
    """Begin the week, with a guess of how many will turn away; one that was begun on another device goes on."""
    if pressed.notebook.week.has_begun:
        return Done(pressed.notebook)
    given = pressed.given.get("guess", "")
    guess = int(given) if given in {str(no) for no in range(DAYS + 1)} else None
    return Done(replace(pressed.notebook, week=Week.begun(pressed.coached.at.date(), guess)))


def done(pressed: Pressed) -> Done:
    """Note that a day is done."""
    _ = pressed.coached.words("ladder").gettext
    no, went = _no(pressed), pressed.given.get("went", "")
    if no is None:
        return Done(pressed.notebook)
    how = HowItWent(went) if went in {one.value for one in HowItWent} else HowItWent.NOT_SAID
    sentence = _("Noted. You did your part, and that is what counts.") if how is HowItWent.TURNED_AWAY else _("Noted. One a day is plenty.")
    week = pressed.notebook.week.with_day(no, how, pressed.coached.at.date())
    return Done(replace(pressed.notebook, week=week), sentence, "good")


def not_done(pressed: Pressed) -> Done:
    """Take back that a day is done."""
    _ = pressed.coached.words("ladder").gettext
    no = _no(pressed)
    if no is None:
        return Done(pressed.notebook)
    return Done(replace(pressed.notebook, week=pressed.notebook.week.without_day(no)), _("Taken back."))


def stop(pressed: Pressed) -> Done:
    """End the week, and forget it."""
    _ = pressed.coached.words("ladder").gettext
    return Done(replace(pressed.notebook, week=Week()), _("The week is put away. It is here whenever you like."))


def _no(pressed: Pressed) -> int | None:
    given = pressed.given.get("day", "")
    return int(given) if given in {str(no) for no in range(1, DAYS + 1)} else None


urlpatterns = coach_paths("practice", practice, "practice", presses={"begin": begin, "done": done, "not-done": not_done, "stop": stop})
