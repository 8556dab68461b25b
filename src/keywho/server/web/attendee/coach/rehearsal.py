"""The rehearsal: aloud with the microphone, by taps, or with the clock alone. /coach/en/rehearsal, and /p/TOKEN/coach/rehearsal.

What comes here are figures and the text, never the sound. This is the one page on which a browser may open the microphone, and play what it recorded itself
(`conf.guards.HEARING`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isfinite
from typing import Any

from django.http import HttpRequest, HttpResponse

from keywho.coach.notebook import LONGEST_TEXT, Notebook, Try, Version, Way
from keywho.coach.pitch.answers import Cut
from keywho.coach.rehearsal import FITS, Progress, Tap, progress, rehearsed
from keywho.coach.speaking import Pace, seconds_of
from keywho.coach.words import words_in
from keywho.core.errors import KeywhoError
from keywho.server.web.attendee.coach.frame import Coached, Done, Pressed, coach_paths

SHORTEST_S, LONGEST_S = 3.0, 600.0
MOST_TAPS = 100
PICTURE = (320, 120)
"""The picture of the tries, in units."""


class NoRehearsal(KeywhoError):
    """What came is no rehearsal."""

    code = "no-rehearsal"


@dataclass(frozen=True, slots=True)
class Dot:
    """A try in the picture: where it stands, how long it was, all of it in words, and whether it fits."""

    x: float
    y: float
    seconds: int
    words: str
    fits: bool


def rehearsal(request: HttpRequest, coached: Coached) -> HttpResponse:
    """Show the text, the ways to rehearse, what the last try showed, and how it goes."""
    given = request.POST
    version = _version(coached.notebook, given or request.GET)
    cut = _cut(given.get("cut") or request.GET.get("cut"), version.cut if version else Cut.THIRTY)
    text = given["text"][:LONGEST_TEXT] if "text" in given and "take" not in given else version.text if version else _of_evening(coached)
    result = _result(coached, given, text, cut) if "seconds" in given else None
    pace = Pace.of(coached.notebook.tries)
    so_far = progress(coached.notebook.tries, cut, coached.language)
    return coached.page(
        request,
        "rehearsal.html",
        "rehearsal",
        text=text,
        cut=cut,
        cuts=tuple(Cut),
        way=given.get("way", ""),
        versions=_others(coached.notebook, text),
        estimate=seconds_of(text, coached.language, pace) if text.strip() else None,
        own_pace=pace.tries > 0,
        most=LONGEST_TEXT,
        result=result,
        progress=so_far,
        dots=_dots(so_far, coached.language),
        band=_band(so_far),
        typed=given.get("seconds", "") if result is None else "",
    )


def _version(notebook: Notebook, given: Mapping[str, str]) -> Version | None:
    """Give the version that is asked for, else the newest for the cut, else the newest."""
    place = given.get("take", "")
    if place.isdigit() and int(place) < len(notebook.versions):
        return notebook.versions[int(place)]
    of_cut = [one for one in notebook.versions if str(int(one.cut)) == given.get("cut")]
    return next(iter((of_cut or list(notebook.versions))[::-1]), None)


def _of_evening(coached: Coached) -> str:
    """Give the pitch that stands on their phone."""
    return coached.found.person.face.pitch if coached.found else ""


def _others(notebook: Notebook, text: str) -> list[tuple[int, Version]]:
    """Give the versions that can be taken instead, the newest first, with their places."""
    return [(place, one) for place, one in enumerate(notebook.versions) if one.text != text][:-6:-1]


def _cut(written: str | None, otherwise: Cut) -> Cut:
    return Cut(int(written)) if written in {str(int(one)) for one in Cut} else otherwise


def _seconds(written: str, language: str, least: float = 0.0) -> float:
    """Read seconds as somebody writes them."""
    try:
        found = float(written.strip().replace(",", ".") or 0)
    except ValueError:
        found = -1.0
    if not (isfinite(found) and least <= found <= LONGEST_S):
        raise NoRehearsal(words_in(language, "rehearsal").gettext("Write how many seconds it took, from 3 to 600, such as 32. Nothing was kept."))
    return round(found, 1)


def _try(pressed: Coached, given: Mapping[str, str], text: str, cut: Cut) -> Try:
    """Read the figures of a try."""
    language = pressed.language
    way = Way(given.get("way", "")) if given.get("way", "") in set(Way) else Way.CLOCK
    seconds = _seconds(given.get("seconds", ""), language, SHORTEST_S)
    expected = round(seconds_of(text, language).seconds, 1)
    if way is not Way.RECORDED:
        return Try(pressed.at, way, cut, seconds, expected)
    speaking, longest = (min(seconds, _seconds(given.get(name, ""), language)) for name in ("speaking_s", "longest_pause_s"))
    return Try(pressed.at, way, cut, seconds, expected, speaking, min(999, int(_seconds(given.get("pauses", ""), language))), longest)


def _taps(written: str, text: str) -> tuple[Tap, ...]:
    """Read taps, such as "57:4.2,130:9.8": where each sentence ends and when. None, where they are not in order."""
    try:
        found = [Tap(int(end), float(at)) for end, _, at in (one.partition(":") for one in written.split(",")[:MOST_TAPS])] if written else []
    except ValueError:
        return ()
    in_order = all(before.end < after.end and before.at_s < after.at_s for before, after in pairwise((Tap(0, 0.0), *found)))
    return tuple(found) if in_order and all(isfinite(one.at_s) and one.end <= len(text) for one in found) else ()


def _result(coached: Coached, given: Mapping[str, str], text: str, cut: Cut) -> dict[str, Any] | None:
    """Give what the try showed, whether it is kept, and the text with its mark; None where the figures are none."""
    try:
        one = _try(coached, given, text, cut)
    except NoRehearsal:
        return None
    broken = given.get("broken", "")
    seen = rehearsed(one, text, coached.language, _taps(given.get("taps", ""), text), whole=not broken)
    kept = next((before for before in coached.notebook.tries[::-1] if replace(before, at=one.at) == one), None)
    over = seen.over_at < len(text)
    return {
        "try": one,
        "kept_at": kept.at.isoformat() if kept else "",
        "remarks": seen.remarks,
        "said": text[: seen.over_at] if over else "",
        "unheard": text[seen.over_at :] if over else "",
        "broken": broken,
    }


def _dots(so_far: Progress, language: str) -> tuple[Dot, ...]:
    """Place the tries in the picture: the first at the left, longer ones higher."""
    words = words_in(language, "rehearsal")
    ways = {Way.RECORDED: words.gettext("recorded"), Way.TAPPED: words.gettext("tapped"), Way.CLOCK: words.gettext("by the clock")}
    step = (PICTURE[0] - 40) / max(len(so_far.tries) - 1, 1)
    return tuple(
        Dot(
            round(20 + place * step, 1),
            _height(one.seconds, so_far.tries, so_far.cut),
            round(one.seconds),
            words.ngettext("{n} second, {way}", "{n} seconds, {way}", round(one.seconds)).format(n=round(one.seconds), way=ways[one.way]),
            abs(one.seconds - so_far.cut) <= FITS * so_far.cut,
        )
        for place, one in enumerate(so_far.tries)
    )


def _band(so_far: Progress) -> dict[str, float]:
    """Give the band of lengths that fit."""
    top = _height(so_far.cut * (1 + FITS), so_far.tries, so_far.cut)
    return {
        "y": top,
        "height": round(_height(so_far.cut * (1 - FITS), so_far.tries, so_far.cut) - top, 1),
        "line": _height(so_far.cut, so_far.tries, so_far.cut),
    }


def _height(seconds: float, tries: Sequence[Try], cut: Cut) -> float:
    """Place seconds in the picture, which shows no more than there is to see: longer is higher."""
    took = [one.seconds for one in tries]
    least, most = min([0.7 * cut, *(0.95 * one for one in took)]), max([1.3 * cut, *(1.1 * one for one in took)])
    return round(PICTURE[1] * (1 - (seconds - least) / (most - least)), 1)


def keep(pressed: Pressed) -> Done:
    """Keep the figures of a try."""
    cut = _cut(pressed.given.get("cut"), Cut.THIRTY)
    one = _try(pressed.coached, pressed.given, pressed.given.get("text", "")[:LONGEST_TEXT], cut)
    words = words_in(pressed.coached.language, "rehearsal")
    return Done(pressed.notebook.with_try(one), "" if pressed.given.get("by_script") else words.gettext("These figures are in your notebook."))


def forget(pressed: Pressed) -> Done:
    """Take one try out."""
    left = tuple(one for one in pressed.notebook.tries if one.at.isoformat() != pressed.given.get("at"))
    return Done(replace(pressed.notebook, tries=left), words_in(pressed.coached.language, "rehearsal").gettext("Forgotten."))


def anew(pressed: Pressed) -> Done:
    """Throw all tries away."""
    return Done(
        pressed.notebook.without_tries(), words_in(pressed.coached.language, "rehearsal").gettext("All tries are forgotten. Your texts are still there.")
    )


urlpatterns = coach_paths("rehearsal", rehearsal, "rehearsal", presses={"keep": keep, "forget": forget, "anew": anew})
