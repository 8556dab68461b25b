"""What a pitch proves, what it offers, and whether it says a name."""

import re
from collections.abc import Sequence

from keywho.coach.pitch.phrases import WORD, Span, any_of, found, sentences_of, words_of
from keywho.coach.pitch.vocabulary import PitchWords

_FIGURE = re.compile(r"(?<!\w)[$€£]?\d+(?:[.,]\d+)*(?:\s?%|\w{0,2})(?!\w)")
_SHORTEST_DEED = 5
_NAME = re.compile(r"[^\W\d_a-zäöüßáéíóúñ][\w'’-]*")
_FIRST_WORDS = 60


def offers_in(text: str, words: PitchWords) -> tuple[Span, ...]:
    """Find what is offered to others: from the sign to the end of its sentence."""
    claims = words.claims
    found_here = []
    for sentence in sentences_of(text):
        not_meant = tuple(found(claims.no_gives, text, sentence))
        signs = [one for one in found(claims.gives, text, sentence) if not any(one.overlaps(other) for other in not_meant)]
        if signs:
            found_here.append(Span(signs[0].start, sentence.end))
    return tuple(found_here)


def proofs_in(text: str, words: PitchWords, not_proofs: Sequence[Span]) -> tuple[Span, ...]:
    """Find the sentences that show something: a deed of their own, or a figure with what became of it. An ask and an offer show nothing yet."""
    return tuple(sentence for sentence in sentences_of(text) if _shows(text, sentence, words, not_proofs))


def _shows(text: str, sentence: Span, words: PitchWords, not_proofs: Sequence[Span]) -> bool:
    claims = words.claims
    empty = tuple(found(claims.no_deeds, text, sentence))
    deeds = [one for one in found(claims.deeds, text, sentence) if not any(one.overlaps(other) for other in (*empty, *not_proofs))]
    if deeds and len(words_of(text[deeds[0].start : sentence.end])) >= _SHORTEST_DEED:
        return True
    if any(sentence.start <= one.start < sentence.end for one in not_proofs):
        return False
    return _has_figure(text, sentence, words) and (bool(any_of(claims.past).search(text, sentence.start, sentence.end)) or bool(deeds))


def _has_figure(text: str, sentence: Span, words: PitchWords) -> bool:
    """Say whether a number stands in a sentence that is no time ("three years") and no year."""
    figures = [*(Span(one.start(), one.end()) for one in _FIGURE.finditer(text, sentence.start, sentence.end)), *found(words.claims.figures, text, sentence)]
    return any(not any_of(words.claims.times).match(text, one.start) and not re.fullmatch(r"(?:19|20)\d\d", one.of(text)) for one in figures)


def says_name(text: str, words: PitchWords, name: str = "") -> bool:
    """Say whether a pitch says who speaks: the name itself where it is known, else what stands where a name stands."""
    parts = [part for part in re.findall(WORD, name) if len(part) > 1]
    if any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text, re.IGNORECASE) for part in parts):
        return True
    claims = words.claims
    for sign in found(claims.names, text):
        behind = re.match(rf"\s*,?\s*({WORD})", text[sign.end :])
        if behind and _NAME.fullmatch(behind[1]) and not any_of(claims.no_names).fullmatch(behind[1]):
            return True
    first = sentences_of(text)[:1]
    said = first[0].of(text) if first else ""
    return bool(re.match(rf"(?:{WORD}[,!.]?\s+)?[^\W\d_a-z]\w+ [^\W\d_a-z]\w+(?=[,.:–]|\s+here)", said))
