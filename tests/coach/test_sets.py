"""Files of the coach are read into nouns, and what they should not have is said with its place."""

from dataclasses import dataclass

import pytest

from keywho.coach.ladder import Ladder
from keywho.coach.sets import NotInShape, parsed, read_set

RUNG = """
[[rungs]]
key = "a"
title = "b"
why = "c"
how = ["d"]
smaller = "e"
lit_by = ["met"]
lit_when = "f"
"""


@dataclass(frozen=True, slots=True)
class Titled:
    """A noun with a free mapping."""

    title: str
    words: dict[str, str]


def test_what_is_in_shape_is_read():
    assert parsed(RUNG.encode(), "mine", Ladder).rungs[0].how == ("d",)
    assert parsed(b'title = "a"\n[words]\nfree = "b"\n', "mine", Titled) == Titled("a", {"free": "b"})


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (RUNG + 'colour = "red"\n', "no such field is known: rungs 1.colour"),
        (RUNG.replace('title = "b"', ""), "title"),
        (RUNG.replace('"met"', '"jumped"'), "jumped"),
        (RUNG.replace('["d"]', '"d"'), "how"),
        ("[[rungs", "Expected"),
        ("\udcff", "decode"),
    ],
    ids=["unknown", "missing", "no-moment", "no-list", "no-toml", "no-text"],
)
def test_what_is_not_in_shape_is_refused_with_its_place(content: str, why: str):
    with pytest.raises(NotInShape, match="Nothing of it was used") as refused:
        parsed(content.encode("utf-8", "surrogateescape"), "mine.toml", Ladder)
    assert why in str(refused.value)


def test_a_language_without_a_file_reads_the_english_one():
    assert read_set("xx", "ladder", Ladder) == read_set("en", "ladder", Ladder)
