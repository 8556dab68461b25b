"""The form of an evening's particulars: name, place, day and time in a zone, language."""

import zoneinfo
from datetime import datetime

from django import forms

from keywho.live.words import LANGUAGES
from keywho.server.services.events import LONGEST_NAME, LONGEST_PLACE, LONGEST_WORDS, Particulars
from keywho.server.store import models as records
from keywho.server.web.organizer.knobs import KnobsForm

ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(zoneinfo.available_timezones()) if "/" in zone and not zone.startswith(("Etc/", "SystemV/"))]


class NameForm(forms.Form):
    """What the evening is called, and where it is."""

    name = forms.CharField(max_length=LONGEST_NAME, label="Name of the evening", help_text="People read it on their phone and on the wall.")
    place = forms.CharField(max_length=LONGEST_PLACE, label="Place", required=False, help_text="Such as “Town library, reading hall”.")

    name.widget.attrs["placeholder"] = "Job club at the library"


class WhenForm(forms.Form):
    """When it begins, and which language phones and wall speak."""

    day = forms.DateField(label="Day", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label="Begins", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    timezone = forms.ChoiceField(label="Time zone", choices=[("UTC", "UTC"), *ZONES], initial="UTC")
    language = forms.ChoiceField(
        label="Language", choices=list(LANGUAGES.items()), initial="en", help_text="Of the phones and of the wall. This desk speaks English for now."
    )

    def clean(self) -> dict[str, object]:
        """Ask for both of day and time, or for none."""
        cleaned = super().clean() or {}
        if cleaned.get("time") and not cleaned.get("day"):
            self.add_error("day", "A time without a day. Maybe choose the day, too.")
        if cleaned.get("day") and not cleaned.get("time"):
            self.add_error("time", "A day without a time. Maybe 18:30.")
        return cleaned


class ParticularsForm(WhenForm, NameForm):
    """All of it."""

    field_order = ("name", "place", "day", "time", "timezone", "language")

    def particulars(self) -> Particulars:
        """Give what was written."""
        return particulars_of(self.cleaned_data)

    @classmethod
    def of(cls, event: records.Event) -> "ParticularsForm":
        """Give the form with what stands now."""
        starts_at = event.local_start
        initial = {"name": event.name, "place": event.place, "timezone": event.timezone, "language": event.language}
        return cls(initial={**initial, **({"day": starts_at.date(), "time": starts_at.time()} if starts_at else {})})


class ChangeForm(ParticularsForm, KnobsForm):
    """All of it, what people read when they join, and what counts when they are brought together."""

    words = forms.CharField(
        label="Words for those who join",
        max_length=LONGEST_WORDS,
        required=False,
        help_text="They stand above the form on their phone: who invites, what to bring, how to get in.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, event: records.Event) -> "ChangeForm":
        """Give the form with what stands now."""
        stands = ParticularsForm.of(event).initial
        return cls(initial={**stands, **cls.standing(event), "words": event.words_for_attendees})


def particulars_of(cleaned: dict[str, object]) -> Particulars:
    """Give the particulars that a form holds."""
    zone = str(cleaned["timezone"])
    day, time = cleaned.get("day"), cleaned.get("time")
    starts_at = datetime.combine(day, time, zoneinfo.ZoneInfo(zone)) if day and time else None  # type: ignore[arg-type]
    return Particulars(str(cleaned["name"]), str(cleaned.get("place") or ""), starts_at, zone, str(cleaned["language"]))


def start_words(event: records.Event) -> str:
    """Say when an evening begins: "Thu 12 March 2026, 18:30"."""
    starts_at = event.local_start
    return f"{starts_at:%a} {starts_at.day} {starts_at:%B %Y, %H:%M}" if starts_at else "Day not set yet"
