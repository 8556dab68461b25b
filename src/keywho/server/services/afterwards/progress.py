"""How far somebody has come, for themselves alone: only what they did, gave or got, never what somebody else did not answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keywho.live.phone_view import met
from keywho.server.services.afterwards.named import Named, named_of
from keywho.server.services.afterwards.outcomes import own_outcomes
from keywho.server.services.evenings import Evening
from keywho.server.services.personal_links import Opened
from keywho.server.store import models as records


@dataclass(frozen=True, slots=True)
class Progress:
    """Numbers of one person."""

    met: int
    yeses: int
    contacts: int
    asked: int
    been_asked: int
    held: int
    outcomes: Mapping[str, int]
    named: Sequence[Named]


def progress_of(found: Opened) -> Progress:
    """Count for somebody."""
    loaded: Evening = found.evening
    pk = found.person.pk
    asked = records.Interview.objects.filter(asker_id=pk)
    been_asked = records.Interview.objects.filter(asked_id=pk, is_withheld=False)
    return Progress(
        len(met(loaded.state, found.who, loaded.scene)),
        records.KeepInTouch.objects.filter(who_id=pk, wanted=True).count(),
        records.Exchange.objects.filter(one_id=pk).count() + records.Exchange.objects.filter(other_id=pk).count(),
        asked.count(),
        been_asked.count(),
        asked.filter(state="held").count() + been_asked.filter(state="held").count(),
        own_outcomes(pk),
        named_of(loaded, pk),
    )
