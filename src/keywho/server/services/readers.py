"""Who reads what people wrote: one reader for each list of own words, kept in memory."""

from functools import lru_cache

from keywho.benefit.likeness import Reader
from keywho.benefit.own_words import read_own_words

MOST_READERS = 16


@lru_cache(maxsize=MOST_READERS)
def reader_with(own_words: str) -> Reader:
    """Give the reader that knows these words of a town; lines that can't be understood are passed over."""
    return Reader(own_words=read_own_words(own_words).words)
