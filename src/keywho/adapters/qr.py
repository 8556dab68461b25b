"""QR codes: a picture for a page, blocks for the terminal, and modules for paper."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from markupsafe import Markup

from keywho.core.errors import BadInput, KeywhoError

Modules = tuple[tuple[bool, ...], ...]
"""The small squares of a code, line by line; True is dark. The white around it is not in it."""

QUIET = 4
"""The white around a code, in modules: what the standard asks for."""

BLACK_ON_WHITE, PLAIN = "\x1b[38;5;16;48;5;231m", "\x1b[0m"
"""Colours 16 and 231 of a terminal are the same in every theme; the first sixteen are not."""


def qr_modules(text: str, *, error: str = "M") -> Modules:
    """Give the modules of the smallest code for a text.

    Parameters
    ----------
    error : how much of the code may be dirty or torn: "L" 7 %, "M" 15 %, "Q" 25 %, "H" 30 %. More where that costs no space.
    """
    try:
        import segno
    except ImportError as error_:
        raise KeywhoError("QR codes need segno, which is not installed. Maybe: pip install 'keywho[server]'.") from error_
    if not text:
        raise BadInput("A QR code of nothing can't be made. Maybe the link is missing.")
    try:
        code = segno.make_qr(text, error=error)
    except segno.DataOverflowError as error_:
        raise BadInput(f"A text of {len(text):,} letters is too long for a QR code. Maybe use a shorter link.") from error_
    return tuple(tuple(bool(module) for module in line) for line in code.matrix)


def qr_svg(text: str, *, title: str = "QR code", quiet: int = QUIET, ink: str = "#000", paper: str = "#fff") -> Markup:
    """Give a code as an `<svg>` element that may stand in a page as it is. It has no size of its own: style the class `qr`.

    Parameters
    ----------
    title : what a screen reader says, such as the address that the code opens.
    quiet : the white around the code, in modules.
    ink, paper : colours. Black on white in light and dark pages alike, since many phones can't read light on dark;
        ink "currentColor" and paper "" take those of the page.
    """
    modules = qr_modules(text)
    side = len(modules) + 2 * quiet
    ground = f'<path fill="{escape(paper)}" d="M0 0h{side}v{side}h-{side}z"/>' if paper else ""
    dark = "".join(f"M{x + quiet} {y + quiet}h{length}v1h-{length}z" for y, line in enumerate(modules) for x, length in dark_runs(line))
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {side} {side}" role="img" shape-rendering="crispEdges">'
        f'<title>{escape(title)}</title>{ground}<path fill="{escape(ink)}" d="{dark}"/></svg>'
    )


def qr_terminal(text: str, *, colour: bool = True, quiet: int = 2) -> str:
    """Give a code in half blocks, two modules high a line.

    With `colour` it is black on white whatever the terminal's theme is. Without, for places that show escape sequences as they are,
    the white is drawn in blocks, so that it is right on a dark ground; on a light one most phones still read it.
    """
    modules = with_quiet(qr_modules(text, error="L"), quiet)
    lines = [*modules, *[(False,) * len(modules)] * (len(modules) % 2)]
    pairs = zip(lines[::2], lines[1::2], strict=True)
    blocks = " ▄▀█" if colour else "█▀▄ "
    drawn = ["".join(blocks[2 * above + below] for above, below in zip(upper, lower, strict=True)) for upper, lower in pairs]
    return "\n".join(f"{BLACK_ON_WHITE}{line}{PLAIN}" if colour else line for line in drawn)


def with_quiet(modules: Modules, quiet: int = QUIET) -> Modules:
    """Put the white around a code."""
    side = len(modules) + 2 * quiet
    margin, white = (False,) * quiet, ((False,) * side,) * quiet
    return (*white, *((*margin, *line, *margin) for line in modules), *white)


def dark_runs(line: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Give where the dark stretches of a line begin, and how long they are."""
    at = 0
    for is_dark, stretch in groupby(line):
        length = len(list(stretch))
        if is_dark:
            yield at, length
        at += length
