"""An empty database within one test, for property tests that draw many evenings."""

from keywho.server.services.evenings import forget
from keywho.server.store import models as records


def emptied() -> None:
    """Take everything out."""
    records.Event.objects.all().delete()
    records.Organizer.objects.all().delete()
    forget()
