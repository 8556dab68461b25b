"""vCards: contacts as address books read and write them."""

from keywho.adapters.vcard.reading import is_vcard, read
from keywho.adapters.vcard.writing import write, write_all

__all__ = ["is_vcard", "read", "write", "write_all"]
