"""Work on what strangers sent, which ends after a time whatever they sent."""

import ctypes
import threading
from collections.abc import Callable
from typing import TypeVar

from keywho.core.errors import BadInput, KeywhoError

T = TypeVar("T")


class _TimeIsUp(BaseException):
    """Stops the work; nothing between catches it, since it is no `Exception`."""


def within(seconds: float, what: str, work: Callable[[], T]) -> T:
    """Do the work, for so many seconds at most. It runs in a thread of its own, which has to be plain Python all through for the time to count.

    Raises
    ------
    BadInput
        It takes longer, or the library that reads it does not understand it; `what` is the thing that it is about, such as "This calendar".
    """
    came_out: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            came_out.append(work())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, name="bounded", daemon=True)
    thread.start()
    thread.join(seconds)
    while thread.is_alive():
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(_TimeIsUp))
        thread.join(0.2)
    if came_out:
        return came_out[0]
    error = failed[0]
    if isinstance(error, KeywhoError):
        raise error
    if isinstance(error, _TimeIsUp):
        raise BadInput(f"{what} takes too long to read. Maybe export a shorter stretch of time, without things that repeat every few minutes.")
    raise BadInput(f"{what} can't be understood. Maybe export it again from your calendar, as an .ics file.") from error
