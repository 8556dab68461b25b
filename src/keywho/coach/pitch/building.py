"""From answers to a pitch: the person's own words, in an order that carries. Nothing is added that they did not say, and nobody is asked for an employer.

The order is that of those who teach it: a name, what I do, an example, what I give, and at the end one ask; then stop and listen.
"""

from dataclasses import dataclass, replace

from keywho.coach.pitch.answers import Answers, Cut, Shape
from keywho.coach.pitch.length import fits
from keywho.coach.pitch.phrases import any_of, found, sentences_of
from keywho.coach.pitch.shapes import Asked, Sentences, layoff_in, pitch_shapes, since_in
from keywho.coach.pitch.shortening import Shortened, shorten
from keywho.coach.speaking import USUAL, Pace

__all__ = ["Asked", "Shortened", "build", "questions_of", "shapes_in", "shorten"]

ORDER = ("name", "does", "since", "proof", "gives", "seeks")
IN_TEN_SECONDS = frozenset({"name", "does", "seeks"})
LEFT_OUT_FIRST = ("since", "gives")
SHORTEST_SENTENCE = 3
_MARKS = ".!?…"


@dataclass(frozen=True, slots=True)
class _Part:
    """What is said to one question."""

    field: str
    sentences: tuple[str, ...]


def shapes_in(language: str) -> tuple[tuple[Shape, str], ...]:
    """Give the shapes, each with what it is called."""
    known = pitch_shapes(language).shapes
    return tuple((shape, known[shape].title) for shape in Shape)


def questions_of(shape: Shape, language: str) -> tuple[Asked, ...]:
    """Give the questions of a shape, in the order in which the answers are said."""
    return pitch_shapes(language).shapes[shape].asked


def build(answers: Answers, cut: Cut, language: str, pace: Pace = USUAL) -> str:
    """Build a pitch from somebody's answers, as long as a cut lets it be. What was not answered is left out.

    >>> build(Answers(name="Ana", does="a bookkeeper who likes riddles", seeks="somebody who runs a bakery"), Cut.TEN, "en")
    "Hello, I'm Ana. I'm a bookkeeper who likes riddles. I'd like to meet somebody who runs a bakery."
    """
    parts = [part for field in ORDER if (part := _Part(field, _said(answers, field, language))).sentences]
    if cut is Cut.TEN:
        parts = [replace(part, sentences=part.sentences[:1]) for part in parts if part.field in IN_TEN_SECONDS]
    while cut is not Cut.SIXTY and not fits(_text(parts), cut, language, pace):
        fewer = _with_less(parts, pitch_shapes(language).tails)
        if fewer == parts:
            break
        parts = fewer
    return _text(parts)


def _text(parts: list[_Part]) -> str:
    return " ".join(sentence for part in parts for sentence in part.sentences)


def _with_less(parts: list[_Part], tails: tuple[str, ...]) -> list[_Part]:
    """Leave one thing out: the longest of the last sentences of parts that have several, then what a sentence adds behind a comma, then what is least needed."""
    longest = max((part for part in parts if len(part.sentences) > 1), key=lambda part: len(part.sentences[-1]), default=None)
    if longest is not None:
        return [replace(part, sentences=part.sentences[:-1]) if part is longest else part for part in parts]
    shorter = {part.field: _shorter(part, tails) for part in parts if _shorter(part, tails) != part and part.field != "since"}
    if shorter:
        field = max(shorter, key=lambda name: len(next(part for part in parts if part.field == name).sentences[0]))
        return [shorter[field] if part.field == field else part for part in parts]
    for field in LEFT_OUT_FIRST:
        if any(part.field == field for part in parts):
            return [part for part in parts if part.field != field]
    return parts


def _shorter(part: _Part, tails: tuple[str, ...]) -> _Part:
    return replace(part, sentences=tuple(_without_tail(one, tails) for one in part.sentences))


def _without_tail(sentence: str, tails: tuple[str, ...]) -> str:
    """Leave out what a sentence adds behind its last such comma or colon, if enough of it stays."""
    cuts = [one.start for one in found(tails, sentence) if sentence[: one.start].rstrip().endswith(",")]
    cuts += [at for at in (sentence.find(":"), sentence.find(";")) if at > 0]
    short = sentence[: max(cuts)].rstrip(", ") if cuts else sentence
    return _closed(short) if len(short.split()) >= SHORTEST_SENTENCE else sentence


def _said(answers: Answers, field: str, language: str) -> tuple[str, ...]:
    shapes = pitch_shapes(language)
    if field == "since":
        sentence = layoff_in(answers, language) if answers.says_layoff else since_in(answers, language)
        return (sentence,) if sentence else ()
    answer = " ".join(getattr(answers, field).split())
    if field == "name":
        is_whole = any_of(shapes.names).match(answer)
        return () if not answer else (_closed(answer),) if is_whole else (shapes.hello.format(name=answer.rstrip(_MARKS + " ")),)
    spans = sentences_of(answer)
    return tuple(_sentence(span.of(answer), shapes.sentences[field], is_first=at == 0) for at, span in enumerate(spans))


def _sentence(words: str, sentences: Sentences, *, is_first: bool) -> str:
    """Make a sentence of an answer, or leave it as it is where it is one."""
    is_whole = any_of(sentences.whole).match(words) or next(found(sentences.inside, words), None)
    if is_whole or not is_first or words.endswith("?"):
        return _closed(words)
    bare = words.rstrip(_MARKS + ",; ")
    for beginning in sentences.beginnings:
        if any_of(beginning.begins).match(bare):
            return _closed(beginning.say.format(words=bare[0].lower() + bare[1:]))
    return _closed(sentences.otherwise.format(words=bare))


def _closed(sentence: str) -> str:
    """Begin with a capital letter, and end with a mark."""
    stripped = sentence.strip().rstrip(",;: ")
    at = next((at for at, sign in enumerate(stripped) if sign.isalpha()), 0)
    capital = stripped[:at] + stripped[at : at + 1].upper() + stripped[at + 1 :]
    return capital if capital.endswith(tuple(_MARKS)) else f"{capital}."
