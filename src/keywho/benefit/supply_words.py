"""What a supply says, in sentences for the organizer. Names come in from outside: whoever shows them decides what people are called."""

from collections.abc import Callable, Sequence

from keywho.benefit.supply import HardToPlace, Offered, OverAsked, Sought, Supply, Why
from keywho.core.languages import name_of_language
from keywho.core.people import Help

Called = Callable[[int], str]
"""Gives the name of somebody by their place in the list."""

MOST_NAMES = 5
LONGEST_LABEL = 60
_WHO_GIVES = {
    Help.JOB_LEAD: "somebody who hires, or hears of openings",
    Help.INTRODUCTION: "somebody who knows many people and likes to introduce them",
    Help.ADVICE: "somebody who gives good advice on the way to work",
    Help.INSIDER: "somebody who tells what their work is really like",
    Help.COMPANION: "somebody who is looking for work, too",
}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def headline(supply: Supply) -> str:
    """Say in one sentence how well the room serves its people."""
    if not supply.people:
        return "Nobody is on the list yet."
    if not supply.told:
        return "Nobody has written yet what they seek." if supply.people > 1 else "The one person on the list has not written yet what they seek."
    if not supply.served:
        return "Nobody here has somebody who could clearly help them yet." if supply.people > 1 else "One person alone: nobody can help them yet."
    if supply.served == supply.people:
        return "Both people can help each other." if supply.people == 2 else f"All {supply.people:,} people have somebody here who can help them."
    return f"{supply.served:,} of {supply.people:,} people {'has' if supply.served == 1 else 'have'} somebody here who can help them."


def second_line(supply: Supply) -> str:
    """Say how many have a choice, and who did not tell; empty where there is nothing to add."""
    parts = []
    if supply.served:
        parts.append(f"{supply.well_served:,} of them {'has' if supply.well_served == 1 else 'have'} three or more." if supply.well_served else "")
        parts[-1] = parts[-1] or "None of them has three or more."
    untold = supply.people - supply.told
    if untold and supply.told:
        parts.append(f"{untold:,} {'has' if untold == 1 else 'have'} not written what they seek.")
    return " ".join(parts)


def missing_sentence(one: Sought) -> str:
    """Say what is sought and not here."""
    return f"{_look_for(one)}; nobody here offers it."


def scarce_sentence(one: Sought, called: Called) -> str:
    """Say what many look for and few have."""
    has = ("offers it", "offer it") if one.kind else ("comes near it", "come near it")
    return f"{_look_for(one)}; only {named(one.answered_by, called)} {_verb(one.answered_by, *has)}."


def invitation(one: Sought, evening: str) -> str:
    """Give a sentence to send to people who may know somebody. It names nobody."""
    whom = _WHO_GIVES[one.kind] if one.kind else f"somebody for “{shortened(one.label)}”"
    return f"Do you know {whom}? {_people(len(one.seekers))} at {evening} would like to meet them."


def over_asked_sentence(one: OverAsked, can_meet: int, called: Called) -> str:
    """Say that somebody is sought by more people than they can meet."""
    return f"{_people(one.asked_by)} would gain from meeting {called(one.who)}, who can meet {number(can_meet)}."


def untapped_sentence(one: Offered, called: Called) -> str:
    """Say what is offered and nobody looks for."""
    if len(one.offered_by) == 1:
        return f"{called(one.offered_by[0])} offers “{shortened(one.label)}”; nobody asks for it."
    return f"{_people(len(one.offered_by))} offer “{shortened(one.label)}”; nobody asks for it."


def hard_sentence(one: HardToPlace) -> str:
    """Say why somebody is hard to place, in a sentence that stands below their name."""
    about = _or([f"“{shortened(label)}”" for label in one.about])
    match one.why:
        case Why.NOTHING:
            return "Has written nothing yet."
        case Why.SEEKS_NOTHING:
            return "Has not written what they seek."
        case Why.HIDES:
            return f"Is kept apart from {_people(one.count).lower()} here."
        case Why.LANGUAGE:
            return f"Nobody else here says that they speak {_or(list(map(name_of_language, one.about)))}."
        case Why.VAGUE:
            return f"Looks for {about or 'help of some kind'}."
        case Why.NOBODY:
            return f"Looks for {about}; nobody here offers it."
        case Why.FAR:
            return f"Looks for {about}; somebody comes near it, but nobody fits well."


def what_helps(why: Why) -> str:
    """Say what the organizer can do about it."""
    match why:
        case Why.NOTHING:
            return "Ask them for a job title and one thing they look for."
        case Why.SEEKS_NOTHING:
            return "Ask them whom they would like to meet."
        case Why.HIDES:
            return "Maybe seat them where the others are, or ask whether all of it is still needed."
        case Why.LANGUAGE:
            return "Invite somebody who speaks it, or ask which other language would do."
        case Why.VAGUE:
            return "Ask them for one more word: a job title, a trade or a field."
        case Why.NOBODY:
            return "Invite somebody for it."
        case Why.FAR:
            return "Ask them for a job title: a plain word is found more easily than a sentence."


def named(places: Sequence[int], called: Called) -> str:
    """Name people: "Ana, Ben and Cyd"; of many the first five, "and 12 more"."""
    names = [called(place) for place in places[:MOST_NAMES]]
    if len(places) > MOST_NAMES:
        return f"{', '.join(names)} and {len(places) - MOST_NAMES:,} more"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names) or "nobody"


def number(count: int) -> str:
    """Write small numbers as words."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def shortened(label: str) -> str:
    """Give a label as it fits into a sentence."""
    return label if len(label) <= LONGEST_LABEL else label[:LONGEST_LABEL].rsplit(" ", 1)[0].rstrip(",;.") + " ..."


def _people(count: int) -> str:
    return f"{number(count)} {'person' if count == 1 else 'people'}".capitalize()


def _look_for(one: Sought) -> str:
    label = one.label if one.kind else f"“{shortened(one.label)}”"
    return f"{_people(len(one.seekers))} {_verb(one.seekers, 'looks', 'look')} for {label}"


def _verb(people: Sequence[int], one: str, many: str) -> str:
    return one if len(people) == 1 else many


def _or(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)
