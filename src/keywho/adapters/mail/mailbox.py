"""Looking into a mailbox (IMAP, RFC 9051) for mails that nobody has seen yet."""

import imaplib
import ipaddress
import re
import ssl
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from keywho.adapters.mail.read import LARGEST
from keywho.core.errors import KeywhoError

PATIENCE_S = 30.0
AT_ONE_LOOK = 50


class NoMailbox(KeywhoError):
    """The mailbox can't be opened."""

    code = "no-mailbox"


def look_into(url: str, take: Callable[[bytes], None] | None) -> int:
    """Hand each unseen mail over, then mark it as seen; gives how many these were. One that `take` raises over stays unseen; without `take` nothing is read.

    Raises
    ------
    NoMailbox
        It can't be opened.
    """
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    try:
        box = _opened(host, parts.port, is_tls=parts.scheme == "imaps")
        try:
            box.login(unquote(parts.username or ""), unquote(parts.password or ""))
            return _taken(box, unquote(parts.path.strip("/")) or "INBOX", take)
        finally:
            _close(box)
    except (imaplib.IMAP4.error, OSError) as error:
        raise NoMailbox(
            f"The mailbox at {host} can't be read ({_reason(error)}). Maybe KEYWHO_MAIL_INBOX has a wrong name, password, host or folder."
        ) from None


def _opened(host: str, port: int | None, *, is_tls: bool) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if is_tls:
        return imaplib.IMAP4_SSL(host, port or 993, ssl_context=context, timeout=PATIENCE_S)
    box = imaplib.IMAP4(host, port or 143, timeout=PATIENCE_S)
    if not _is_here(host):
        box.starttls(context)
    return box


def _taken(box: imaplib.IMAP4, folder: str, take: Callable[[bytes], None] | None) -> int:
    if box.select(f'"{folder}"', readonly=take is None)[0] != "OK":
        raise imaplib.IMAP4.error("there is no such folder")
    if take is None:
        return 0
    _, found = box.uid("SEARCH", "UNSEEN")
    taken = 0
    for number in (found[0] or b"").split()[:AT_ONE_LOOK]:
        name = number.decode("ascii")
        if _size(box, name) <= LARGEST:
            _, fetched = box.uid("FETCH", name, "(BODY.PEEK[])")
            for part in fetched:
                if isinstance(part, tuple):
                    take(part[1])
        box.uid("STORE", name, "+FLAGS", r"(\Seen)")
        taken += 1
    return taken


def _size(box: imaplib.IMAP4, name: str) -> int:
    _, told = box.uid("FETCH", name, "(RFC822.SIZE)")
    found = re.search(rb"RFC822\.SIZE (\d+)", b" ".join(part if isinstance(part, bytes) else b"" for part in told))
    return int(found[1]) if found else LARGEST + 1


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _close(box: imaplib.IMAP4) -> None:
    try:
        box.logout()
    except (imaplib.IMAP4.error, OSError):
        box.shutdown()


def _reason(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(getattr(error, "strerror", None) or said)
    return text[:200] or type(error).__name__
