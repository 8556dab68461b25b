"""Two charts: what each person gets, and the score over time against the bound."""

import math
from collections.abc import Sequence

from markupsafe import Markup

from keywho.adapters.report.figures import PersonFigures
from keywho.adapters.report.svg import Picture, least_width, number, picture, tag, ticks
from keywho.adapters.report.words import counted, grouped, isolated, shown
from keywho.planning.result import Result, Snapshot

BARS_UP_TO = 150
WIDTH, HEIGHT = 960.0, 320.0
LEFT, RIGHT, TOP, BOTTOM = 76.0, 16.0, 22.0, 50.0


class _Axes:
    """Turns values into places on the paper and draws the two axes."""

    def __init__(self, xs: tuple[float, float], ys: tuple[float, float]) -> None:
        self.xs, self.ys = xs, ys

    def x(self, value: float) -> float:
        low, high = self.xs
        return LEFT + (value - low) / ((high - low) or 1.0) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        low, high = self.ys
        return HEIGHT - BOTTOM - (value - low) / ((high - low) or 1.0) * (HEIGHT - TOP - BOTTOM)

    def drawn(self, x_name: str, y_name: str, *, x_ticks: Sequence[float]) -> Markup:
        """Draw lines, numbers and names of both axes."""
        floor = HEIGHT - BOTTOM
        parts: list[Markup] = []
        for value in ticks(*self.ys, most=5):
            parts.append(tag("path", d=f"M{number(LEFT)} {number(self.y(value))}H{number(WIDTH - RIGHT)}", class_="grid"))
            parts.append(tag("text", grouped(value), x=LEFT - 8, y=self.y(value) + 5, text_anchor="end"))
        for value in x_ticks:
            parts.append(tag("text", f"{value:g}", x=self.x(value), y=floor + 20, text_anchor="middle"))
        parts.append(tag("path", d=f"M{number(LEFT)} {number(floor)}H{number(WIDTH - RIGHT)}", class_="axis"))
        parts.append(tag("text", x_name, x=WIDTH - RIGHT, y=floor + 42, text_anchor="end", class_="axis-name"))
        parts.append(tag("text", y_name, x=4, y=14, class_="axis-name"))
        return tag("g", *parts, class_="axes", font_size=14)


def benefit_picture(people: Sequence[PersonFigures]) -> Picture | None:
    """Draw a bar for each person, those who get least first; a histogram above 150 people; None for nobody."""
    if not people:
        return None
    mean = sum(person.points for person in people) / len(people)
    return _bars(people, mean) if len(people) <= BARS_UP_TO else _histogram([person.points for person in people], mean)


def _bars(people: Sequence[PersonFigures], mean: float) -> Picture:
    axes = _Axes((0, len(people)), (0, max(max(person.points for person in people), 1.0)))
    wide = max(1.0, (axes.x(1) - axes.x(0)) * 0.82)
    bars = [
        tag(
            "rect",
            tag("title", f"{isolated(shown(person.attendee))}: {grouped(person.points)} points"),
            x=axes.x(no) + (axes.x(1) - axes.x(0) - min(wide, 60)) / 2,
            y=axes.y(person.points),
            width=min(wide, 60),
            height=max(HEIGHT - BOTTOM - axes.y(person.points), 0.5),
        )
        for no, person in enumerate(people)
    ]
    svg = _chart(
        "benefit",
        "Benefit for each person",
        _spread(people),
        axes.drawn("people, those who get least on the left", "points", x_ticks=()),
        tag("g", *bars, class_="bars"),
        _mean_line(axes, mean),
    )
    return Picture(svg, "One bar for each person, those who get least on the left; the dashed line is the average. Point at a bar to read the name.", wide=True)


def _histogram(points: Sequence[float], mean: float) -> Picture:
    low, high = min(points), max(points)
    steps = ticks(low, high, 20)
    width = steps[1] - steps[0] if len(steps) > 1 else 1.0
    first = low // width
    columns = [0] * (int(high // width - first) + 1)
    for value in points:
        columns[int(value // width - first)] += 1
    axes = _Axes((first * width, (first + len(columns)) * width), (0, max(columns)))
    bars = []
    for no, count in enumerate(columns):
        start, end = (first + no) * width, (first + no + 1) * width
        title = tag("title", f"{counted(count, 'person gets', 'people get')} {grouped(start)} to {grouped(end)} points")
        bars.append(tag("rect", title, x=axes.x(start) + 1, y=axes.y(count), width=axes.x(end) - axes.x(start) - 2, height=HEIGHT - BOTTOM - axes.y(count)))
    frame = axes.drawn("points of one person", "people", x_ticks=ticks(*axes.xs, most=12))
    mean_line = tag("path", d=f"M{number(axes.x(mean))} {number(TOP)}V{number(HEIGHT - BOTTOM)}", class_="mean")
    svg = _chart(
        "benefit",
        "Benefit for each person",
        f"How many people get how many points, from {grouped(low)} to {grouped(high)}, on average {grouped(mean)}.",
        frame,
        tag("g", *bars, class_="bars"),
        mean_line,
    )
    return Picture(svg, f"How many people (height) get how many points (from left to right); the dashed line is the average, {grouped(mean)}.", wide=True)


def _mean_line(axes: _Axes, mean: float) -> Markup:
    return tag("path", d=f"M{number(LEFT)} {number(axes.y(mean))}H{number(WIDTH - RIGHT)}", class_="mean")


def _spread(people: Sequence[PersonFigures]) -> str:
    return f"From {grouped(people[0].points)} to {grouped(people[-1].points)} points."


def history_picture(result: Result) -> Picture | None:
    """Draw score and bound over the seconds of the search; None where the search left no trace."""
    scores = [(at.seconds, at.score) for at in _thinned(result.history) if math.isfinite(at.score)]
    bounds = [(at.seconds, at.bound) for at in _thinned(result.history) if math.isfinite(at.bound)]
    if len(scores) < 2:
        return None
    values = [value for _, value in (*scores, *bounds)]
    margin = (max(values) - min(values)) * 0.08 or 1.0
    end = max(scores[-1][0], result.seconds, 0.001)
    axes = _Axes((0.0, end), (min(values) - margin, max(values) + margin))
    last = axes.y(scores[-1][1])
    is_free_above = not bounds or last - axes.y(bounds[-1][1]) > 40
    svg = _chart(
        "history",
        "Score over time",
        f"The score rises from {grouped(scores[0][1])} to {grouped(scores[-1][1])} points in {grouped(end)} seconds"
        + (f"; the bound ends at {grouped(bounds[-1][1])}." if bounds else "."),
        axes.drawn("seconds", "points", x_ticks=ticks(0, end, 8)),
        *([_steps(axes, bounds, end, "bound-line"), _line_name("no programme can have more", axes.y(bounds[-1][1]) - 8, "bound-name")] if bounds else []),
        _steps(axes, scores, end, "score-line"),
        _line_name("score", last - 8 if is_free_above else last + 22, "score-name"),
    )
    caption = "The solid line is the best programme found so far; the dashed line is what no programme can pass. The axis of points does not begin at 0."
    return Picture(svg, caption, wide=True)


def _steps(axes: _Axes, moments: Sequence[tuple[float, float]], end: float, class_: str) -> Markup:
    """Draw a value that holds until the next one, up to the end."""
    (seconds, value), *later = moments
    way = f"M{number(axes.x(seconds))} {number(axes.y(value))}"
    way += "".join(f"H{number(axes.x(seconds))}V{number(axes.y(value))}" for seconds, value in later)
    return tag("path", d=f"{way}H{number(axes.x(end))}", class_=class_)


def _line_name(name: str, y: float, class_: str) -> Markup:
    return tag("text", name, x=WIDTH - RIGHT - 6, y=y, class_=class_, text_anchor="end", font_size=15)


def _thinned(history: Sequence[Snapshot], most: int = 600) -> list[Snapshot]:
    """Keep a few hundred moments, the last one among them."""
    step = max(1, -(-len(history) // most))
    kept = list(history[::step])
    if history and kept[-1] is not history[-1]:
        kept.append(history[-1])
    return kept


def _chart(ident: str, title: str, description: str, *inside: Markup) -> Markup:
    return picture(ident, (WIDTH, HEIGHT), title, description, *inside, class_=f"chart {least_width(600)}")
