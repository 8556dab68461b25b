"""Reasons in English."""

import re

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
    you_have_jobs="You have jobs: {wish}.",
    they_seek="{name} looks for {held}.",
    they_want="{name} wants {held}.",
    you_wrote="You wrote {held}.",
    compare_notes="Compare notes.",
    who=("who", "somebody who"),
    my={"my": "your", "our": "your", "me": "you", "us": "you", "mine": "yours", "myself": "yourself"},
    titles=re.compile(
        r"^(?:head|director|manager|president) of |(?<!custom)(?<!pow)(?<!comput)(?<!wat)(?<!care)(?<!leit)(?<!lehr)(?<!pfleg)(?<!beit)(?<!nik)er$|(?:or|ist|ian|yst|ant|[^m]ent|man|woman|nurse|chef|lead|cook|clerk|tech|physio"
        r"|aide|guide|pilot|coach|architect|expert|dev|apprentice|representative|executive|secretary|worker)$",
        re.IGNORECASE,
    ),
    doings=re.compile(r"(?:ing|work|payroll|keeping|management|design|sales|care|logistics|marketing|administration|support|testing)$", re.IGNORECASE),
    is_title="{name} is {held}.",
    was_title="{name} was {held} before.",
    does="{name} does {held}.",
    has_articles=True,
    small_titles=True,
    hires="{name} hires {held}.",
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
    still_open="Still open?",
    ask_about="Ask about {more}.",
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
