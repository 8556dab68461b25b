"""Words that weaken a pitch: jargon, filler, talking oneself down, ill words about an employer, praise that says nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keywho.coach.pitch.findings import FindingKind
from keywho.coach.pitch.phrases import Span, any_of, found, sentences_of
from keywho.coach.pitch.vocabulary import PitchWords

_LETTERS = re.compile(r"(?<![\w-])(?:[A-Z]&[A-Z]|[A-Z]{2,6}\d?|[A-Z]\d[A-Z])s?(?![\w-])")
_SHOUTED_WORD = re.compile(r"(?<!\w)[A-ZÄÖÜÑ]{2,}(?!\w)")
_SHOUTED = 9
"""A text with more words in capitals than this is written in capitals, and these are no abbreviations."""

_NOT_PRAISED = (FindingKind.EMPTY_PRAISE, FindingKind.APOLOGY)
"""Who says "not very good at this" does not praise themselves."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or two that weaken a pitch, and plain ones that could stand there."""

    kind: FindingKind
    span: Span
    plain: str = ""


def weak_words(text: str, words: PitchWords, proofs: Sequence[Span]) -> tuple[Word, ...]:
    """Find them all, in order; of two that overlap the longer one counts."""
    every = [
        *_jargon(text, words),
        *(Word(FindingKind.FILLER, one) for one in _but_for(words.fillers, words.not_fillers, text)),
        *(Word(FindingKind.APOLOGY, one) for one in _but_for(words.apologies, words.not_apologies, text)),
        *_blame(text, words),
        *_praise(text, words, proofs),
    ]
    kept: list[Word] = []
    for one in sorted(every, key=lambda word: (word.kind is not FindingKind.APOLOGY, word.span.start - word.span.end)):
        if not any(one.span.overlaps(other.span) and (one.kind is other.kind or (one.kind, other.kind) == _NOT_PRAISED) for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda word: (word.span.start, word.kind)))


def _but_for(phrases: Sequence[str], exceptions: Sequence[str], text: str) -> Iterator[Span]:
    meant_otherwise = tuple(found(exceptions, text))
    return (one for one in found(phrases, text) if not any(one.overlaps(other) for other in meant_otherwise))


def _jargon(text: str, words: PitchWords) -> Iterator[Word]:
    hard = [Word(FindingKind.JARGON, one, plain) for phrase, plain in words.jargon.items() for one in found((phrase,), text)]
    yield from hard
    if hard:
        yield from (Word(FindingKind.JARGON, one, plain) for phrase, plain in words.soft_jargon.items() for one in found((phrase,), text))
    if len(_SHOUTED_WORD.findall(text)) > _SHOUTED:
        return
    for letters in _LETTERS.finditer(text):
        bare = letters[0].removesuffix("s")
        is_shouted = len(re.findall(r"(?<!\w)[A-ZÄÖÜÑ]{2,}(?!\w)", text)) > _SHOUTED
        if (
            bare not in words.known_letters
            and not is_shouted
            and not re.match(r"\s*\(", text[letters.end() :])
            and text[letters.start() - 1 : letters.start()] != "("
        ):
            yield Word(FindingKind.JARGON, Span(letters.start(), letters.end()))


def _blame(text: str, words: PitchWords) -> Iterator[Word]:
    """Find sentences that name an employer and have ill words for them."""
    for sentence in sentences_of(text):
        is_ill = any_of(words.ill).search(text, sentence.start, sentence.end)
        if is_ill and any_of(words.employers).search(text, sentence.start, sentence.end):
            yield Word(FindingKind.BLAMES, sentence)


def _praise(text: str, words: PitchWords, proofs: Sequence[Span]) -> Iterator[Word]:
    """Find praise. Soft praise is spared where the same sentence or the next one shows it."""
    yield from (Word(FindingKind.EMPTY_PRAISE, one) for one in found(words.praise, text))
    sentences = sentences_of(text)
    for at, sentence in enumerate(sentences):
        if not any(near in proofs for near in sentences[at : at + 2]):
            yield from (Word(FindingKind.EMPTY_PRAISE, one) for one in found(words.soft_praise, text, sentence))
