"""The rounds of an evening in a few words: `neighbour,nearby*3,table:6`.

    neighbour                     pairs side by side; nobody moves
    nearby                        pairs at most 3 m apart
    nearby:4                      at most 4 chairs apart
    nearby:2.5m                   at most 2.5 m apart
    nearby:any                    anywhere in the room
    table:6                       groups of up to 6 at tables
    table:6:balance=situation     that mix the column "situation"; a name with , : @ * in it stands in "quotes"
    hosts:2                       hosts take up to 2 guests at a time
    requests                      pairs of which one asked for the other

After each: `@8` for its minutes (`@8+2`: and 2 minutes of pause), then `*3` for three of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from itertools import groupby

from keywho.core.errors import BadInput
from keywho.core.room import Room
from keywho.core.rounds import Round, RoundKind

MOST_ROUNDS = 50
MOST_MINUTES = 600.0
MOST_REACH_M = 1000.0
MOST_REACH_CHAIRS = 1000
USUAL_REACH_M = 3.0
MOST_GUESTS = 30
EXAMPLE = "neighbour,nearby*3,table:6"
EXAMPLES = {"neighbour": "neighbour", "nearby": "nearby:4", "table": "table:6", "hosts": "hosts:2", "requests": "requests"}

_NUMBER = r"\d{1,18}(?:\.\d{1,400})?"
_PLAIN = r'[^",:@*×]'
_PIECE = re.compile(
    rf"""(?P<kind>[^\W\d]+)
    (?:\s*:\s*(?P<detail>[\w.]+(?:\s+m)?))?
    (?:\s*:\s*balance\s*=\s*(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<bare>{_PLAIN}+)))?
    \s*(?:@\s*(?P<minutes>{_NUMBER})\s*(?:\+\s*(?P<pause>{_NUMBER}))?)?
    \s*(?:[*×]\s*(?P<times>\d{{1,9}}))?""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One piece of the list, with its place in it for errors."""

    text: str
    no: int
    room: Room | None

    def wrong(self, why: str, maybe: str) -> BadInput:
        """Make the error that names this piece and where it stands."""
        return BadInput(f"“{self.text}” (piece {self.no} of the rounds) {why}. Maybe {maybe}.")


def read_rounds(text: str, room: Room | None = None) -> tuple[Round, ...]:
    """Read a comma list of rounds. The room tells how far four chairs are; without one, people can meet anywhere.

    Raises
    ------
    BadInput
        A piece can't be understood, or there are no rounds or more than 50; names the piece and its place.
    """
    pieces = [_Piece(piece.strip(), no, room) for no, piece in enumerate(_pieces(text), 1)]
    if not any(piece.text for piece in pieces):
        raise BadInput(f"There are no rounds. Maybe {EXAMPLE}.")
    rounds: list[Round] = []
    for piece in pieces:
        round_, times = _read_piece(piece)
        if len(rounds) + times > MOST_ROUNDS:
            raise piece.wrong(f"makes {len(rounds) + times} rounds; an evening takes at most {MOST_ROUNDS}", EXAMPLE)
        rounds += [round_] * times
    return tuple(rounds)


def write_rounds(rounds: Sequence[Round]) -> str:
    """Give rounds as the text that `read_rounds` takes, in any room."""
    pieces = []
    for round_, run in groupby(rounds):
        times = len(list(run))
        pieces.append(_written(round_) + (f"*{times}" if times > 1 else ""))
    return ",".join(pieces)


def _pieces(text: str) -> Iterator[str]:
    """Cut at the commas that do not stand in quotes."""
    quoted = False
    start = 0
    for place, letter in enumerate(text):
        quoted ^= letter == '"'
        if letter == "," and not quoted:
            yield text[start:place]
            start = place + 1
    yield text[start:]


def _read_piece(piece: _Piece) -> tuple[Round, int]:
    if not piece.text:
        raise BadInput(f"Piece {piece.no} of the rounds is empty. Maybe one comma too many.")
    found = _PIECE.fullmatch(piece.text)
    kind = _kind(found["kind"] if found else re.split(r"[:@*]", piece.text)[0].strip(), piece)
    if not found:
        raise piece.wrong("can't be read", f"{EXAMPLES[kind]}, {EXAMPLES[kind]}@8 for its minutes, or {EXAMPLES[kind]}*3 for three of it")
    round_ = _round_of(kind, found["detail"], piece)
    balance = (found["bare"] or "").strip() if found["quoted"] is None else found["quoted"].replace('""', '"')
    if balance and kind is not RoundKind.TABLE:
        raise piece.wrong("can't mix a column; only table rounds do", f"table:6:balance={balance}")
    round_ = replace(round_, balance=balance)
    times = int(found["times"] or 1)
    if times < 1:
        raise piece.wrong("makes no rounds", "leave it out")
    return _timed(round_, found["minutes"], found["pause"], piece), times


def _kind(word: str, piece: _Piece) -> RoundKind:
    name = word.casefold().replace("neighbor", "neighbour")
    if name in EXAMPLES:
        return RoundKind(name)
    close = get_close_matches(name, EXAMPLES, 1, 0.5)
    raise piece.wrong("is not a kind of round", EXAMPLES[close[0]] if close else "one of " + ", ".join(EXAMPLES))


def _round_of(kind: RoundKind, detail: str | None, piece: _Piece) -> Round:
    match kind:
        case RoundKind.NEARBY:
            return Round.nearby(_reach_m(detail, piece))
        case RoundKind.TABLE:
            return Round.table(_count(detail, 3, 12, "people at a table", piece, "table:6"))
        case RoundKind.HOSTS:
            return Round.hosts(_count(detail or "1", 1, MOST_GUESTS, "guests at a time", piece, "hosts:2"))
    if detail:
        raise piece.wrong(f"has “{detail}”, but {kind} rounds have no size", EXAMPLES[kind] if kind is RoundKind.REQUESTS else "nearby:4, table:6 or neighbour")
    return Round.neighbour() if kind is RoundKind.NEIGHBOUR else Round.requests()


def _reach_m(detail: str | None, piece: _Piece) -> float | None:
    """Turn chairs or metres into metres; None is the whole room. Without a room chairs mean nothing."""
    if detail is None:
        return USUAL_REACH_M if piece.room else None
    words = "".join(detail.casefold().split())
    if words == "any":
        return None
    if re.fullmatch(r"\d{1,9}", words) and 1 <= int(words) <= MOST_REACH_CHAIRS:
        return round(int(words) * piece.room.chair_m, 6) if piece.room else None
    if re.fullmatch(rf"{_NUMBER}m", words) and 0 < float(words[:-1]) <= MOST_REACH_M:
        return float(words[:-1])
    raise piece.wrong(f"has the reach “{detail}”", "nearby:4 (chairs), nearby:3m (metres) or nearby:any (the whole room)")


def _count(detail: str | None, least: int, most: int, of_what: str, piece: _Piece, maybe: str) -> int:
    if detail is None:
        raise piece.wrong(f"does not say how many {of_what}", maybe)
    if not re.fullmatch(r"\d{1,9}", detail) or not least <= int(detail) <= most:
        raise piece.wrong(f"has “{detail}” {of_what}; it takes {least} to {most}", maybe)
    return int(detail)


def _timed(round_: Round, minutes: str | None, pause: str | None, piece: _Piece) -> Round:
    if minutes is None:
        return round_
    if not 0 < float(minutes) <= MOST_MINUTES or float(pause or 0) > MOST_MINUTES:
        raise piece.wrong(f"lasts {minutes} minutes; a round takes more than 0 and at most {MOST_MINUTES:g}, and so does its pause", f"{round_.kind}@8")
    return replace(round_, minutes=float(minutes), break_minutes=round_.break_minutes if pause is None else float(pause))


def _written(round_: Round) -> str:
    text, usual = str(round_.kind), Round.neighbour()
    match round_.kind:
        case RoundKind.NEARBY:
            text += ":any" if round_.reach_m is None else f":{_digits(round_.reach_m)}m"
            usual = Round.nearby()
        case RoundKind.TABLE:
            text += f":{round_.size}" + (f":balance={_quoted(round_.balance)}" if round_.balance else "")
            usual = Round.table(6)
        case RoundKind.HOSTS:
            text += f":{round_.size - 1}"
            usual = Round.hosts()
        case RoundKind.REQUESTS:
            usual = Round.requests()
    if round_.break_minutes != usual.break_minutes:
        return f"{text}@{_digits(round_.minutes)}+{_digits(round_.break_minutes)}"
    return text if round_.minutes == usual.minutes else f"{text}@{_digits(round_.minutes)}"


def _digits(number: float) -> str:
    """Write a number exactly, in digits and a point alone."""
    plain = format(Decimal(repr(float(number))), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _quoted(name: str) -> str:
    """Put a name in quotes where it could be read as something else."""
    if re.fullmatch(rf"{_PLAIN}+", name) and name == name.strip():
        return name
    return '"' + name.replace('"', '""') + '"'
