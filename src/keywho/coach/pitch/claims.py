"""What a pitch proves, what it offers, and whether it says a name."""

import re
from collections.abc import Sequence

from keywho.coach.pitch.phrases import WORD, Span, any_of, clauses_of, found, sentences_of, words_of
from keywho.coach.pitch.vocabulary import PitchWords

_FIGURE = re.compile(r"(?<!\w)[$€£]?\d+(?:[.,]\d+)*(?:\s?%|\w{0,2})(?!\w)")
_SHORTEST_DEED = 5
_BEGINNING = 90
"""A name without a sign is looked for within so many characters."""

_FULL_NAME = re.compile(r"(?:^|[.:,!–]\s+)([^\W\d_a-zäöüß]\w+ [^\W\d_a-zäöüß]\w+)(?=[.,:!–])")
_NAME = re.compile(r"[^\W\d_a-zäöüßáéíóúñ][\w'’-]*")


def offers_in(text: str, words: PitchWords) -> tuple[Span, ...]:
    """Find what is offered to others: from the sign to the end of its clause. A clause in which the speaker does something for the listener is an offer, unless it asks."""
    return tuple(offer for sentence in sentences_of(text) for clause in clauses_of(text, sentence) if (offer := _offer(text, clause, words)) is not None)


def _offer(text: str, clause: Span, words: PitchWords) -> Span | None:
    claims, asks = words.claims, words.ask
    not_meant = tuple(found(claims.no_gives, text, clause))
    signs = [one for one in found(claims.gives, text, clause) if not any(one.overlaps(other) for other in not_meant)]
    if signs:
        return Span(signs[0].start, clause.end)
    is_ask = any(next(found(kind, text, clause), None) for kind in (asks.wants, asks.requests, asks.begs)) or any_of(asks.hooks).match(text, clause.start)
    if is_ask or clause.of(text).endswith("?"):
        return None
    not_for_them = (*not_meant, *found(claims.not_to_others, text, clause))
    others = [one for one in found(claims.to_others, text, clause) if not any(one.overlaps(other) for other in not_for_them)]
    does = any_of(claims.doers).search(text, clause.start, clause.end) is not None
    return clause if others and does else None


def proofs_in(text: str, words: PitchWords, not_proofs: Sequence[Span]) -> tuple[Span, ...]:
    """Find the sentences that show something: a deed of their own, or a figure with what became of it. An ask and an offer show nothing yet."""
    return tuple(sentence for sentence in sentences_of(text) if _shows(text, sentence, words, not_proofs))


def _shows(text: str, sentence: Span, words: PitchWords, not_proofs: Sequence[Span]) -> bool:
    claims = words.claims
    if any_of(words.ill).search(text, sentence.start, sentence.end):  # who speaks ill of somebody shows nothing of themselves
        return False
    empty = tuple(found(claims.no_deeds, text, sentence))
    deeds = [one for one in found(claims.deeds, text, sentence) if not any(one.overlaps(other) for other in (*empty, *not_proofs))]
    if deeds and len(words_of(sentence.of(text))) >= _SHORTEST_DEED:
        return True
    if any(sentence.start <= one.start < sentence.end for one in not_proofs):
        return False
    return _has_figure(text, sentence, words) and (bool(any_of(claims.past).search(text, sentence.start, sentence.end)) or bool(deeds))


def _has_figure(text: str, sentence: Span, words: PitchWords) -> bool:
    """Say whether a number stands in a sentence that is no time ("three years"), no year and no praise ("a hundred percent")."""
    praise = tuple(found(words.praise, text, sentence))
    figures = [*(Span(one.start(), one.end()) for one in _FIGURE.finditer(text, sentence.start, sentence.end)), *found(words.claims.figures, text, sentence)]
    figures = [one for one in figures if not any(one.overlaps(other) for other in praise)]
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
    for sign in found(claims.names_behind, text, Span(0, min(_BEGINNING, len(text)))):
        before = re.search(rf"({WORD})\s*,?\s*$", text[: sign.start])
        if before and _NAME.fullmatch(before[1]) and not any_of(claims.no_names).fullmatch(before[1]):
            return True
    pairs = _FULL_NAME.finditer(text[:_BEGINNING])
    return any(not any_of(claims.no_names).fullmatch(part) and len(part) > 1 for pair in pairs for part in pair[1].split()[:1])
