"""A screen says what it saw last, by the browser's header or in the address."""

import pytest

from keywho.server.realtime.stream import _last_seen


@pytest.mark.parametrize(
    ("query", "header", "last"),
    [
        (b"", b"", ""),
        (b"last=abc-7-0", b"", "abc-7-0"),
        (b"last=a%20b-7", b"", "a b-7"),
        (b"last=abc-7-0", b"abc-9-0", "abc-9-0"),
        (b"other=1", b"abc-9-0", "abc-9-0"),
    ],
)
def test_what_a_screen_saw_last(query: bytes, header: bytes, last: str):
    assert _last_seen({"query_string": query, "headers": [(b"last-event-id", header)] if header else []}) == last


def test_a_path_without_query():
    assert _last_seen({"headers": []}) == ""
