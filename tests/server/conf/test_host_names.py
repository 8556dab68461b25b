import socket

import pytest
from django.test import Client

from keywho.server.conf.environment import read_environment
from keywho.server.conf.hosts import host_names_of, is_ours, local_address, public_url_of

NAMES = host_names_of(read_environment({"KEYWHO_ALLOWED_HOSTS": "evening.example.org,.club.example", "KEYWHO_PUBLIC_URL": "https://public.example:8443"}))


@pytest.mark.parametrize(
    "host",
    [
        "192.168.1.20",
        "192.168.1.20:8000",
        "[::1]:8000",
        "[fe80::1]",
        "localhost",
        "localhost:8000",
        "desk.localhost",
        "laptop.local",
        "LAPTOP.LOCAL:8000",
        "laptop.local.",
        "evening.example.org",
        "club.example",
        "two.club.example",
        "public.example:8443",
        socket.gethostname(),
    ],
)
def test_addresses_and_own_names_are_ours(host: str) -> None:
    assert is_ours(host, NAMES)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "192.168.1.20.evil.example",
        "evening.example.org.evil.example",
        "notclub.example",
        "evil.example/localhost",
        "localhost@evil.example",
        "999.1.1.1",
        "1.2.3",
        "[::1].evil.example",
        "[zz]",
        "a:b:c",
    ],
)
def test_other_names_are_not(host: str) -> None:
    assert not is_ours(host, NAMES)


def test_a_strange_host_gets_a_sentence_and_not_a_page(client: Client) -> None:
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "KEYWHO_ALLOWED_HOSTS" in answer.content.decode()
    assert client.get("/nothing-here", headers={"host": "10.0.0.7:8000"}).status_code == 404


def test_phones_open_what_the_host_says_or_where_this_machine_is() -> None:
    assert public_url_of(read_environment({"KEYWHO_PUBLIC_URL": "https://public.example"})) == "https://public.example"
    assert public_url_of(read_environment({"KEYWHO_ADDRESS": "127.0.0.1", "KEYWHO_PORT": "9000"})) == "http://127.0.0.1:9000"
    assert public_url_of(read_environment({"KEYWHO_ADDRESS": "::1", "KEYWHO_PORT": "80"})) == "http://[::1]"
    address = local_address()
    assert public_url_of(read_environment({})) == (f"http://[{address}]:8000" if ":" in address else f"http://{address}:8000")
