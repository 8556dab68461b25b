"""Memory of arrays that are gone, given back to the machine.

The C library keeps what is freed, in pieces between what is still in use. Past some hundred thousand edges the solver then asks for new memory beside
the old: 100,000 people took 1,082 MB, of which 330 MB were in use at the end.
"""

import ctypes
import sys
from functools import cache

MANY = 200_000
"""Edges from which on it is worth the milliseconds."""


def give_back(edges: int) -> None:
    """Let the C library give back what is free, after work with so many edges; where it can't, nothing happens."""
    if edges >= MANY and (trim := _trim()) is not None:
        trim(0)


@cache
def _trim() -> "ctypes._NamedFuncPointer | None":
    """Give the function of glibc that does it; other libraries have none."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
