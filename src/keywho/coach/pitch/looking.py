"""Looking at a pitch as a careful listener would: how long it is, what is missing, what weakens it. Each finding says why; nobody has to follow it.

What is looked for is what those who teach the pitch ask of it: a name, what somebody does, one proof, one clear ask, something to give, in plain words and short sentences.
Everything is decided by rules that can be read (asks.py, claims.py, wording.py) and words that can be changed (`sets/LANGUAGE/pitch-words.toml`); how often they are right is measured
(docs/coach-pitch.md).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keywho.coach.pitch.answers import Cut
from keywho.coach.pitch.asks import Ask, asks_in, too_many
from keywho.coach.pitch.claims import offers_in, proofs_in, says_name
from keywho.coach.pitch.findings import ABOUT_THE_WHOLE, Finding, FindingKind
from keywho.coach.pitch.length import is_short, is_too_long
from keywho.coach.pitch.phrases import Span, any_of, sentences_of, words_of
from keywho.coach.pitch.reasons import reason
from keywho.coach.pitch.vocabulary import PitchWords, pitch_words
from keywho.coach.pitch.wording import weak_words
from keywho.coach.speaking import USUAL, Estimate, Pace, cut_at, seconds_of

__all__ = ["ABOUT_THE_WHOLE", "Finding", "FindingKind", "Look", "look"]

LEAST_I, I_SHARE, I_BEGINS = 7, 0.13, 0.8
"""So many times "I", in such a share of the words, beginning such a share of the sentences, are too much."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a careful listener notices.

    Attributes
    ----------
    estimate : how long the text takes.
    findings : suggestions, in the order of the text; those about the whole come last.
    has_ask, has_proof, has_give, has_name : what is there.
    words, sentences : how many.
    """

    estimate: Estimate
    findings: tuple[Finding, ...]
    has_ask: bool
    has_proof: bool
    has_give: bool
    has_name: bool
    words: int
    sentences: int

    def kinds(self) -> frozenset[FindingKind]:
        """Give the kinds of what was found."""
        return frozenset(one.kind for one in self.findings)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What was heard in a text."""

    text: str
    words: PitchWords
    language: str
    sentences: tuple[Span, ...]
    asks: tuple[Ask, ...]
    offers: tuple[Span, ...]
    proofs: tuple[Span, ...]
    is_named: bool

    def finding(self, kind: FindingKind, span: Span, plain: str = "", **gaps: object) -> Finding:
        """Write a finding down, with its reason."""
        why, instead = reason(kind, self.language, **gaps)
        return Finding(kind, span.start, span.end, why, instead, plain)


def look(text: str, language: str, *, cut: Cut = Cut.THIRTY, pace: Pace = USUAL, name: str = "") -> Look:
    """Look at a pitch in a language. `cut` is how long it is to be, `pace` at what pace it is spoken, `name` what its speaker is called, if that is known.

    >>> found = look("Hello, I'm Ana. I am just a bookkeeper.", "en")
    >>> [str(one.kind) for one in found.findings]
    ['apology', 'no-ask', 'no-proof', 'no-give', 'too-short']
    """
    estimate = seconds_of(text, language, pace)
    heard = _hear(text, language, name)
    findings = [*_about_words(heard), *_about_asks(heard), *_missing(heard, cut), *_about_length(heard, cut, pace, estimate)] if heard.sentences else []
    return Look(
        estimate,
        tuple(sorted(findings, key=lambda one: (one.kind in ABOUT_THE_WHOLE, 0 if one.kind in ABOUT_THE_WHOLE else one.start))),
        bool(heard.asks),
        bool(heard.proofs),
        bool(heard.offers),
        heard.is_named,
        len(words_of(text)),
        len(heard.sentences),
    )


def _hear(text: str, language: str, name: str) -> _Heard:
    words = pitch_words(language)
    offers = offers_in(text, words)
    asks = asks_in(text, words, offers)
    proofs = proofs_in(text, words, (*offers, *(ask.span for ask in asks)))
    return _Heard(text, words, language, sentences_of(text), asks, offers, proofs, says_name(text, words, name))


def _missing(heard: _Heard, cut: Cut) -> Iterator[Finding]:
    nowhere = Span(0, 0)
    if not heard.is_named:
        yield heard.finding(FindingKind.NO_NAME, nowhere)
    if not heard.asks:
        yield heard.finding(FindingKind.NO_ASK, nowhere)
    if cut is Cut.TEN:  # ten seconds hold a name, what one does, and the ask
        return
    if not heard.proofs:
        yield heard.finding(FindingKind.NO_PROOF, nowhere)
    if not heard.offers:
        yield heard.finding(FindingKind.NO_GIVE, nowhere)


def _about_asks(heard: _Heard) -> Iterator[Finding]:
    asks = heard.asks
    for ask in asks:
        if ask.begs:
            yield heard.finding(FindingKind.ASKS_FOR_JOB, ask.span)
    if asks and all(ask.is_goal for ask in asks) and not any(ask.begs for ask in asks):
        yield heard.finding(FindingKind.ASKS_FOR_JOB, asks[0].span)
    elif asks and all(ask.is_vague and not ask.begs for ask in asks):
        yield heard.finding(FindingKind.VAGUE_ASK, asks[0].span)
    further = too_many(asks)
    if further:
        yield heard.finding(FindingKind.MANY_ASKS, Span(further[0].span.start, further[-1].span.end))


def _about_words(heard: _Heard) -> Iterator[Finding]:
    for one in weak_words(heard.text, heard.words, heard.proofs):
        yield heard.finding(one.kind, one.span, one.plain)
    for sentence in heard.sentences:
        count = len(words_of(sentence.of(heard.text)))
        if count > heard.words.longest_sentence:
            yield heard.finding(FindingKind.LONG_SENTENCE, sentence, count=count)


def _about_length(heard: _Heard, cut: Cut, pace: Pace, estimate: Estimate) -> Iterator[Finding]:
    if is_too_long(estimate.seconds, cut):
        over = cut_at(heard.text, heard.language, cut, pace)
        yield heard.finding(FindingKind.TOO_LONG, Span(over, len(heard.text)), seconds=round(estimate.seconds), cut=int(cut))
    if is_short(estimate.seconds, cut):
        yield heard.finding(FindingKind.TOO_SHORT, Span(0, 0), seconds=round(estimate.seconds), cut=int(cut))
    if _is_too_much_i(heard.text, heard.sentences, heard.words.myself):
        yield heard.finding(FindingKind.TOO_MUCH_I, Span(0, 0))


def _is_too_much_i(text: str, sentences: Sequence[Span], myself: tuple[str, ...]) -> bool:
    said = len(list(any_of(myself).finditer(text)))
    begins = sum(bool(any_of(myself).match(text, sentence.start)) for sentence in sentences)
    return said >= LEAST_I and said >= I_SHARE * len(words_of(text)) and begins >= I_BEGINS * len(sentences)
