"""Everyday words: never corrected, and worth little where a text has anything to say about work."""

import gzip
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def everyday_words() -> Mapping[str, float]:
    """Give everyday words of English, German and Spanish with how common they are: log10 of their number in a billion words (Zipf scale)."""
    stored = files(__package__).joinpath("common_words.txt.gz").read_bytes()
    return {word: float(common) for word, common in (line.split("\t") for line in gzip.decompress(stored).decode().split("\n"))}
