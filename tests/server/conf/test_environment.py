from dataclasses import fields
from pathlib import Path

import pytest

from keywho.core.errors import BadInput
from keywho.server.conf.environment import SETTINGS, Environment, personal_folder, read_environment
from keywho.server.conf.settings_page import settings_page

PAGE = Path(__file__).parents[3] / "docs" / "settings.md"
LONG = "k" * 40


def refused(**environ: str) -> str:
    with pytest.raises(BadInput) as refusal:
        read_environment(environ)
    return str(refusal.value)


def test_everything_works_with_nothing_set() -> None:
    assert read_environment({"XDG_DATA_HOME": "/share", "LOCALAPPDATA": "/share", "HOME": "/home/ada"}) == Environment(
        home=personal_folder({"XDG_DATA_HOME": "/share", "LOCALAPPDATA": "/share"}),
        database_url="",
        redis_url="",
        secret_key="",
        address="0.0.0.0",
        port=8000,
        public_url="",
        allowed_hosts=(),
        https=False,
        trust_proxy=(),
        embed="auto",
        smtp_url="",
        mail_from="",
        mail_replies="",
        mail_inbox="",
        mail_webhook_key="",
        log_level="warning",
        debug=False,
    )


def test_every_setting_is_read(tmp_path: Path) -> None:
    assert read_environment(
        {
            "KEYWHO_HOME": str(tmp_path),
            "KEYWHO_DATABASE_URL": "postgres://ada:secret@db.example:5433/evenings",
            "KEYWHO_REDIS_URL": "redis://localhost:6379/1",
            "KEYWHO_SECRET_KEY": LONG,
            "KEYWHO_ADDRESS": "localhost",
            "KEYWHO_PORT": "9000",
            "KEYWHO_PUBLIC_URL": "https://Evening.example.org/",
            "KEYWHO_ALLOWED_HOSTS": "evening.example.org, .lan",
            "KEYWHO_HTTPS": "Yes",
            "KEYWHO_TRUST_PROXY": "127.0.0.1, 10.0.0.0/8",
            "KEYWHO_EMBED": "OFF",
            "KEYWHO_SMTP_URL": "smtps://ada:secret@mail.example.org",
            "KEYWHO_MAIL_FROM": "club@example.org",
            "KEYWHO_MAIL_REPLIES": "answers+{}@example.org",
            "KEYWHO_MAIL_INBOX": "imaps://ada:secret@mail.example.org/INBOX",
            "KEYWHO_MAIL_WEBHOOK_KEY": LONG,
            "KEYWHO_LOG_LEVEL": "INFO",
            "KEYWHO_DEBUG": "on",
        }
    ) == Environment(
        home=tmp_path,
        database_url="postgres://ada:secret@db.example:5433/evenings",
        redis_url="redis://localhost:6379/1",
        secret_key=LONG,
        address="127.0.0.1",
        port=9000,
        public_url="https://evening.example.org",
        allowed_hosts=("evening.example.org", ".lan"),
        https=True,
        trust_proxy=("127.0.0.1/32", "10.0.0.0/8"),
        embed="off",
        smtp_url="smtps://ada:secret@mail.example.org",
        mail_from="club@example.org",
        mail_replies="answers+{}@example.org",
        mail_inbox="imaps://ada:secret@mail.example.org/INBOX",
        mail_webhook_key=LONG,
        log_level="info",
        debug=True,
    )
    assert len(SETTINGS) == len(fields(Environment))


def test_an_empty_text_counts_as_not_set() -> None:
    assert read_environment({"KEYWHO_PORT": " "}).port == 8000


def test_an_unknown_name_is_refused_and_the_right_one_offered() -> None:
    assert refused(KEYWHO_PROT="80") == "KEYWHO_PROT is set, but there is no such setting. Maybe KEYWHO_PORT was meant."
    assert refused(KEYWHO_COLOUR_OF_WALLS="red").endswith("Maybe look in docs/settings.md for the right name.")
    assert refused(KEYWHO_PORT_FILE="/etc/port") == "KEYWHO_PORT_FILE is set, but there is no such setting. Maybe KEYWHO_PORT was meant."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("KEYWHO_PORT", "0"),
        ("KEYWHO_PORT", "65536"),
        ("KEYWHO_PORT", "eighty"),
        ("KEYWHO_PORT", "٨٠"),
        ("KEYWHO_ADDRESS", "everywhere"),
        ("KEYWHO_PUBLIC_URL", "evening.example.org"),
        ("KEYWHO_PUBLIC_URL", "https://evening.example.org/path"),
        ("KEYWHO_PUBLIC_URL", "ftp://evening.example.org"),
        ("KEYWHO_PUBLIC_URL", "http://host:99999"),
        ("KEYWHO_ALLOWED_HOSTS", "https://evening.example.org"),
        ("KEYWHO_ALLOWED_HOSTS", "*"),
        ("KEYWHO_HTTPS", "maybe"),
        ("KEYWHO_TRUST_PROXY", "the proxy"),
        ("KEYWHO_LOG_LEVEL", "loud"),
        ("KEYWHO_DEBUG", "2"),
        ("KEYWHO_HOME", __file__),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_what_is_allowed(name: str, text: str) -> None:
    (setting,) = (setting for setting in SETTINGS if setting.name == name)
    said = refused(**{name: text})
    assert said.startswith(f"{name}={text} can't be used")
    assert said.endswith(f"{name} takes {setting.allowed}.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("KEYWHO_SECRET_KEY", "short-secret"),
        ("KEYWHO_DATABASE_URL", "mysql://ada:short-secret@localhost/evenings"),
        ("KEYWHO_DATABASE_URL", "postgres://ada:short-secret@localhost"),
        ("KEYWHO_REDIS_URL", "http://:short-secret@localhost"),
        ("KEYWHO_DATABASE_URL", "postgres://ada:short-secret@localhost:port/evenings"),
    ],
)
def test_the_refusal_of_a_secret_does_not_repeat_it(name: str, text: str) -> None:
    said = refused(**{name: text})
    assert said.startswith(f"What {name} says can't be used.")
    assert "short-secret" not in said


def test_a_secret_can_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{LONG}\n")
    assert read_environment({"KEYWHO_SECRET_KEY_FILE": str(file)}).secret_key == LONG
    assert refused(KEYWHO_SECRET_KEY_FILE=str(file), KEYWHO_SECRET_KEY=LONG) == (
        "KEYWHO_SECRET_KEY and KEYWHO_SECRET_KEY_FILE are both set. Maybe remove one of them."
    )
    assert "No such file or directory" in refused(KEYWHO_SECRET_KEY_FILE=str(tmp_path / "none"))
    file.write_text(" \n")
    assert "is empty" in refused(KEYWHO_SECRET_KEY_FILE=str(file))
    file.write_bytes(b"\xff\xfe")
    assert "it is not text" in refused(KEYWHO_SECRET_KEY_FILE=str(file))


def test_all_that_is_wrong_is_said_at_once() -> None:
    said = refused(KEYWHO_PORT="x", KEYWHO_HTTPS="x", KEYWHO_NONSENSE="x").splitlines()
    assert said[0] == "3 settings are wrong:"
    assert [line.split("=")[0].split(" is set")[0] for line in said[1:]] == ["- KEYWHO_NONSENSE", "- KEYWHO_PORT", "- KEYWHO_HTTPS"]


def test_every_system_has_its_place_for_the_home_folder() -> None:
    assert personal_folder({"LOCALAPPDATA": "/local"}, "win32") == Path("/local/keywho")
    assert personal_folder({}, "darwin") == Path.home() / "Library/Application Support/keywho"
    assert personal_folder({}, "linux") == Path.home() / ".local/share/keywho"
    assert personal_folder({"XDG_DATA_HOME": "/share"}, "linux") == Path("/share/keywho")


def test_every_setting_has_its_paragraph_in_the_docs() -> None:
    assert PAGE.read_text(encoding="utf-8") == settings_page(), "docs/settings.md is not as `make docs` makes it"
    for setting in SETTINGS:
        assert f"\n## {setting.name}\n\n{setting.help}" in settings_page()
