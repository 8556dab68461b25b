"""A real mailbox (Dovecot) is looked into. Where Dovecot is not installed, or may not be started, these are left out."""

import imaplib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from keywho.adapters.mail.mailbox import NoMailbox, look_into

SETTINGS = """
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
protocols = imap
ssl = no
disable_plaintext_auth = no
default_login_user = nobody
default_internal_user = nobody
default_internal_group = nogroup
mail_location = maildir:{home}/mail
first_valid_uid = 1
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid=65534 gid=65534 home={home}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
namespace inbox {{
  inbox = yes
}}
"""


def can_be_started() -> bool:
    """Say whether there is a Dovecot that takes these settings, and the right to start it: it changes to the user nobody."""
    found = shutil.which("dovecot")
    if found is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    return subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout.startswith("2.3")


pytestmark = pytest.mark.skipif(not can_be_started(), reason="needs Dovecot 2.3 (apt install dovecot-imapd) and root")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    home = Path(f"/tmp/keywho-dovecot-{os.getpid()}")  # its sockets need a short path
    (home / "mail").mkdir(parents=True)
    (home / "run").mkdir()
    shutil.chown(home / "mail", "nobody", "nogroup")
    home.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = int(probe.getsockname()[1])
    (home / "dovecot.conf").write_text(SETTINGS.format(home=home, port=number))
    with subprocess.Popen(["dovecot", "-F", "-c", str(home / "dovecot.conf")]) as server:
        try:
            latest = time.monotonic() + 20
            while time.monotonic() < latest:
                with suppress(OSError), socket.create_connection(("127.0.0.1", number), 1):
                    break
                time.sleep(0.05)
            yield number
        finally:
            server.terminate()
            server.wait(20)
            shutil.rmtree(home, ignore_errors=True)


def put(port: int, *mails: bytes) -> None:
    box = imaplib.IMAP4("127.0.0.1", port)
    box.login("ada", "secret")
    for mail in mails:
        box.append("INBOX", "", "", mail)
    box.logout()


def test_each_unseen_mail_is_handed_over_once(port: int) -> None:
    url, found = f"imap://ada:secret@127.0.0.1:{port}/INBOX", list[bytes]()
    put(port, b"Subject: one\r\n\r\nHello\r\n", b"Subject: two\r\n\r\nHello\r\n")
    assert (look_into(url, None), look_into(url, found.append), look_into(url, found.append)) == (0, 2, 0)
    assert found == [b"Subject: one\r\n\r\nHello\r\n", b"Subject: two\r\n\r\nHello\r\n"]


def test_a_mail_that_could_not_be_taken_in_comes_again(port: int) -> None:
    url, found = f"imap://ada:secret@127.0.0.1:{port}", list[bytes]()
    put(port, b"Subject: three\r\n\r\nHello\r\n")

    def stumble(raw: bytes) -> None:
        raise RuntimeError("the database is away")

    with pytest.raises(RuntimeError):
        look_into(url, stumble)
    assert (look_into(url, found.append), found) == (1, [b"Subject: three\r\n\r\nHello\r\n"])


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("imap://ada:secret@127.0.0.1:{port}/Nowhere", "there is no such folder"),
        ("imap://ada:secret@127.0.0.1:9/INBOX", "Connection refused"),
        ("imaps://ada:secret@127.0.0.1:{port}/INBOX", "SSL"),
    ],
    ids=["folder", "port", "encryption"],
)
def test_a_mailbox_that_cannot_be_opened_is_named_without_its_password(port: int, url: str, words: str) -> None:
    with pytest.raises(NoMailbox) as refused:
        look_into(url.format(port=port), None)
    assert words in str(refused.value)
    assert "secret" not in str(refused.value)
