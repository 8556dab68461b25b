"""Reasons in English."""

from keywho.benefit.reasons.words import ReasonWords
from keywho.core.people import Help

ENGLISH = ReasonWords(
    quotes=("“", "”"),
    woven=frozenset(
        {"a", "an", "the", "somebody", "someone", "people", "anybody", "anyone", "introductions", "contacts", "advice", "work", "jobs", "others", "help"}
    ),
    you_seek="You look for {wish}.",
    you_want="You want {wish}.",
    own_work="Your work is {wish}.",
    hires="{name} hires: {held}.",
    hires_these="{name} hires {held}.",
    has_jobs="{name} has jobs: {held}.",
    offers="{name} offers {held}.",
    is_it="{name} knows this work: {held}.",
    works_there="{name} is with {held}.",
    introduces="{name} can introduce you.",
    same_road="{name} went this way: from {held} to {more}.",
    same_road_to_here="{name} left {held} behind, too.",
    was_in_it="{name} did this before: {held}.",
    in_the_field="{name} is in this field: {held}.",
    neighbouring="What {name} does is close to it: {held}.",
    knows_one="Still open? {name} can tell you about {held}.",
    knows_two="Still open? {name} can tell you about {held} and {more}.",
    both_seek="You both look for {wish}: compare notes.",
    seek_alike="You look for {wish}, {name} for {held}: compare notes.",
    help={
        Help.JOB_LEAD: "You look for a job lead. {name} can give one.",
        Help.INTRODUCTION: "You look for an introduction. {name} makes introductions.",
        Help.ADVICE: "You look for advice. {name} gives advice.",
        Help.INSIDER: "You look for an insider’s view. {name} gives one.",
        Help.COMPANION: "You look for a companion in the same search. {name} is glad to be one.",
    },
    no_strong_reason="Somebody new: good talks often begin without a plan. What could you do for each other?",
)
