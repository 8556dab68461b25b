"""What can be found in a pitch. A finding is a suggestion with its reason: nobody has to follow it."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What a careful listener would say about a pitch."""

    NO_ASK = "no-ask"
    MANY_ASKS = "many-asks"
    VAGUE_ASK = "vague-ask"
    ASKS_FOR_JOB = "asks-for-job"
    NO_PROOF = "no-proof"
    NO_GIVE = "no-give"
    NO_NAME = "no-name"
    TOO_LONG = "too-long"
    TOO_SHORT = "too-short"
    LONG_SENTENCE = "long-sentence"
    JARGON = "jargon"
    FILLER = "filler"
    TOO_MUCH_I = "too-much-i"
    APOLOGY = "apology"
    BLAMES = "blames"
    EMPTY_PRAISE = "empty-praise"


ABOUT_THE_WHOLE = frozenset({FindingKind.NO_ASK, FindingKind.NO_PROOF, FindingKind.NO_GIVE, FindingKind.NO_NAME, FindingKind.TOO_SHORT, FindingKind.TOO_MUCH_I})
"""Findings that no words of the text stand for."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One suggestion: about which characters of the text (none: `start == end`), why, what could be done, and plain words for those of a field (may be empty)."""

    kind: FindingKind
    start: int
    end: int
    why: str
    instead: str = ""
    plain: str = ""

    def words(self, text: str) -> str:
        """Give the words that it is about."""
        return text[self.start : self.end]
