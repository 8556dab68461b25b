"""The log tells what broke and where, and never whom it was about."""

import logging
import sys

import pytest

from keywho.server.conf.calm_log import CalmLines, logging_of


@pytest.mark.parametrize(
    "error",
    [
        KeyError("Zaphodia"),
        ValueError("invalid literal for int() with base 10: 'Zaphodia'"),
        ValueError('invalid input syntax for type integer: "Zaphodia"'),
        ValueError("It's about “Zaphodia”, she said"),
        RuntimeError("nothing fits 'Zaphodia's place'"),
    ],
)
def test_what_an_error_quotes_is_left_out(error: Exception):
    try:
        raise error
    except Exception:
        line = CalmLines().format(logging.LogRecord("keywho.server", logging.ERROR, "", 0, "Broken", (), sys.exc_info()))
    assert "Zaphodia" not in line
    assert type(error).__name__ in line and "test_log_lines.py" in line


@pytest.mark.parametrize("chatty", ["django.db.backends", "django.template"])
def test_what_goes_into_database_and_pages_is_never_written(chatty: str):
    assert logging_of("debug", debug=True)["loggers"][chatty]["level"] == "INFO"
