"""Two who have exchanged contacts, for tests of what follows the evening."""

from datetime import datetime, timedelta

from keywho.followup.interview import Terms, Way
from keywho.server.services.afterwards import interviews
from keywho.server.services.afterwards.talks import Talk
from keywho.server.store import models as records
from server.an_evening import SEVEN, Stage

MORNING = SEVEN + timedelta(hours=14)
ONE, TWO, THREE = (MORNING.replace(hour=17) + timedelta(days=days) for days in (4, 5, 6))
TERMS = Terms("How did you get from the ward into management?", 20, Way.PHONE, "", ("What surprised you?", "Who else should I talk to?"))


def person(stage: Stage, no: int) -> records.Attendee:
    """Somebody of an evening."""
    return records.Attendee.objects.select_related("event").get(event_id=stage.pk, public_id=f"a{no}")


def exchange(stage: Stage, one: int = 0, other: int = 1, at: datetime = MORNING) -> tuple[records.Attendee, records.Attendee]:
    """Let two have exchanged contacts."""
    first, second = person(stage, one), person(stage, other)
    low, high = sorted((first, second), key=lambda who: who.pk)
    records.Exchange.objects.create(event_id=stage.pk, one=low, other=high, one_gives="name,mail", other_gives="name,mail", at=at)
    return first, second


def asked(asker: records.Attendee, other: records.Attendee, *times: datetime, now: datetime = MORNING, terms: Terms = TERMS) -> Talk:
    """Let one have asked the other."""
    return interviews.ask(asker.pk, other.pk, terms, times or (ONE, TWO), now=now)
