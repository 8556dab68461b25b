"""What a pitch asks for: a wish ("I'm looking for ...") or a request ("do you know ..."), how clear it is, and how many there are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keywho.coach.pitch.phrases import WORD, Span, any_of, found, sentences_of, words_of
from keywho.coach.pitch.vocabulary import PitchWords

CLEAR = 2
"""So many words of its own make an ask clear; one is enough where it says what somebody is or does."""

LISTED = 3
"""So many things in one ask are a list."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One ask.

    Attributes
    ----------
    span : where it stands.
    is_request : the listener can do it at once: "do you know ...".
    is_goal : it is a wish for work, and for no person.
    begs : it asks the listener themselves for work.
    adds : it says itself that it is a further one: "and also ...".
    about : what it is about, in words of its own.
    is_precise : one of these words says what somebody is or does: "a midwife", "who bakes".
    things : how many things it lists.
    """

    span: Span
    is_request: bool
    is_goal: bool
    begs: bool
    adds: bool
    about: frozenset[str]
    is_precise: bool
    things: int

    @property
    def is_vague(self) -> bool:
        """Whether nobody could tell who is meant."""
        return len(self.about) + self.is_precise < CLEAR


def asks_in(text: str, words: PitchWords, offers: Sequence[Span] = ()) -> tuple[Ask, ...]:
    """Find the asks of a pitch; what offers something is none."""
    return tuple(ask for sentence in sentences_of(text) for ask in _in_sentence(text, sentence, words, offers))


def too_many(asks: Sequence[Ask]) -> tuple[Ask, ...]:
    """Give the asks that are more than one, from the second on; a list in a single ask is given whole.

    A goal ("a job in logistics") and the person who leads there are one ask; so are a wish and the question whether somebody knows such a person.
    """
    counted = [ask for ask in asks if not ask.is_goal] or list(asks)
    listed = tuple(ask for ask in counted if ask.things >= LISTED)
    if listed:
        return listed
    wishes = [ask for ask in counted if not ask.is_request]
    requests = [ask for ask in counted if ask.is_request]
    further = [ask for ask in counted if ask.adds and not ask.is_vague and ask is not counted[0]]
    for alike in (wishes, requests):
        further.extend(ask for at, ask in enumerate(alike) if at and len(ask.about) >= CLEAR and not any(ask.about & one.about for one in alike[:at]))
    return tuple(ask for ask in counted if ask in further)


def own_words(said: str, words: PitchWords) -> frozenset[str]:
    """Give the words that say what something is about: neither small nor vague."""
    bare = any_of(words.ask.vague).sub(" ", said)
    return frozenset(word for one in words_of(bare) if (word := one.casefold().replace("’", "'")) not in words.small and len(word) > 1)


def _in_sentence(text: str, sentence: Span, words: PitchWords, offers: Sequence[Span]) -> Iterator[Ask]:
    if any_of(words.ask.hooks).match(text, sentence.start):
        return
    is_question = sentence.of(text).rstrip("\"'”’»)").endswith("?")
    no_wishes = tuple(found(words.ask.no_wants, text, sentence))
    wishes = [(one, False) for one in found(words.ask.wants, text, sentence, lead=True) if not any(one.overlaps(other) for other in no_wishes)]
    asking = (words.ask.requests, words.ask.begs, *((words.ask.whom,) if is_question else ()))
    requests = [(one, True) for kind in asking for one in found(kind, text, sentence, lead=True)]
    signs = sorted(
        ((one, is_request) for one, is_request in (*wishes, *requests) if not any(one.overlaps(offer) for offer in offers)), key=lambda sign: sign[0].start
    )
    apart = [sign for at, sign in enumerate(signs) if at == 0 or sign[0].start >= signs[at - 1][0].end]
    again = [one.start for one in _further(text, sentence, words) if apart and one.start > apart[0][0].end]
    ends = sorted({sentence.end, *again})
    start = sentence.start
    for end in ends if apart else ():
        inside = [(one, is_request) for one, is_request in apart if start <= one.start < end]
        if inside or start in again:
            yield _ask(text, Span(start, end), inside, words, adds=start in again)
            start = end


def _further(text: str, sentence: Span, words: PitchWords) -> Iterator[Span]:
    """Find where another ask begins. "And I'd like to ..." begins one only if it is about another person: else it says what for the first one is."""
    yield from found(words.ask.again, text, sentence)
    yield from (one for one in found(words.ask.and_wants, text, sentence) if any_of(words.ask.persons).search(text, one.end, sentence.end))


def _ask(text: str, span: Span, signs: Sequence[tuple[Span, bool]], words: PitchWords, *, adds: bool) -> Ask:
    target = text[signs[0][0].end if signs else span.start : span.end]
    is_for_people = bool(any_of(words.ask.meets).search(span.of(text)) or any_of(words.ask.persons).search(target))
    return Ask(
        span,
        any(is_request for _, is_request in signs),
        bool(any_of(words.ask.goals).search(target)) and not is_for_people,
        bool(any_of(words.ask.begs).search(span.of(text))),
        adds or bool(next(found(words.ask.again, text, Span(span.start, signs[0][0].end if signs else span.end)), None)),
        own_words(target, words),
        _is_precise(target, words),
        len(_things(target, words)),
    )


def _is_precise(target: str, words: PitchWords) -> bool:
    clause = any_of(words.ask.clauses).search(target)
    after_article = (re.match(rf"\s+({WORD})", target[one.end :]) for one in found(words.ask.articles, target))
    return bool(clause and own_words(target[clause.end() :], words)) or any(word and own_words(word[1], words) for word in after_article)


def _things(target: str, words: PitchWords) -> list[str]:
    """Give the things that stand in a row, such as a job, a mentor and a flat. A clause about one of them ("who ...") is no further thing."""
    clause = any_of(words.ask.clauses).search(target)
    head = target[: clause.start()] if clause else target
    between = any_of(words.ask.ands).sub(",", head)
    return [one for one in re.split(r",", between) if any_of(words.ask.persons).search(one) or own_words(one, words) or any_of(words.ask.vague).search(one)]
