"""Times as people say them, on the clock of their own place, and the moments that they mean."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from keywho.followup.refusals import Refused, Why


def at_local(day: str, clock: str, zone: ZoneInfo) -> datetime:
    """Give the moment that a day ("2026-12-03") and a time ("17:30") mean in a zone.

    >>> at_local("2026-12-03", "17:30", ZoneInfo("Europe/Berlin")).isoformat()
    '2026-12-03T16:30:00+00:00'

    Raises
    ------
    Refused
        They can't be read; or no clock shows this time on that day, or shows it twice, since it is put forward or back.
    """
    try:
        local = datetime.combine(date.fromisoformat(day.strip()), time.fromisoformat(clock.strip()))
    except ValueError:
        raise Refused(Why.NOT_A_TIME) from None
    if local.tzinfo is not None:
        raise Refused(Why.NOT_A_TIME)
    try:
        earlier, later = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    except OverflowError:
        raise Refused(Why.NOT_A_TIME) from None
    if earlier == later:
        return earlier
    is_twice = earlier < later
    raise Refused(Why.TWICE_LOCAL_TIME if is_twice else Why.NO_SUCH_LOCAL_TIME, earlier)
