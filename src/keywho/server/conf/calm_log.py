"""The log: one line a thing, on stderr, without names of people and without the secret parts of links."""

import logging
import re
from typing import Any

from keywho.core.errors import KeywhoError

SECRET_PART = re.compile(r"(?<=/)[A-Za-z0-9_\-.:=~%]{16,}")
"""A stretch of a path long enough to be a token."""

MAIL_ADDRESS = re.compile(r"[^\s/\"'<>()=]+@[^\s/\"'<>()=]+")

QUOTED = re.compile(r"""(?<!\w)(['"]).*\1|“.*”""")


def without_secrets(text: str) -> str:
    """Give a log line without tokens and mail addresses."""
    return MAIL_ADDRESS.sub("(mail address)", SECRET_PART.sub("(token)", text))


def without_values(text: str) -> str:
    """Give the first line of an error without what it quotes: that can be a name, or what somebody wrote."""
    return QUOTED.sub("(text)", text)


class CalmLines(logging.Formatter):
    """Writes lines without secrets. Of an error it gives the place and the first line; what errors say to people stays between us and them."""

    def format(self, record: logging.LogRecord) -> str:
        line = without_secrets(record.getMessage()).replace("\n", " ")
        said = f"{self.formatTime(record, '%H:%M:%S')} {record.levelname.lower()}: {line}"
        if record.exc_info and record.exc_info[1] is not None:
            said += "\n" + "\n".join(error_lines(record.exc_info[1]))
        return said


def error_lines(error: BaseException) -> list[str]:
    """Tell where an error came from, without the values that it speaks of where these may be names."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = error_lines(before) if before is not None else []
    trace = error.__traceback__
    while trace is not None:
        lines.append(f"  {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno} in {trace.tb_frame.f_code.co_name}")
        trace = trace.tb_next
    first = (str(error).splitlines() or [""])[0]
    lines.append(f"  {type(error).__name__}: {error.code if isinstance(error, KeywhoError) else without_values(without_secrets(first))}")
    return lines


def logging_of(level: str, *, debug: bool) -> dict[str, Any]:
    """Give Django's description of the log."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"calm": {"()": "keywho.server.conf.calm_log.CalmLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "calm"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            "django": {"level": level.upper(), "handlers": [], "propagate": True},
            "django.request": {"level": "WARNING" if debug else "ERROR"},  # that somebody mistyped a link is no news
            "django.db.backends": {"level": "INFO"},  # its lines are what is written into the database
            "django.template": {"level": "INFO"},  # its lines are all that a page knows
            "django.security": {"level": "WARNING" if debug else "ERROR"},
            "django.security.DisallowedHost": {"level": "ERROR" if debug else "CRITICAL"},
            "django.server": {"handlers": [], "propagate": True},
            "uvicorn.error": {"level": "INFO" if level == "debug" else "ERROR"},
            "uvicorn.access": {"level": "CRITICAL"},  # its lines would carry the tokens of all phones
            "huey": {"level": "INFO" if level == "debug" else "WARNING"},
        },
    }
