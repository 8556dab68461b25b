"""The two things that services ask of the world outside: tell the screens, and run a job. `conf.wiring` plugs them in."""

from collections.abc import Callable

Publish = Callable[[int], None]
Enqueue = Callable[[int], None]


def _nobody_listens(event_pk: int) -> None:
    """Tell nobody: the default of tests and of commands without screens."""


publish: Publish = _nobody_listens
"""Tell the screens of an event that its log has gone on; call it after the commit."""

enqueue_planning: Enqueue = _nobody_listens
"""Have a worker run a planning job."""


def plug(*, publish_with: Publish | None = None, enqueue_with: Enqueue | None = None) -> None:
    """Put the real ones in place."""
    global publish, enqueue_planning
    publish = publish_with or publish
    enqueue_planning = enqueue_with or enqueue_planning
