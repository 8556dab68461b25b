"""My own card: /p/TOKEN/card: how I can be reached, what contacts get of it, the same as a code, and filling it in from a file of my phone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keywho.adapters.qr import qr_svg
from keywho.adapters.vcard import read, write
from keywho.core.errors import BadInput
from keywho.followup.card import Card, CardField, fields_of
from keywho.server.services.afterwards.my_card import NotReachable, Reach, card_of, reach_of, save_reach
from keywho.server.services.evenings import now
from keywho.server.services.joining import consent, rewrite, written_by
from keywho.server.services.personal_links import Opened
from keywho.server.services.registrations import LONGEST
from keywho.server.store import models as records
from keywho.server.web.attendee.afterwards.contact_files import contact_words
from keywho.server.web.attendee.afterwards.contacts import Fact, choices_of
from keywho.server.web.attendee.afterwards.frame import after_page, afterwards
from keywho.server.web.attendee.pages import go_to, refuse_strangers
from keywho.server.web.attendee.words.contacts import ContactWords

MOST_BYTES = 5_000_000
MOST_LINES = 20_000
MOST_IN_CODE = 350
"""So many octets still make a code that phones scan from a screen."""

FROM_FILE = (CardField.ROLE, CardField.COMPANY, CardField.PLACE)
"""What of a file goes into the profile."""

REACH = (CardField.MAIL, CardField.PHONE, CardField.LINK)


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of the form: what stands in it, what is wrong with it, and what else a file had for it."""

    name: str
    label: str
    value: str
    hint: str = ""
    error: str = ""
    kind: str = "text"
    autocomplete: str = ""
    longest: int = 200


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@afterwards
def my_card(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show somebody's own card, or keep what they wrote."""
    attendee = found.attendee()
    if request.method != "POST":
        reach = reach_of(attendee)
        mail = reach.mail or (attendee.contact if not reach.is_saved and "@" in attendee.contact else "")
        return _page(request, found, attendee, replace(reach, mail=mail))
    refuse_strangers(request)
    words = contact_words(found)
    mail, phone, link = (request.POST.get(field.value, "")[:400] for field in REACH)
    typed = Reach(mail, phone, link, fields_of(",".join(request.POST.getlist("shares")[:20])))
    try:
        save_reach(attendee, typed, now())
    except NotReachable as refused:
        return _page(request, found, attendee, typed, wrong=refused.field, status=422)
    _take_over(request, found)
    consent(found.evening.pk, found.person.pk, now=now())
    return go_to(f"/p/{found.page_token}/card", words.said_card, "good")


@csrf_exempt
@require_POST
@afterwards
def from_file(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show what was understood of a contact file; nothing of it is kept."""
    refuse_strangers(request)
    words, home = contact_words(found), f"/p/{found.page_token}/card"
    chosen = request.FILES.get("file")
    if chosen is None:
        return go_to(home, words.file_missing, "warn")
    if (chosen.size or 0) > MOST_BYTES:
        return go_to(home, words.file_large, "warn")
    try:
        cards = read(chosen.read(), most_lines=MOST_LINES)
    except BadInput:
        return go_to(home, words.file_bad, "warn")
    reach = reach_of(found.attendee())
    return after_page(
        request,
        found,
        "me",
        "attendee/afterwards/card_file.html",
        wc=words,
        fields=_understood(cards[0], reach, words),
        name=cards[0].name,
        several=words.several_cards.format(count=len(cards)) if len(cards) > 1 else "",
        passed_over=words.passed_over.format(count=len(cards[0].other)) if cards[0].other else "",
        shares=[field.value for field in CardField if field in reach.shares],
    )


@require_safe
@afterwards
def code(request: HttpRequest, found: Opened) -> HttpResponse:
    """Give what contacts get as a code that other phones scan straight into their address book."""
    attendee = found.attendee()
    response = HttpResponse(
        qr_svg(code_text(card_of(attendee).only(reach_of(attendee).shares)), title=contact_words(found).qr_title), content_type="image/svg+xml"
    )
    response["Cache-Control"] = "no-store, private"
    return response


def code_text(card: Card) -> str:
    """Give a card small enough for a code: vCard 3, which all cameras know. What makes it too large is left out, the least needed first."""
    small = replace(card, called="", seeks="", offers="", note="", uid="", addresses=(), kinds=(), units=())
    for left_out in ({}, {"place": ""}, {"company": ""}, {"role": ""}, {"links": ()}, {"mails": ()}):
        small = replace(small, **left_out)
        if len(write(small, "3.0")) <= MOST_IN_CODE:
            break
    return write(small, "3.0").decode().strip()


def _take_over(request: HttpRequest, found: Opened) -> None:
    """Keep what a file says about work and place in the profile, where that page was shown and left so."""
    before = written_by(found.evening.pk, found.person.pk)

    def typed(field: CardField, known: str) -> str:
        return request.POST.get(field.value, known)[: LONGEST[field.value]]

    after = replace(
        before, role=typed(CardField.ROLE, before.role), company=typed(CardField.COMPANY, before.company), place=typed(CardField.PLACE, before.place)
    )
    if after != before:
        rewrite(found.evening.pk, found.person.pk, after)


def _page(request: HttpRequest, found: Opened, attendee: records.Attendee, reach: Reach, *, wrong: CardField | None = None, status: int = 200) -> HttpResponse:
    words = contact_words(found)
    saved = reach_of(attendee)
    card = card_of(attendee).only(saved.shares)
    told = [(field, card.value(field)) for field in CardField if field in saved.shares]
    preview = [Fact(getattr(words, field.value), text) for field, text in told if text and not (field is CardField.NAME and text == attendee.shown_name)]
    return after_page(
        request,
        found,
        "me",
        "attendee/afterwards/card.html",
        status=status,
        wc=words,
        fields=_asked(reach, words, wrong),
        choices=choices_of(words, reach.shares),
        called=attendee.shown_name,
        preview=preview,
    )


def _asked(reach: Reach, words: ContactWords, wrong: CardField | None = None) -> list[Asked]:
    def error(field: CardField) -> str:
        return str(getattr(words, f"bad_{field.value}")) if field is wrong else ""

    return [
        Asked("mail", words.mail, reach.mail, words.mail_hint, error(CardField.MAIL), "email", "email", 200),
        Asked("phone", words.phone, reach.phone, words.phone_hint, error(CardField.PHONE), "tel", "tel", 60),
        Asked("link", words.link, reach.link, words.link_hint, error(CardField.LINK), "url", "url", 300),
    ]


def _understood(card: Card, reach: Reach, words: ContactWords) -> list[Asked]:
    def hint(values: Sequence[str]) -> str:
        return words.or_else.format(others=", ".join(values[1:6])) if len(values) > 1 else ""

    def first(values: Sequence[str], known: str) -> str:
        return values[0] if values else known

    return [
        Asked("mail", words.mail, first(card.mails, reach.mail), hint(card.mails), kind="email", longest=200),
        Asked("phone", words.phone, first(card.phones, reach.phone), hint(card.phones), kind="tel", longest=60),
        Asked("link", words.link, first(card.links, reach.link), hint(card.links), kind="url", longest=300),
        *(Asked(field.value, getattr(words, field.value), card.value(field)[:100], longest=100) for field in FROM_FILE if card.value(field)),
    ]


urlpatterns = [
    path("p/<str:token>/card", my_card, name="my-card"),
    path("p/<str:token>/card/file", from_file, name="my-card-file"),
    path("p/<str:token>/card/qr.svg", code, name="my-card-qr"),
]
