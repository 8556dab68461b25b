"""The settings of mails: what they take, what they refuse, and that no password gets into a message."""

from pathlib import Path

import pytest

from keywho.core.errors import BadInput
from keywho.server.conf.environment import Environment, read_environment

FROM = {"KEYWHO_MAIL_FROM": "club@example.org"}


def environment(**words: str) -> Environment:
    return read_environment(words)


@pytest.mark.parametrize(
    "url",
    [
        "smtp://mail.example.org",
        "smtp://a%40b:p%3Aw@mail.example.org:587",
        "smtps://mail.example.org:465",
        "smtp://127.0.0.1:25?starttls=never",
        "smtp://m?starttls=required",
    ],
)
def test_addresses_of_mail_servers_are_taken(url: str) -> None:
    assert environment(KEYWHO_SMTP_URL=url, **FROM).smtp_url == url


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://m:0",
        "smtp://m:99999",
        "smtp://m/path",
        "smtp://m?tls=yes",
        "smtp://m?starttls=maybe",
        "smtps://m?starttls=never",
    ],
)
def test_what_is_no_address_of_a_mail_server_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(BadInput, match=r"^What KEYWHO_SMTP_URL says can't be used\. KEYWHO_SMTP_URL takes smtp://"):
        environment(KEYWHO_SMTP_URL=url, **FROM)


def test_a_mail_server_needs_an_address_that_mails_come_from() -> None:
    with pytest.raises(BadInput, match="KEYWHO_SMTP_URL is set, but KEYWHO_MAIL_FROM is not"):
        environment(KEYWHO_SMTP_URL="smtp://mail.example.org")
    assert environment(**FROM).mail_from == "club@example.org"
    assert environment().smtp_url == ""


def test_a_password_can_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "smtp"
    file.write_text("smtp://ada:secret@mail.example.org\n")
    assert environment(KEYWHO_SMTP_URL_FILE=str(file), **FROM).smtp_url == "smtp://ada:secret@mail.example.org"


@pytest.mark.parametrize("address", ["answers@example.org", "answers+{}@example.org"])
def test_addresses_for_answers_are_taken(address: str) -> None:
    assert environment(KEYWHO_MAIL_REPLIES=address).mail_replies == address


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("KEYWHO_MAIL_FROM", "not an address"),
        ("KEYWHO_MAIL_FROM", "a+{}@example.org, b@example.org"),
        ("KEYWHO_MAIL_REPLIES", "answers@{}.example.org"),
        ("KEYWHO_MAIL_REPLIES", "a+{}+{}@example.org"),
        ("KEYWHO_MAIL_REPLIES", "{}@example.org"),  # without the word nothing would be left for everything else
        ("KEYWHO_MAIL_INBOX", "imaps://mail.example.org/INBOX"),
        ("KEYWHO_MAIL_INBOX", "pop3://a:b@mail.example.org"),
        ("KEYWHO_MAIL_WEBHOOK_KEY", "short"),
        ("KEYWHO_MAIL_WEBHOOK_KEY", "long enough but with spaces and / in it"),
    ],
    ids=["from", "two from", "word in the host", "two words", "the word alone", "no password", "other protocol", "short key", "key with spaces"],
)
def test_other_texts_are_refused(name: str, text: str) -> None:
    with pytest.raises(BadInput, match=name):
        environment(**{name: text})
