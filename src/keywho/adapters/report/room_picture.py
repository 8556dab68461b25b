"""The room drawn to scale: chairs, tables, people, who meets, and the walks that lead to a round."""

import math
from collections.abc import Sequence

from markupsafe import Markup

from keywho.adapters.report.figures import RoundFigures, Walk
from keywho.adapters.report.svg import Picture, dots, joined, least_width, number, picture, tag
from keywho.adapters.report.words import counted, grouped, initials, isolated, shortened, visible, whole_name
from keywho.adapters.wording import Wording
from keywho.core.ids import SeatId
from keywho.core.meeting import Meeting
from keywho.core.room import Room, Seat

INITIALS_UP_TO = 150
TITLES_UP_TO = 400
WALKS_AT_MOST = 300
MANY_WALKS = 40
TABLE_NAMES_UP_TO = 80

Point = tuple[float, float]


def furniture(room: Room) -> Markup:
    """Draw the empty room once; each round shows it again by reference."""
    radius = _radius(room)
    discs = joined(_disc([_at(room.seat_by_id[seat]) for seat in table.seats]) for table in room.tables if table.seats)
    chairs = dots(_at(seat) for seat in room.seats)
    return tag(
        "defs",
        tag(
            "marker",
            tag("path", d="M0 0L6 3L0 6z"),
            id="arrow",
            class_="arrow",
            viewBox="0 0 6 6",
            refX=6,
            refY=3,
            markerWidth=14,
            markerHeight=14,
            orient="auto",
            markerUnits="userSpaceOnUse",
        ),
        tag(
            "g",
            discs,
            tag("path", d=chairs, class_="chair-rim", stroke_width=2 * radius + 5),
            tag("path", d=chairs, class_="chair", stroke_width=2 * radius),
            id="furniture",
        ),
    )


def room_picture(wording: Wording, round_: RoundFigures) -> Picture:
    """Draw one round in the room."""
    room = wording.problem.room
    assert room is not None
    named, titled = len(room.seats) <= INITIALS_UP_TO, len(room.seats) <= TITLES_UP_TO
    left, top, width, height = _frame(room)
    seats, radius = room.seat_by_id, _radius(room)
    shown = round_.walks if len(round_.walks) <= WALKS_AT_MOST else tuple(sorted(round_.walks, key=lambda walk: -walk.metres)[:WALKS_AT_MOST])
    seated = [(meeting, who, seat) for meeting in round_.meetings for who, seat in zip(meeting.attendees, meeting.seats, strict=False)]
    people = (
        joined(_person(wording, meeting, who, seat, radius, named) for meeting, who, seat in seated)
        if titled
        else tag("path", d=dots(_at(seats[seat]) for _, _, seat in seated), class_="people", stroke_width=1.5 * radius)
    )
    scale = min(1, 1050 / width, 900 / height)
    svg = picture(
        f"room-{round_.no}",
        (round(width * scale), round(height * scale)),
        f"The room in round {round_.no}",
        f"{counted(round_.people, 'person', 'people')} in {counted(len(round_.meetings), 'meeting', 'meetings')}; {counted(len(round_.walks), 'person walks', 'people walk')} to another chair.",
        tag("use", href="#furniture"),
        tag(
            "g",
            *(_bond([seats[seat] for seat in meeting.seats], radius) for meeting in round_.meetings if len(meeting.seats) > 1),
            class_="bonds",
            stroke_width=round(radius * 0.7),
        ),
        _walks(shown, room, radius, arrows=titled),
        people,
        *_labels(wording, round_, radius),
        _scale_bar(left, top + height, width),
        box=f"{left} {top} {width} {height}",
        class_=f"room {least_width(0.42 * width)}" if named else "room",
    )
    return Picture(svg, _caption(round_, len(room.seats), len(shown), named, titled), wide=named)


def _caption(round_: RoundFigures, seats: int, shown: int, named: bool, titled: bool) -> str:
    """Say what the picture shows, and what it leaves out because the room is large."""
    said = ["Filled circles are people, empty ones free chairs; a thick band joins those who meet"]
    walks = round_.walks
    if walks:
        longest = max(walk.metres for walk in walks)
        said.append(
            f"{'dashed arrows' if titled else 'thin lines'} lead from the chair before to the chair of this round. {counted(len(walks), 'person walks', 'people walk')}, {grouped(round_.walked_m / len(walks))} m on average, at most {grouped(longest)} m"
        )
    else:
        said.append("nobody has to walk" if round_.meetings else "nobody meets in this round")
    text = "; ".join(said) + "."
    if shown < len(walks):
        text += f" Only the {grouped(shown)} longest walks are drawn, so that the picture can be read."
    if not titled:
        text += f" With {grouped(seats)} chairs there is no space for names; the table of everybody's evening has them."
    elif not named:
        text += " The room is too large for initials; point at a person to read the name."
    return text


def _at(seat: Seat) -> Point:
    """Give a chair's place in centimetres."""
    return round(seat.x_m * 100), round(seat.y_m * 100)


def _radius(room: Room) -> int:
    return max(5, round(room.chair_m * 38))


def _frame(room: Room) -> tuple[int, int, int, int]:
    """Give left, top, width and height of the picture in centimetres, with a margin for row names and the scale."""
    places = [_at(seat) for seat in room.seats] or [(0.0, 0.0)]
    left, right = min(x for x, _ in places), max(x for x, _ in places)
    top, bottom = min(y for _, y in places), max(y for _, y in places)
    margin = 70 if room.tables else 110
    width = max(right - left + margin + 70, 320)
    return round(left - margin), round(top - 60), round(width), round(bottom - top + 130 + width / 40)


def _disc(ring: Sequence[Point]) -> Markup:
    """Draw a table between its chairs."""
    x, y = _middle(ring)
    reach = sum(math.dist((x, y), chair) for chair in ring) / len(ring)
    return tag("circle", cx=x, cy=y, r=max(reach - 32, reach * 0.45, 12), class_="table")


def _middle(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _bond(seats: Sequence[Seat], radius: float) -> Markup:
    """Join the chairs of one meeting: a band for two, a closed band around more."""
    points = [_at(seat) for seat in seats]
    if len(points) > 2:
        x, y = _middle(points)
        points.sort(key=lambda point: math.atan2(point[1] - y, point[0] - x))
    way = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return tag("path", d=f"M{way}z", class_="ring") if len(points) > 2 else tag("path", d=f"M{way}")


def _walks(walks: Sequence[Walk], room: Room, radius: float, *, arrows: bool) -> Markup:
    """Draw the walks as slightly bent lines, so that those along one row can be told apart."""
    ways = [_way(_at(room.seat_by_id[walk.start]), _at(room.seat_by_id[walk.goal]), radius) for walk in walks]
    if arrows:
        return tag("g", *(tag("path", d=way, marker_end="url(#arrow)") for way in ways), class_="walks many" if len(ways) > MANY_WALKS else "walks")
    return tag("path", d="".join(ways), class_="walks fine")


def _way(start: Point, goal: Point, radius: float) -> str:
    length = max(math.dist(start, goal), 1.0)
    along = ((goal[0] - start[0]) / length, (goal[1] - start[1]) / length)
    bend = min(0.12 * length, 150)
    knee = ((start[0] + goal[0]) / 2 - along[1] * bend, (start[1] + goal[1]) / 2 + along[0] * bend)
    to_goal = max(math.dist(knee, goal), 1.0)
    short = min(radius, to_goal * 0.6)
    end = (goal[0] - (goal[0] - knee[0]) / to_goal * short, goal[1] - (goal[1] - knee[1]) / to_goal * short)
    return f"M{number(start[0])} {number(start[1])}Q{number(knee[0])} {number(knee[1])} {number(end[0])} {number(end[1])}"


def _person(wording: Wording, meeting: Meeting, who: str, seat: SeatId, radius: float, named: bool) -> Markup:
    """Draw somebody on a chair, with the name and company in the title."""
    assert wording.problem.room is not None
    x, y = _at(wording.problem.room.seat_by_id[seat])
    attendee = wording.problem.attendee_by_id[who]  # type: ignore[index]
    name = whole_name(wording.problem, attendee.id)
    others = [isolated(whole_name(wording.problem, other)) for other in meeting.others(attendee.id)]
    title = f"{isolated(name)}, {visible(wording.place(meeting, attendee.id).text)}, with {', '.join(others)}"
    label = tag("text", initials(name), x=x, y=y + radius * 0.33, font_size=round(radius * 0.95)) if named else ""
    return tag("g", tag("title", title), tag("circle", cx=x, cy=y, r=radius), label, class_="person")


def _labels(wording: Wording, round_: RoundFigures, radius: float) -> list[Markup]:
    """Name the tables, circles or rows, where there is space for it."""
    room = wording.problem.room
    assert room is not None
    used = {meeting.table for meeting in round_.meetings}
    tables = room.tables or tuple(table for table in wording.problem.tables(round_.no) if table.id in used)
    if tables and len(tables) <= TABLE_NAMES_UP_TO:
        texts = []
        for table in tables:
            points = [_at(room.seat_by_id[seat]) for seat in table.seats]
            if points:
                x, y = _middle(points)
                name = visible(table.name)
                last = name.rsplit(" ", 1)[-1]
                texts.append(
                    tag("text", tag("title", name), last if last.isdecimal() else shortened(name, 10), x=x, y=y + 8, class_="table-name", font_size=24)
                )
        return texts
    rows: dict[str, Seat] = {}
    for seat in room.seats:
        if seat.row and (seat.row not in rows or seat.x_m < rows[seat.row].x_m):
            rows[seat.row] = seat
    if room.tables or len(rows) > 40:
        return []
    return [
        tag("text", shortened(visible(row), 8), x=_at(seat)[0] - radius - 12, y=_at(seat)[1] + 7, class_="row-name", font_size=18) for row, seat in rows.items()
    ]


def _scale_bar(left: float, bottom: float, width: float) -> Markup:
    """Draw a bar of a round number of metres."""
    metres = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000_000) if step * 100 >= width / 8)
    size = max(20.0, width / 60)
    x, y = left + 20, bottom - 16
    return tag(
        "g",
        tag("path", d=f"M{number(x)} {number(y - size / 3)}v{number(size / 3)}h{metres * 100}v{number(-size / 3)}"),
        tag("text", f"{metres} m", x=x + metres * 100 + size / 2, y=y, font_size=size),
        class_="scale",
    )
