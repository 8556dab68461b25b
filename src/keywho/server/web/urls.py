"""The addresses of all pages. Each file of views lists its own: those of one evening's desk below /desk/CODE/, all others from the root."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, include, path

AFTERWARDS = tuple(
    f"attendee.afterwards.{name}"
    for name in ("contacts", "my_card", "interviews", "office_hours", "calendar_feed", "next_steps", "progress", "feedback", "mails", "history", "me")
)
COACH = tuple(
    f"attendee.coach.{name}" for name in ("home", "pitch", "rehearsal", "questions", "icebreakers", "ladder", "practice", "lessons", "certificate", "notebook")
)
FROM_THE_ROOT = (
    "attendee.landing", "attendee.join", "attendee.notice", "attendee.phone", *AFTERWARDS, *COACH, "inbox", "projector.wall", "speaker", "organizer.account", "organizer.events", "gallery",
)  # fmt: skip
OF_AN_EVENING = tuple(
    f"organizer.{name}"
    for name in (
        "evening",
        "room",
        "rounds",
        "people",
        "whom_to_invite",
        "imports",
        "wishes",
        "programme",
        "run",
        "prints",
        "after",
        "mails",
        "privacy",
        "icebreakers",
        "opening",
    )
)


def _patterns(names: tuple[str, ...]) -> list[URLPattern]:
    files = [f"keywho.server.web.{name}" for name in names]
    return [pattern for file in files if find_spec(file) for pattern in getattr(import_module(file), "urlpatterns", [])]


urlpatterns = [*_patterns(FROM_THE_ROOT), path("desk/<str:code>/", include(_patterns(OF_AN_EVENING)))]
