"""What somebody writes about themselves, as a form in their language."""

import secrets
from typing import Any

from django import forms
from django.core.validators import BaseValidator, MaxLengthValidator

from keywho.core.room_picture import Mark
from keywho.server.services.registrations import Written
from keywho.server.store.profile_fields import MOST_MONTHS
from keywho.server.web.attendee.profile_choices import (
    LANGUAGES,
    helps,
    helps_kept,
    helps_shown,
    is_unsure,
    languages_kept,
    languages_shown,
    seniorities,
)
from keywho.server.web.attendee.words import PageWords

MARKS = {Mark.HEARING: "hearing", Mark.STEP_FREE: "step_free", Mark.QUIET: "quiet"}
MORE_ABOUT_ME = (
    "industry", "place", "languages", "other_languages", "seniority", "company", "shares_company",
    "seeks_help", "gives_help", "months_searching", "pitch",
)  # fmt: skip
WHAT_HELPS_ME = ("prefers_groups", "cannot_move", "hearing", "step_free", "quiet", "hides_from")


def _boxes() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)


class AboutMe(forms.Form):
    """The profile: what others see, and what only helps the planner."""

    use_required_attribute = False

    name = forms.CharField(max_length=100, widget=forms.TextInput({"autocomplete": "name", "autocapitalize": "words"}))
    called = forms.CharField(max_length=40, required=False, widget=forms.TextInput({"autocomplete": "given-name", "autocapitalize": "words"}))
    role = forms.CharField(max_length=100, required=False, widget=forms.TextInput({"autocomplete": "organization-title"}))
    seeks = forms.CharField(max_length=300, required=False, widget=forms.Textarea({"rows": 2}))
    unsure = forms.BooleanField(required=False)
    offers = forms.CharField(max_length=300, required=False, widget=forms.Textarea({"rows": 2}))
    recognize = forms.CharField(max_length=120, required=False)
    industry = forms.CharField(max_length=100, required=False)
    place = forms.CharField(max_length=100, required=False, widget=forms.TextInput({"autocomplete": "address-level2"}))
    languages = _boxes()
    other_languages = forms.CharField(max_length=100, required=False)
    seniority = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    company = forms.CharField(max_length=100, required=False, widget=forms.TextInput({"autocomplete": "organization"}))
    shares_company = forms.BooleanField(required=False)
    seeks_help = _boxes()
    gives_help = _boxes()
    months_searching = forms.IntegerField(
        min_value=0, max_value=MOST_MONTHS, required=False, widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    )
    pitch = forms.CharField(max_length=1000, required=False, widget=forms.Textarea({"rows": 5}))
    prefers_groups = forms.BooleanField(required=False)
    cannot_move = forms.BooleanField(required=False)
    hearing = forms.BooleanField(required=False)
    step_free = forms.BooleanField(required=False)
    quiet = forms.BooleanField(required=False)
    hides_from = forms.CharField(max_length=500, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, words: PageWords, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._words = words
        for name, choices in (("languages", LANGUAGES), ("seniority", seniorities(words)), ("seeks_help", helps(words)), ("gives_help", helps(words))):
            chosen_from = self.fields[name]
            if isinstance(chosen_from, forms.ChoiceField):
                chosen_from.choices = choices
        for name, field in self.fields.items():
            field.label = getattr(words, f"{name}_label", "")
            field.help_text = getattr(words, f"{name}_hint", "")
            field.error_messages["invalid_choice"] = words.choose_one_of_these
            if isinstance(field, forms.CharField) and field.max_length:
                field.error_messages["max_length"] = words.too_long.format(most=field.max_length)
                for validator in field.validators:
                    if isinstance(validator, MaxLengthValidator):
                        validator.message = words.too_long.format(most=field.max_length)
        self.fields["name"].error_messages["required"] = words.name_missing
        months = self.fields["months_searching"]
        months.error_messages["invalid"] = words.months_as_a_number
        for bound in months.validators:
            if isinstance(bound, BaseValidator):
                bound.message = words.months_as_a_number

    @classmethod
    def of(cls, words: PageWords, written: Written) -> "AboutMe":
        """Give the form as somebody left it."""
        known: dict[str, object] = {name: getattr(written, name) for name in cls.base_fields if hasattr(written, name)}
        known |= {field: mark.value in written.needs.split() for mark, field in MARKS.items()}
        known["languages"], known["other_languages"] = languages_shown(written.languages)
        known |= {name: helps_shown(getattr(written, name)) for name in ("seeks_help", "gives_help")}
        if is_unsure(written.seeks):
            known |= {"seeks": "", "unsure": True}
        return cls(words, initial=known)

    @property
    def opens_more(self) -> bool:
        """Whether something about the person that may stay folded away needs a second look."""
        return any(name in self.errors for name in MORE_ABOUT_ME)

    @property
    def opens_what_helps(self) -> bool:
        """Whether something about their evening that may stay folded away needs a second look."""
        return any(name in self.errors for name in WHAT_HELPS_ME)

    def written(self) -> Written:
        """Give what was written, after `is_valid()`."""
        told = self.cleaned_data
        as_it_stands = [name for name in AboutMe.base_fields if name in Written.__dataclass_fields__]
        return Written(
            **{
                **{name: told[name] for name in as_it_stands},
                "seeks": self._words.unsure_words if told["unsure"] and not told["seeks"] else told["seeks"],
                "languages": languages_kept(told["languages"], told["other_languages"]),
                "seeks_help": helps_kept(told["seeks_help"]),
                "gives_help": helps_kept(told["gives_help"]),
                "needs": " ".join(mark.value for mark, field in MARKS.items() if told[field]),
            }
        )


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
