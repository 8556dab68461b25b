"""Reads the settings that say how mails go and come."""

from urllib.parse import parse_qsl, urlsplit

from keywho.adapters.mail.addresses import is_address, without_word


def smtp_address(text: str) -> str:
    """Read the address of a mail server."""
    parts = urlsplit(text)
    words = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path.strip("/") or parts.fragment or parts.port == 0:
        raise ValueError
    if words.keys() - {"starttls"} or words.get("starttls", "required") not in ("required", "never") or (words and parts.scheme == "smtps"):
        raise ValueError
    return text


def imap_address(text: str) -> str:
    """Read the address of a mailbox."""
    parts = urlsplit(text)
    if parts.scheme not in ("imap", "imaps") or not (parts.hostname and parts.username and parts.password) or parts.query or parts.port == 0:
        raise ValueError
    return text


def own_address(text: str) -> str:
    """Read the address that mails come from."""
    if not is_address(text):
        raise ValueError
    return text


def address_of_answers(text: str) -> str:
    """Read the address that answers go to; it may say `{}` once, before the @."""
    local = text.partition("@")[0]
    if text.count("{}") != local.count("{}") or text.count("{}") > 1 or not is_address(text.replace("{}", "1")) or not is_address(without_word(text)):
        raise ValueError
    return text


def hook_key(text: str) -> str:
    """Read the secret part of the address at which mails are handed in."""
    if len(text) < SHORTEST_KEY or not all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in text):
        raise ValueError
    return text


SHORTEST_KEY = 20
