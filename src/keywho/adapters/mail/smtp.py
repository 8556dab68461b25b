"""Handing mails over to a mail server (SMTP, RFC 5321), and saying of each what became of it.

What is known exactly: the server took it, refuses it, wants it later, or was gone before it had the whole of it. What nobody can know: the server was gone after it had the whole,
and before it answered (RFC 1047).
"""

import ipaddress
import re
import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, unquote, urlsplit

from keywho.core.errors import KeywhoError

PORTS = {"smtp": 587, "smtps": 465}
CONNECT_S = 20.0
ANSWER_S = 120.0
"""Mail servers look at what they get before they answer; RFC 5321, 4.5.3.2.6, asks for patience here."""

LONGEST_ANSWER = 300
GONE = (smtplib.SMTPServerDisconnected, OSError)


class NoMailServer(KeywhoError):
    """The mail server can't be reached, or does not let us in."""

    code = "no-mail-server"


class Became(Enum):
    """What became of a mail that was handed over."""

    ACCEPTED = "accepted"
    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of it, and what the server said."""

    became: Became
    answer: str


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where a mail server is and how to talk to it."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    is_tls: bool = False
    starttls: str = ""

    @classmethod
    def of(cls, url: str) -> Self:
        """Read an address that the settings have checked."""
        parts = urlsplit(url)
        words = dict(parse_qsl(parts.query))
        return cls(
            parts.hostname or "localhost",
            parts.port or PORTS[parts.scheme],
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            parts.scheme == "smtps",
            words.get("starttls", ""),
        )

    @property
    def is_here(self) -> bool:
        """Whether it is on this machine, so that nobody can listen."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


class Connection:
    """A connection over which several mails go, one after another."""

    def __init__(self, server: SmtpServer, *, connect_s: float = CONNECT_S, answer_s: float = ANSWER_S) -> None:
        self.server, self.connect_s, self.answer_s = server, connect_s, answer_s
        self.smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def open(self) -> None:
        """Reach the server, if that has not been done.

        Raises
        ------
        NoMailServer
            It does not answer, its certificate is not good, or it does not take name and password.
        """
        if self.smtp is not None:
            return
        try:
            self.smtp = self._reached()
        except (smtplib.SMTPException, OSError, ValueError, NoMailServer) as error:
            raise NoMailServer(_trouble(error, self.server)) from None

    def close(self) -> None:
        """Say good-bye, as far as there is somebody to say it to."""
        smtp, self.smtp = self.smtp, None
        if smtp is None:
            return
        try:
            smtp.quit()
        except (smtplib.SMTPException, OSError):
            smtp.close()

    def hand_over(self, sender: str, recipient: str, content: bytes) -> Handed:
        """Hand a mail over; `open` has to be called before each one. After it was not taken, the connection is as new or closed."""
        assert self.smtp is not None
        is_whole = False
        try:
            for code, said in self._begin(self.smtp, sender, recipient):
                if code >= 400:
                    self._reset()
                    return Handed(Became.REFUSED if code >= 500 else Became.LATER, _answer(code, said))
            is_whole = True  # from here on it can be there as a whole although we hear nothing of it
            self.smtp.send(stuffed(content))
            code, said = self.smtp.getreply()
        except (*GONE, smtplib.SMTPException) as error:
            self._drop()
            return Handed(Became.UNKNOWN if is_whole else Became.LATER, f"The mail server was gone before it answered ({type(error).__name__}).")
        if code == 250:
            return Handed(Became.ACCEPTED, _answer(code, said))
        self._reset()
        if 200 <= code < 400:
            return Handed(Became.UNKNOWN, _answer(code, said))
        return Handed(Became.REFUSED if code >= 500 else Became.LATER, _answer(code, said))

    def _begin(self, smtp: smtplib.SMTP, sender: str, recipient: str) -> Iterator[tuple[int, bytes]]:
        code, said = smtp.mail(sender)
        yield (min(code, 451), said)  # a server that does not take mails of ours at all says nothing about this one
        yield smtp.rcpt(recipient)
        code, said = smtp.docmd("DATA")
        yield (code if code == 354 or code >= 400 else 451), said

    def _reached(self) -> smtplib.SMTP:
        server = self.server
        if server.is_tls:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=self.connect_s, context=ssl.create_default_context())
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=self.connect_s)
        try:
            smtp.ehlo_or_helo_if_needed()
            is_safe = server.is_tls or self._encrypted(smtp)
            if server.user:
                if not (is_safe or server.is_here or server.starttls == "never"):
                    raise NoMailServer(
                        f"{server.host} offers no encryption, and keywho sends it no password without. Maybe the port is wrong, or smtps:// is right."
                    )
                self._sign_in(smtp)
            assert smtp.sock is not None
            smtp.sock.settimeout(self.answer_s)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        try:
            smtp.login(self.server.user, self.server.password)
        except smtplib.SMTPServerDisconnected:
            raise NoMailServer(f"{self.server.host}:{self.server.port} hung up when it got name and password. Maybe they are wrong.") from None

    def _encrypted(self, smtp: smtplib.SMTP) -> bool:
        """Begin to encrypt where the server offers it. Without a password to guard, any certificate is better than none; a setting may ask for a good one."""
        server = self.server
        if server.starttls == "never":
            return False
        if not smtp.has_extn("starttls"):
            if server.starttls == "required":
                raise NoMailServer(f"{server.host} offers no encryption (STARTTLS), but the setting asks for it. Maybe the port is wrong.")
            return False
        context = ssl.create_default_context()
        if not server.starttls and (not server.user or server.is_here):
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        smtp.starttls(context=context)
        smtp.ehlo()
        return True

    def _reset(self) -> None:
        try:
            if self.smtp is not None and self.smtp.rset()[0] == 250:
                return
        except (smtplib.SMTPException, OSError):
            pass
        self._drop()

    def _drop(self) -> None:
        smtp, self.smtp = self.smtp, None
        if smtp is not None:
            smtp.close()


def stuffed(content: bytes) -> bytes:
    """Give a mail as it goes over the line: a point before each line that begins with one, and a lone one at the end (RFC 5321, 4.5.2)."""
    ended = content if content.endswith(b"\r\n") else content + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended) + b".\r\n"


def _answer(code: int, said: bytes) -> str:
    return f"{code} {said.decode('utf-8', 'replace')}".replace("\n", " ")[:LONGEST_ANSWER]


def _trouble(error: Exception, server: SmtpServer) -> str:
    """Say why a mail server could not be reached, and what may help."""
    where = f"{server.host}:{server.port}"
    match error:
        case NoMailServer():
            return str(error)
        case smtplib.SMTPAuthenticationError():
            return f"{where} does not take the name and password ({_answer(error.smtp_code, _bytes(error.smtp_error))}). Maybe it wants an app password, or a letter has to be written as %40."
        case smtplib.SMTPNotSupportedError():
            return f"{where} takes no name and password, or only after encryption. Maybe leave them out, or the port is wrong."
        case ssl.SSLCertVerificationError():
            return f"The certificate of {where} is not good: {error.verify_message}. Maybe the host has another name in its certificate."
        case ssl.SSLError():
            return f"{where} does not speak TLS as expected. Maybe smtp:// and port 587 are right instead of smtps://, or the other way round."
        case smtplib.SMTPResponseException() if error.smtp_code > 0:
            return f"{where} does not let us in: {_answer(error.smtp_code, _bytes(error.smtp_error))}."
        case TimeoutError():
            return f"{where} does not answer. Maybe the host or port is wrong, or a firewall is between."
        case OSError(strerror=str(reason)) if not isinstance(error, smtplib.SMTPException):
            return f"{where} can't be reached: {reason}. Maybe the host or port is wrong."
        case _:
            return f"{where} can't be used: {type(error).__name__}. Maybe it is no mail server, or smtps:// is right."


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
