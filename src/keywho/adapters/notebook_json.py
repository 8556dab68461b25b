"""A notebook of the coach as JSON: in a record, in a browser, in a file."""

import msgspec

from keywho.coach.notebook import LONGEST_TEXT, MOST_MARKS, MOST_QUESTIONS, MOST_TRIES, MOST_VERSIONS, Notebook
from keywho.coach.week import DAYS
from keywho.core.errors import KeywhoError

LONGEST_BYTES = 200_000
_DECODER = msgspec.json.Decoder(Notebook)


class NoNotebook(KeywhoError):
    """What came is no notebook of the coach."""

    code = "no-notebook"

    def __init__(self, why: str) -> None:
        super().__init__(
            f"This is no notebook of the coach: {why}. Nothing was changed. Maybe choose the file that the coach wrote, with the name keywho-coach.json."
        )


def notebook_to_json(notebook: Notebook) -> bytes:
    """Write a notebook."""
    return msgspec.json.encode(notebook)


def notebook_from_json(content: bytes | str) -> Notebook:
    """Read a notebook, from a browser or a file that anybody could have written.

    Raises
    ------
    NoNotebook
        It is too long, no JSON, or has another shape.
    """
    if len(content) > LONGEST_BYTES:
        raise NoNotebook(f"it has more than {LONGEST_BYTES // 1000} KB")
    try:
        found = _DECODER.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NoNotebook(str(error).rstrip(".")) from None
    if len(found.versions) > MOST_VERSIONS or len(found.tries) > MOST_TRIES or len(found.questions) > MOST_QUESTIONS or len(found.marks) > MOST_MARKS:
        raise NoNotebook("it holds more than a notebook has room for")
    if found.week.went.keys() - set(range(1, DAYS + 1)) or found.week.guess not in (None, *range(DAYS + 1)):
        raise NoNotebook(f"its week has other days than {DAYS}")
    moments = [*(one.at for one in found.versions), *(each.at for each in found.tries), *(kept.at for kept in found.questions), *found.marks.values()]
    if any(at.tzinfo is None for at in moments):
        raise NoNotebook("a moment in it has no time zone")
    texts = [*(one.text for one in found.versions), *(text for one in found.questions for text in (one.about, *one.questions))]
    if any(len(text) > LONGEST_TEXT or "\0" in text for text in texts):
        raise NoNotebook("a text in it is too long, or has signs that nobody can read")
    return found
