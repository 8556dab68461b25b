"""Reaching a mail server: encryption, passwords, and what is said where it does not work."""

import asyncio
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from keywho.adapters.mail.smtp import Became, Connection, NoMailServer, SmtpServer, stuffed

MAIL = b"Subject: Hello\r\n\r\n.\r\n..\r\n.hidden\r\nBye"


class Takes:
    """Takes everything, and knows whether it came encrypted."""

    def __init__(self) -> None:
        self.came: list[tuple[bytes, bool]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.came.append((envelope.content, session.ssl is not None or isinstance(server.transport.get_extra_info("ssl_object"), ssl.SSLObject)))
        return "250 Taken"


def password_is_right(server: Any, session: Any, envelope: Any, mechanism: str, told: Any) -> AuthResult:
    return AuthResult(success=isinstance(told, LoginPassword) and told.login == b"ada@club" and told.password == b"p:w/d", handled=False)


@contextmanager
def open_server(handler: Any, *, tls: ssl.SSLContext | None = None, **words: Any) -> Iterator[int]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    made: Callable[[], asyncio.Protocol] = lambda: SMTP(handler, hostname="post.test", loop=loop, **words)  # noqa: E731
    server = asyncio.run_coroutine_threadsafe(loop.create_server(made, "127.0.0.1", 0, ssl=tls), loop).result(10)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:

        async def close() -> None:
            server.close()
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(close(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """A certificate that nobody has signed."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    folder: Path = tmp_path_factory.mktemp("tls")
    request = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=post.test"]
    subprocess.run([*request, "-keyout", str(folder / "key"), "-out", str(folder / "cert")], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert", folder / "key")
    return context


def sent(url: str) -> Became:
    with Connection(SmtpServer.of(url), connect_s=5, answer_s=5) as connection:
        connection.open()
        return connection.hand_over("k@club.example", "ada@example.org", MAIL).became


def trouble(url: str) -> str:
    with pytest.raises(NoMailServer) as refused:
        sent(url)
    return str(refused.value)


def test_an_address_is_read_with_all_its_parts() -> None:
    assert SmtpServer.of("smtp://mail.example.org") == SmtpServer("mail.example.org", 587)
    assert SmtpServer.of("smtps://ada%40club:p%3Aw%2Fd@mail.example.org") == SmtpServer("mail.example.org", 465, "ada@club", "p:w/d", is_tls=True)
    assert SmtpServer.of("smtp://mail.example.org:25?starttls=never").starttls == "never"
    assert "p:w" not in repr(SmtpServer.of("smtps://ada:p%3Aw@mail.example.org"))


def test_a_mail_arrives_as_it_was_written_also_where_lines_begin_with_a_point() -> None:
    takes = Takes()
    with open_server(takes) as port:
        assert sent(f"smtp://127.0.0.1:{port}") is Became.ACCEPTED
    assert takes.came == [(MAIL + b"\r\n", False)]
    assert stuffed(b"a\r\n.b\r\n") == b"a\r\n..b\r\n.\r\n"


def test_where_the_server_offers_it_the_line_is_encrypted(tls: ssl.SSLContext) -> None:
    takes = Takes()
    with open_server(takes, tls_context=tls) as port:
        assert sent(f"smtp://127.0.0.1:{port}") is Became.ACCEPTED
        assert sent(f"smtp://127.0.0.1:{port}?starttls=never") is Became.ACCEPTED
        assert "certificate of" in trouble(f"smtp://127.0.0.1:{port}?starttls=required")  # then it has to be a good one
    assert [is_encrypted for _, is_encrypted in takes.came] == [True, False]


def test_encryption_that_is_asked_for_and_not_offered_ends_it() -> None:
    with open_server(Takes()) as port:
        assert trouble(f"smtp://127.0.0.1:{port}?starttls=required") == (
            "127.0.0.1 offers no encryption (STARTTLS), but the setting asks for it. Maybe the port is wrong."
        )


def test_a_certificate_that_nobody_signed_is_not_taken(tls: ssl.SSLContext) -> None:
    with open_server(Takes(), tls=tls) as port:
        assert "The certificate of 127.0.0.1" in trouble(f"smtps://127.0.0.1:{port}")


def test_name_and_password_are_told_to_a_server_that_asks(tls: ssl.SSLContext) -> None:
    takes = Takes()
    with open_server(takes, authenticator=password_is_right, auth_require_tls=False) as port:
        assert sent(f"smtp://ada%40club:p%3Aw%2Fd@127.0.0.1:{port}") is Became.ACCEPTED
        wrong = trouble(f"smtp://ada%40club:wrong@127.0.0.1:{port}")
        assert wrong.startswith(f"127.0.0.1:{port} does not take the name and password (535 ")
        assert "wrong@" not in wrong


def test_a_server_that_hangs_up_over_a_password_is_said_so() -> None:
    def hangs_up(server: Any, *_: Any) -> AuthResult:
        server.transport.abort()
        return AuthResult(success=False)

    with open_server(Takes(), authenticator=hangs_up, auth_require_tls=False) as port:
        assert trouble(f"smtp://ada:x@127.0.0.1:{port}") == f"127.0.0.1:{port} hung up when it got name and password. Maybe they are wrong."


def test_a_server_that_takes_no_mails_of_ours_at_all_says_nothing_about_this_one() -> None:
    class Distrusts(Takes):
        async def handle_MAIL(self, *_: Any) -> str:
            return "530 Authentication required"

    with open_server(Distrusts()) as port:
        assert sent(f"smtp://127.0.0.1:{port}") is Became.LATER


def test_a_password_is_not_sent_over_an_open_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SmtpServer, "is_here", False)  # as if the server stood elsewhere
    with open_server(Takes(), authenticator=password_is_right, auth_require_tls=False) as port:
        assert "offers no encryption, and keywho sends it no password without" in trouble(f"smtp://ada%40club:p%3Aw%2Fd@127.0.0.1:{port}")
        assert sent(f"smtp://ada%40club:p%3Aw%2Fd@127.0.0.1:{port}?starttls=never") is Became.ACCEPTED


def test_what_is_no_mail_server_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as web:

        def greet() -> None:
            for _ in range(2):
                line, _ = web.accept()
                line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                line.close()

        threading.Thread(target=greet, daemon=True).start()
        port = web.getsockname()[1]
        assert trouble(f"smtp://127.0.0.1:{port}").endswith("Maybe it is no mail server, or smtps:// is right.")
        assert "does not speak TLS" in trouble(f"smtps://127.0.0.1:{port}")
    assert "Connection refused" in trouble(f"smtp://127.0.0.1:{port}")
    assert "can't be reached" in trouble("smtp://no-such-host.invalid")
