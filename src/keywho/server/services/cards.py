"""The cards that somebody would see with a version of the programme, round by round, before it is published."""

from dataclasses import dataclass, replace

from keywho.core.ids import AttendeeId
from keywho.live.clock import Clock
from keywho.live.phone_view import Card, card
from keywho.live.state import LiveState
from keywho.server.services.evenings import Evening, now
from keywho.server.services.programmes import Seen


@dataclass(frozen=True, slots=True)
class NamedPartner:
    """Somebody on a card: what the phone says, and what they are called in this version."""

    called: str
    recognize: str
    why: str
    label: str


@dataclass(frozen=True, slots=True)
class RoundCard:
    """The card of one round."""

    no: int
    card: Card
    partners: tuple[NamedPartner, ...]


def cards_of(evening: Evening, version: Seen, who: AttendeeId) -> tuple[RoundCard, ...]:
    """Give the cards of a person as their phone would show them."""
    scene = replace(evening.scene, problem=version.problem)
    at = now()
    found = []
    for cue_no, cue in enumerate(version.show, 1):
        if cue.round_no is None or cue.round_no not in version.problem.round_nos:
            continue
        if not version.problem.is_present(who, cue.round_no):
            continue
        state = LiveState(version=version.no, programme=version.programme, run_of_show=version.show, clock=Clock(cue_no, at))
        shown = card(state, who, scene)
        partners = [NamedPartner(one.called, one.recognize, one.why, version.wording.person(one.id)) for one in shown.partners]
        found.append(RoundCard(cue.round_no, shown, tuple(partners)))
    return tuple(found)
