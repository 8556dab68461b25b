"""Compiled counting of idle gaps: a person's rounds are the bits of one word. `requests.scheduling.idle_gaps` is the slow twin."""

from typing import Any

import numpy as np
from numba import njit

# Kernels that only kernels call: no way in from Python to compile, and arrays are borrowed, not counted, which halves the running time.
_BORROWED: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "_nrt": False}
inner = njit(cache=True, **_BORROWED)


@inner
def below(chance, most):
    """Draw a whole number below `most`. (`Generator.integers` takes seconds to compile.)"""
    return int(chance.random() * most)


@inner
def ones(bits):
    """Count the bits that are set."""
    found = 0
    while bits:
        bits &= bits - 1
        found += 1
    return found


@inner
def idle_rounds(busy, there):
    """Give the bits of the rounds between the first and the last meeting in which the person is present and has none."""
    if busy == 0:
        return np.int64(0)
    span = busy
    for shift in (1, 2, 4, 8, 16, 32):
        span |= span >> shift
    return span & ~((busy & -busy) - 1) & there & ~busy


@inner
def drawn_bit(bits, chance):
    """Draw the number of one of the bits that are set."""
    for _ in range(below(chance, ones(bits))):
        bits &= bits - 1
    return ones((bits & -bits) - 1)


@inner
def highest(bits):
    """Give the number of the highest bit that is set."""
    for shift in (1, 2, 4, 8, 16, 32):
        bits |= bits >> shift
    return ones(bits) - 1


@njit(cache=True)
def gaps_of(busy, there):
    """Count one person's idle gaps, and the rounds in them, from the bits of the rounds; `scheduling.idle_gaps` is the slow twin."""
    idle = idle_rounds(busy, there)
    return ones(idle & ~(idle << 1)), ones(idle)
