"""Words of people, made fit to stand in a calendar: nothing that they typed can begin a line of its own, or be read as part of another property."""

import re
from urllib.parse import quote, unquote

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_KEPT_IN_MAIL = "@!$&'*+-/=_~.,;:()[]"
_KEPT_IN_URL = "%:/?#[]@!$&'()*+,;=-._~"


def text(words: str) -> str:
    """Give the words without control characters (RFC 5545, 3.1 forbids them) and with plain line breaks, which the library then escapes."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", words))


def one_line(words: str) -> str:
    """Give the words on one line; double quotes become single ones, which no parameter may hold (RFC 5545, 3.2)."""
    return " ".join(text(words).replace('"', "'").split())


def mail_uri(mail: str) -> str:
    """Give a mail address as URI (RFC 6068): what is no part of an address is encoded.

    >>> mail_uri("ann+jobs@example.org")
    'mailto:ann+jobs@example.org'
    """
    return f"mailto:{quote(one_line(mail), safe=_KEPT_IN_MAIL)}"


def mail_of(uri: str) -> str:
    """Give the mail address of a URI in small letters; empty where it is none."""
    scheme, _, mail = str(uri).strip().partition(":")
    return unquote(mail.partition("?")[0]).strip().lower() if scheme.lower() == "mailto" and "@" in mail else ""


def uri(address: str) -> str:
    """Give a web address without anything that may not stand in one."""
    return quote(one_line(address), safe=_KEPT_IN_URL)
