"""A shorter pitch: what could be left out of a text so that it fits. It is a suggestion; the longer text stays until its owner takes the shorter one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from keywho.coach.pitch.answers import Cut
from keywho.coach.pitch.asks import asks_in
from keywho.coach.pitch.claims import offers_in, proofs_in, says_name
from keywho.coach.pitch.findings import FindingKind
from keywho.coach.pitch.length import fits
from keywho.coach.pitch.phrases import Span, found, sentences_of
from keywho.coach.pitch.vocabulary import pitch_words
from keywho.coach.pitch.wording import weak_words
from keywho.coach.speaking import USUAL, Pace


@dataclass(frozen=True, slots=True)
class Shortened:
    """A shorter pitch, what was left out of the longer one, and whether it fits now."""

    text: str
    left_out: tuple[Span, ...]
    fits: bool


def shorten(text: str, cut: Cut, language: str, pace: Pace = USUAL) -> Shortened:
    """Suggest what could be left out: filler first, then the sentences that are needed least. The name and the ask stay."""
    left_out: list[Span] = []
    for one in (*_filler(text, language), *_least_needed(text, cut, language)):
        if fits(without(text, left_out), cut, language, pace):
            break
        left_out = [other for other in left_out if not other.overlaps(one)] + [one]
    shorter = without(text, left_out)
    return Shortened(shorter, tuple(sorted(left_out, key=lambda one: one.start)), fits(shorter, cut, language, pace))


def without(text: str, left_out: Sequence[Span]) -> str:
    """Give a text without some stretches, tidied: one gap between words, a capital letter at each beginning."""
    kept, at = "", 0
    for one in sorted(left_out, key=lambda span: span.start):
        kept, at = kept + text[at : one.start], one.end
    kept += text[at:]
    kept = re.sub(r"[ \t]+", " ", re.sub(r"\s+([,.!?])", r"\1", kept))
    kept = re.sub(r",\s*,+", ",", re.sub(r"(^|[.!?]\s)\s*,\s*", r"\1", kept)).strip()
    for sentence in sentences_of(kept):
        kept = kept[: sentence.start] + kept[sentence.start].upper() + kept[sentence.start + 1 :]
    return kept


def _filler(text: str, language: str) -> tuple[Span, ...]:
    words = pitch_words(language)
    meant = tuple(found(words.not_fillers, text))
    return tuple(one for one in found(words.fillers, text) if not any(one.overlaps(other) for other in meant))


def _least_needed(text: str, cut: Cut, language: str) -> tuple[Span, ...]:
    """Give the sentences that could be left out, the one that is needed least first."""
    words = pitch_words(language)
    offers = offers_in(text, words)
    asks = asks_in(text, words, offers)
    proofs = proofs_in(text, words, (*offers, *(ask.span for ask in asks)))
    sentences = sentences_of(text)
    asking = [one for one in sentences if any(one.overlaps(ask.span) for ask in asks)]
    offering = [one for one in sentences if any(one.overlaps(offer) for offer in offers) and one not in asking]
    naming = next((one for one in sentences if says_name(one.of(text), words)), None)
    blaming = [word.span for word in weak_words(text, words, proofs) if word.kind is FindingKind.BLAMES]
    plain = sorted((one for one in sentences if one not in (naming, *asking, *offering, *proofs)), key=lambda one: one in blaming)
    kept = {naming, *asking[:1]}
    in_order = [*asking[:0:-1], *plain[:0:-1], *offering[:0:-1], *proofs[:0:-1]]
    last = [*offering[:1], *proofs[:1], *plain[:1]] if cut is Cut.TEN else [*plain[:1], *offering[:1]]
    return tuple(one for one in (*in_order, *last) if one not in kept)
