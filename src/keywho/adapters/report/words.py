"""Numbers, rounds and names in words, as the report says them. Places and reasons come from `adapters.wording`."""

from keywho.adapters.legible import legible
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.rounds import Round, RoundKind

_SIGNS = {code: chr(0x2400 + code) for code in range(32)} | {0x7F: "␡"} | {ord(blank): " " for blank in "\t\n\v\f\r"}


def shown(attendee: Attendee) -> str:
    """Give the whole name, as it was typed, with the id where nobody could read it.

    The cards leave out what can't be printed; a browser keeps every name to itself, so that the report can be complete.
    """
    name = visible(attendee.name)
    return name if legible(name) else f"{name} ({visible(attendee.id)})".strip()


def whole_name(problem: Problem, who: AttendeeId) -> str:
    """Give the whole name behind an id; the id where it is nobody's."""
    attendee = problem.attendee_by_id.get(who)
    return shown(attendee) if attendee else visible(who)


def visible(text: str) -> str:
    """Give a text whole, its control characters as signs, so that a browser swallows none of them."""
    return text.translate(_SIGNS)


def isolated(name: str) -> str:
    """Keep a name's writing direction to itself inside a sentence."""
    return f"\u2068{name}\u2069"


def shortened(name: str, most: int) -> str:
    """Cut a long label; the whole name stands in the title beside it."""
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def initials(name: str) -> str:
    """Give one or two letters that stand for a name in a small circle."""
    parts = [part for part in name.split() if part[0].isalnum()] or name.split() or ["?"]
    return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()[:2]


def round_title(round_: Round) -> str:
    """Say in a few words what a round is."""
    match round_.kind:
        case RoundKind.NEIGHBOUR:
            return "turn to your neighbour"
        case RoundKind.NEARBY:
            return "a few chairs away" if round_.reach_m is not None else "pairs from the whole room"
        case RoundKind.TABLE:
            return f"tables of up to {round_.size}"
        case RoundKind.HOSTS:
            return "visit the hosts"
        case RoundKind.REQUESTS:
            return "meetings that were asked for"


def counted(count: float, one: str, many: str) -> str:
    """Give a number with its noun: 1 person, 2 people."""
    return f"{grouped(count)} {one if count == 1 else many}"


def grouped(value: float) -> str:
    """Write a number with a comma at the thousands and at most one digit after the point."""
    text = f"{value:,.1f}".removesuffix(".0")
    return "0" if text == "-0" else text.replace("-", "−")


def pointed(value: float) -> str:
    """Write points for a column, all with one digit after the point."""
    text = f"{value:,.1f}"
    return "0.0" if text == "-0.0" else text.replace("-", "−")


def percent(share: float) -> str:
    """Write a share in percent without pretending that a little is nothing."""
    if share <= 0:
        return "0 percent"
    if share < 0.0005:
        return "less than 0.1 percent"
    return f"{grouped(share * 100)} percent"
