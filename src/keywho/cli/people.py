"""Find the person, chair or table that somebody typed."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee


class NameBook:
    """The attendees by what people type: the id, the name, the beginning of the name, or one word of it; case does not matter."""

    def __init__(self, attendees: Sequence[Attendee]) -> None:
        self._attendees = attendees
        self._ids = {attendee.id for attendee in attendees}

    def find(self, typed: str) -> AttendeeId:
        """Give the id of the one attendee who is meant.

        Raises
        ------
        BadInput
            Nobody or more than one fits; it lists who may be meant.
        """
        if typed in self._ids:
            return AttendeeId(typed)
        wanted = folded(typed)
        for found in (
            self._by_id.get(wanted, []),
            self._by_name.get(wanted, []),
            self._whose_name(lambda name: name.startswith(wanted)) if wanted else [],
            self._whose_name(lambda name: wanted in name.split()) if wanted else [],
        ):
            if len(found) == 1:
                return found[0].id
            if found:
                raise BadInput(f"{typed} may be {_listed(found)}. Maybe give the id.")
        raise BadInput(f"Nobody called {typed} is in the list. {self._hint(wanted)}")

    @cached_property
    def _by_id(self) -> dict[str, list[Attendee]]:
        return _grouped(self._attendees, lambda attendee: folded(attendee.id))

    @cached_property
    def _by_name(self) -> dict[str, list[Attendee]]:
        return _grouped(self._attendees, lambda attendee: folded(attendee.name))

    def _whose_name(self, fits: Callable[[str], bool]) -> list[Attendee]:
        return [attendee for name, attendees in self._by_name.items() if fits(name) for attendee in attendees]

    def _hint(self, wanted: str) -> str:
        from difflib import get_close_matches

        near = [self._by_name[name][0].name for name in get_close_matches(wanted, list(self._by_name), 3, 0.6)]
        return f"Maybe {' or '.join(near)}?" if near else "Maybe give the id."


def split_at_round(typed: str) -> tuple[str, int | None]:
    """Split "Ada@3" into the name and the round; without "@" and a number there is no round."""
    name, at, no = typed.rpartition("@")
    return (name, int(no)) if at and no.isascii() and no.isdecimal() else (typed, None)


def find_name(names: Iterable[str], typed: str, *, what: str) -> str:
    """Find one of several names (seats, tables) without regard to case."""
    known = list(names)
    found = [name for name in known if name == typed] or [name for name in known if name.casefold() == typed.casefold()]
    if len(found) == 1:
        return found[0]
    raise BadInput(f"The room has no {what} {typed}. It has {', '.join(known[:8])}{' ...' if len(known) > 8 else ''}.")


def folded(text: str) -> str:
    """Give a name as it is compared: without case and repeated blanks."""
    return " ".join(text.casefold().split())


def _grouped(attendees: Sequence[Attendee], key: Callable[[Attendee], str]) -> dict[str, list[Attendee]]:
    groups: dict[str, list[Attendee]] = {}
    for attendee in attendees:
        groups.setdefault(key(attendee), []).append(attendee)
    return groups


def _listed(found: Sequence[Attendee]) -> str:
    several = [f"{attendee.name} ({attendee.id})" for attendee in found[:8]]
    return f"{', '.join(several[:-1])} or {several[-1]}" + (f", or one of {len(found) - 8} more" if len(found) > 8 else "")
