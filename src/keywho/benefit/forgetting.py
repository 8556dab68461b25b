"""What people wrote, out of memory: readers and caches drop all texts, and read anew what is asked next. Costs a moment, and spares nobody's words."""

from keywho.benefit.likeness import readers
from keywho.benefit.vocabulary.features import letter_groups
from keywho.benefit.vocabulary.tokens import _bare_words
from keywho.benefit.weak_words import bare


def forget_texts() -> None:
    """Drop every text and word that was read in this process and is remembered to be faster."""
    for reader in readers():
        reader.forget()
    _bare_words.cache_clear()
    bare.cache_clear()
    letter_groups.cache_clear()
