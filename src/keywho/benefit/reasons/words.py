"""The sentences of the reasons in one language, as a noun: what a language must have to speak."""

from collections.abc import Mapping
from dataclasses import dataclass

from keywho.core.people import Help


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """Sentences of one language. {wish}, {held} and {more} are pieces that people wrote, with quotes where they need them; {name} is the other.

    Attributes
    ----------
    quotes : what stands before and after a quoted piece.
    woven : first words of a piece that can stand in a sentence of this language without quotes, small.
    you_seek : the first sentence of most reasons; without a wish it falls away.
    you_want : the same for a wish that begins with "to"; empty where the language has no such wish.
    own_work : the same, where the seeker's own work is meant.
    hires, hires_these, has_jobs : somebody hires: as they say it, whom, or has jobs in something.
    """

    quotes: tuple[str, str]
    woven: frozenset[str]
    you_seek: str
    you_want: str
    own_work: str
    hires: str
    hires_these: str
    has_jobs: str
    offers: str
    is_it: str
    works_there: str
    introduces: str
    same_road: str
    same_road_to_here: str
    was_in_it: str
    in_the_field: str
    neighbouring: str
    knows_one: str
    knows_two: str
    both_seek: str
    seek_alike: str
    help: Mapping[Help, str]
    no_strong_reason: str
