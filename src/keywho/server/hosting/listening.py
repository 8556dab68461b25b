"""Takes the port to listen on, or says why that is not possible."""

import errno
import socket
import sys

from keywho.core.errors import BadInput


def listen(address: str, port: int) -> socket.socket:
    """Take the port, before anything else is begun.

    Raises
    ------
    BadInput
        Somebody else has the port, or the system does not give it.
    """
    listening = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((address, port))
    except PermissionError as error:
        raise BadInput(f"The system does not let keywho use port {port}. Maybe set KEYWHO_PORT to one above 1023, such as 8000.") from error
    except OSError as error:
        taken = f"Port {port} is taken: maybe keywho runs already in another window. Else set KEYWHO_PORT to another one, such as {port + 1}."
        elsewhere = f"keywho can't listen on {address}, port {port}: {error.strerror}. Maybe KEYWHO_ADDRESS is no address of this machine."
        raise BadInput(taken if is_taken(error) else elsewhere) from error
    listening.set_inheritable(False)
    return listening


def is_taken(error: OSError) -> bool:
    """Say whether an error means that somebody else listens there."""
    return error.errno in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE))
