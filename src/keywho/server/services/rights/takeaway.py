"""What somebody takes along: everything about them as JSON, as a page to read, and in the formats of address books and calendars."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape

from keywho.adapters.calendar.files import calendar_file
from keywho.adapters.vcard.writing import write, write_all
from keywho.server.services.afterwards.calendar_of import invitations_of
from keywho.server.services.afterwards.exchange import contacts_of
from keywho.server.services.afterwards.my_card import card_of
from keywho.server.services.afterwards.talks import talks_of
from keywho.server.services.rights.export import everything_about
from keywho.server.store import models as records

STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "h1,h2{line-height:1.2}section{margin-block:2rem}dl{display:grid;grid-template-columns:minmax(8rem,12rem) 1fr;gap:.25rem 1rem;margin:0}"
    "dt{opacity:.7}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}li{margin-block:.75rem}ol,ul{padding-inline-start:1.25rem}"
    "@media(max-width:30rem){dl{grid-template-columns:1fr}}"
)


def as_json(attendee: records.Attendee) -> bytes:
    """Give everything as JSON."""
    return json.dumps(everything_about(attendee, for_them=True), ensure_ascii=False, indent=2).encode()


def as_zip(attendee: records.Attendee, now: datetime) -> bytes:
    """Give everything in one file."""
    found = everything_about(attendee, for_them=True)
    contacts = contacts_of(attendee.event_id, attendee.pk, now)
    invitations = invitations_of(attendee, talks_of(attendee.pk))
    parts = {
        "everything.json": json.dumps(found, ensure_ascii=False, indent=2).encode(),
        "everything.html": page_of(found, attendee, now).encode(),
        "my-card.vcf": write(card_of(attendee), revised_at=now),
    }
    if contacts:
        parts["contacts.vcf"] = write_all([contact.card for contact in contacts], revised_at=now)
    if invitations:
        parts["interviews.ics"] = calendar_file(invitations)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def page_of(found: Mapping[str, object], attendee: records.Attendee, now: datetime) -> str:
    """Lay everything out as a page that needs nothing but itself."""
    sections = "".join(f"<section><h2>{_words(name)}</h2>{_told(value)}</section>" for name, value in found.items() if value not in (None, [], {}, ""))
    nothing = [_words(name) for name, value in found.items() if value in (None, [], {}, "")]
    rest = f"<p>Nothing is kept under: {', '.join(nothing)}.</p>" if nothing else ""
    title = f"Everything about {escape(attendee.name)}"
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title><style>{STYLE}</style>'
    lead = f"<h1>{title}</h1><p>{escape(attendee.event.name)}. As of {now:%Y-%m-%d %H:%M} UTC. What others noted for themselves alone is theirs, and not in it.</p>"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{lead}{sections}{rest}</body></html>'


def _told(value: object) -> str:
    """Lay out a value: facts as a list of terms, several things as a list, all else as text."""
    if isinstance(value, Mapping):
        told = "".join(f"<dt>{_words(str(name))}</dt><dd>{_told(one)}</dd>" for name, one in value.items() if one not in (None, "", [], {}))
        return f"<dl>{told}</dl>" if told else "–"
    if isinstance(value, Sequence) and not isinstance(value, str):
        if all(isinstance(one, str | int | float) for one in value):
            return escape(", ".join(str(one) for one in value))
        return f"<ol>{''.join(f'<li>{_told(one)}</li>' for one in value)}</ol>"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return escape(str(value))


def _words(name: str) -> str:
    words = name.replace("_", " ").strip()
    return escape(words[:1].upper() + words[1:])
