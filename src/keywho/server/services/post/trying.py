"""The mail by which a host tries the settings."""

from datetime import datetime

from django.conf import settings

from keywho.adapters.mail.as_html import as_html
from keywho.adapters.mail.compose import Mailbox, NewMail, compose
from keywho.server.services.post.queue import new_message_id
from keywho.server.services.post.route import address_from, address_of_replies

SUBJECT = "A test mail of keywho"


def trial_mail(recipient: str, now: datetime) -> bytes:
    """Write a mail that says that the settings are good."""
    text = f"The mails of this keywho go: this one came from {settings.PHONES_URL}.\n\nNothing has to be done. Answers to mails would go to {address_of_replies()}."
    mail = NewMail(
        new_message_id(),
        now,
        Mailbox(address_from(), "keywho"),
        Mailbox(recipient),
        SUBJECT,
        text,
        as_html(text, "en", SUBJECT),
        reply_to=address_of_replies(),
    )
    return compose(mail)
