"""The address that phones can open, for QR codes and links that are given out."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_for_phones(request: HttpRequest) -> str:
    """Give the beginning of every link for others, without a slash at its end.

    It is KEYWHO_PUBLIC_URL where that is set; else what this browser uses, unless that leads back to its own machine: then the machine's address in its network.
    """
    if settings.PUBLIC_URL:
        return str(settings.PUBLIC_URL)
    return str(settings.PHONES_URL) if _is_own_machine(request.get_host()) else f"{request.scheme}://{request.get_host()}"


def _is_own_machine(host: str) -> bool:
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() and not host.endswith("]") else host
    name = name.strip("[]").lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
