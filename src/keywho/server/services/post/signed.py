"""Puts under a letter why it comes, where its reader's page is, and how to stop mails; and lays several letters together."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.conf import settings

from keywho.adapters.mail.as_html import as_html, inner, page
from keywho.server.services.post.letters import Letter
from keywho.server.services.post.tokens import page_url, stop_token
from keywho.server.services.post.words import post_words
from keywho.server.store import models as records

VERIFY = "verify"
"""The kind of the one mail that goes to an address before it is verified."""


@dataclass(frozen=True, slots=True)
class BothSides:
    """The text of a mail and its HTML."""

    text: str
    html: str


def signed(attendee: records.Attendee, address: str, letter: Letter) -> BothSides:
    """Give what a letter says, and below why it comes. The one that asks whether an address is right opens nothing else of its reader."""
    language = attendee.event.language
    html = letter.html or as_html(letter.text, language, letter.subject)
    if letter.kind == VERIFY:
        return BothSides(letter.text, html)
    words = post_words(language)
    why = words.why.format(event=attendee.event.name)
    links = (
        words.your_page.format(url=page_url(attendee, "mails")),
        words.stop.format(url=f"{settings.PHONES_URL}/mail/stop/{stop_token(attendee.pk, address)}"),
    )
    below = inner(as_html("\n".join((why, *links)), language))
    whole = page(
        f'{inner(html)}\n<hr style="border:0;border-top:1px solid #999;margin:2em 0 1em">\n<div style="font-size:14px">{below}</div>\n',
        language,
        letter.subject,
    )
    return BothSides("\n".join((letter.text.rstrip(), "", "-- ", why, *links, "")), whole)


def together(attendee: records.Attendee, letters: Sequence[Letter]) -> Letter:
    """Lay letters together into one; a single one stays as it is."""
    if len(letters) == 1:
        return letters[0]
    event = attendee.event
    words = post_words(event.language)
    subject = words.several.format(count=len(letters), event=event.name)
    begin = f"{words.hello.format(called=attendee.called or attendee.name)}\n\n{words.several_begin}"
    text = "\n\n".join([begin, *(f"* {one.subject}\n\n{one.text.strip()}" for one in letters)])
    bodies = [f"<h2>{escape(one.subject)}</h2>\n{inner(one.html or as_html(one.text, event.language))}" for one in letters]
    html = page("\n".join([inner(as_html(begin, event.language)), *bodies]), event.language, subject)
    return Letter(letters[0].kind, subject, text, html)
