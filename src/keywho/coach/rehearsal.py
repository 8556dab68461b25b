"""What a rehearsal showed: its length, its pace, its pauses, where the time was over, and how it goes from try to try.

It sees figures and the text, never the sound. It says what is so, and one thing to try; it calls nothing good that is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from keywho.coach.notebook import Try, Way
from keywho.coach.pitch.answers import Cut
from keywho.coach.speaking import Pace, cut_at, spoken
from keywho.coach.words import words_in

FITS = 0.1
"""A try that is off by no more than this share of its cut fits it: three seconds of thirty."""

SHORT = 0.7
"""Below this share of its cut there is room for something that may be missing."""

LEFT_OUT, DRAWN_OUT = 0.6, 1.8
"""A try that took less or more than these shares of what its text was expected to take was not said as it stands there."""

QUICK, SLOW = 0.85, 1.2
LONG_PAUSE_S = 2.5
SETTLED = 3
"""So many tries in a row that fit, and the pitch sits."""

SHOWN = 12
"""So many of the last tries are drawn."""


@dataclass(frozen=True, slots=True)
class Tap:
    """The end of a sentence, tapped by whoever said or signed it: where it stands in the text, and when."""

    end: int
    at_s: float


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a rehearsal. `kind` is "good", "note" or "warn"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What one rehearsal showed. `over_at` is the place in the text where the time was over: its length, if it was not."""

    remarks: tuple[Remark, ...]
    over_at: int


def rehearsed(one: Try, text: str, language: str, taps: Sequence[Tap] = (), *, whole: bool = True) -> Rehearsed:
    """Look at a rehearsal of a text; an empty text is one that somebody knows by heart. Of one that was broken off only what is sure is said."""
    if not whole:
        return Rehearsed((Remark("note", _said_seconds(one, language) + "."), *_pauses(one, language)), len(text))
    over_at = where_over(one, text, language, taps)
    return Rehearsed((_length(one, text, over_at, language), *_pace(one, text, language), *_pauses(one, language), *_slowest(text, taps, language)), over_at)


def where_over(one: Try, text: str, language: str, taps: Sequence[Tap] = ()) -> int:
    """Say where in the text the time was over: by the taps where there are some, else by the pace of this try."""
    if one.seconds <= one.cut:
        return len(text)
    if taps:
        begun = max((tap for tap in (Tap(0, 0.0), *taps) if tap.at_s <= one.cut), key=lambda tap: tap.at_s)
        end = next((tap for tap in taps if tap.at_s > one.cut), Tap(len(text), one.seconds))
        share = (one.cut - begun.at_s) / (end.at_s - begun.at_s)
        place = begun.end + round(share * (end.end - begun.end))
        return text.rfind(" ", 0, place) + 1 if place < len(text) else place
    expected = spoken(text, language).seconds
    return cut_at(text, language, one.cut, Pace(one.seconds / expected, 1)) if expected else len(text)


def _said_seconds(one: Try, language: str) -> str:
    return words_in(language, "rehearsal").ngettext("{n} second", "{n} seconds", round(one.seconds)).format(n=round(one.seconds))


def _length(one: Try, text: str, over_at: int, language: str) -> Remark:
    words = words_in(language, "rehearsal")
    off = one.seconds - one.cut
    seconds = _said_seconds(one, language)
    if abs(off) <= FITS * one.cut:
        return Remark("good", words.gettext("{seconds}: that fits into {cut}.").format(seconds=seconds, cut=int(one.cut)))
    if off > 0 and over_at < len(text):
        said = words.gettext(
            "{seconds}, {over} too many. At {cut} seconds you were about at the mark: what stands behind it goes unheard. Which sentence could go?"
        )
    elif off > 0:
        said = words.gettext("{seconds}, {over} too many. Which sentence could go?")
    elif one.seconds < SHORT * one.cut <= spoken(text, language).seconds:
        return Remark("note", words.gettext("{seconds} of {cut}.").format(seconds=seconds, cut=int(one.cut)))
    elif one.seconds < SHORT * one.cut:
        said = words.gettext("{seconds} of {cut}. There is room for what you did that shows it, or for your one ask.")
        return Remark("note", said.format(seconds=seconds, cut=int(one.cut)))
    else:
        said = words.gettext("{seconds} of {cut}: that leaves a breath for the other person to answer.")
        return Remark("good", said.format(seconds=seconds, cut=int(one.cut)))
    return Remark("note", said.format(seconds=seconds, over=round(one.seconds) - int(one.cut), cut=int(one.cut)))


def _pace(one: Try, text: str, language: str) -> tuple[Remark, ...]:
    """Say how quick it was against a usual pace; nothing for those who sign or type, whose pace is no matter of syllables."""
    said = spoken(text, language)
    if not said.seconds or one.way is not Way.RECORDED:
        return ()
    words = words_in(language, "rehearsal")
    share = one.seconds / said.seconds
    if share < LEFT_OUT:
        return (
            Remark(
                "note",
                words.gettext("That is far quicker than the whole text takes. Maybe you left something out; if it was not missed, leave it out for good."),
            ),
        )
    if share > DRAWN_OUT:
        return (Remark("note", words.gettext("That is far longer than the text takes. Maybe you said more than stands there; if it was good, write it down.")),)
    rate = number(said.syllables / (one.speaking_s or one.seconds), language)
    if share < QUICK:
        text_of = words.gettext("{rate} syllables a second while you spoke, quicker than most. Breathe at each full stop.")
        return (Remark("note", text_of.format(rate=rate)),)
    if share > SLOW:
        return (
            Remark(
                "note", words.gettext("{rate} syllables a second while you spoke, calmer than most. If that is you, keep it, and say less.").format(rate=rate)
            ),
        )
    return (Remark("good", words.gettext("{rate} syllables a second while you spoke: easy to follow.").format(rate=rate)),)


def _pauses(one: Try, language: str) -> tuple[Remark, ...]:
    if one.way is not Way.RECORDED:
        return ()
    words = words_in(language, "rehearsal")
    if not one.pauses:
        return (Remark("note", words.gettext("Not one pause that can be heard. Try one before your ask.")),) if one.seconds > Cut.TEN else ()
    longest = number(one.longest_pause_s, language)
    said = words.ngettext("{n} pause, {longest} seconds long.", "{n} pauses, the longest {longest} seconds.", one.pauses)
    if one.longest_pause_s > LONG_PAUSE_S:
        said += " " + words.gettext("If you were looking for a word there, say that sentence in words you would use at home.")
    return (Remark("note", said.format(n=one.pauses, longest=longest)),)


def _slowest(text: str, taps: Sequence[Tap], language: str) -> tuple[Remark, ...]:
    """Name the sentence that took longest: the first to be shortened."""
    sentences = [(after.at_s - before.at_s, text[before.end : after.end].strip()) for before, after in pairwise((Tap(0, 0.0), *taps))]
    if len(sentences) < 2:
        return ()
    took, sentence = max(sentences)
    said = words_in(language, "rehearsal").gettext("The longest sentence took {n} seconds: “{sentence}”")
    return (Remark("note", said.format(n=number(took, language), sentence=sentence)),)


def number(value: float, language: str) -> str:
    """Write a number with one place after the point, or the comma."""
    return f"{value:.1f}" if language == "en" else f"{value:.1f}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Progress:
    """How tries for one cut went, the oldest first, and two sentences at most about it."""

    cut: Cut
    tries: tuple[Try, ...]
    words: tuple[str, ...]


def progress(tries: Sequence[Try], cut: Cut, language: str) -> Progress:
    """Say how it goes from try to try."""
    same = tuple(one for one in tries if one.cut == cut)
    words = words_in(language, "rehearsal")
    if not same:
        return Progress(cut, (), ())
    first, last = round(same[0].seconds), round(same[-1].seconds)
    if len(same) == 1:
        said = [words.gettext("One try for {cut} seconds: it took {last}.").format(cut=int(cut), last=last)]
    else:
        said = [
            words.gettext("{n} tries for {cut} seconds. The first took {first}, the last {last}.").format(n=len(same), cut=int(cut), first=first, last=last)
        ]
    if len(same) >= SETTLED and all(abs(one.seconds - cut) <= FITS * cut for one in same[-SETTLED:]):
        said.append(words.gettext("The last {n} all fit. It sits: say it to somebody.").format(n=SETTLED))
    return Progress(cut, same[-SHOWN:], tuple(said))
