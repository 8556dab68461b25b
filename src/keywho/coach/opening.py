"""Words that start a room: a script of two minutes for whoever speaks, with slides for the wall. "Turn to your neighbour" stands in the middle of it."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from keywho.coach.sets import parsed, read_set
from keywho.coach.words import words_in
from keywho.core.errors import BadInput

MOST_SLIDES = 20
LONGEST_TITLE, LONGEST_LINE, MOST_LINES = 48, 48, 4
"""What can be read from the last row."""

LONGEST_SPEECH = 1500
SHORTEST_S, LONGEST_S = 3, 900
ASIDE = re.compile(r"\(([^()]*)\)")
"""What stands in brackets is for the speaker alone, and is not said."""

TOO_QUICK = 1.15
"""So much longer than planned may the words take before the page says so: about the error of the estimate."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide and what is said to it.

    Attributes
    ----------
    title : what stands large on the wall.
    seconds : how long it is to stand there.
    say : what the speaker says; what stands in brackets is a hint for them.
    wall : a few lines below the title.
    room_talks : the room talks meanwhile, and the wall counts down.
    """

    title: str
    seconds: int
    say: str = ""
    wall: tuple[str, ...] = ()
    room_talks: bool = False

    @property
    def spoken(self) -> str:
        """What is said aloud: the words without the hints."""
        return " ".join(ASIDE.sub(" ", self.say).split())

    @property
    def script(self) -> tuple[tuple[tuple[str, bool], ...], ...]:
        """The words by paragraph, in pieces: each with whether it is a hint."""
        return tuple(_pieces(paragraph) for paragraph in re.split(r"\n\s*\n", self.say) if paragraph.strip())


@dataclass(frozen=True, slots=True)
class Opening:
    """The slides in their order."""

    slides: tuple[Slide, ...]

    @property
    def seconds(self) -> int:
        """How long all of it is to take."""
        return sum(slide.seconds for slide in self.slides)

    def planned_before(self, no: int) -> int:
        """Give how long the slides before one, counted from 1, are to take."""
        return sum(slide.seconds for slide in self.slides[: no - 1])


def usual_opening(language: str) -> Opening:
    """Give the script that comes along."""
    return read_set(language, "opening", Opening)


def opening_from_toml(content: bytes, language: str) -> Opening:
    """Read a script, and expect it to be one that can be shown.

    Raises
    ------
    KeywhoError
        It has another shape, or is too long.
    """
    return checked(parsed(content, "opening.toml", Opening), language)


def opening_to_toml(opening: Opening) -> str:
    """Write a script. A text in JSON is a text in TOML, too."""
    return "\n".join(
        "\n".join(
            (
                "[[slides]]",
                f"title = {json.dumps(slide.title, ensure_ascii=False)}",
                f"wall = {json.dumps(list(slide.wall), ensure_ascii=False)}",
                f"say = {json.dumps(slide.say, ensure_ascii=False)}",
                f"seconds = {slide.seconds}",
                f"room_talks = {'true' if slide.room_talks else 'false'}",
                "",
            )
        )
        for slide in opening.slides
    )


def checked(opening: Opening, language: str) -> Opening:
    """Give a script without needless spaces and lines; refuse what nobody could read or say.

    Raises
    ------
    BadInput
        A slide has no title, too many words, or an impossible length; the sentence names the slide.
    """
    _ = words_in(language, "opening").gettext
    slides = tuple(_tidy(slide) for slide in opening.slides)
    if not slides:
        raise BadInput(_("There is no slide left. Maybe keep one, or restore the script that comes along."))
    if len(slides) > MOST_SLIDES:
        raise BadInput(_("There are {n} slides; {most} are the most. Maybe say it in fewer.").format(n=len(slides), most=MOST_SLIDES))
    for no, slide in enumerate(slides, 1):
        trouble = trouble_of(slide, language)
        if trouble:
            raise BadInput(_("Slide {no}: {trouble}").format(no=no, trouble=trouble))
    return replace(opening, slides=slides)


def trouble_of(slide: Slide, language: str) -> str:
    """Say what is wrong with a slide; empty where nothing is."""
    _ = words_in(language, "opening").gettext
    if not slide.title:
        return _("it has no large words. Maybe two or three.")
    if len(slide.title) > LONGEST_TITLE:
        return _("{n} letters are too many to be large; {most} fit. Maybe move some to the lines below.").format(n=len(slide.title), most=LONGEST_TITLE)
    if len(slide.wall) > MOST_LINES:
        return _("{n} lines are too many for the last row; {most} fit. Maybe say the rest instead.").format(n=len(slide.wall), most=MOST_LINES)
    longest = max(slide.wall, key=len, default="")
    if len(longest) > LONGEST_LINE:
        return _("“{line}” is too long for one line; {most} letters fit.").format(line=longest, most=LONGEST_LINE)
    if len(slide.say) > LONGEST_SPEECH:
        return _("{n} letters are too many to say on one slide; {most} fit. Maybe make two slides of it.").format(n=len(slide.say), most=LONGEST_SPEECH)
    if not SHORTEST_S <= slide.seconds <= LONGEST_S:
        return _("{n} seconds are not possible. Maybe 15.").format(n=slide.seconds)
    return ""


def with_new(slides: Sequence[Slide], language: str) -> tuple[Slide, ...]:
    """Add a slide at the end."""
    return (*slides, Slide(words_in(language, "opening").gettext("New slide"), 15))


def without(slides: Sequence[Slide], no: int) -> tuple[Slide, ...]:
    """Remove a slide, counted from 1."""
    return (*slides[: no - 1], *slides[no:])


def moved(slides: Sequence[Slide], no: int, by: int) -> tuple[Slide, ...]:
    """Move a slide by some places; at the ends it stays."""
    order = list(slides)
    if 1 <= no <= len(order):
        order.insert(max(0, no - 1 + by), order.pop(no - 1))
    return tuple(order)


def _tidy(slide: Slide) -> Slide:
    say = "\n\n".join(" ".join(_printable(paragraph).split()) for paragraph in re.split(r"\n\s*\n", slide.say.replace("\r\n", "\n")))
    wall = tuple(line for line in (" ".join(_printable(line).split()) for line in slide.wall) if line)
    return replace(slide, title=" ".join(_printable(slide.title).split()), say=say.strip(), wall=wall)


def _printable(text: str) -> str:
    """Leave out what TOML can't hold and nobody can see."""
    return "".join(sign for sign in text if sign in "\n\t" or (sign.isprintable() or sign.isspace()))


def _pieces(paragraph: str) -> tuple[tuple[str, bool], ...]:
    found: list[tuple[str, bool]] = []
    at = 0
    for aside in ASIDE.finditer(paragraph):
        found += [(paragraph[at : aside.start()].strip(), False), (aside[1].strip(), True)]
        at = aside.end()
    found.append((paragraph[at:].strip(), False))
    return tuple((text, hint) for text, hint in found if text)
