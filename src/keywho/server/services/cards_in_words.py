"""What a person's card says, in one sentence: the answer to a tap."""

from keywho.core.ids import AttendeeId
from keywho.live.phone_view import card
from keywho.live.state import Presence
from keywho.server.services.evenings import Evening


def told(evening: Evening, who: AttendeeId) -> str:
    """Give the card of somebody who is here in one sentence; empty where there is nothing to tell yet."""
    if evening.state.presence_of(who) is not Presence.HERE or evening.published is None:
        return ""
    shown = card(evening.state, who, evening.scene)
    return f"{shown.headline}. {shown.where if shown.kind == 'meet' else shown.text}".strip()
