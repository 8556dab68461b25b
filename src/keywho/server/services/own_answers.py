"""What somebody has answered and noted about those they met: for themselves alone."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from keywho.core.ids import AttendeeId
from keywho.server.store import models as records


@dataclass(frozen=True, slots=True)
class Answer:
    """Keep in touch or not (None: not answered yet), and a note."""

    wanted: bool | None = None
    note: str = ""


def answers_of(person_pk: int) -> Mapping[AttendeeId, Answer]:
    """Give somebody's own answers and notes, by whom they are about. What others answered is not in it."""
    found: defaultdict[AttendeeId, Answer] = defaultdict(Answer)
    for about, wanted in records.KeepInTouch.objects.filter(who_id=person_pk).values_list("about__public_id", "wanted"):
        found[AttendeeId(about)] = replace(found[AttendeeId(about)], wanted=wanted)
    for about, text in records.PrivateNote.objects.filter(who_id=person_pk).values_list("about__public_id", "text"):
        found[AttendeeId(about)] = replace(found[AttendeeId(about)], note=text)
    return dict(found)
