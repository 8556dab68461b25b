"""What somebody writes about themselves, as a form in their language."""

import secrets
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from keywho.core.room_picture import Mark
from keywho.server.services.registrations import Written
from keywho.server.web.attendee.words import PageWords

MARKS = {Mark.HEARING: "hearing", Mark.STEP_FREE: "step_free", Mark.QUIET: "quiet"}


class AboutMe(forms.Form):
    """The profile: what others see, and what only helps the planner."""

    use_required_attribute = False

    name = forms.CharField(max_length=100, widget=forms.TextInput({"autocomplete": "name", "autocapitalize": "words"}))
    called = forms.CharField(max_length=40, required=False, widget=forms.TextInput({"autocomplete": "given-name", "autocapitalize": "words"}))
    seeks = forms.CharField(max_length=300, required=False, widget=forms.Textarea({"rows": 2}))
    offers = forms.CharField(max_length=300, required=False, widget=forms.Textarea({"rows": 2}))
    recognize = forms.CharField(max_length=120, required=False)
    role = forms.CharField(max_length=100, required=False, widget=forms.TextInput({"autocomplete": "organization-title"}))
    company = forms.CharField(max_length=100, required=False, widget=forms.TextInput({"autocomplete": "organization"}))
    shares_company = forms.BooleanField(required=False)
    pitch = forms.CharField(max_length=1000, required=False, widget=forms.Textarea({"rows": 5}))
    prefers_groups = forms.BooleanField(required=False)
    cannot_move = forms.BooleanField(required=False)
    hearing = forms.BooleanField(required=False)
    step_free = forms.BooleanField(required=False)
    quiet = forms.BooleanField(required=False)
    hides_from = forms.CharField(max_length=500, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, words: PageWords, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name, field in self.fields.items():
            field.label = getattr(words, f"{name}_label", "")
            field.help_text = getattr(words, f"{name}_hint", "")
            if isinstance(field, forms.CharField) and field.max_length:
                field.error_messages["max_length"] = words.too_long.format(most=field.max_length)
                for validator in field.validators:
                    if isinstance(validator, MaxLengthValidator):
                        validator.message = words.too_long.format(most=field.max_length)
        self.fields["name"].error_messages["required"] = words.name_missing

    @classmethod
    def of(cls, words: PageWords, written: Written) -> "AboutMe":
        """Give the form as somebody left it."""
        known = {name: getattr(written, name) for name in cls.base_fields if hasattr(written, name)}
        marks = {field: mark.value in written.needs.split() for mark, field in MARKS.items()}
        return cls(words, initial={**known, **marks})

    def written(self) -> Written:
        """Give what was written, after `is_valid()`."""
        told = self.cleaned_data
        needs = " ".join(mark.value for mark, field in MARKS.items() if told[field])
        return Written(needs=needs, **{name: told[name] for name in AboutMe.base_fields if name not in MARKS.values()})


class Joining(AboutMe):
    """The form at the door. `key` is its secret: whoever sends the same form twice is the same person."""

    consent = forms.BooleanField()
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    seat = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    trap = forms.CharField(max_length=200, required=False, widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, words: PageWords, *given: Any, **named: Any) -> None:
        super().__init__(words, *given, **named)
        self.fields["consent"].error_messages["required"] = words.consent_missing
        self._trap_filled = words.trap_filled

    @classmethod
    def fresh(cls, words: PageWords, seat: str) -> "Joining":
        """Give an empty form."""
        return cls(words, initial={"key": secrets.token_urlsafe(18), "seat": seat})

    def clean_trap(self) -> str:
        """Refuse what only a machine fills in."""
        if self.cleaned_data["trap"]:
            self.add_error(None, self._trap_filled)
        return ""
