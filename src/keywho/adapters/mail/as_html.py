"""A plain text as simple HTML: paragraphs and links, and nothing that has to be fetched from anywhere."""

import re
from html import escape

LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
STYLE = "font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:1.5em auto;padding:0 1em"


def as_html(text: str, language: str, title: str = "") -> str:
    """Give a whole page for a text: empty lines part its paragraphs, addresses of pages become links."""
    paragraphs = [part.strip("\n") for part in re.split(r"\n\s*\n", text) if part.strip()]
    return page("".join(f"<p>{_lines(part)}</p>\n" for part in paragraphs), language, title)


def page(body: str, language: str, title: str = "") -> str:
    """Give a whole page around something that is HTML already."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}" dir="auto"><head><meta charset="utf-8"><title>{escape(title)}</title></head>\n'
        f'<body style="{STYLE}">\n{body}</body></html>\n'
    )


def inner(html: str) -> str:
    """Give what stands in the body of a page."""
    found = re.search(r"<body[^>]*>(.*)</body>", html, re.DOTALL | re.IGNORECASE)
    return found[1].strip() if found else html


def _lines(text: str) -> str:
    parts, at = [], 0
    for found in LINK.finditer(text):
        address = escape(found[0])
        parts += [escape(text[at : found.start()]), f'<a href="{address}">{address}</a>']
        at = found.end()
    return "".join([*parts, escape(text[at:])]).replace("\n", "<br>\n")
