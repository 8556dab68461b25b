"""Secrets in links: personal, badge, projector, desk and speaker tokens. They are signed, so that the stream knows who listens without a query.

A token is base64url of its kind, the event's and the person's numbers, and 15 bytes of HMAC-SHA256 (RFC 2104) under the server's key and the
event's own. It can't be guessed (120 bits), and it ends when the event's key or the person's link number changes.
"""

import base64
import hashlib
import hmac
import secrets
import struct
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from django.conf import settings

_FIELDS = struct.Struct(">BIIH")
_SIGNED_BYTES = 15
_LETTERS = -(-(_FIELDS.size + _SIGNED_BYTES) * 4 // 3)

TURNS = 65536
"""So many links of one person can be told apart."""


class LinkKind(IntEnum):
    """What a token opens. BY_BADGE is a personal page that was opened with a badge, and shows less (docs/privacy.md)."""

    PERSONAL = 1
    BADGE = 2
    PROJECTOR = 3
    DESK = 4
    BY_BADGE = 5
    SPEAKER = 6


_KINDS = {kind.value: kind for kind in LinkKind}


@dataclass(frozen=True, slots=True)
class Link:
    """What stands in a token. `no` is the number of the person's record (an organizer's for a desk), `turn` that of the link given out."""

    kind: LinkKind
    event_pk: int
    no: int = 0
    turn: int = 0


def token_of(link: Link, event_key: str) -> str:
    """Give the token of a link."""
    plain = _FIELDS.pack(link.kind, link.event_pk, link.no, link.turn % TURNS)
    return _written(plain + _signature(plain, event_key))


def unsigned(token: str) -> Link | None:
    """Read a token without trusting it; None where it is none."""
    raw = _raw(token)
    if raw is None:
        return None
    kind, event_pk, no, turn = _FIELDS.unpack(raw[: _FIELDS.size])
    known = _KINDS.get(kind)
    return Link(known, event_pk, no, turn) if known is not None else None


def is_signed(token: str, event_key: str) -> bool:
    """Say whether a token was made here, for an event with this key."""
    raw = _raw(token)
    return raw is not None and hmac.compare_digest(raw[_FIELDS.size :], _signature(raw[: _FIELDS.size], event_key))


def new_key() -> str:
    """Make a secret for an event."""
    return secrets.token_urlsafe(16)


def new_epoch() -> str:
    """Name a new log."""
    return secrets.token_hex(4)


def _raw(token: str) -> bytes | None:
    """Decode a token; each has one spelling alone, although base64 would read many."""
    if len(token) != _LETTERS:
        return None
    try:
        raw = base64.urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except (ValueError, UnicodeEncodeError):
        return None
    return raw if _written(raw) == token else None


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _signature(plain: bytes, event_key: str) -> bytes:
    return hmac.digest(_signing_key(settings.SECRET_KEY, event_key), plain, "sha256")[:_SIGNED_BYTES]


@lru_cache(maxsize=256)
def _signing_key(secret: str, event_key: str) -> bytes:
    return hashlib.sha256(f"keywho link\0{secret}\0{event_key}".encode()).digest()
