"""The exit codes; docs/cli.md explains them."""

from enum import IntEnum


class Exit(IntEnum):
    """What a shell script learns from a command."""

    DONE = 0
    VIOLATIONS = 1
    REFUSED = 2
    OUR_FAULT = 70
    INTERRUPTED = 130
