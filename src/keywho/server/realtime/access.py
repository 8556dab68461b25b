"""Who may listen to what: decided by the token and what is in memory, without a query."""

from keywho.server.realtime.channels_now import Channel, Screen
from keywho.server.services.desk_day import today
from keywho.server.services.evenings import Evening
from keywho.server.services.links import TURNS, Link, LinkKind, is_signed

SCREEN_OF = {LinkKind.PERSONAL: Screen.PHONE, LinkKind.BY_BADGE: Screen.PHONE, LinkKind.PROJECTOR: Screen.PROJECTOR, LinkKind.DESK: Screen.DESK}


def channel_of(loaded: Evening, link: Link, token: str) -> Channel | None:
    """Give the channel that a token opens; None where it opens none."""
    key = loaded.projector_key if link.kind is LinkKind.PROJECTOR else loaded.key
    if link.kind not in SCREEN_OF or not is_signed(token, key):
        return None
    if SCREEN_OF[link.kind] is Screen.PHONE:
        person = loaded.people.by_pk.get(link.no)
        return Channel(Screen.PHONE, person.attendee.id) if person is not None and person.link_no % TURNS == link.turn else None
    if link.kind is LinkKind.DESK and not 0 <= today() - link.turn <= 1:
        return None
    return Channel(SCREEN_OF[link.kind])
