"""The gallery: every piece of the design on one page, for those who build pages. Only on a machine of somebody who works on keywho."""

from collections.abc import Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

PAGES = {"phone": "gallery_phone.html", "projector": "gallery_projector.html"}
FIRST_NAMES = ("Amira", "Ben", "Chidi", "Dora", "Elif", "Frank", "Greta", "Hamid", "Ines", "Jonas", "Kofi", "Lena", "Milan", "Nora", "Omar", "Petra")
STATES = {"2-3": "mine", "1-5": "partners", "3-8": "off", "1-1": "taken", "1-2": "taken", "2-1": "taken", "2-2": "taken", "2-6": "taken", "3-4": "taken"}
MARKS = {"1-1": "H", "1-4": "S", "3-1": "Q"}


def gallery(request: HttpRequest) -> HttpResponse:
    """Show the pieces; `?screen=phone` and `?screen=projector` show them on those screens."""
    if not settings.DEBUG:
        raise Http404
    return render(request, PAGES.get(request.GET.get("screen", ""), "gallery.html"), sample(request.GET))


def sample(asked: Mapping[str, str]) -> dict[str, object]:
    """Give a made-up evening for the pieces to show."""
    return {
        "code": "oak",
        "step": "run",
        "counts": {"chairs": 60, "rounds": 4, "people": 60},
        "state": asked.get("state", ""),
        "name": asked.get("name", ""),
        "long": len(asked.get("name", "")) > 18,
        "chairs": [chair(row, place) for row in range(1, 4) for place in range(1, 9)],
        "board": [{"name": name, "place": f"Table {number % 5 + 1}"} for number, name in enumerate(FIRST_NAMES)],
    }


def chair(row: int, place: int) -> dict[str, object]:
    """Give a chair of the made-up room, which has an aisle in the middle."""
    label = f"{row}-{place}"
    return {
        "x": 8 + 44 * place + (34 if place > 4 else 0) - 6,
        "y": 20 + row * 58,
        "label": label,
        "state": STATES.get(label, ""),
        "mark": MARKS.get(label, ""),
    }


urlpatterns = [path("gallery", gallery, name="gallery")]
