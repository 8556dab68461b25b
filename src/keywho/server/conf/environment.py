"""All settings of the server: they come from the environment and from nowhere else, and everything works with none set.

docs/settings.md is made of this file (`make docs`).
"""

import difflib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from keywho.core.errors import BadInput
from keywho.server.conf.mail_addresses import SHORTEST_KEY, address_of_answers, hook_key, imap_address, own_address, smtp_address
from keywho.server.conf.setting import (
    SHORTEST_SECRET,
    Setting,
    database_address,
    folder,
    host_names,
    ip_address,
    one_of,
    port_number,
    proxy_addresses,
    redis_address,
    secret_text,
    web_address,
    yes_or_no,
)


def personal_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Give the place where programs of this system keep what belongs to one person."""
    known = os.environ if environ is None else environ
    match platform:
        case "win32":
            return Path(known.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "keywho"
        case "darwin":
            return Path.home() / "Library" / "Application Support" / "keywho"
        case _:
            return Path(known.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "keywho"


HOME: Setting[Path | None] = Setting(
    "KEYWHO_HOME",
    folder,
    None,
    "a folder",
    "`~/.local/share/keywho`, on macOS `~/Library/Application Support/keywho`, on Windows `%LOCALAPPDATA%\\keywho`; `make run` uses `var` in the checkout",
    "The folder in which keywho keeps everything: the database, the queue of long jobs, the secret key. It is made at the first start; only its owner can open it. "
    "`keywho backup` writes all of it into one file, also while keywho runs. If you copy the folder by hand, stop keywho first; and when you put a copy back, keep the newest file `erased`, "
    "so that nobody who was erased comes back.",
)
DATABASE_URL: Setting[str] = Setting(
    "KEYWHO_DATABASE_URL",
    database_address,
    "",
    "sqlite:///file-in-KEYWHO_HOME, sqlite:////path/to/file or postgres://name:password@host:port/database",
    "an SQLite file `keywho.sqlite3` in KEYWHO_HOME",
    "The database. SQLite needs nothing and serves an evening of thousands from one machine. PostgreSQL is for those who have one already and want its backups. "
    "After `?` may stand `sslmode=...` and other words that PostgreSQL's own client library knows; a folder as `host=...` there means a Unix socket.",
    secret=True,
)
REDIS_URL: Setting[str] = Setting(
    "KEYWHO_REDIS_URL",
    redis_address,
    "",
    "redis://host:port/number, rediss://... or unix:///path/to/socket",
    "no Redis: the queue of long jobs is a file in KEYWHO_HOME",
    "A Redis server that carries the queue of long jobs, so that workers can run on other machines (`keywho worker`).",
    secret=True,
)
SECRET_KEY: Setting[str] = Setting(
    "KEYWHO_SECRET_KEY",
    secret_text,
    "",
    f"at least {SHORTEST_SECRET} random characters",
    "made once, and kept in the file `secret_key` in KEYWHO_HOME",
    "Signs the personal links and the sign-ins. Whoever knows it can open every phone's page; whoever changes it makes all printed badges and links worthless. "
    "All processes of one installation need the same.",
    secret=True,
)
ADDRESS: Setting[str] = Setting(
    "KEYWHO_ADDRESS",
    ip_address,
    "0.0.0.0",
    "an IP address of this machine, or localhost",
    "`0.0.0.0`: every network this machine is in",
    "The address `keywho serve` listens on. `127.0.0.1` is right behind a proxy on the same machine: then no phone can reach keywho past it.",
)
PORT: Setting[int] = Setting(
    "KEYWHO_PORT",
    port_number,
    8000,
    "a number from 1 to 65535",
    "`8000`",
    "The port `keywho serve` listens on. Below 1024 the system may ask for special rights.",
)
PUBLIC_URL: Setting[str] = Setting(
    "KEYWHO_PUBLIC_URL",
    web_address,
    "",
    "http:// or https:// and a host, maybe a port, and no path",
    "`http://`, the address of this machine in the local network, and the port",
    "What phones open: it stands in every QR code and printed link. Set it when the machine has a name, or is reached through a proxy or a tunnel.",
)
ALLOWED_HOSTS: Setting[tuple[str, ...]] = Setting(
    "KEYWHO_ALLOWED_HOSTS",
    host_names,
    (),
    "host names parted by commas; .example.org also takes all names below it",
    "only the names that are always taken",
    "Further names under which browsers may open keywho. IP addresses, `localhost`, the machine's own name, names that end in `.local` and the host of KEYWHO_PUBLIC_URL are always taken. "
    "Others are refused, so that no foreign page can reach keywho in your network under a name of its own (DNS rebinding).",
)
HTTPS: Setting[bool] = Setting(
    "KEYWHO_HTTPS",
    yes_or_no,
    False,
    "yes or no",
    "`no`",
    "Say `yes` when everybody reaches keywho through https only, so through a proxy that has the certificate. Cookies then travel over https alone, and browsers are told to use nothing else for a year.",
)
TRUST_PROXY: Setting[tuple[str, ...]] = Setting(
    "KEYWHO_TRUST_PROXY",
    proxy_addresses,
    (),
    "IP addresses or networks parted by commas, or * for all",
    "no proxy is believed",
    "The proxies in front of keywho whose word counts for who calls and whether it was https (`X-Forwarded-For`, `X-Forwarded-Proto`). "
    "Limits against floods count by caller: without this setting everybody behind the proxy counts as one.",
)
EMBED: Setting[str] = Setting(
    "KEYWHO_EMBED",
    one_of("auto", "off"),
    "auto",
    "auto or off",
    "`auto`: the sentence model is used if it is installed",
    "Who reads what people seek and offer. After `keywho model install` a small sentence model on this machine reads along, and finds more of what is meant in other words; "
    "nothing is sent anywhere. `off` leaves it aside, on a machine with little memory.",
)
SMTP_URL: Setting[str] = Setting(
    "KEYWHO_SMTP_URL",
    smtp_address,
    "",
    "smtp://name:password@host:587, smtps://name:password@host:465, either without name and password, and for smtp maybe ?starttls=required or ?starttls=never",
    "no mail is ever sent; everything stays on the personal pages",
    "The mail server that takes the mails of keywho. With `smtp://` the connection is encrypted as soon as the server offers it (STARTTLS); `?starttls=required` sends nothing otherwise, "
    "and `?starttls=never` does not even ask. A password is sent over an encrypted connection alone, to a server whose certificate is good, unless you say `never` or the server is on this machine. "
    "Letters in name and password that mean something in an address are written as %40 and the like. `keywho mail test` says whether it works.",
    secret=True,
)
MAIL_FROM: Setting[str] = Setting(
    "KEYWHO_MAIL_FROM",
    own_address,
    "",
    "a mail address",
    "none; with KEYWHO_SMTP_URL it has to be set",
    "The address that mails come from, also the organizer of invitations to calendars. Your mail server has to be allowed to send for it (SPF, DKIM), or mails land with the spam.",
)
MAIL_REPLIES: Setting[str] = Setting(
    "KEYWHO_MAIL_REPLIES",
    address_of_answers,
    "",
    "a mail address, in which {} may stand once before the @, as in answers+{}@example.org",
    "the address of KEYWHO_MAIL_FROM",
    "The address that answers go to: those of calendars, and mails that could not be delivered. Where it says `{}`, each mail has an address of its own there, and an answer to it is known to be "
    "from whoever got that mail (plus addressing).",
)
MAIL_INBOX: Setting[str] = Setting(
    "KEYWHO_MAIL_INBOX",
    imap_address,
    "",
    "imaps://name:password@host/INBOX or imap://...",
    "no mailbox is looked into; answers of calendars are seen only where KEYWHO_MAIL_WEBHOOK_KEY is set",
    "A mailbox that keywho alone uses. The worker looks into it once a minute, takes in answers of calendars and mails that came back, and marks each mail that it has read as seen. "
    "`imap://` asks for encryption (STARTTLS) and goes without it only on this machine.",
    secret=True,
)
MAIL_WEBHOOK_KEY: Setting[str] = Setting(
    "KEYWHO_MAIL_WEBHOOK_KEY",
    hook_key,
    "",
    f"at least {SHORTEST_KEY} letters, digits, - and _",
    "no mails are taken in by the web server",
    "Lets your mail server hand in mails that arrive for KEYWHO_MAIL_REPLIES: it posts each one, as it is, to `/inbox/` and this key.",
    secret=True,
)
LOG_LEVEL: Setting[str] = Setting(
    "KEYWHO_LOG_LEVEL",
    one_of("debug", "info", "warning", "error"),
    "warning",
    "debug, info, warning or error",
    "`warning`",
    "How much is written to the terminal (stderr). Names of people and the secret parts of links are in none of it.",
)
DEBUG: Setting[bool] = Setting(
    "KEYWHO_DEBUG",
    yes_or_no,
    False,
    "yes or no",
    "`no`",
    "For those who work on keywho: pages show the details of an error, and static files are read anew for each request. Never with guests in the room.",
)

SETTINGS: tuple[Setting[Any], ...] = (
    HOME,
    DATABASE_URL,
    REDIS_URL,
    SECRET_KEY,
    ADDRESS,
    PORT,
    PUBLIC_URL,
    ALLOWED_HOSTS,
    HTTPS,
    TRUST_PROXY,
    EMBED,
    SMTP_URL,
    MAIL_FROM,
    MAIL_REPLIES,
    MAIL_INBOX,
    MAIL_WEBHOOK_KEY,
    LOG_LEVEL,
    DEBUG,
)
"""Every setting there is."""

NOT_OURS = frozenset({"KEYWHO_FUZZ"})
"""Names of the tests (CONTRIBUTING.md), which mean nothing to the server."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment says, read once and valid."""

    home: Path
    database_url: str
    redis_url: str
    secret_key: str
    address: str
    port: int
    public_url: str
    allowed_hosts: tuple[str, ...]
    https: bool
    trust_proxy: tuple[str, ...]
    embed: str
    smtp_url: str
    mail_from: str
    mail_replies: str
    mail_inbox: str
    mail_webhook_key: str
    log_level: str
    debug: bool


def read_environment(environ: Mapping[str, str] | None = None) -> Environment:
    """Read all settings.

    Raises
    ------
    BadInput
        Names all settings that are unknown or have a value that can't be used.
    """
    known = os.environ if environ is None else environ
    faults = [unknown_sentence(name) for name in sorted(known) if name.startswith("KEYWHO_") and name not in allowed_names()]
    found: dict[str, Any] = {}
    for setting in SETTINGS:
        try:
            found[setting.name] = setting.value_in(known)
        except BadInput as fault:
            faults.append(str(fault))
    if found.get(SMTP_URL.name) and not found.get(MAIL_FROM.name, "?"):
        faults.append("KEYWHO_SMTP_URL is set, but KEYWHO_MAIL_FROM is not. Maybe set it to the address that mails come from.")
    if faults:
        raise BadInput(faults[0] if len(faults) == 1 else "\n".join([f"{len(faults)} settings are wrong:", *(f"- {fault}" for fault in faults)]))
    return Environment(
        home=found[HOME.name] or personal_folder(known).absolute(),
        database_url=found[DATABASE_URL.name],
        redis_url=found[REDIS_URL.name],
        secret_key=found[SECRET_KEY.name],
        address=found[ADDRESS.name],
        port=found[PORT.name],
        public_url=found[PUBLIC_URL.name],
        allowed_hosts=found[ALLOWED_HOSTS.name],
        https=found[HTTPS.name],
        trust_proxy=found[TRUST_PROXY.name],
        embed=found[EMBED.name],
        smtp_url=found[SMTP_URL.name],
        mail_from=found[MAIL_FROM.name],
        mail_replies=found[MAIL_REPLIES.name],
        mail_inbox=found[MAIL_INBOX.name],
        mail_webhook_key=found[MAIL_WEBHOOK_KEY.name],
        log_level=found[LOG_LEVEL.name],
        debug=found[DEBUG.name],
    )


def allowed_names() -> frozenset[str]:
    """Give every name that begins with KEYWHO_ and may be set."""
    return NOT_OURS.union(*(setting.names for setting in SETTINGS))


def unknown_sentence(name: str) -> str:
    """Say that there is no such setting, and which one may have been meant."""
    near = difflib.get_close_matches(name, sorted(name for setting in SETTINGS for name in setting.names), n=1, cutoff=0.75)
    return f"{name} is set, but there is no such setting. Maybe {near[0] + ' was meant' if near else 'look in docs/settings.md for the right name'}."
