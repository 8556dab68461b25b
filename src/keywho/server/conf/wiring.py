"""Connects what the services ask for with who does it."""

from keywho.server.conf.jobs import enqueue_planning
from keywho.server.realtime.hub import hub
from keywho.server.services import ports


def connect_ports() -> None:
    """Give the services the hub that tells the screens, and the queue for long jobs."""
    ports.plug(publish_with=hub.publish, enqueue_with=enqueue_planning)
