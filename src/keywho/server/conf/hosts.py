"""Under which names keywho answers, and where it is in the local network."""

import ipaddress
import re
import socket
from urllib.parse import urlsplit

from keywho.server.conf.environment import Environment

ALWAYS_OURS = ("localhost", ".localhost", ".local")
"""Names that only this machine or its own network can give (RFC 6761, RFC 6762)."""

FAR_AWAY = (("192.0.2.1", socket.AF_INET), ("10.255.255.255", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))
"""Addresses that no packet is sent to; the system only says from where it would."""


def own_names() -> tuple[str, ...]:
    """Give the names this machine has for itself."""
    name = socket.gethostname().lower()
    return tuple(sorted({name, name.split(".")[0]} - {""}))


def host_names_of(environment: Environment) -> tuple[str, ...]:
    """Give all names that keywho answers to, besides IP addresses."""
    public = urlsplit(environment.public_url).hostname
    return (*ALWAYS_OURS, *own_names(), *environment.allowed_hosts, *([public] if public else []))


def is_ours(host: str, names: tuple[str, ...]) -> bool:
    """Say whether a Host header is one that keywho answers to.

    A page of a stranger can make a browser call us under the stranger's name, and then read what we answer (DNS rebinding);
    under an IP address it can't, because its own origin would have to be that address.
    """
    found = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]]+)(:[0-9]+)?", host)
    domain = found[1].lower().rstrip(".") if found else ""
    if re.fullmatch(r"[0-9.]+|\[.*\]", domain):
        try:
            ipaddress.ip_address(domain.strip("[]"))
        except ValueError:
            return False
        return True
    return any(domain == name.removeprefix(".") or (name.startswith(".") and domain.endswith(name)) for name in names)


def local_address() -> str:
    """Give the address of this machine in the local network; 127.0.0.1 where there is none."""
    for address, family in FAR_AWAY:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((address, 9))
                found = str(probe.getsockname()[0])
            except OSError:
                continue
        if not ipaddress.ip_address(found).is_loopback and not ipaddress.ip_address(found).is_unspecified:
            return found
    return "127.0.0.1"


def public_url_of(environment: Environment) -> str:
    """Give what phones should open."""
    if environment.public_url:
        return environment.public_url
    listening = ipaddress.ip_address(environment.address)
    address = local_address() if listening.is_unspecified else environment.address
    host = f"[{address}]" if ":" in address else address
    return f"http://{host}" if environment.port == 80 else f"http://{host}:{environment.port}"
