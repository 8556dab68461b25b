"""Start Django: read the settings, prepare the home folder, load the app."""

import os

from keywho.server.conf.environment import Environment, read_environment
from keywho.server.conf.home import prepare_home

SETTINGS_MODULE = "keywho.server.conf.settings"


def start_django() -> Environment:
    """Make Django ready to work, and give the settings. Where it is ready already, nothing happens.

    Raises
    ------
    BadInput
        A setting can't be used, or the home folder can't be made.
    """
    environment = read_environment()
    prepare_home(environment.home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS_MODULE)
    import django

    django.setup()
    from keywho.server.conf.wiring import connect_ports

    connect_ports()
    return environment
