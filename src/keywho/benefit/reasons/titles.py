"""Titles of work as they stand in a sentence: "Grid planner" is said as "is a grid planner", "payroll" as "does payroll"."""

import re

from keywho.benefit.reasons.words import ReasonWords

MOST_WORDS = 4
_PLAIN = re.compile(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)*")
_NAMES = frozenset(
    {"english", "german", "french", "spanish", "italian", "turkish", "arabic", "polish", "russian", "chinese", "japanese", "portuguese", "dutch"}
)
_VOWEL = re.compile(r"[aeio]|u(?!ni|s[aei]|ti|x\b|k\b)|(?-i:[AEFHILMNORSX](?=[A-Z]))", re.IGNORECASE)


def work_said(text: str, words: ReasonWords) -> tuple[str, str]:
    """Give a sentence for what somebody is and one for what they were, with {name} open, and {held} in place; empty where only a quote is sure to read well."""
    if len(text.split()) > MOST_WORDS or not _PLAIN.fullmatch(text):
        return "", ""
    if words.titles.search(text):
        said = _small(text) if words.small_titles else text
        article = ("an " if _VOWEL.match(said) else "a ") if words.has_articles else ""
        return words.is_title.replace("{held}", article + said), words.was_title.replace("{held}", article + said)
    if words.doings is not None and words.doings.search(text):
        return words.does.replace("{held}", _small(text)), ""
    return "", ""


def _small(text: str) -> str:
    return " ".join(word.lower() if word[1:].islower() and word.lower() not in _NAMES else word for word in text.split(" "))
