"""A profile between the library's noun and the columns of a record; several words stand in one column, parted by commas."""

from collections.abc import Iterable

from keywho.core.people import Help, Profile, Seniority
from keywho.server.store import models as records

BETWEEN = ", "
SAID = tuple(Help)
MOST_MONTHS = 600
PROFILE_COLUMNS = ("industry", "place", "languages", "seniority", "months_searching", "seeks_help", "gives_help")
"""What a profile may say beside seeks, offers, role and company."""


def profile_of(record: records.Attendee) -> Profile:
    """Give what somebody wrote; words that this version does not know are passed over."""
    return Profile(
        record.seeks,
        record.offers,
        record.role,
        record.company,
        record.industry,
        record.place,
        frozenset(words_in(record.languages)),
        seniority_of(record.seniority),
        record.months_searching,
        helps_of(record.seeks_help),
        helps_of(record.gives_help),
    )


def words_in(column: str) -> tuple[str, ...]:
    """Give the words that stand in a column."""
    return tuple(word for part in column.split(BETWEEN.strip()) if (word := part.strip()))


def column_of(words: Iterable[str]) -> str:
    """Give words as they stand in a column, sorted, each once."""
    return BETWEEN.join(sorted({tidy for word in words if (tidy := " ".join(word.replace(",", " ").split()))}))


def helps_of(column: str) -> frozenset[Help]:
    """Give the kinds of help that a column names."""
    said = set(words_in(column))
    return frozenset(help_ for help_ in SAID if help_.value in said)


def help_column(kinds: Iterable[Help]) -> str:
    """Give kinds of help as they stand in a column, in the order of the library."""
    chosen = set(kinds)
    return BETWEEN.join(help_.value for help_ in SAID if help_ in chosen)


def seniority_of(column: str) -> Seniority | None:
    """Give how far somebody is; None where nothing is said."""
    return Seniority(column) if column in set(Seniority) else None


def profile_columns(profile: Profile) -> dict[str, str]:
    """Give what a profile says beside seeks, offers, role and company, as text for the columns; empty where it says nothing."""
    months = profile.months_searching
    return {
        "industry": profile.industry,
        "place": profile.place,
        "languages": column_of(profile.languages),
        "seniority": profile.seniority.value if profile.seniority else "",
        "months_searching": "" if months is None or not 0 <= months <= MOST_MONTHS else str(months),
        "seeks_help": help_column(profile.seeks_help),
        "gives_help": help_column(profile.gives_help),
    }
