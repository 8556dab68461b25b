"""The poster that brings people in: a PDF of one page for the door."""

from datetime import datetime
from urllib.parse import urlsplit

from keywho.adapters.legible import legible
from keywho.adapters.printing.poster import WORDS, Poster, print_poster
from keywho.adapters.printing.sheet import Sheet, to_file
from keywho.adapters.qr import qr_modules
from keywho.core.errors import BadInput


def poster_pdf(
    title: str, link: str, code: str, *, address: str | None = None, language: str = "en", paper: str = "a4", made_at: datetime | None = None
) -> bytes:
    """Print the poster for an evening.

    Parameters
    ----------
    title : name of the evening.
    link : what the QR code opens.
    code : the short code of the evening, for those who type.
    address : where the code is typed; else the host of the link, such as "192.168.178.42:8000".
    language : "en", "de" or "es".
    paper : "a4" or "letter".
    made_at : creation date of the document. Equal arguments give equal files.
    """
    if language not in WORDS:
        raise BadInput(f"There is no poster in the language “{language}”. Maybe one of: {', '.join(WORDS)}.")
    poster = Poster(legible(title) or "Welcome", qr_modules(link), code, urlsplit(link).netloc if address is None else address)
    sheet = Sheet(poster.title, paper=paper, made_at=made_at, language=language)
    print_poster(sheet, poster, WORDS[language])
    return sheet.content()


write_poster = to_file(poster_pdf)
