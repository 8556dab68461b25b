"""Pages as people read them, and a desk that somebody has signed in to."""

import re
from html import unescape

from django.http import HttpResponse
from django.test import Client

from server.an_evening import Stage


def words(response: HttpResponse) -> str:
    """All words of a page, without its marks and scripts."""
    return " ".join(unescape(re.sub(r"<(script|style|template)\b.*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)).split())


def signed_in(stage: Stage) -> Client:
    """A browser of the organizer."""
    client = Client()
    client.force_login(stage.organizer)
    return client
