import logging
import sys

import pytest

from keywho.core.errors import BadInput
from keywho.server.conf.calm_log import CalmLines, logging_of, without_secrets

TOKEN = "eyJhIjoxfQ:1tRsnP:bM-4dlmQ3YGCqnHTnrYJj5KJvY2V7sYl0ZrPzq0"


def line_of(error: BaseException, message: str = "Internal Server Error: %s", *args: object) -> str:
    try:
        raise error
    except BaseException:
        return CalmLines().format(logging.LogRecord("django.request", logging.ERROR, "", 0, message, args, sys.exc_info()))


@pytest.mark.parametrize("path", [f"/p/{TOKEN}", f"/live/phone/{TOKEN}", f"/x/{TOKEN}/more", f"/first/{TOKEN}?a=b"])
def test_a_token_in_a_path_is_not_written(path: str) -> None:
    assert without_secrets(f"Not Found: {path}") == f"Not Found: {path.replace(TOKEN, '(token)')}"


def test_what_is_no_secret_stays() -> None:
    assert without_secrets("Not Found: /desk/AB12/evening") == "Not Found: /desk/AB12/evening"
    assert without_secrets("Bad address ada@example.org") == "Bad address (mail address)"


def test_an_error_says_where_but_repeats_no_names() -> None:
    line = line_of(BadInput("Ada Lovelace is twice in the list."), "Internal Server Error: %s", f"/p/{TOKEN}")
    assert "Ada" not in line
    assert TOKEN not in line
    assert "error: Internal Server Error: /p/(token)" in line
    assert "BadInput: bad-input" in line
    assert "test_calm_log.py" in line


def test_of_a_foreign_error_the_first_line_is_kept_and_the_details_are_not() -> None:
    line = line_of(ValueError("duplicate key violates one_id\nDETAIL: Key (name)=(Ada Lovelace) exists"), "Broken")
    assert line.endswith("ValueError: duplicate key violates one_id")


def test_the_error_before_the_error_is_told_too() -> None:
    try:
        try:
            raise KeyError("seat")
        except KeyError as error:
            raise RuntimeError("no room") from error
    except RuntimeError as error:
        line = line_of(error, "Broken")
    assert line.index("KeyError") < line.index("RuntimeError: no room")


def test_no_line_is_written_for_each_request() -> None:
    assert logging_of("debug", debug=True)["loggers"]["uvicorn.access"]["level"] == "CRITICAL"
