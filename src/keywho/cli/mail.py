"""`keywho mail`: says whether this server's mails go."""

from datetime import UTC, datetime

import click

from keywho.cli.server import needs_server
from keywho.cli.voice import Voice
from keywho.core.errors import BadInput, KeywhoError


class MailNotTaken(KeywhoError):
    """The mail server did not take a test mail."""

    code = "mail-not-taken"


@click.command("mail")
@click.argument("action", type=click.Choice(["test"]))
@click.argument("address", metavar="ADDRESS")
@needs_server
def mail_command(action: str, address: str) -> None:
    """Send a test mail, and say what is wrong where it does not go. Nothing but the settings is needed: no evening, and no running server.

    \b
    keywho mail test ada@example.org
    """
    from keywho.server.conf.start import start_django

    environment = start_django()
    from keywho.adapters.mail.addresses import plain_address
    from keywho.adapters.mail.mailbox import look_into
    from keywho.adapters.mail.smtp import Became, Connection, SmtpServer
    from keywho.server.services.post.route import address_of_replies
    from keywho.server.services.post.trying import trial_mail

    recipient = plain_address(address)
    if not environment.smtp_url:
        raise BadInput("No mail server is set, so keywho sends no mails. Maybe set KEYWHO_SMTP_URL and KEYWHO_MAIL_FROM (docs/mail.md).")
    server, voice = SmtpServer.of(environment.smtp_url), Voice()
    with Connection(server) as connection:
        connection.open()
        handed = connection.hand_over(address_of_replies(), recipient, trial_mail(recipient, datetime.now(UTC)))
    if handed.became is not Became.ACCEPTED:
        raise MailNotTaken(f"{server.host} was reached, but did not take the mail: {handed.answer} Maybe it does not let {environment.mail_from} send.")
    voice.say(f"{server.host} took the mail for {recipient} ({handed.answer}). Whether it arrives, and not among the spam, only its mailbox can say.")
    if environment.mail_inbox:
        look_into(environment.mail_inbox, take=None)
        voice.say("The mailbox for answers can be read.")
