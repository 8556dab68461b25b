"""A free text in pieces, and what each piece is about: "A hiring manager in wind and solar energy" is about "wind and solar energy"."""

import re
from collections.abc import Sequence

from keywho.benefit.vocabulary.tokens import bare_words, plain
from keywho.benefit.weak_words import bare, is_about_something, is_of_hiring, is_only_a_place, is_rank, says_nothing, telling

MOST_SEGMENTS = 12
LONGEST_TEXT = 6_000
LONGEST_SEGMENT = 120
_BETWEEN = re.compile(
    r"[\n\r;•▪●·|()]+|,(?!\d)\s*|:\s+|(?<!\bSt)(?<!\bDr)(?<!\bMr)(?<!\bMs)[.!?…]+(?:\s+|$)|\s+[-–—*/]+\s+|^[-–—*]+\s+|[、。；，！？]+", re.MULTILINE
)
_AND = re.compile(r"\s+(?:and|or|und|oder|sowie|y|e|o|u)\s+|\s*&\s*", re.IGNORECASE)
_EDGES = " \t-–—*·:.,;!?()[]\"'“”„«»"
_LINKING = re.compile(
    r"^(?:(?:and|or|und|oder|y|o|now|jetzt|ahora|also|but|then|ideally|preferably|gladly|maybe|perhaps|possibly|especially|mainly|mostly|auch|gerne?|am liebsten|vielleicht|eventuell|vor allem|aber"
    r"|e\.?g\.?|z\. ?b\.|zum beispiel|por ejemplo|for example|such as|best(?= in\b)|am besten|gladly|happily|tambi[eé]n|quiz[aá]s?|tal vez|pero|sobre todo|in|with|at|bei|im|en)\s+)+(?=\S)",
    re.IGNORECASE,
)
_WOULD = re.compile(r"(?<!\bi)(?<!\bwho)(?<!\bthat)\s+(?:and\s+|und\s+|y\s+)?(?:would|w[aä]re|ser[ií]a)\s.*$", re.IGNORECASE)
_ALTERNATIVES = frozenset({"or", "oder", "o", "u"})
_BEGINNINGS = frozenset({"in", "im", "en", "at", "bei", "for", "with", "somebody", "someone", "jemand", "jemanden", "alguien"})
_WHO = re.compile(r"^.*\b(?:who|that|quien|que)\s+(?=\S)", re.IGNORECASE)
_INTO = re.compile(
    r"^.*\b(?:(?:mov\w*|switch\w*|get|getting|break\w*|chang\w*|transition\w*|steps?|go|going)\s+(?:over\s+)?(?:in)?to"
    r"|(?:quer)?einstieg\s+in(?:\s+(?:die|den|das))?|umschulung\s+zu[rm]?|wechsel\w*\s+in(?:\s+(?:die|den|das))?|(?:cambiar|pasar|paso)\s+al?|entrar\s+en)\s+(?=\S)",
    re.IGNORECASE,
)
_JOINS = frozenset(re.findall(r"\w+", "in into for at of from with within to on im der bei beim fur als von vom aus mit en de del para con como a al"))
_HOUSES = frozenset(
    ["workshop", "company", "firm", "agency", "studio", "startup", "association", "taller", "werkstatt", "agencia", "empresa", "agentur", "betrieb"]
)
_DANGLING = frozenset(
    re.findall(r"\S+", "and or und oder sowie y e o u & the a an der die das den dem ein eine einen el la los las un una of in de del von im for")
)


def segments_of(text: str, most: int = MOST_SEGMENTS) -> tuple[str, ...]:
    """Give the pieces of a text in their order, each once. Of a long text (a pasted résumé) the most telling ones stay."""
    found: dict[str, str] = {}
    for piece in _BETWEEN.split(text[:LONGEST_TEXT]):
        for part in _at_and(" ".join(piece.split()).strip(_EDGES)):
            cut = cut_at_a_word(_WOULD.sub("", _LINKING.sub("", part)), LONGEST_SEGMENT)
            if cut:
                found.setdefault(plain(cut), cut)
    parts = tuple(found.values())
    if len(parts) <= most:
        return parts
    best = sorted(range(len(parts)), key=lambda at: (-min(4, len(telling(bare_words(parts[at])))), at))[:most]
    return tuple(parts[at] for at in sorted(best))


def _at_and(piece: str) -> Sequence[str]:
    """Split at "and" where both sides stand for themselves: each has two words that tell something ("wind and solar energy" is one thing).

    At "or", and where the second side begins anew ("in care and in schools"), one such word on each side is enough.
    """
    for found in _AND.finditer(piece):
        left, right = piece[: found.start()], piece[found.end() :]
        least = 1 if found[0].strip().casefold() in _ALTERNATIVES or plain(right.split(" ", 1)[0]) in _BEGINNINGS else 2
        if len(telling(bare_words(left))) >= least and len(telling(bare_words(right))) >= least:
            return (left, *_at_and(right))
    return (piece,)


def subject_of(segment: str, *, of_hiring: bool = False) -> str:
    """Give what a segment is about, without the words around it; empty where it is about nothing in particular.

    Of a segment about hiring, ranks at its ends go too: who is "Energy hiring lead" hires for "energy".
    """
    before, that, _ = segment.partition(" that ")
    if that and telling(bare_words(before)) and not is_only_a_place(before):
        segment = before  # "a joinery workshop that takes beginners"
    for lead in (_INTO, _WHO):
        found = lead.match(segment)
        if found is not None and is_about_something(segment[found.end() :]):
            segment = segment[found.end() :]
    words = _trimmed(segment.split(), of_hiring=of_hiring)
    for at, word in enumerate(words[1:-1] if len(words) > 2 else (), 1):
        if plain(word) in _JOINS and not any(_tells(before) for before in words[:at]):
            rest = _trimmed(words[at + 1 :], of_hiring=of_hiring)
            if is_about_something(" ".join(rest)):
                words = rest
                break
    while len(words) > 1 and bare(words[-1]) in _HOUSES and is_about_something(" ".join(words[:-1])):
        words = words[:-1]
    subject = " ".join(words).strip(_EDGES)
    return subject if is_about_something(subject) else ""


def _trimmed(words: Sequence[str], *, of_hiring: bool) -> list[str]:
    kept = list(words)
    while kept and _says_nothing(kept[0], of_hiring=of_hiring):
        kept = kept[1:]
    while kept and _says_nothing(kept[-1], of_hiring=of_hiring):
        kept = kept[:-1]
    return kept


def _tells(word: str) -> bool:
    found = bare(word)
    return bool(found) and not says_nothing(found) and not is_rank(found)


def _says_nothing(word: str, *, of_hiring: bool) -> bool:
    found = bare(word)
    return not found or says_nothing(found) or (of_hiring and (is_rank(found) or is_of_hiring(found)))


def cut_at_a_word(text: str, longest: int) -> str:
    """Give a text on one line, cut at a word where it is long; no "and" or "the" dangles."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    words = line[: longest + 1].rsplit(" ", 1)[0][:longest].split()
    while len(words) > 1 and plain(words[-1].strip(_EDGES)) in _DANGLING:
        words.pop()
    return " ".join(words).rstrip(" ,;.:-–(")
