"""Finite fields and their products: the arithmetic behind rounds without repeats."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Elements = NDArray[np.int64] | np.int64 | int


@dataclass(frozen=True)
class Field:
    """GF(prime ** degree). An element is a number whose digits to the base `prime` are the coefficients of a polynomial."""

    prime: int
    degree: int

    @property
    def order(self) -> int:
        """How many elements it has."""
        return int(self.prime**self.degree)

    @cached_property
    def _places(self) -> Numbers:
        return np.array([self.prime**place for place in range(self.degree)], np.int64)

    @cached_property
    def _modulus(self) -> Numbers:
        """The lower coefficients of the first irreducible polynomial x^degree + ..."""
        for lower in product(range(self.prime), repeat=self.degree):
            if not any(_divides(divisor, (*lower, 1), self.prime) for size in range(1, self.degree // 2 + 1) for divisor in _monic(self.prime, size)):
                return np.array(lower, np.int64)
        raise AssertionError("every degree has an irreducible polynomial")

    def _digits(self, numbers: Elements) -> Numbers:
        return np.asarray(numbers, np.int64)[..., None] // self._places % self.prime

    def add(self, one: Elements, other: Elements) -> Numbers:
        """Add elements, broadcast."""
        return np.asarray((self._digits(one) + self._digits(other)) % self.prime @ self._places)

    def times(self, one: Elements, other: Elements) -> Numbers:
        """Multiply elements, broadcast."""
        first, second = np.broadcast_arrays(self._digits(one), self._digits(other))
        total = np.zeros((*first.shape[:-1], 2 * self.degree - 1), np.int64)
        for place in range(self.degree):
            total[..., place : place + self.degree] += first[..., place, None] * second
        for place in range(2 * self.degree - 2, self.degree - 1, -1):
            total[..., place - self.degree : place] -= total[..., place, None] * self._modulus
        return np.asarray(total[..., : self.degree] % self.prime @ self._places)

    @cached_property
    def powers(self) -> Numbers:
        """The powers x^0, x^1, ... of the first primitive element: every element but 0 once."""
        for base in range(1, self.order):
            found = [1]
            while (following := int(self.times(found[-1], base))) != 1:
                found.append(following)
            if len(found) == self.order - 1:
                return np.array(found, np.int64)
        raise AssertionError("every field has a primitive element")


@dataclass(frozen=True)
class Ring:
    """A product of fields; an element is a number in mixed radix, the first field's digit last."""

    fields: tuple[Field, ...]

    @property
    def order(self) -> int:
        """How many elements it has."""
        return int(np.prod([field.order for field in self.fields]))

    @property
    def apart(self) -> int:
        """How many elements the set 0, 1, 2, ... of `spread` can have whose differences can all be divided by."""
        return min(field.order for field in self.fields)

    def _split(self, numbers: Numbers) -> list[Numbers]:
        parts = []
        for field in self.fields:
            parts.append(numbers % field.order)
            numbers = numbers // field.order
        return parts

    def _join(self, parts: list[Numbers]) -> Numbers:
        joined = np.zeros((), np.int64)
        for field, part in zip(reversed(self.fields), reversed(parts), strict=True):
            joined = joined * field.order + part
        return joined

    def add(self, one: Numbers, other: Numbers) -> Numbers:
        """Add elements, broadcast."""
        return self._join([field.add(first, second) for field, first, second in zip(self.fields, self._split(one), self._split(other), strict=True)])

    def times(self, one: Numbers, other: Numbers) -> Numbers:
        """Multiply elements, broadcast."""
        return self._join([field.times(first, second) for field, first, second in zip(self.fields, self._split(one), self._split(other), strict=True)])

    def spread(self, count: int) -> Numbers:
        """Give elements whose differences can all be divided by: the same digit in every field (at most `apart` of them)."""
        return self._join([np.arange(count, dtype=np.int64) for _ in self.fields])


def numbers_of(text: str) -> Numbers:
    """Read rows of numbers, parted by slashes."""
    return np.array([[int(number) for number in row.split()] for row in text.split("/")], np.int64)


@lru_cache(maxsize=256)
def ring_of(order: int) -> Ring:
    """Give the product of fields with so many elements: one field for each prime that divides the order."""
    fields = []
    prime = 2
    while order > 1:
        degree = 0
        while order % prime == 0:
            order //= prime
            degree += 1
        if degree:
            fields.append(Field(prime, degree))
        prime = order if prime * prime > order > 1 else prime + 1
    return Ring(tuple(fields) or (Field(2, 0),))


def _monic(prime: int, degree: int) -> list[tuple[int, ...]]:
    return [(*lower, 1) for lower in product(range(prime), repeat=degree)]


def _divides(divisor: tuple[int, ...], polynomial: tuple[int, ...], prime: int) -> bool:
    rest = list(polynomial)
    for top in range(len(rest) - 1, len(divisor) - 2, -1):
        factor = rest[top]
        for place, coefficient in enumerate(reversed(divisor)):
            rest[top - place] = (rest[top - place] - factor * coefficient) % prime
    return not any(rest)
