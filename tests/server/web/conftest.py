"""Who signs in on most pages of the desk."""

import pytest
from django.test import Client

from keywho.server.services.events import Particulars, create_event
from keywho.server.store import models as records
from keywho.server.web.attendee.coach import frame
from server.an_evening import Stage
from server.web.pages import signed_in


@pytest.fixture
def ada(client: Client) -> records.Organizer:
    """An organizer who has signed in."""
    organizer = records.Organizer.objects.sign_up(email="ada@example.org", name="Ada", password="horse battery staple")
    client.force_login(organizer)
    return organizer


@pytest.fixture
def event(ada: records.Organizer) -> records.Event:
    """An evening of hers, with nothing in it yet."""
    return create_event(Particulars("Job club", "Library"), ada)


@pytest.fixture
def desk(stage: Stage) -> Client:
    """A browser of whoever organizes the evening that a file has set up as `stage`."""
    return signed_in(stage)


@pytest.fixture
def browser() -> Client:
    """A browser without an account, which has pressed nothing of the coach yet."""
    frame._of_person.forget()
    frame._of_address.forget()
    return Client(SERVER_NAME="127.0.0.1")
