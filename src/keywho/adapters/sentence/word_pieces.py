"""A text cut into the word pieces that the model knows, as the uncased vocabulary of BERT asks for."""

import re
import unicodedata
from collections.abc import Sequence

UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 100
MOST_LETTERS = 2_000
"""What stands behind this many letters is not read: far more than the pieces a text may have."""

_SPACES = re.compile(r"\s+")


class WordPieces:
    """Cuts texts into numbers of word pieces."""

    def __init__(self, pieces: Sequence[str], most: int) -> None:
        self._number_by_piece = {piece: number for number, piece in enumerate(pieces)}
        self._unknown, self._begin, self._end = (self._number_by_piece[piece] for piece in (UNKNOWN, BEGIN, END))
        self._most = most
        self._longest_piece = max(map(len, pieces))
        self._cuts: dict[str, tuple[int, ...]] = {}

    def cut(self, text: str) -> list[int]:
        """Give the numbers of a text between begin and end; none at all where it has no words."""
        found: list[int] = []
        for word in words_of(text[:MOST_LETTERS]):
            found += self._cut_word(word)
            if len(found) >= self._most - 2:
                break
        return [self._begin, *found[: self._most - 2], self._end] if found else []

    def _cut_word(self, word: str) -> tuple[int, ...]:
        """Cut one word, always taking the longest piece that fits; remembered, as the words of a room repeat."""
        if word not in self._cuts:
            if len(self._cuts) > LONGEST_WORD * 500:
                self._cuts = {}
            self._cuts[word] = self._found_pieces(word)
            return self._cuts[word]
        return self._cuts[word]

    def _found_pieces(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (self._unknown,)
        pieces, at = [], 0
        while at < len(word):
            mark = "##" if at else ""
            for end in range(min(len(word), at + self._longest_piece), at, -1):
                number = self._number_by_piece.get(mark + word[at:end])
                if number is not None:
                    break
            else:
                return (self._unknown,)
            pieces.append(number)
            at = end
        return tuple(pieces)


def words_of(text: str) -> list[str]:
    """Give the words and signs of a text: small letters without accents, each sign and each Chinese character by itself."""
    if text.isascii() and text.isprintable():
        plain = text.lower()
    else:
        kept = "".join(_kept(letter) for letter in text)
        bare = unicodedata.normalize("NFD", kept)
        plain = "".join(letter for letter in bare if unicodedata.category(letter) != "Mn").lower()
    return _spaced(plain).split()


def _spaced(text: str) -> str:
    return "".join(f" {letter} " if _stands_alone(letter) else letter for letter in text)


def _kept(letter: str) -> str:
    """Give a letter, a space for any kind of space, and nothing for what can't be seen."""
    if letter in "\t\n\r" or unicodedata.category(letter) == "Zs":
        return " "
    if letter in "\0\N{REPLACEMENT CHARACTER}" or unicodedata.category(letter).startswith("C"):
        return ""
    return f" {letter} " if _is_chinese(letter) else letter


def _stands_alone(letter: str) -> bool:
    if letter.isascii():
        return letter.isprintable() and not letter.isalnum() and letter != " "
    return unicodedata.category(letter).startswith("P")


def _is_chinese(letter: str) -> bool:
    code = ord(letter)
    return any(
        first <= code <= last
        for first, last in (
            (0x4E00, 0x9FFF),
            (0x3400, 0x4DBF),
            (0x20000, 0x2A6DF),
            (0x2A700, 0x2B73F),
            (0x2B740, 0x2B81F),
            (0x2B820, 0x2CEAF),
            (0xF900, 0xFAFF),
            (0x2F800, 0x2FA1F),
        )
    )
