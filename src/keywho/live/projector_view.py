"""The wall: what the whole room sees. It shows first names and places, never contact data."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from keywho.core.ids import AttendeeId
from keywho.core.rounds import RoundKind
from keywho.core.signposts import Signposts
from keywho.live.clock_view import ms
from keywho.live.run_of_show import CueKind
from keywho.live.scene import Scene
from keywho.live.slides import Showing, WallSlide
from keywho.live.state import LiveState, Presence

MOST_NAMES = 400
"""Places are listed by name up to so many people; a larger room looks at phones, cards and signs."""


@dataclass(frozen=True, slots=True)
class Whereto:
    """One line of "where to go"."""

    called: str
    place: str


@dataclass(frozen=True, slots=True)
class Board:
    """What stands on the wall beside the clock.

    `kind` is "welcome", "open", "slide", "round" or "closed"; `how` the kind of the round; `places` says who goes where, by name (in a neighbour round
    only those who move on beside somebody); `breath` who has a breath. On a slide, `lines` stand below the headline; where the room talks meanwhile,
    `how` is "talk", from `starts_ms` to `ends_ms`.
    """

    kind: str
    title: str
    headline: str = ""
    text: str = ""
    here: str = ""
    how: str = ""
    places: tuple[Whereto, ...] = ()
    breath: tuple[str, ...] = ()
    said: str = ""
    lines: tuple[str, ...] = ()
    starts_ms: int | None = None
    ends_ms: int | None = None


def board(state: LiveState, scene: Scene) -> Board:
    """Give the wall of a state."""
    words, cue = scene.words, state.cue
    said = state.said[-1].text if state.said else ""
    if state.clock.showing is not None and state.clock.slide is not None:
        return _slide(state.clock.showing, state.clock.slide, scene, said)
    if state.closed:
        return Board("closed", scene.title, words.goodbye, words.goodbye_more, said=said)
    if cue is None or cue.kind is CueKind.WELCOME:
        return Board("welcome", scene.title, words.welcome, words.scan, _here(state, scene), said=said)
    no = state.round_no
    if no is None or scene.problem is None or no not in scene.problem.round_nos:
        text = {CueKind.BREAK: words.break_now, CueKind.MINGLE: words.mingle_now}.get(cue.kind, "")
        return Board("open", scene.title, text=text, here=_here(state, scene), said=said)
    signposts = Signposts(scene.problem, state.programme)
    kind = signposts.kind(no)
    neighbours = kind is RoundKind.NEIGHBOUR
    meetings = state.programme.by_round.get(no, ())
    count = sum(len(meeting.attendees) for meeting in meetings)
    listed = scene.problem.room is not None and count <= MOST_NAMES
    going = [who for meeting in meetings for who in meeting.attendees if not neighbours or meeting.seat_of(who) != state.seat_before(who, no)]
    names = first_names(scene, going) if listed else {}
    lines = [Whereto(names[who], signposts.place(meeting, who).short) for meeting in meetings for who in meeting.attendees if who in names]
    byes = [bye.attendee for bye in state.programme.byes if bye.round_no == no and state.presence_of(bye.attendee) in (Presence.HERE, Presence.EXPECTED)]
    return Board(
        "round",
        scene.title,
        (words.some_move_first if lines else words.turn_to_neighbour) if neighbours else words.where_to if listed else words.look_at_card,
        here=_here(state, scene),
        how=str(kind),
        places=tuple(sorted(lines, key=lambda line: line.called.casefold())),
        breath=tuple(sorted(first_names(scene, byes).values(), key=str.casefold)),
        said=said,
    )


def _slide(showing: Showing, slide: WallSlide, scene: Scene, said: str) -> Board:
    """Give the wall while somebody speaks: nothing but the slide, and a count-down where the room talks."""
    starts_ms = ms(showing.since) if slide.room_talks and slide.seconds else None
    ends_ms = ms(showing.since + timedelta(seconds=slide.seconds)) if starts_ms is not None else None
    how = "talk" if slide.room_talks else ""
    return Board("slide", scene.title, slide.title, how=how, said=said, lines=slide.lines, starts_ms=starts_ms, ends_ms=ends_ms)


def first_names(scene: Scene, people: Iterable[AttendeeId]) -> Mapping[AttendeeId, str]:
    """Give how people stand on the wall: as they want to be called; where that is their whole name, the first name, told apart by an initial where two share it."""
    called = {who: scene.called(who) for who in people}
    whole = {who for who, name in called.items() if " " in name and scene.problem is not None and _listed_as(scene, who) == name}
    short = {who: name.split()[0] if who in whole else name for who, name in called.items()}
    shared = {name for name, times in Counter(short.values()).items() if times > 1}
    longer = {who: f"{name} {called[who].split()[-1][0]}." if who in whole and name in shared else name for who, name in short.items()}
    alike = {name for name, times in Counter(longer.values()).items() if times > 1}
    return {who: called[who] if who in whole and name in alike else name for who, name in longer.items()}


def _listed_as(scene: Scene, who: AttendeeId) -> str:
    attendee = scene.problem.attendee_by_id.get(who) if scene.problem else None
    return attendee.name if attendee else ""


def _here(state: LiveState, scene: Scene) -> str:
    """Say how many are here; nothing where nobody checks in."""
    here = len(state.here)
    if not here:
        return ""
    gone = sum(presence is Presence.LEFT for presence in state.presence.values())
    return scene.words.here.format(here=here, expected=max(here, len(scene.faces) - gone))
