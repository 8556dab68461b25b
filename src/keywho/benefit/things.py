"""What a free text is about, thing by thing: "a nurse, maybe a ward manager; or anybody at the clinic" names three."""

import re

from keywho.benefit.vocabulary.tokens import bare_words, is_filler

MOST_THINGS = 6
LONGEST_THING = 120
_BETWEEN = re.compile(r"[\n;•|]+|,\s+|[.!?]+(?:\s+|$)|\s+(?:or|oder|sowie|ou)\s+", re.IGNORECASE)
_UNDECIDED = re.compile(
    r"""\b(?:don.?t\ know | no\ idea | not\ sure | undecided | weiß\ (?:es\ |ich\ )*(?:noch\ )?nicht | keine\ ahnung | no\ (?:lo\ )?s[eé]\b | je\ ne\ sais\ pas
    | new\ (?:faces|people) | neue\ (?:gesichter|leute) | caras\ nuevas)""",
    re.IGNORECASE | re.VERBOSE,
)
_ARTICLES = frozenset(["a", "an", "the", "ein", "eine", "einen", "einer", "un", "una", "une"])
_SMALL_TALK = frozenset(["also", "plus", "preferably", "ideally", "etc", "usw", "gerne", "preferiblemente"])
_EDGES = " \t-–—*·:.,;!?"


def things_in(text: str) -> tuple[str, ...]:
    """Give the topics that a text names, each once; what says nothing ("I don't know yet", "a new job") is none."""
    found: dict[str, str] = {}
    for part in _BETWEEN.split(text):
        thing = " ".join(part.split())[:LONGEST_THING].strip(_EDGES)
        if says_something(thing):
            topic = topic_of(thing)
            found.setdefault(topic.casefold(), topic)
    return tuple(found.values())[:MOST_THINGS]


def says_something(text: str) -> bool:
    """Say whether a text has a word that could tell somebody from others."""
    return not _UNDECIDED.search(text) and any(word not in _SMALL_TALK and not is_filler(word) for word in bare_words(text))


def topic_of(thing: str) -> str:
    """Give what a thing is about, without the words before it: "a first step into wind energy" is about "wind energy", "somebody like a nurse" about "a nurse"."""
    words, article = thing.split(), ""
    while len(words) > 1 and not says_something(words[0]):
        article = words[0].casefold()
        words = words[1:]
    if article in _ARTICLES:
        words = [article, *words]
    while len(words) > 1 and not bare_words(words[-1]):
        words = words[:-1]
    return " ".join(words).strip(_EDGES) or thing
