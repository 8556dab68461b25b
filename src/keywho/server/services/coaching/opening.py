"""The opening of an evening: the script that its organizers keep, and the slides that go on the wall while somebody speaks."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from django.db import transaction

from keywho.coach.opening import TOO_QUICK, Opening, Slide, checked, opening_from_toml, opening_to_toml, usual_opening
from keywho.coach.speaking.estimate import seconds_of
from keywho.coach.words import words_in
from keywho.core.errors import BadInput, KeywhoError
from keywho.live.clock import Clock
from keywho.live.clock_view import ms
from keywho.live.facts import SlideShown, StepUndone
from keywho.live.slides import WallSlide
from keywho.live.state import LiveState
from keywho.server.services.acting import Decision, Done, act
from keywho.server.services.desk_day import today
from keywho.server.services.evenings import Evening
from keywho.server.services.links import Link, LinkKind, is_signed, token_of, unsigned
from keywho.server.store import models as records

UNSHOWN = Clock()
"""The clock of a script that has not been shown."""


class ScriptMoved(KeywhoError):
    """Somebody else has changed the script since it was looked at."""

    code = "script-moved"


@dataclass(frozen=True, slots=True)
class SlideLine:
    """One slide of the script as the desk shows it.

    `say_s` is about how long its words take, `spent_s` how long it stood on the wall, this time or the last; None for not yet.
    """

    no: int
    slide: Slide
    say_s: int
    is_too_quick: bool
    spent_s: int | None


@dataclass(frozen=True, slots=True)
class SpeakView:
    """What whoever speaks sees: what is on the wall, the words to it, and the time.

    Attributes
    ----------
    no, of : the slide on the wall, 0 for none; how many there are.
    on_wall : the slide as it went there; `is_older` where the script has other words for it since.
    now, next : the words to it, and those to the one after it; None where there is none.
    since_ms, paused_ms : when the slide came, moved on by pauses; since when the clock stands still.
    elapsed_s, spent_s : how long the slide has stood there, and how long all others did before.
    planned_s, total_s : how long the slides before it were to take, and all of them.
    is_over : they were shown, and have ended.
    """

    no: int
    of: int
    on_wall: WallSlide | None
    is_older: bool
    now: SlideLine | None
    next: SlideLine | None
    since_ms: int
    paused_ms: int | None
    elapsed_s: int
    spent_s: int
    planned_s: int
    total_s: int
    is_over: bool

    @property
    def total_spent_s(self) -> int:
        """How long it has been going on in all."""
        return self.spent_s + self.elapsed_s


def words_of_page(language: str) -> dict[str, str]:
    """Give what parts of the page say that the desk says in English."""
    _ = words_in(language, "opening").gettext
    return {"no": _("No, go back"), "connected": _("Connected")}


def opening_of(event: records.Event) -> Opening:
    """Give the script of an evening: its organizers' own, else the one that comes along."""
    return opening_from_toml(event.opening.encode(), event.language) if event.opening else usual_opening(event.language)


def mark_of(event: records.Event) -> str:
    """Name what stands, so that two who edit at once notice."""
    return blake2b(event.opening.encode(), digest_size=8).hexdigest()


def keep(event_pk: int, opening: Opening, seen: str) -> str:
    """Keep a script as the evening's own. `seen` is the mark of the one that was looked at.

    Raises
    ------
    KeywhoError
        Something in it can't be shown, or somebody else was faster.
    """
    with transaction.atomic():
        event = records.Event.objects.select_for_update().get(pk=event_pk)
        _ = words_in(event.language, "opening").gettext
        fine = checked(opening, event.language)
        if seen != mark_of(event):
            raise ScriptMoved(_("Somebody else has changed the script meanwhile. Save once more to put yours in its place, or load the page to see theirs."))
        own = "" if fine == usual_opening(event.language) else opening_to_toml(fine)
        if own == event.opening:
            return _("Nothing has changed.")
        records.Event.objects.filter(pk=event_pk).update(opening=own)
        return _("The script is saved.")


def restore(event_pk: int) -> str:
    """Take the script that comes along again."""
    event = records.Event.objects.get(pk=event_pk)
    _ = words_in(event.language, "opening").gettext
    records.Event.objects.filter(pk=event_pk).update(opening="")
    return _("The script that comes along is back.")


def show_slide(event: records.Event, no: int, from_no: int, *, by: str, now: datetime) -> Done:
    """Put a slide on the wall; 0 takes the slides away. `from_no` is the slide that the presser saw: the same press made twice does nothing the second time.

    Raises
    ------
    BadInput
        There is no such slide, or a round is under way: then the wall is the round's.
    """
    opening = opening_of(event)
    _ = words_in(event.language, "opening").gettext
    if not 0 <= no <= len(opening.slides):
        raise BadInput(_("There is no slide {no} any more. Maybe load the page again.").format(no=no))
    slide = _on_wall(opening, no) if no else None

    def decide(evening: Evening) -> Decision:
        stands = evening.state.clock.slide
        stands_no = stands.no if stands else 0
        if stands == slide:
            return Decision((), _("It is on the wall already.") if no else _("The slides are off the wall already."))
        if stands_no != from_no:
            meanwhile = _("Slide {no} is on the wall meanwhile; somebody else has pressed.").format(no=stands_no)
            return Decision((), meanwhile if stands_no else _("The slides are off the wall meanwhile; somebody else has pressed."))
        if no and evening.state.round_under_way(now) is not None:
            raise BadInput(_("A round is under way, and the wall belongs to it. Maybe speak when it is over."))
        return Decision((SlideShown(now, slide),), _("Slide {no} is on the wall.").format(no=no) if no else _("The slides are off the wall."))

    return act(event.pk, decide, by=by, quick=True)


def take_end_back(event_pk: int, from_steps: int, *, by: str, now: datetime) -> Done:
    """Put the slides on the wall again that were ended too early. It takes back nothing else: once the evening has gone on, it does nothing."""

    def decide(evening: Evening) -> Decision:
        fits = just_ended(evening.state) and len(evening.state.earlier) == from_steps
        return Decision((StepUndone(now),), "") if fits else Decision((), "The evening has gone on meanwhile; nothing was taken back.")

    return act(event_pk, decide, by=by, quick=True)


def just_ended(state: LiveState) -> bool:
    """Say whether the last step of the evening was the end of the slides, so that taking it back takes nothing else back."""
    return bool(state.earlier) and state.clock.slide is None and state.earlier[-1].slide is not None and state.earlier[-1].cue_no == state.clock.cue_no


def speaker_path(loaded: Evening) -> str:
    """Give the path of the page for whoever speaks, without an account; it is good for this day and the next."""
    return f"/s/{token_of(Link(LinkKind.SPEAKER, loaded.pk, 0, today()), loaded.key)}"


def speakers_event(token: str) -> records.Event | None:
    """Give the event that a speaker's link is for; None where it is not good, or not any more."""
    link = unsigned(token)
    if link is None or link.kind is not LinkKind.SPEAKER or not 0 <= today() - link.turn <= 1:
        return None
    event = records.Event.objects.filter(pk=link.event_pk).first()
    return event if event is not None and is_signed(token, event.key) else None


def lines_of(opening: Opening, language: str, clock: Clock, now: datetime) -> tuple[SlideLine, ...]:
    """Give the script line by line."""
    spent = clock.showing.spent_at(clock.paused_at or now) if clock.showing else ()
    return tuple(_line(no, slide, language, spent[no - 1] if no <= len(spent) else 0.0) for no, slide in enumerate(opening.slides, 1))


def speak_view(opening: Opening, language: str, clock: Clock, now: datetime) -> SpeakView:
    """Give what whoever speaks sees."""
    lines = lines_of(opening, language, clock, now)
    showing, slide, at = clock.showing, clock.slide, clock.paused_at or now
    no = slide.no if slide else 0
    return SpeakView(
        no,
        len(lines),
        slide,
        slide is not None and no <= len(lines) and slide != _on_wall(opening, no),
        lines[no - 1] if 0 < no <= len(lines) else None,
        lines[no] if no < len(lines) else None,
        ms(showing.since) if showing is not None and slide is not None else 0,
        ms(clock.paused_at) if clock.paused_at is not None else None,
        int(showing.elapsed_s(at)) if showing is not None else 0,
        int(sum(showing.spent_s)) if showing is not None else 0,
        opening.planned_before(max(1, min(no, len(lines)))),
        opening.seconds,
        showing is not None and slide is None,
    )


def _on_wall(opening: Opening, no: int) -> WallSlide:
    slide = opening.slides[no - 1]
    return WallSlide(no, len(opening.slides), slide.title, slide.wall, float(slide.seconds), slide.room_talks)


def _line(no: int, slide: Slide, language: str, spent_s: float) -> SlideLine:
    say_s = seconds_of(slide.spoken, language).seconds
    too_quick = say_s > TOO_QUICK * slide.seconds
    return SlideLine(no, slide, round(say_s), too_quick, round(spent_s) if spent_s else None)
