"""Strict judges of calendars: what libical, icalendar and vobject say, and the rules of RFC 5545 for lines.

`assert_strict(content)` asks all of them. libical comes with Debian's package `libical3`; tests that need it are skipped where it is missing.
"""

import ctypes
import ctypes.util
import os
import warnings
from functools import cache

import icalendar
import pytest
import vobject

LONGEST_LINE = 75
"""Octets, without the line break (RFC 5545, 3.1)."""


def assert_strict(content: bytes) -> None:
    """Let every judge look at a calendar that keywho made."""
    assert_lines(content)
    assert_icalendar(content)
    assert_vobject(content)
    assert_libical(content)


def assert_lines(content: bytes) -> None:
    """Lines end with CRLF, are folded, are UTF-8, and hold no control characters."""
    assert content.endswith(b"\r\n"), "the last line is not ended"
    text = content.decode("utf-8")
    lines = text.split("\r\n")
    for line in lines:
        assert not any((ord(char) < 32 and char != "\t") or ord(char) == 127 for char in line), f"a control character in {line!r}"
        assert len(line.encode()) <= LONGEST_LINE, f"longer than {LONGEST_LINE} octets: {line!r}"
    assert "" not in lines[:-1], "an empty line"


def assert_icalendar(content: bytes) -> None:
    """Icalendar reads it without finding errors, and would write the same properties."""
    calendar = icalendar.Calendar.from_ical(content)
    assert isinstance(calendar, icalendar.Calendar)
    for component in calendar.walk():
        assert not component.errors, f"icalendar found in {component.name}: {component.errors}"
    again = icalendar.Calendar.from_ical(calendar.to_ical())
    assert again == calendar, "icalendar writes something else than it reads"


def assert_vobject(content: bytes) -> None:
    """Vobject reads it strictly, and finds everything where the standard wants it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        calendars = list(vobject.readComponents(content.decode("utf-8"), validate=True))
        assert len(calendars) == 1
        assert calendars[0].validate(raiseException=True)
        for event in calendars[0].contents.get("vevent", []):
            assert event.validate(raiseException=True)


def assert_libical(content: bytes) -> None:
    """Libical parses it without an error, and its check of restrictions (RFC 5546) accepts the method, with all properties it needs and none it forbids."""
    library = libical()
    component = library.icalparser_parse_string(content)
    assert component, "libical can't parse it"
    try:
        parsed = _as_text(library, component)
        assert "X-LIC-ERROR" not in parsed, f"libical found while parsing: {_errors(parsed)}"
        accepted = library.icalrestriction_check(component)
        checked = _as_text(library, component)
        assert accepted, f"libical's restrictions refuse: {_errors(checked)}"
        assert "X-LIC-ERROR" not in checked, f"libical's restrictions found: {_errors(checked)}"
        assert library.icalcomponent_count_errors(component) == 0
    finally:
        library.icalcomponent_free(component)


def local_time_by_libical(content: bytes) -> tuple[str, str]:
    """Give when the event begins as libical reads it: in the clocks of its own zone, and in UTC."""
    library = libical()
    component = library.icalparser_parse_string(content)
    try:
        event = library.icalcomponent_get_first_component(component, library.icalcomponent_string_to_kind(b"VEVENT"))
        starts = library.icalcomponent_get_dtstart(event)
        in_utc = library.icaltime_convert_to_zone(starts, library.icaltimezone_get_utc_timezone())
        return _written(library, starts), _written(library, in_utc)
    finally:
        library.icalcomponent_free(component)


def is_libical_here() -> bool:
    """Say whether libical can be loaded."""
    try:
        _load()
    except OSError:
        return False
    return True


def libical() -> ctypes.CDLL:
    """Load libical, or skip the test."""
    if not is_libical_here():
        pytest.skip("libical is not here, the strictest judge of calendars. Maybe: apt install libical3")
    return _load()


class _Time(ctypes.Structure):
    """`struct icaltimetype` of libical 3."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")),
        ("zone", ctypes.c_void_p),
    )


@cache
def _load() -> ctypes.CDLL:
    library = ctypes.CDLL(os.environ.get("LIBICAL") or ctypes.util.find_library("ical") or "libical.so.3")
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    for name, gives, takes in (
        ("icalparser_parse_string", pointer, [text]),
        ("icalrestriction_check", number, [pointer]),
        ("icalcomponent_as_ical_string_r", pointer, [pointer]),
        ("icalcomponent_count_errors", number, [pointer]),
        ("icalcomponent_free", None, [pointer]),
        ("icalmemory_free_buffer", None, [pointer]),
        ("icalcomponent_string_to_kind", number, [text]),
        ("icalcomponent_get_first_component", pointer, [pointer, number]),
        ("icalcomponent_get_dtstart", _Time, [pointer]),
        ("icaltime_convert_to_zone", _Time, [_Time, pointer]),
        ("icaltimezone_get_utc_timezone", pointer, []),
        ("icaltime_as_ical_string_r", pointer, [_Time]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = gives, takes
    return library


def _as_text(library: ctypes.CDLL, component: int) -> str:
    return _taken(library, library.icalcomponent_as_ical_string_r(component))


def _written(library: ctypes.CDLL, at: _Time) -> str:
    return _taken(library, library.icaltime_as_ical_string_r(at))


def _taken(library: ctypes.CDLL, buffer: int) -> str:
    text = ctypes.cast(buffer, ctypes.c_char_p).value or b""
    library.icalmemory_free_buffer(buffer)
    return text.decode("utf-8", "replace")


def _errors(written: str) -> str:
    unfolded = written.replace("\r\n ", "").replace("\n ", "")
    return " / ".join(line for line in unfolded.splitlines() if line.startswith("X-LIC-ERROR")) or "nothing that it names"
