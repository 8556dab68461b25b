"""SVG in a few words; every text and attribute is escaped here and nowhere else."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

Inside = str | Markup


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture and the sentence that belongs under it. `wide` ones are scrolled where a small screen would make them illegible."""

    svg: Markup
    caption: str
    wide: bool = False


def least_width(pixels: float) -> str:
    """Give the class that keeps a picture from shrinking below so many pixels, in steps of 100, at most 1,200."""
    return f"least-{min(12, math.ceil(pixels / 100))}"


def tag(name: str, *inside: Inside, **attributes: str | float | None) -> Markup:
    """Give one element. `text_anchor` becomes text-anchor, `class_` becomes class; None leaves an attribute out."""
    written = "".join(
        f' {_attribute(key)}="{escape(number(value) if isinstance(value, int | float) else value)}"' for key, value in attributes.items() if value is not None
    )
    return Markup(f"<{name}{written}>{joined(inside)}</{name}>")


def joined(parts: Iterable[Inside]) -> Markup:
    """Put parts one after the other; plain text among them is escaped."""
    return Markup("").join(parts)


def picture(ident: str, size: tuple[float, float], title: str, description: str, *inside: Inside, box: str | None = None, class_: str = "") -> Markup:
    """Give a whole picture with its title and description for those who cannot see it. `size` is in pixels; `box` is the viewBox if it differs."""
    width, height = size
    return tag(
        "svg",
        tag("title", title, id=f"{ident}-title"),
        tag("desc", description, id=f"{ident}-desc"),
        *inside,
        role="img",
        aria_labelledby=f"{ident}-title",
        aria_describedby=f"{ident}-desc",
        viewBox=box or f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        class_=class_ or None,
    )


def number(value: float) -> str:
    """Write a coordinate shortly: at most one digit after the point."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def dots(places: Iterable[tuple[float, float]]) -> str:
    """Give path commands for a dot at each place (drawn by a stroke with round ends)."""
    return "".join(f"M{number(x)} {number(y)}h0" for x, y in places)


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Give round numbers from low to high, about `most` of them, for an axis."""
    span = max(high - low, 1e-9)
    raw = span / most
    power = 10 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [no * step for no in range(first, last + 1)]


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")
