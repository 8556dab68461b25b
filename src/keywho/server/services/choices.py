"""What organizers choose about who is useful to whom, and who reads what people wrote for them."""

import logging
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from keywho.benefit.forgetting import forget_texts as forget_read_texts
from keywho.benefit.knobs import Knobs, Leaning, Learning, Sharing
from keywho.benefit.likeness import Embed, Reader
from keywho.benefit.own_words import read_own_words
from keywho.core.errors import BadInput
from keywho.server.store import models as records

log = logging.getLogger("keywho.server")

MOST_READERS = 16
AS_USUAL = Knobs()


@dataclass(frozen=True, slots=True)
class Choices:
    """The knobs of an evening, and the words of its town as they were typed."""

    knobs: Knobs = AS_USUAL
    own_words: str = ""

    @classmethod
    def of(cls, event: records.Event) -> "Choices":
        """Give what stands in the record."""
        return cls(Knobs(Leaning(event.leaning), Sharing(event.sharing), Learning(event.learning)), event.own_words)

    @property
    def reader(self) -> Reader:
        """Who reads with these words."""
        return reader_with(self.own_words)


UNCHANGED = Choices()
"""The choices of an evening where nobody has chosen anything."""


def reader_with(own_words: str) -> Reader:
    """Give the reader that knows these words of a town, made once; lines that can't be understood are passed over."""
    return _reader(own_words, _sentence_model())


def forget_texts() -> None:
    """Drop what readers and the sentence model remember of what people wrote, in this process."""
    forget_read_texts()
    if settings.EMBED != "off":
        from keywho.adapters.sentence_model import forget_texts as forget_sentences

        forget_sentences()


@lru_cache(maxsize=MOST_READERS)
def _reader(own_words: str, embed: Embed | None) -> Reader:
    return Reader(own_words=read_own_words(own_words).words, embed=embed)


def _sentence_model() -> Embed | None:
    """Give the sentence model, where one is installed and wanted; an evening goes on without one that is damaged."""
    if settings.EMBED == "off":
        return None
    from keywho.adapters.sentence_model import embedding

    try:
        return embedding()
    except BadInput as damaged:
        log.warning("%s People are read without the sentence model.", damaged)
        return None
