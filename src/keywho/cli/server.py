"""`keywho serve` and its companions: the server on this machine."""

from collections.abc import Callable
from functools import wraps

import click

from keywho.cli.voice import Voice
from keywho.core.errors import KeywhoError

LACKING = "The server needs more than the planner, and {name} is not installed. Maybe: pip install 'keywho[server]'."
SERVER_PARTS = ("django", "uvicorn", "huey", "argon2", "segno")


def needs_server(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command say in a sentence that the server's libraries are not there."""

    @wraps(command)
    def checked(**options: object) -> None:
        from importlib.util import find_spec

        missing = [name for name in SERVER_PARTS if find_spec(name) is None]
        if missing:
            raise KeywhoError(LACKING.format(name=missing[0]))
        command(**options)

    return checked


@click.command("serve")
@click.option("--demo", is_flag=True, help="Also load a demo evening that can be played at once.")
@needs_server
def serve_command(demo: bool) -> None:
    """Serve the live evening: desk, phones and projector.

    Everything is kept in the folder KEYWHO_HOME; docs/settings.md explains all settings, and none has to be set.

    \b
    keywho serve
    keywho serve --demo
    """
    from keywho.server.conf.environment import read_environment
    from keywho.server.conf.start import start_django
    from keywho.server.hosting.listening import listen

    environment = read_environment()
    listening = listen(environment.address, environment.port)
    start_django()
    from keywho.server.hosting.serving import serve_all

    serve_all(environment, listening, click.echo, demo=demo)


@click.command("worker")
@needs_server
def worker_command() -> None:
    """Do the long jobs of a server. `keywho serve` starts one by itself; further ones, also on other machines, need KEYWHO_REDIS_URL.

    \b
    keywho worker
    """
    from keywho.server.conf.start import start_django

    environment = start_django()
    from keywho.server.hosting.worker import work_apart

    work_apart(environment)


@click.command("migrate")
@needs_server
def migrate_command() -> None:
    """Bring the database to the shape this version needs; `keywho serve` does so by itself.

    \b
    keywho migrate
    """
    from keywho.server.conf.start import start_django
    from keywho.server.hosting.database import migrate

    start_django()
    done = migrate()
    from keywho.server.services.evenings import now
    from keywho.server.services.rights.erase import erase_again

    erase_again(now=now())
    Voice().say(f"{done} steps were made." if done else "The database is as it should be.")


@click.command("organizer")
@click.argument("email", metavar="EMAIL")
@needs_server
def organizer_command(email: str) -> None:
    """Print a link with which an organizer chooses a new password; whoever has no account yet makes one with it.

    \b
    keywho organizer ada@example.org
    """
    from keywho.server.conf.start import start_django

    environment = start_django()
    from keywho.server.conf.hosts import public_url_of
    from keywho.server.services.accounts import LINK_HOURS, link_token

    voice = Voice()
    voice.say(f"Good once, within {LINK_HOURS} hours:")
    voice.say(f"{public_url_of(environment)}/first/{link_token(email)}")
