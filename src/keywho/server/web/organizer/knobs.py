"""What organizers choose about who is useful to whom: three questions in words, each answer with a sentence that says what it does."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from keywho.benefit.knobs import Knobs, Leaning, Learning, Sharing
from keywho.server.store import models as records

USUAL = Knobs()

FOR = {
    Leaning.OPENINGS: ("Openings", "Who hires, works there or can introduce somebody comes first; company on the way counts less."),
    Leaning.MIX: ("A mix", "Openings come first, and people who seek the same still meet."),
    Leaning.COMPANY: ("Company on the way", "People in the same situation, and those who went the same way before, count more."),
}
SOUGHT = {
    Sharing.OFF: ("First come", "The best programme for all together, even where a few meet everybody’s wish and others nobody’s."),
    Sharing.GENTLE: ("Gently shared", "Whoever has others to ask leaves them a little to those who have not."),
    Sharing.STRONG: ("Strongly shared", "They go first to those for whom nobody else is there."),
}
YESES = {
    Learning.OFF: ("Nothing", "All rounds go by what people wrote."),
    Learning.A_LITTLE: ("A little", "How useful somebody seems changes by a fifth at most; a yes may add a tenth of a perfect fit."),
    Learning.MORE: ("More", "How useful somebody seems changes by half at most; a yes may add a fifth of a perfect fit."),
}
PRIVATE = "Nobody is shown an answer. A no counts only for the person who said it, and nothing is kept for another evening."


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its button, what it is called, and what it does."""

    button: Any
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answers."""

    field: Any
    answers: tuple[Answer, ...]


def _one_of(label: str, answers: dict[Any, tuple[str, str]], usual: str, hint: str = "") -> forms.ChoiceField:
    choices = [(one.value, title) for one, (title, _) in answers.items()]
    unknown = {"invalid_choice": "This answer is not known. Maybe take the one in the middle."}
    return forms.ChoiceField(label=label, choices=choices, initial=usual, help_text=hint, required=False, widget=forms.RadioSelect, error_messages=unknown)


class KnobsForm(forms.Form):
    """The three questions."""

    leaning = _one_of("What is this evening for?", FOR, USUAL.leaning.value)
    sharing = _one_of("People whom everybody seeks", SOUGHT, USUAL.sharing.value)
    learning = _one_of("What may the yeses of this evening change?", YESES, USUAL.learning.value, PRIVATE)

    def questions(self) -> Iterator[Question]:
        """Give the questions as they are drawn."""
        for name, answers in (("leaning", FOR), ("sharing", SOUGHT), ("learning", YESES)):
            field = self[name]
            yield Question(field, tuple(Answer(button, *said) for button, said in zip(field, answers.values(), strict=True)))

    def knobs(self, event: records.Event) -> Knobs:
        """Give what was chosen, after `is_valid()`; a question without an answer stays as it is."""
        told = {name: self.cleaned_data[name] or stands for name, stands in self.standing(event).items()}
        return Knobs(Leaning(told["leaning"]), Sharing(told["sharing"]), Learning(told["learning"]))

    @staticmethod
    def standing(event: records.Event) -> dict[str, str]:
        """Give what is chosen now."""
        return {"leaning": event.leaning, "sharing": event.sharing, "learning": event.learning}
