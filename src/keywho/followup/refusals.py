"""Why an interview, or a booking, can't be as somebody wishes: a word for programs, a sentence for people."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from keywho.core.errors import KeywhoError


class Why(StrEnum):
    """What stands in the way."""

    STALE = "stale"
    NOT_YOURS = "not-yours"
    OVER = "over"
    NOT_AGREED = "not-agreed"
    NOT_PROPOSED = "not-proposed"
    TOO_SOON = "too-soon"
    TOO_FAR = "too-far"
    NO_TIMES = "no-times"
    TOO_MANY_TIMES = "too-many-times"
    SAME_TIMES = "same-times"
    NO_PURPOSE = "no-purpose"
    TOO_MANY_QUESTIONS = "too-many-questions"
    TOO_LONG = "too-long"
    NOT_SO_LONG = "not-so-long"
    NOT_YET_BEGUN = "not-yet-begun"
    TOO_LATE_TO_REOPEN = "too-late-to-reopen"
    NO_SUCH_LOCAL_TIME = "no-such-local-time"
    TWICE_LOCAL_TIME = "twice-local-time"
    NOT_A_TIME = "not-a-time"
    NO_CONTACT = "no-contact"
    ONE_OPEN = "one-open"
    THEY_ASK = "they-ask"
    WEEK_IS_FULL = "week-is-full"
    TAKES_NONE = "takes-none"
    TAKEN = "taken"
    OWN_HOURS = "own-hours"
    STRETCH = "stretch"
    OVERLAPS = "overlaps"
    UNKNOWN = "unknown"


SENTENCES: Mapping[Why, str] = {
    Why.STALE: "Something has changed meanwhile. Please look again, and press once more if you still wish it.",
    Why.NOT_YOURS: "It is the other one's turn to answer.",
    Why.OVER: "This talk is settled. Maybe ask anew.",
    Why.NOT_AGREED: "No time is agreed on yet.",
    Why.NOT_PROPOSED: "This time is not among those proposed. Maybe propose it yourself.",
    Why.TOO_SOON: "This time is over already. Maybe choose a later one.",
    Why.TOO_FAR: "This is more than a year ahead. Maybe the year is wrong.",
    Why.NO_TIMES: "No time is proposed. Please name at least one.",
    Why.TOO_MANY_TIMES: "At most three times can be proposed at once.",
    Why.SAME_TIMES: "Two of the times are the same. Please change one of them.",
    Why.NO_PURPOSE: "What the talk is for is missing: one sentence is enough.",
    Why.TOO_MANY_QUESTIONS: "Three questions are enough: they are the ones that will be answered.",
    Why.TOO_LONG: "This is too long. Please say it shorter.",
    Why.NOT_SO_LONG: "A talk takes 15, 20 or 30 minutes.",
    Why.NOT_YET_BEGUN: "This talk has not begun yet.",
    Why.TOO_LATE_TO_REOPEN: "More than an hour has passed since. Maybe ask them yourself.",
    Why.NO_SUCH_LOCAL_TIME: "The clocks are put forward then, so there is no such time. Maybe choose one an hour later.",
    Why.TWICE_LOCAL_TIME: "The clocks are put back then, so there is such a time twice. Maybe choose one an hour later.",
    Why.NOT_A_TIME: "This day and time can't be read. Please choose both.",
    Why.NO_CONTACT: "You can ask those with whom you have exchanged contacts.",
    Why.ONE_OPEN: "You have asked already, and the answer is still open.",
    Why.THEY_ASK: "They have asked you already: you can answer on your page of talks.",
    Why.WEEK_IS_FULL: "This person has as many requests as they can take this week.",
    Why.TAKES_NONE: "This person takes no requests at present.",
    Why.TAKEN: "Somebody else has just taken this time. Maybe choose another one.",
    Why.OWN_HOURS: "These are your own office hours.",
    Why.STRETCH: "Office hours end after they begin, and take at least one talk and at most twelve hours.",
    Why.OVERLAPS: "You have something at this time already.",
    Why.UNKNOWN: "There is no such talk. Maybe it was erased.",
}


class Refused(KeywhoError):
    """Something about an interview can't be as somebody wishes. `at` is a time that belongs to it: when to try again, which time is meant."""

    def __init__(self, why: Why, at: datetime | None = None) -> None:
        self.why = why
        self.at = at
        self.code = why.value
        super().__init__(SENTENCES[why])
