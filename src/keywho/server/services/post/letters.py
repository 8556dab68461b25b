"""What is mailed to somebody, before it is a mail."""

from dataclasses import dataclass

from keywho.adapters.mail.compose import CalendarPart

__all__ = ["CalendarPart", "Letter"]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one person. How it is signed, and how to stop mails, is added to it.

    `once` names what may be mailed once only; `about_pk` is the other person whom it speaks of, with whom it goes when they are erased.
    What is not urgent waits for the morning, and goes together with others, where its reader wants it so. Without `html` the text is shown.
    """

    kind: str
    subject: str
    text: str
    html: str = ""
    calendar: CalendarPart | None = None
    once: str | None = None
    about_pk: int | None = None
    is_urgent: bool = True
