import re
import sys
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.adapters.codes import picture_of, read_codes

from keywho.adapters.qr import BLACK_ON_WHITE, PLAIN, dark_runs, qr_modules, qr_svg, qr_terminal, with_quiet
from keywho.core.errors import BadInput, KeywhoError

LINK = "http://192.168.178.42:8000/j/K7PW"
HALVES = {" ": (0, 0), "▄": (0, 1), "▀": (1, 0), "█": (1, 1)}


def modules_of_svg(svg: str) -> list[list[bool]]:
    """Draw the paths of a picture by hand."""
    root = ElementTree.fromstring(svg)
    side = int(root.attrib["viewBox"].split()[2])
    drawn = [[False] * side for _ in range(side)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", root[-1].attrib["d"]):
        for at in range(int(x), int(x) + int(length)):
            drawn[int(y)][at] = True
    return drawn


def modules_of_blocks(blocks: str) -> list[list[int]]:
    lines = []
    for line in blocks.splitlines():
        halves = [HALVES[char] for char in line]
        lines += [[above for above, _ in halves], [below for _, below in halves]]
    return lines


@settings(max_examples=40, deadline=None)
@given(
    st.one_of(st.just(LINK), st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=300), st.sampled_from(["王小明", "Zoë", "אבי"]))
)
def test_a_code_is_read_as_the_text_it_was_made_of(text: str) -> None:
    assert read_codes(picture_of(with_quiet(qr_modules(text)))) == [text]


def test_the_picture_has_the_quiet_zone_and_the_same_modules() -> None:
    assert modules_of_svg(qr_svg(LINK)) == [list(line) for line in with_quiet(qr_modules(LINK))]
    assert read_codes(picture_of(modules_of_svg(qr_svg(LINK)))) == [LINK]


def test_the_picture_has_a_name_and_nothing_that_a_strict_page_forbids() -> None:
    svg = qr_svg(LINK, title='Join <"Job & Co">')
    assert "style=" not in svg and "<script" not in svg and " on" not in svg
    root = ElementTree.fromstring(svg)
    assert (root.attrib["role"], root[0].text) == ("img", 'Join <"Job & Co">')
    assert svg.__html__() == svg


def test_the_picture_is_black_on_white_unless_the_page_gives_its_colours() -> None:
    assert 'fill="#000"' in qr_svg(LINK) and 'fill="#fff"' in qr_svg(LINK)
    own = qr_svg(LINK, ink="currentColor", paper="")
    assert re.findall('fill="(.*?)"', own) == ["currentColor"]


@pytest.mark.parametrize("quiet", [2, 4])
def test_the_blocks_in_the_terminal_are_read_on_dark_and_on_light_ground(quiet: int) -> None:
    coloured = qr_terminal(LINK, quiet=quiet)
    assert all(line.startswith(BLACK_ON_WHITE) and line.endswith(PLAIN) for line in coloured.splitlines())
    black_on_white = modules_of_blocks(coloured.replace(BLACK_ON_WHITE, "").replace(PLAIN, ""))
    assert read_codes(picture_of(black_on_white)) == [LINK]
    foreground = np.array(modules_of_blocks(qr_terminal(LINK, colour=False, quiet=quiet)))
    assert read_codes(picture_of(foreground == 0)) == [LINK]  # on a dark terminal the foreground is the white
    assert read_codes(picture_of(foreground == 1), inverted=True) == [LINK]


def test_a_terminal_of_80_by_24_shows_the_code_of_a_laptop() -> None:
    lines = qr_terminal(LINK, colour=False).splitlines()
    assert len(lines) <= 17 and {len(line) for line in lines} == {33}


def test_dark_stretches_of_a_line() -> None:
    assert list(dark_runs([True, True, False, True])) == [(0, 2), (3, 1)]
    assert list(dark_runs([False])) == []


def test_a_text_that_no_code_can_hold_is_refused_in_a_sentence() -> None:
    with pytest.raises(BadInput, match=r"5,000 letters is too long for a QR code\. Maybe"):
        qr_modules("x" * 5000)
    with pytest.raises(BadInput, match="Maybe the link is missing"):
        qr_svg("")


def test_without_segno_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "segno", None)
    with pytest.raises(KeywhoError, match=r"keywho\[server\]"):
        qr_modules(LINK)
