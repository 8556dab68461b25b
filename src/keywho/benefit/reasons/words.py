"""The sentences of the reasons in one language, as a noun: what a language must have to speak."""

import re
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
    you_have_jobs : the same, where the reader hires and their own words name openings.
    you_wrote : what the reader wrote, who is useful to the other and not the other way round.
    they_seek, they_want : the other looks for something; the second for a wish that begins with "to", empty where the language has no such wish.
    who : a question for somebody ("who cuts films") as it begins, and how it is said in a sentence.
    my : what is said for "my", "me", "our" of the reader; without it such a piece is quoted.
    titles, doings : what a role looks like that is a person ("planner"), and one that is work ("payroll").
    is_title, was_title, does : sentences with such a role.
    has_articles, small_titles : whether a title needs "a" or "an", and is written small.
    still_open, ask_about : for who does not know yet: the question before what the other is, and the sentence after it.
    hires, hires_these, has_jobs : somebody hires: as they say it, whom, or has jobs in something.
    """

    quotes: tuple[str, str]
    woven: frozenset[str]
    you_seek: str
    you_want: str
    own_work: str
    you_have_jobs: str
    they_seek: str
    they_want: str
    you_wrote: str
    compare_notes: str
    who: tuple[str, str]
    my: Mapping[str, str]
    titles: re.Pattern[str]
    doings: re.Pattern[str] | None
    is_title: str
    was_title: str
    does: str
    has_articles: bool
    small_titles: bool
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
    still_open: str
    ask_about: str
    knows_one: str
    knows_two: str
    both_seek: str
    seek_alike: str
    help: Mapping[Help, str]
    no_strong_reason: str
