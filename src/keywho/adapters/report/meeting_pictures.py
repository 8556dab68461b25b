"""Who meets whom: as a matrix (or its density), and as a graph."""

import math
from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from keywho.adapters.report.figures import Figures
from keywho.adapters.report.svg import Picture, joined, least_width, number, picture, tag
from keywho.adapters.report.words import counted, grouped, initials, isolated, shortened, whole_name
from keywho.adapters.wording import Wording

DIGITS_UP_TO = 60
CELLS_UP_TO = 150
GRAPH_UP_TO = 300
DENSE_TIES = 500
COLOURS = 8
AREAS = 50
SHADES = 5


def matrix_picture(figures: Figures, wording: Wording) -> Picture:
    """Draw a square for each two who meet; above 150 people how often areas of the room meet."""
    count = len(wording.problem.attendees)
    return _matrix(figures, wording, count) if count <= CELLS_UP_TO else _density(figures, count)


def round_colour(no: int) -> str:
    """Give the class of a round's colour; there are eight, then they begin again."""
    return f"c{(no - 1) % COLOURS + 1}"


def _matrix(figures: Figures, wording: Wording, count: int) -> Picture:
    index = wording.problem.index
    order = [index[attendee.id] for attendee in wording.by_name()]
    line = {place: no for no, place in enumerate(order)}
    names = [whole_name(wording.problem, wording.problem.attendees[place].id) for place in order]
    digits = count <= DIGITS_UP_TO
    cell = min(22, 930 // count) if digits else 900 // count
    margin = 130 if digits else 8
    squares: dict[str, list[Markup]] = {}
    for (one, other), rounds in figures.rounds_by_pair.items():
        for row, column in ((line[index[one]], line[index[other]]), (line[index[other]], line[index[one]])):
            square = _square(names[row], names[column], rounds, margin + column * cell, margin + row * cell, cell, digits)
            squares.setdefault(round_colour(rounds[0]), []).append(square)
    labels = [] if not digits else [label for no, name in enumerate(names) for label in _name_labels(name, no, cell, margin)]
    side = margin + count * cell + 8
    svg = picture(
        "matrix",
        (side, side),
        "Who meets whom, as a matrix",
        f"{counted(count, 'person', 'people')} in rows and columns; {counted(len(figures.rounds_by_pair), 'pair meets', 'pairs meet')}.",
        tag("rect", x=margin, y=margin, width=count * cell, height=count * cell, class_="ground"),
        _grid(margin, cell, count),
        tag("path", d="".join(f"M{margin + no * cell} {margin + no * cell}h{cell}v{cell}h-{cell}z" for no in range(count)), class_="oneself"),
        *(tag("g", *found, class_=f"cells {colour}") for colour, found in sorted(squares.items())),
        *labels,
        class_=f"matrix {least_width(side)}",
    )
    caption = "Find one person's row and another's column: a filled square says that they meet"
    caption += (
        ", its number in which round. Two numbers say that they meet twice."
        if digits
        else ", its colour in which round. There is no space for names and numbers at this size; point at a square to read them."
    )
    return Picture(svg, caption, wide=True)


def _square(one: str, other: str, rounds: tuple[int, ...], x: int, y: int, cell: int, digits: bool) -> Markup:
    title = tag("title", f"{isolated(one)} meets {isolated(other)} in round {' and '.join(map(str, rounds))}")
    box = tag("rect", x=x + 1, y=y + 1, width=cell - 2, height=cell - 2) if digits else tag("rect", x=x, y=y, width=cell, height=cell)
    if not digits:
        return tag("g", title, box)
    text = "·".join(map(str, rounds))
    return tag("g", title, box, tag("text", text, x=x + cell / 2, y=y + cell / 2 + 4, font_size=11.5 if len(text) < 3 else 7.5))


def _grid(margin: int, cell: int, count: int) -> Markup:
    """Draw a line at every fifth person, to guide the eye."""
    lines = "".join(f"M{margin + no * cell} {margin}v{count * cell}M{margin} {margin + no * cell}h{count * cell}" for no in range(0, count + 1, 5))
    return tag("path", d=lines, class_="grid")


def _name_labels(name: str, no: int, cell: int, margin: int) -> tuple[Markup, Markup]:
    at = margin + no * cell + cell / 2 + 4
    short = shortened(name, 16)
    across = tag("text", tag("title", name), short, x=margin - 6, y=at, class_="row-name", font_size=11.5)
    down = tag("text", tag("title", name), short, transform=f"translate({number(at)} {margin - 6})rotate(-90)", class_="column-name", font_size=11.5)
    return across, down


def _density(figures: Figures, count: int) -> Picture:
    line = np.empty(count, np.int64)
    line[list(figures.room_order)] = np.arange(count) * AREAS // count
    met = np.zeros((AREAS, AREAS))
    one, other = line[figures.pairs[:, 0]], line[figures.pairs[:, 1]]
    np.add.at(met, (one, other), 1)
    np.add.at(met, (other[one != other], one[one != other]), 1)
    most = max(float(met.max()), 1.0)
    shade = np.ceil(met / most * SHADES).astype(int)
    cell, margin = 16, 8
    boxes: list[Markup] = []
    for level in range(1, SHADES + 1):
        rows, columns = np.nonzero(shade == level)
        way = "".join(f"M{margin + x * cell} {margin + y * cell}h{cell}v{cell}h-{cell}z" for y, x in zip(rows.tolist(), columns.tolist(), strict=True))
        boxes.append(tag("path", d=way, class_=f"shade s{level}"))
    side = AREAS * cell + 2 * margin
    by_room = bool(figures.programme.home_seats)
    svg = picture(
        "matrix",
        (side, side),
        "Who meets whom, as density",
        f"{grouped(count)} people in {AREAS} groups of about {grouped(count / AREAS)}; the darker a square, the more people of its two groups meet.",
        tag("rect", x=margin, y=margin, width=AREAS * cell, height=AREAS * cell, class_="ground"),
        *boxes,
        class_="matrix",
    )
    order = "by their first chair, from the front of the room to the back" if by_room else "in the order of the list"
    return Picture(
        svg,
        f"{grouped(count)} people are too many for a square each. They stand here {order}, in {AREAS} groups of about {grouped(count / AREAS)}; "
        f"the stronger a square, the more pairs of its two groups meet (at most {grouped(most)}). Dark along the diagonal means that people meet those close by.",
    )


def graph_picture(figures: Figures, wording: Wording) -> Picture | None:
    """Draw people as dots and their meetings as lines: in the room where everybody has a first chair, else in a circle; None above 300 people."""
    attendees = wording.problem.attendees
    if not 2 <= len(attendees) <= GRAPH_UP_TO:
        return None
    points, in_room = _layout(wording)
    size = (max(x for x, _ in points) + 60, max(y for _, y in points) + 60)
    lines: dict[str, list[str]] = {}
    for (one, other), rounds in zip(figures.pairs.tolist(), figures.rounds_by_pair.values(), strict=True):
        lines.setdefault(round_colour(rounds[0]), []).append(_arc(points[one], points[other], bent=in_room))
    ties = "ties" if len(figures.pairs) <= DENSE_TIES else "ties dense"
    people = joined(_node(figures, wording, place, point) for place, point in enumerate(points))
    svg = picture(
        "graph",
        size,
        "Who meets whom, as a graph",
        f"{counted(len(attendees), 'person', 'people')} as dots; {counted(len(figures.pairs), 'line joins', 'lines join')} those who meet.",
        *(tag("path", d="".join(ways), class_=f"{ties} {colour}") for colour, ways in sorted(lines.items())),
        people,
        class_=f"graph {least_width(600)}" if len(attendees) <= DIGITS_UP_TO else "graph",
    )
    where = "where they first sit in the room" if in_room else "in a circle, in the order of the list"
    return Picture(svg, f"Each dot is a person, {where}; each line is a meeting, in the colour of its round. Point at a dot to read whom they meet.", wide=True)


def _layout(wording: Wording) -> tuple[list[tuple[float, float]], bool]:
    attendees, room, home = wording.problem.attendees, wording.problem.room, wording.programme.home_seats
    if room and all(attendee.id in home for attendee in attendees):
        seats = [room.seat_by_id[home[attendee.id]] for attendee in attendees]
        left, top = min(seat.x_m for seat in seats), min(seat.y_m for seat in seats)
        scale = 840 / max(max(seat.x_m for seat in seats) - left, 1.2 * (max(seat.y_m for seat in seats) - top), 2.0)
        return [(60 + (seat.x_m - left) * scale, 60 + (seat.y_m - top) * scale) for seat in seats], True
    turns = [2 * math.pi * place / len(attendees) for place in range(len(attendees))]
    return [(340 + 300 * math.sin(turn), 330 - 300 * math.cos(turn)) for turn in turns], False


def _arc(one: Sequence[float], other: Sequence[float], *, bent: bool) -> str:
    """Draw a line; in the room a bent one, so that lines along a row do not hide each other."""
    bend = 0.12 if bent else 0.0
    x, y = (one[0] + other[0]) / 2 - (other[1] - one[1]) * bend, (one[1] + other[1]) / 2 + (other[0] - one[0]) * bend
    return f"M{number(one[0])} {number(one[1])}Q{number(x)} {number(y)} {number(other[0])} {number(other[1])}"


def _node(figures: Figures, wording: Wording, place: int, point: tuple[float, float]) -> Markup:
    who = wording.problem.attendees[place].id
    others = [isolated(whole_name(wording.problem, other)) for meeting in wording.programme.by_attendee.get(who, ()) for other in meeting.others(who)]
    title = f"{isolated(whole_name(wording.problem, who))} meets {', '.join(others) or 'nobody'}"
    x, y = point
    if len(wording.problem.attendees) > DIGITS_UP_TO:
        return tag("circle", tag("title", title), cx=x, cy=y, r=5)
    label = tag("text", initials(whole_name(wording.problem, who)), x=x, y=y + 4, font_size=11)
    return tag("g", tag("title", title), tag("circle", cx=x, cy=y, r=14), label, class_="person")
