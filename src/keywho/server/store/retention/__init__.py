"""How long each stored column is kept, and why it is stored at all. docs/privacy.md is made from this; a column without a rule fails a test."""

from keywho.server.store.retention.afterwards import AFTERWARDS
from keywho.server.store.retention.coach import COACH
from keywho.server.store.retention.evening import EVENING
from keywho.server.store.retention.kept import Kept, Rule, Rules, Time
from keywho.server.store.retention.page import page_of

__all__ = ["RETENTION", "Kept", "Rule", "Rules", "Time", "privacy_page"]

RETENTION: dict[str, Rules] = {**EVENING, **AFTERWARDS, **COACH}
"""The rules of every kind of record."""


def privacy_page() -> str:
    """Give docs/privacy.md."""
    return page_of(RETENTION)
