"""The gallery of all pieces is there for those who work on keywho, and for nobody else."""

import pytest
from django.test import Client


@pytest.mark.parametrize("screen", ["", "?screen=phone", "?screen=phone&state=after", "?screen=projector", "?screen=projector&state=board"])
def test_each_screen_of_the_gallery_is_drawn(client: Client, settings, screen: str):
    settings.DEBUG = True
    page = client.get(f"/gallery{screen}")
    assert page.status_code == 200
    assert b"<h1" in page.content or b"<h2" in page.content


def test_an_event_shows_no_gallery(client: Client, settings):
    settings.DEBUG = False
    assert client.get("/gallery").status_code == 404
