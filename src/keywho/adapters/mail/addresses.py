"""Mail addresses: those that every mail server takes, and addresses with a part that says what an answer is about."""

import re

from keywho.core.errors import BadInput

LONGEST = 200
LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
DOMAIN = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
ADDRESS = re.compile(f"({LOCAL})@({DOMAIN})")


def plain_address(text: str) -> str:
    """Read an address that somebody typed (RFC 5321). A domain in other letters is written as mail servers want it (RFC 5891).

    Raises
    ------
    BadInput
        It is none that can be mailed to.
    """
    local, _, domain = text.strip().removeprefix("mailto:").rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        domain = ""
    found = ADDRESS.fullmatch(f"{local}@{domain}")
    if found is None or len(local) > 64 or len(found[0]) > LONGEST:
        raise BadInput("This is no mail address that mails can go to. Maybe a letter is missing.")
    return found[0]


def is_address(text: str) -> bool:
    """Say whether mails can go there."""
    try:
        plain_address(text)
    except BadInput:
        return False
    return True


def same_address(one: str, other: str) -> bool:
    """Say whether two addresses are one mailbox: capital letters make no difference in practice."""
    return bool(one) and one.strip().casefold() == other.strip().casefold()


def with_word(pattern: str, word: str) -> str:
    """Give the address for answers about something: `{}` in the pattern becomes the word; without it the address as it is."""
    return pattern.replace("{}", word)


def word_in(pattern: str, address: str) -> str:
    """Give the word that stands in an address for answers; an empty text where there is none."""
    if "{}" not in pattern:
        return ""
    found = re.fullmatch(re.escape(pattern).replace(r"\{\}", "([A-Za-z0-9.-]+)"), address.strip(), re.IGNORECASE)
    return found[1].lower() if found else ""


def without_word(pattern: str) -> str:
    """Give the address for answers about nothing: `hello+{}@example.org` becomes hello@example.org."""
    return re.sub(r"[+_.=-]?\{\}", "", pattern)
