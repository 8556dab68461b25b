"""Facts as they lie in the log: the name of the class, and its fields as JSON.

The programme of a published version is not repeated in the log; it is put back when the fact is read.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import msgspec

from keywho.core.programme import Programme
from keywho.live.facts import Fact, ProgrammePublished

_CLASSES = {cls.__name__: cls for cls in get_args(Fact)}
_DECODERS = {name: msgspec.json.Decoder(cls) for name, cls in _CLASSES.items()}


def fact_to_json(fact: Fact) -> tuple[str, str]:
    """Give the kind and the body of a fact."""
    if isinstance(fact, ProgrammePublished):
        fact = replace(fact, programme=Programme())
    return type(fact).__name__, msgspec.json.encode(fact).decode()


def fact_from_json(kind: str, body: str, programme_of: Callable[[int], Programme]) -> Fact:
    """Read a fact; `programme_of` gives the programme of a published version."""
    fact: Fact = _DECODERS[kind].decode(body)
    return replace(fact, programme=programme_of(fact.version)) if isinstance(fact, ProgrammePublished) else fact
