"""Forms about interviews, in the language of the evening and on the clock of whoever fills them in. What is wrong comes back filled in, with a sentence at its field."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxLengthValidator

from keywho.followup.interview import AHEAD, LONGEST_PLACE, LONGEST_PURPOSE, LONGEST_QUESTION, LONGEST_WORDS, MINUTES, MOST_QUESTIONS, MOST_TIMES, Terms, Way
from keywho.followup.local_times import at_local
from keywho.followup.office_hours import Stretch
from keywho.followup.refusals import Refused, Why
from keywho.followup.words.interviews import interview_words, when
from keywho.server.web.attendee.words import page_words
from keywho.server.web.attendee.words.interviews import TalkWords
from keywho.server.web.attendee.words.refusals import sentence

NOS = tuple(range(1, MOST_TIMES + 1))
LONGEST_LINES = MOST_QUESTIONS * (LONGEST_QUESTION + 2)


def _day() -> forms.CharField:
    return forms.CharField(required=False, max_length=10, widget=forms.TextInput({"type": "date"}))


def _clock() -> forms.CharField:
    return forms.CharField(required=False, max_length=8, widget=forms.TextInput({"type": "time"}))


class OfTalks(forms.Form):
    """What all these forms know: the words, the language, the clock, and the moment."""

    use_required_attribute = False

    def __init__(self, words: TalkWords, language: str, zone: ZoneInfo, now: datetime, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.talk_words, self.language, self.zone, self.now = words, language, zone, now
        too_long = page_words(language)
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = too_long.choose_one_of_these
            field.error_messages["required"] = too_long.choose_one_of_these
            if isinstance(field, forms.CharField) and field.max_length:
                for validator in field.validators:
                    if isinstance(validator, MaxLengthValidator):
                        validator.message = too_long.too_long.format(most=field.max_length)

    def name_fields(self, **labels: tuple[str, str]) -> None:
        """Give fields their label and hint."""
        for name, (label, hint) in labels.items():
            self.fields[name].label, self.fields[name].help_text = label, hint

    def refuse(self, field: str | None, why: Why, at: datetime | None = None) -> None:
        """Put a sentence at a field."""
        self.add_error(field, sentence(Refused(why, at), self.language, self.zone))

    def moment(self, day: str, clock: str, at_field: str) -> datetime | None:
        """Give the moment of a day and a time of this form; None, with a sentence at the field, where it can't be one."""
        try:
            at = at_local(day, clock, self.zone)
        except Refused as refused:
            self.refuse(at_field, refused.why, refused.at)
            return None
        if at <= self.now or at > self.now + AHEAD:
            self.refuse(at_field, Why.TOO_SOON if at <= self.now else Why.TOO_FAR, at)
            return None
        return at

    def choose_from(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Give a field what there is to choose from."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class Times(OfTalks):
    """Up to three times: some to tick, and days and times of one's own."""

    suggested = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    day1, day2, day3 = _day(), _day(), _day()
    time1, time2, time3 = _clock(), _clock(), _clock()
    words = forms.CharField(required=False, max_length=LONGEST_WORDS, widget=forms.Textarea({"rows": 2}))

    def __init__(self, words: TalkWords, language: str, zone: ZoneInfo, now: datetime, suggestions: Sequence[datetime], *given: Any, **named: Any) -> None:
        super().__init__(words, language, zone, now, *given, **named)
        self.times: tuple[datetime, ...] = ()
        ticked = [at for at in map(_read, self.data.getlist("suggested") if hasattr(self.data, "getlist") else ()) if at is not None]
        offered = sorted({*suggestions, *(at for at in ticked if now < at <= now + AHEAD)})
        self.choose_from("suggested", [(at.isoformat(), short(at, zone, language)) for at in offered])
        self.name_fields(suggested=(words.suggested, ""), words=(words.say_something, ""))
        today = now.astimezone(zone).date()
        for no in NOS:
            self.name_fields(**{f"day{no}": (words.day.format(no=no), ""), f"time{no}": (words.time, "")})
            self.fields[f"day{no}"].widget.attrs |= {"min": today.isoformat(), "max": (today + AHEAD).isoformat()}

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The days and times, two and two."""
        return [(self[f"day{no}"], self[f"time{no}"]) for no in NOS]

    @property
    def opens_own(self) -> bool:
        """Whether days and times of one's own have to be seen: some stand there, or there is nothing else."""
        suggested = self.fields["suggested"]
        assert isinstance(suggested, forms.MultipleChoiceField)
        return not suggested.choices or any(self[f"{name}{no}"].value() for name in ("day", "time") for no in NOS)

    def clean(self) -> dict[str, Any]:
        """Gather the times."""
        found = [at for text in self.cleaned_data.get("suggested", ()) if (at := _read(text)) is not None]
        for no in NOS:
            day, clock = self.cleaned_data.get(f"day{no}", ""), self.cleaned_data.get(f"time{no}", "")
            if day or clock:
                at = self.moment(day, clock, f"day{no}")
                found += [at] if at is not None else []
        if not self.errors:
            self._check(found)
        self.times = tuple(sorted(found))
        return self.cleaned_data

    def _check(self, found: Sequence[datetime]) -> None:
        if not found:
            self.refuse("suggested", Why.NO_TIMES)
        elif len(set(found)) < len(found):
            self.refuse("suggested", Why.SAME_TIMES)
        elif len(found) > MOST_TIMES:
            self.refuse("suggested", Why.TOO_MANY_TIMES)


class Questions(OfTalks):
    """The purpose, and the three key questions."""

    purpose = forms.CharField(required=False, max_length=LONGEST_PURPOSE, widget=forms.Textarea({"rows": 2}))
    questions = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    own_questions = forms.CharField(required=False, max_length=LONGEST_LINES, widget=forms.Textarea({"rows": 2}))
    share = forms.BooleanField(required=False)

    def named(self, ready: Sequence[str] = ()) -> None:
        """Give the fields their words; `ready` are questions to tick, else the usual ones."""
        words = self.talk_words
        ticked = self.data.getlist("questions") if hasattr(self.data, "getlist") else []
        since = [text for text in ticked if len(text) <= LONGEST_QUESTION][:20]  # a page that was loaded before a profile changed has others
        offered = dict.fromkeys((*(ready or words.ready_questions), *since))
        self.choose_from("questions", [(text, text) for text in offered])
        self.name_fields(
            purpose=(words.purpose, words.purpose_hint),
            questions=(words.questions, ""),
            own_questions=(words.own_questions, words.own_questions_hint),
            share=(words.share, words.share_hint),
        )

    def clean_purpose(self) -> str:
        """Ask for one sentence."""
        written: str = self.cleaned_data["purpose"].strip()
        if not written:
            self.refuse("purpose", Why.NO_PURPOSE)
        return written

    def clean_own_questions(self) -> str:
        """Count the questions, ready ones and own ones."""
        lines = _lines(self.cleaned_data["own_questions"])
        if len(lines) + len(self.cleaned_data.get("questions", ())) > MOST_QUESTIONS or any(len(line) > LONGEST_QUESTION for line in lines):
            self.refuse("own_questions", Why.TOO_LONG if any(len(line) > LONGEST_QUESTION for line in lines) else Why.TOO_MANY_QUESTIONS)
        return "\n".join(lines)

    @property
    def asked(self) -> tuple[str, ...]:
        """All questions, after `is_valid()`."""
        return (*self.cleaned_data["questions"], *_lines(self.cleaned_data["own_questions"]))


class Asking(Questions, Times):
    """Asking somebody for an interview."""

    minutes = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    way = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    place = forms.CharField(required=False, max_length=LONGEST_PLACE)

    def __init__(
        self,
        words: TalkWords,
        language: str,
        zone: ZoneInfo,
        now: datetime,
        suggestions: Sequence[datetime],
        *given: Any,
        ready: Sequence[str] = (),
        **named: Any,
    ) -> None:
        super().__init__(words, language, zone, now, suggestions, *given, **named)
        self.named(ready)
        self.choose_from("minutes", minutes_choices(words))
        self.choose_from("way", list(words.ways.items()))
        self.initial = {"minutes": str(MINUTES[0]), "way": Way.PHONE.value, **self.initial}
        self.name_fields(minutes=(words.minutes, ""), way=(words.way, ""), place=(words.place, words.place_hint))

    def terms(self) -> Terms:
        """Give what is asked for, after `is_valid()`."""
        told = self.cleaned_data
        return Terms(told["purpose"], int(told["minutes"] or MINUTES[0]), Way(told["way"] or Way.PHONE), told["place"], self.asked, told["share"])


class Booking(Questions):
    """Taking a part of office hours."""

    part = forms.ChoiceField(required=True, widget=forms.RadioSelect)

    def __init__(self, words: TalkWords, language: str, zone: ZoneInfo, now: datetime, parts: Sequence[datetime], *given: Any, **named: Any) -> None:
        super().__init__(words, language, zone, now, *given, **named)
        self.named()
        self.choose_from("part", [(at.isoformat(), short(at, zone, language)) for at in parts])
        self.name_fields(part=(words.book_part, ""))
        self.fields["part"].error_messages |= {"required": words.part_missing, "invalid_choice": sentence(Refused(Why.TAKEN), language, zone)}


class Offering(OfTalks):
    """Offering a stretch of office hours."""

    day = _day()
    begins, ends = _clock(), _clock()
    minutes = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    way = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    place = forms.CharField(required=False, max_length=LONGEST_PLACE)
    says = forms.CharField(required=False, max_length=300, widget=forms.Textarea({"rows": 2}))

    def __init__(self, words: TalkWords, language: str, zone: ZoneInfo, now: datetime, *given: Any, **named: Any) -> None:
        super().__init__(words, language, zone, now, *given, **named)
        self.stretch: Stretch | None = None
        self.choose_from("minutes", minutes_choices(words))
        self.choose_from("way", list(words.ways.items()))
        self.initial = {"minutes": "20", "way": Way.PHONE.value, "begins": "17:00", "ends": "18:00", **self.initial}
        self.name_fields(day=(words.hours_day, ""), begins=(words.hours_from, ""), ends=(words.hours_until, ""), minutes=(words.hours_each, ""))
        self.name_fields(way=(words.way, ""), place=(words.place, ""), says=(words.hours_says, words.hours_says_hint))
        today = now.astimezone(zone).date()
        self.fields["day"].widget.attrs |= {"min": today.isoformat(), "max": (today + AHEAD).isoformat()}

    def clean(self) -> dict[str, Any]:
        """Make a stretch of it."""
        told = self.cleaned_data
        begins = self.moment(told.get("day", ""), told.get("begins", ""), "day")
        ends = self.moment(told.get("day", ""), told.get("ends", ""), "ends") if begins else None
        if begins and ends:
            try:
                self.stretch = Stretch(begins, ends, int(told.get("minutes") or 20)).checked(self.now)
            except Refused as refused:
                self.refuse("ends" if refused.why is Why.STRETCH else "day", refused.why, refused.at)
        return told


def minutes_choices(words: TalkWords) -> list[tuple[str, str]]:
    """Give the minutes that a talk may take, to choose from."""
    return [(str(minutes), words.n_minutes.format(minutes=minutes)) for minutes in MINUTES]


def short(at: datetime, zone: ZoneInfo, language: str) -> str:
    """Say a time in as few words as there are on a button; the page names the clock.

    >>> short(datetime(2026, 12, 3, 16, 30, tzinfo=UTC), ZoneInfo("Europe/Berlin"), "en")
    'Thu 3 Dec, 17:30'
    """
    words, local = interview_words(language), at.astimezone(zone)
    weekday, month = words.weekdays[local.weekday()], words.months[local.month - 1]
    return f"{weekday[: 2 if language == 'de' else 3]} {local.day}{'.' if language == 'de' else ''} {month[:3]}, {local:%H:%M}"


def in_full(language: str, zone: ZoneInfo) -> Callable[[datetime], str]:
    """Give what says a time with its day and its clock."""
    return lambda at: when(at, zone, interview_words(language))


def read_time(text: str) -> datetime:
    """Give the moment that a button stands for; one that no page of ours has is refused."""
    at = _read(text)
    if at is None:
        raise Refused(Why.NOT_A_TIME)
    return at


def _read(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text[:40])
        return at.astimezone(UTC) if at.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
