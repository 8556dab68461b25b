"""The frame of all pages of what follows the evening: four tabs, and the sentence that came along."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from keywho.core.errors import KeywhoError
from keywho.server.services.personal_links import Opened
from keywho.server.web.attendee.pages import go_to, said, show
from keywho.server.web.attendee.personal import PersonalView, not_with_badge, personal, words_of_page
from keywho.server.web.attendee.words import in_language
from keywho.server.web.attendee.words.afterwards import AFTERWARDS, AfterwardsWords

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the tabs at the bottom."""

    name: str
    href: str
    icon: str
    words: str


def words_after(found: Opened) -> AfterwardsWords:
    """Give the shared words in the language of somebody's evening."""
    return in_language(AFTERWARDS, found.evening.language)


def tabs_of(token: str, words: AfterwardsWords) -> tuple[Tab, ...]:
    """Give the tabs of somebody's pages."""
    return (
        Tab("contacts", f"/p/{token}/contacts", "handshake", words.contacts),
        Tab("interviews", f"/p/{token}/interviews", "coffee", words.interviews),
        Tab("next", f"/p/{token}/next", "footprints", words.next_steps),
        Tab("me", f"/p/{token}/me", "user", words.me),
    )


def after_page(request: HttpRequest, found: Opened, tab: str, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Lay out a page below one of the tabs; `w` are the words of all attendees' pages, `wa` those of all pages after the evening."""
    words, token = words_after(found), found.page_token
    shown = {"wa": words, "token": token, "me": found, "event_name": found.evening.name, "tab": tab, "tabs": tabs_of(token, words), "said": said(request)}
    return show(request, template, words_of_page(found), status=status, **{**shown, **context})


def afterwards(view: PersonalView[P]) -> Callable[..., HttpResponse]:
    """Hand the owner of a personal page to a view of what follows the evening.

    Pages that were opened with a badge see none of it. What a press refuses is said on the page that it came from, or on the contacts.
    """

    @personal
    @not_with_badge
    @wraps(view)
    def of_owner(request: HttpRequest, found: Opened, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, found, *args, **kwargs)
        except KeywhoError as refused:
            here = request.path if request.method == "POST" and request.POST.get("stay") else f"/p/{found.page_token}/{request.POST.get('back') or 'contacts'}"
            return go_to(here, str(refused), "warn")

    return of_owner


AfterwardsView = Callable[Concatenate[HttpRequest, Opened, P], HttpResponse]
