"""What the terminal says when the server is ready."""

import sys
from collections.abc import Mapping
from ipaddress import ip_address

from keywho.adapters.qr import qr_terminal
from keywho.server.conf.environment import Environment
from keywho.server.conf.hosts import public_url_of
from keywho.server.services.accounts import LINK_HOURS, anyone_there, link_token


def greeting(environment: Environment, codes: Mapping[str, str] | None = None) -> str:
    """Say where everybody goes: the organizer, the phones, and in the demo whoever wants to try."""
    url = public_url_of(environment)
    lines = ["", "keywho is ready.", "", f"  Phones open   {url}", f"  The desk is   {url}/desk/"]
    if not anyone_there():
        lines += ["", f"  First make your organizer account (good once, within {LINK_HOURS} hours):", f"  {url}/first/{link_token()}"]
    if codes:
        lines += ["", "  The demo evening:", *(f"  {name:<13} {url}{path}" if path.startswith("/") else f"  {name:<13} {path}" for name, path in codes.items())]
    if "127.0.0.1" in url and ip_address(environment.address).is_unspecified:
        lines += ["", "  This machine is in no network: phones can't reach it yet. Join the Wi-Fi of the room, then start again."]
    lines += ["", qr_terminal(url, colour=sys.stdout.isatty()), "", "Ctrl-C ends it; everything is kept.", ""]
    return "\n".join(lines)
