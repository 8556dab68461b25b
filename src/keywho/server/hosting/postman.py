"""The postman: a thread of the worker that hands over the mails that wait, and looks into the mailbox."""

import logging
import threading
import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import close_old_connections

from keywho.adapters.mail.mailbox import NoMailbox, look_into
from keywho.adapters.mail.smtp import SmtpServer
from keywho.server.services.post.sending import CUT_OFF_AFTER, put_back_cut_off, send_waiting
from keywho.server.services.receiving import receive

log = logging.getLogger("keywho.worker")

LOOK_EVERY_S = 1.0
MAILBOX_EVERY_S = 60.0
LONGEST_PAUSE_S = 300.0
LAST_MAIL_S = 2.0
"""So long a worker that ends waits for the mail it is just handing over."""


class Postman:
    """Sends and fetches until told to end; after a failure each time a little later again. `is_alone` says that no other worker hands over mails of this database."""

    def __init__(self, *, is_alone: bool) -> None:
        self.is_alone = is_alone
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self._go_round, name="postman", daemon=True)
        self._trouble = ""

    def start(self) -> None:
        """Begin, where a mail server or a mailbox is set."""
        if settings.SMTP_URL or settings.MAIL_INBOX:
            self.thread.start()

    def end(self, patience_s: float = LAST_MAIL_S) -> None:
        """Let the mail under way be finished, and end."""
        self.ending.set()
        if self.thread.is_alive():
            self.thread.join(patience_s)

    def _go_round(self) -> None:
        pause_s, looked_at_s, first = LOOK_EVERY_S, 0.0, True
        while first or not self.ending.wait(pause_s):
            try:
                put_back_cut_off(_now(), timedelta(0) if first and self.is_alone else CUT_OFF_AFTER)
                first = False
                trouble = self._send()
                if time.monotonic() - looked_at_s > MAILBOX_EVERY_S or not looked_at_s:
                    looked_at_s = time.monotonic()
                    trouble = self._fetch() or trouble
                self._say(trouble)
                pause_s = min(max(pause_s, 2.5) * 2, LONGEST_PAUSE_S) if trouble else LOOK_EVERY_S
            except Exception:
                first = False
                log.exception("Mails could not be handed over, or fetched.")
                pause_s = min(max(pause_s, 2.5) * 2, LONGEST_PAUSE_S)
            finally:
                close_old_connections()

    def _send(self) -> str:
        return send_waiting(SmtpServer.of(settings.SMTP_URL), _now, self.ending.is_set).trouble if settings.SMTP_URL else ""

    def _fetch(self) -> str:
        if not settings.MAIL_INBOX:
            return ""
        try:
            look_into(settings.MAIL_INBOX, _take)
        except NoMailbox as error:
            return str(error)
        return ""

    def _say(self, trouble: str) -> None:
        """Say each trouble once, and that it is over."""
        if trouble != self._trouble:
            log.warning("%s", trouble or "Mails go again.")
        self._trouble = trouble


def _take(raw: bytes) -> None:
    receive(raw, _now())


def _now() -> datetime:
    return datetime.now(UTC)
