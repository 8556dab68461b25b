"""The words that a careful listener listens for, in one language: the shape of `sets/LANGUAGE/pitch-words.toml`. How a phrase is written: see phrases.py."""

from collections.abc import Mapping
from dataclasses import dataclass

from keywho.coach.sets import read_set

Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskWords:
    """How an ask sounds.

    Attributes
    ----------
    wants : a wish, with what is wished behind it: "I'm looking for".
    no_wants : sounds so, and wishes for nothing: "looking for six months".
    requests : something that the listener can do at once: "do you know".
    whom : what makes a question a request: "who".
    hooks : questions that ask for nothing: "have you ever".
    goals : what makes a wish a wish for work instead of a person: "a job".
    begs : asking the listener themselves for work: "hire me".
    persons : who can be met: "somebody", "people who".
    vague : words that say nothing about whom or what: "opportunities".
    again : signs that another ask comes: "and also".
    and_wants : signs of one where another person is named behind it: "and I'd like".
    meets : a wish to meet or to talk.
    clauses : what begins a clause about the person: "who".
    articles : what stands before what somebody is: "a".
    ands : what stands between two things: "and", "or".
    """

    wants: Phrases
    no_wants: Phrases
    requests: Phrases
    whom: Phrases
    hooks: Phrases
    goals: Phrases
    begs: Phrases
    persons: Phrases
    vague: Phrases
    again: Phrases
    and_wants: Phrases
    meets: Phrases
    clauses: Phrases
    articles: Phrases
    ands: Phrases


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """How a proof, an offer and a name sound.

    Attributes
    ----------
    deeds : somebody did something: "I (built|led)".
    no_deeds : what happened to them, or says nothing yet: "I was", "I worked".
    figures : numbers in words, and words that count: "half", "doubled".
    times : a figure with one of these behind it is a time, and no proof by itself: "months".
    past : a past tense of anything: "fell".
    gives : an offer: "I can show".
    no_gives : sounds like an offer, and is none: "I can start".
    to_others : whom something is done for: a sentence with one of these and somebody who does it ("I", "my") is an offer, unless it asks.
    not_to_others : sounds so, and is nothing done for them: "nice to meet you".
    doers : who does it.
    names, names_behind : what stands before a name, "my name is"; and behind one, "is my name".
    no_names : what looks like a name there, and is none.
    """

    deeds: Phrases
    no_deeds: Phrases
    figures: Phrases
    times: Phrases
    past: Phrases
    gives: Phrases
    no_gives: Phrases
    to_others: Phrases
    not_to_others: Phrases
    doers: Phrases
    names: Phrases
    names_behind: Phrases
    no_names: Phrases


@dataclass(frozen=True, slots=True)
class PitchWords:
    """All that is listened for.

    Attributes
    ----------
    jargon, soft_jargon : by phrase, what could be said instead; may be empty. Soft jargon has a plain meaning, too, and counts beside other jargon alone.
    known_letters : abbreviations that everybody knows.
    fillers, not_fillers : words that say nothing; and where they do say something.
    apologies, not_apologies : talking oneself down; and what only sounds so.
    employers, ill : a former employer; and ill words about one.
    praise : praise that says nothing, whoever says it.
    soft_praise : praise that is empty without a proof beside it.
    myself : how "I" is said.
    small : words too small to say what a sentence is about.
    longest_sentence : in words.
    """

    ask: AskWords
    claims: ClaimWords
    jargon: Mapping[str, str]
    soft_jargon: Mapping[str, str]
    known_letters: tuple[str, ...]
    fillers: Phrases
    not_fillers: Phrases
    apologies: Phrases
    not_apologies: Phrases
    employers: Phrases
    ill: Phrases
    praise: Phrases
    soft_praise: Phrases
    myself: Phrases
    small: Phrases
    longest_sentence: int


def pitch_words(language: str) -> PitchWords:
    """Read the words of a language; English where there are none."""
    return read_set(language, "pitch-words", PitchWords)
