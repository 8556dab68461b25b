"""The file of first sentences that organizers edit: read with its faults named by line, written as people edit it, changed sentence by sentence."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from msgspec.structs import replace

from keywho.coach.icebreakers import APART, GAP, Depth, Icebreaker, Icebreakers
from keywho.coach.sets import NotInShape, parsed
from keywho.coach.topics import Topic
from keywho.coach.touchy import Touchy, touches
from keywho.core.errors import KeywhoError

NAME = "icebreakers.toml"
LONGEST = 160
MOST_FOLLOW_UPS = 3
MOST_SENTENCES = 200
LONGEST_FILE = 100_000
_GAPS = re.compile(r"\{[^}]*\}?|\}")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_AT_PLACE = re.compile(r"`\$\.(?P<part>\w+)\[(?P<no>\d+|\.\.\.)\]")

_PATH = re.compile(r" - at `[^`]*`")
PLAIN_WORDS = (
    (r"^Object missing required field `(easy|curious|personal)`.*", r"“\1” is missing. Every file has sentences that are easy, curious and personal"),
    (r"^Object missing required field `(\w+)`.*", r"“\1” is missing"),
    (r"^Object contains unknown field `(.+)`.*", r"“\1” is not known here. Maybe it is written differently"),
    (r"^Invalid enum value '(.*)'.*", r"“\1” is none of the words that may stand here"),
    (r"^Expected `(\w+)`, got `(\w+)`.*", r"Here stands something of the kind “\2”; it should be of the kind “\1”"),
)
"""What a reader of files says, and how people say it."""

REASONS: dict[Touchy, str] = {what: f"touches {what.value}. A stranger should not have to speak of that" for what in Touchy} | {
    Touchy.EMPLOYER: "asks for an employer. Whoever was laid off has none to name"
}


class IcebreakersMoved(KeywhoError):
    """Somebody else has changed the sentences since they were looked at."""

    code = "icebreakers-moved"

    def __init__(self) -> None:
        super().__init__("Somebody else has changed the sentences since this page was loaded. Maybe look at them once more; nothing was changed.")


class IcebreakersRefused(KeywhoError):
    """Sentences can't be used as they are; `faults` say why, line by line."""

    code = "icebreakers-refused"

    def __init__(self, faults: tuple["Fault", ...]) -> None:
        self.faults = faults
        super().__init__(" ".join(fault.why for fault in faults))


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a file that can't stay, in a sentence; the line it stands in, 0 where it is about the whole."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: how personal it is, and the how manieth of these."""

    depth: Depth
    no: int


def read_file(content: bytes, language: str) -> Icebreakers:
    """Read what organizers wrote.

    Raises
    ------
    IcebreakersRefused
        It can't be read, or something in it can't stay.
    """
    text = content.decode("utf-8", "replace").replace("\r\n", "\n")
    if len(text) > LONGEST_FILE:
        raise IcebreakersRefused((Fault(0, f"The file has {len(text):,} letters; {LONGEST_FILE:,} fit."),))
    try:
        known = parsed(text.encode(), NAME, Icebreakers)
    except NotInShape as error:
        raise IcebreakersRefused((_misshapen(text, str(error)),)) from None
    if found := faults(known, language, text):
        raise IcebreakersRefused(found)
    return known


def checked(known: Icebreakers, language: str) -> Icebreakers:
    """Give a set that can be used.

    Raises
    ------
    IcebreakersRefused
        Something in it can't stay.
    """
    if found := faults(known, language):
        raise IcebreakersRefused(found)
    return known


def faults(known: Icebreakers, language: str, text: str = "") -> tuple[Fault, ...]:
    """Name all that can't stay in a set; with the text of the file, by line."""
    return tuple(_faults(known, language, text))


def _faults(known: Icebreakers, language: str, text: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for depth in Depth:
        sentences = known.of(depth)
        if not any(one.between is None and not one.hidden for one in sentences):
            yield Fault(0, f"No sentence is left that is {depth.value} and for everybody. Every evening needs one.")
        if len(sentences) > MOST_SENTENCES:
            yield Fault(0, f"{len(sentences)} sentences are {depth.value}; {MOST_SENTENCES} fit.")
        for no, one in enumerate(sentences):
            for said in (one.say, *one.then):
                yield from (Fault(_line_of(text, depth.value, no, said), why) for why in _wrongs(said, language))
            line = _line_of(text, depth.value, no, one.say)
            yield from (Fault(line, why) for why in _misfits(one, seen))
            seen.add(_key(one.say))
    for no, topic in enumerate(known.topics):
        yield from (Fault(_line_of(text, "topics", no, topic.name), why) for why in _wrongs_of_topic(topic, language))


def _wrongs(said: str, language: str) -> Iterator[str]:
    """Say what is wrong with a sentence or a question by itself."""
    if not said.strip():
        yield "A sentence is empty."
    if len(said) > LONGEST:
        yield f"“{said[:40]} ...” has {len(said)} letters; {LONGEST} can be read at a glance."
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in said):
        yield f"“{_one_line(said)[:40]}” is more than one line."
    if any(gap != GAP for gap in _GAPS.findall(said)):
        yield f"“{said[:60]}” has a gap other than {GAP}."
    for touched in touches(said, language):
        yield f"“{touched.words}” in “{said[:60]}” {REASONS[touched.what]}. Maybe say it in other words, or ask something else."


def _misfits(one: Icebreaker, seen: set[str]) -> Iterator[str]:
    """Say what does not go together in a sentence."""
    if _key(one.say) in seen:
        yield f"“{one.say[:60]}” stands there twice."
    if GAP in one.say and one.between is None:
        yield f"“{one.say[:60]}” names a field of work: say in `between` what both have to do with it (one-seeks, both-know or both-seek)."
    if one.between is not None and GAP not in one.say:
        yield f"“{one.say[:60]}” has `between`, and no {GAP}."
    if one.between is None and any(GAP in text for text in one.then):
        yield f"A question after “{one.say[:60]}” names a field of work, and the sentence is for everybody."
    if len(one.then) > MOST_FOLLOW_UPS:
        yield f"“{one.say[:60]}” has {len(one.then)} questions that follow; {MOST_FOLLOW_UPS} are enough."


def _wrongs_of_topic(topic: Topic, language: str) -> Iterator[str]:
    if not topic.name.strip() or not topic.words or any(len(word.rstrip("*").strip()) < 2 for word in topic.words):
        yield f"The field of work “{topic.name}” has no name, or a word of less than two letters."
    for said in (topic.name, *topic.words):
        if len(said) > 60 or "\n" in said:
            yield f"“{said[:40]} ...” is too long for a field of work."
        for touched in touches(said, language):
            yield f"“{said}” {REASONS[touched.what]}."


def _misshapen(text: str, error: str) -> Fault:
    """Turn the refusal of a reader into a fault with its line."""
    why = error.removeprefix(f"{NAME}: ").split(". Nothing of it was used")[0]
    if (found := _AT_LINE.search(why)) is not None:
        return Fault(int(found[1]), f"This can't be read: {_AT_LINE.sub('', why).strip()}.")
    place = _AT_PLACE.search(why)
    line = _line_of(text, place["part"], int(place["no"]), "") if place is not None and place["no"].isdigit() else 0
    return Fault(line, f"{_in_plain_words(_PATH.sub('', why))}.")


def _in_plain_words(why: str) -> str:
    """Say in plain words what a reader of files says in its own."""
    return next((re.sub(pattern, words, why) for pattern, words in PLAIN_WORDS if re.search(pattern, why)), f"This has another shape than it should: {why}")


def _line_of(text: str, part: str, no: int, said: str) -> int:
    """Give the line of a sentence in a file: within the block it stands in, else that of the block."""
    lines = text.split("\n")
    heads = [at for at, line in enumerate(lines, 1) if line.strip().replace(" ", "") == f"[[{part}]]"]
    if no >= len(heads):
        return 0
    block = range(heads[no], next((at for at in range(heads[no], len(lines)) if lines[at].lstrip().startswith("[[")), len(lines)))
    words = json.dumps(said, ensure_ascii=False)
    return next((at + 1 for at in block if said and (words in lines[at] or said in lines[at])), heads[no])


def to_toml(known: Icebreakers) -> str:
    """Write a set as people edit it.

    >>> to_toml(Icebreakers((Icebreaker("What now?"),), (), ())).strip()
    '[[easy]]\\nsay = "What now?"'
    """
    blocks = [_block(depth.value, one) for depth in Depth for one in known.of(depth)]
    blocks += [f"[[topics]]\nname = {_quoted(topic.name)}\nwords = [{', '.join(map(_quoted, topic.words))}]" for topic in known.topics]
    empty = [f"{depth.value} = []" for depth in Depth if not known.of(depth)]
    return "\n\n".join([*empty, *blocks]) + "\n"


def _block(head: str, one: Icebreaker) -> str:
    lines = [f"[[{head}]]", f"say = {_quoted(one.say)}"]
    lines += [f'between = "{one.between.value}"'] if one.between is not None else []
    lines += [f"then = [{', '.join(map(_quoted, one.then))}]"] if one.then else []
    lines += ["hidden = true"] if one.hidden else []
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def mark_of(known: Icebreakers) -> str:
    """Give a short mark of a set: two pages with the same mark show the same sentences."""
    return blake2b(to_toml(known).encode(), digest_size=6).hexdigest()


def added(known: Icebreakers, depth: Depth, one: Icebreaker) -> Icebreakers:
    """Give the set with one sentence more."""
    return _with(known, depth, (*known.of(depth), one))


def changed(known: Icebreakers, place: Place, one: Icebreaker | None) -> Icebreakers:
    """Give the set with another sentence in a place; with None it is gone."""
    sentences = known.of(place.depth)
    return _with(known, place.depth, (*sentences[: place.no], *((one,) if one is not None else ()), *sentences[place.no + 1 :]))


def moved(known: Icebreakers, place: Place, to: Depth, one: Icebreaker) -> Icebreakers:
    """Give the set with a sentence changed, and in another depth if it is to be."""
    return changed(known, place, one) if to is place.depth else added(changed(known, place, None), to, one)


def hidden(known: Icebreakers, place: Place, *, is_hidden: bool) -> Icebreakers:
    """Give the set with a sentence hidden, or shown again."""
    return changed(known, place, replace(known.of(place.depth)[place.no], hidden=is_hidden))


def remarks(known: Icebreakers) -> tuple[str, ...]:
    """Say what works and could be better: with few sentences somebody hears one twice."""
    counts = {depth: sum(one.between is None and not one.hidden for one in known.of(depth)) for depth in Depth}
    return tuple(
        f"{count} {'sentence is' if count == 1 else 'sentences are'} {depth.value} and for everybody: in an evening of many rounds somebody may hear one twice. {APART} are enough."
        for depth, count in counts.items()
        if 0 < count < APART
    )


def _with(known: Icebreakers, depth: Depth, sentences: tuple[Icebreaker, ...]) -> Icebreakers:
    return replace(known, **{depth.value: sentences})


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _one_line(text: str) -> str:
    return " ".join(text.split())
