"""What the builder asks and says, in one language: the shape of `sets/LANGUAGE/pitch.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass

from keywho.coach.pitch.answers import Answers
from keywho.coach.sets import read_set


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the builder: which answer it is about (a field of `Answers`), a hint how to say it, and an answer of somebody else."""

    field: str
    question: str
    hint: str
    example: str


@dataclass(frozen=True, slots=True)
class ShapeWords:
    """One shape: what it is called, what it asks, and what is said about the months since ("0" where no number is said); a shape without these says nothing of them."""

    title: str
    asked: tuple[Asked, ...]
    since: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Beginning:
    """How an answer becomes a sentence: one that begins with any of `begins` goes into `say`, at `{words}`."""

    begins: tuple[str, ...]
    say: str


@dataclass(frozen=True, slots=True)
class Sentences:
    """How the answers to one question become sentences. One that begins with any of `whole`, or has one of `inside` in it, is a sentence already; else the first beginning that fits counts, else `otherwise`."""

    whole: tuple[str, ...]
    inside: tuple[str, ...]
    otherwise: str
    beginnings: tuple[Beginning, ...] = ()


@dataclass(frozen=True, slots=True)
class PitchShapes:
    """All that the builder says.

    Attributes
    ----------
    hello : the first sentence, with `{name}`.
    names : how a name begins that is a sentence already: "I'm".
    shapes : by the value of `Shape`.
    tails : what begins a part of a sentence that ten seconds can do without, behind a comma: "and", "to".
    layoff : honest words about having been laid off, by months ("0" where no number is said).
    sentences : by field of `Answers`.
    """

    hello: str
    names: tuple[str, ...]
    tails: tuple[str, ...]
    shapes: Mapping[str, ShapeWords]
    layoff: Mapping[str, str]
    sentences: Mapping[str, Sentences]


def pitch_shapes(language: str) -> PitchShapes:
    """Read what the builder says in a language; English where there is nothing."""
    return read_set(language, "pitch", PitchShapes)


def since_in(answers: Answers, language: str) -> str:
    """Give the sentence about the months since, as the shape says it; empty where nothing is said of them."""
    return pitch_shapes(language).shapes[answers.shape].since.get(str(int(answers.since)), "")


def layoff_in(answers: Answers, language: str) -> str:
    """Give the honest sentence about having been laid off."""
    return pitch_shapes(language).layoff[str(int(answers.since))]
