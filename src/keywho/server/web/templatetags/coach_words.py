"""Sentences of the coach in templates: `{% say "Hear it again" %}`, `{% say "{n} tries" n=count %}`. tools/words.py gathers them."""

from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], english: str, **gaps: object) -> SafeString:
    """Say a sentence in the page's language: from the catalogue of its part, else from that of the frame."""
    found = context["catalogue"].gettext(english)
    return _filled(context["frame"].gettext(english) if found == english else found, gaps)


@register.simple_tag(takes_context=True)
def say_many(context: dict[str, Any], one: str, many: str, n: int, **gaps: object) -> SafeString:
    """Say a sentence about a number, `{n}` in it, as the language does: `{% say_many "{n} try" "{n} tries" n=count %}`."""
    found = context["catalogue"].ngettext(one, many, n)
    return _filled(context["frame"].ngettext(one, many, n) if found in (one, many) else found, {"n": n, **gaps})


def _filled(sentence: str, gaps: dict[str, Any]) -> SafeString:
    return format_html(sentence, **gaps) if gaps else conditional_escape(sentence)
