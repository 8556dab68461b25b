"""Hundreds of people with phones, played over plain HTTP: each signs up, holds a stream open, taps, and remembers what it was told."""

import asyncio
import re
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass, field
from typing import Any

import httpx

from e2e.streams import Screen

PEOPLE_OF_ONE_ADDRESS = 40
AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Told:
    """What a phone said at a moment: the fact it was told of, the round that was on, its card."""

    no: int
    round_no: int
    card: dict[str, Any]


@dataclass
class Phone:
    """Somebody with a phone. `address` is where it calls from: a room has several, and each may join only so often."""

    name: str
    port: int
    address: str
    token: str = ""
    who: str = ""
    screen: Screen | None = None
    told: list[Told] = field(default_factory=list)

    @property
    def card(self) -> dict[str, Any]:
        """The card that the phone shows."""
        assert self.screen is not None
        found: dict[str, Any] = self.screen.parts["card"]
        return found

    @property
    def round_no(self) -> int:
        """The round that the phone shows."""
        assert self.screen is not None
        return self.screen.parts["clock"]["round_no"] or 0

    def listen(self) -> None:
        """Open the stream."""
        self.screen = Screen(self.port, f"/live/phone/{self.token}", told=self._remember)
        self.screen.open()

    def _remember(self, screen: Screen, message: dict[str, Any]) -> None:
        self.who = message["id"]
        if "card" in message["parts"]:
            self.told.append(Told(screen.no, message["round"], message["parts"]["card"]))


class Network:
    """The clients of all phones, a few for each address."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.clients: dict[str, httpx.AsyncClient] = {}
        self.places = asyncio.Semaphore(AT_ONCE)

    def of(self, phone: Phone) -> httpx.AsyncClient:
        """Give the client of a phone's address."""
        if phone.address not in self.clients:
            transport = httpx.AsyncHTTPTransport(local_address=phone.address, limits=httpx.Limits(max_connections=AT_ONCE))
            self.clients[phone.address] = httpx.AsyncClient(base_url=self.url, transport=transport, timeout=60)
        return self.clients[phone.address]

    async def sign_up(self, phone: Phone, code: str, **words: str) -> None:
        """Fill in the form at the door."""
        async with self.places:
            http = self.of(phone)
            form = await http.get(f"/j/{code}?new")
            key = re.search(r'name="key" value="([^"]+)"', form.text)
            assert form.status_code == 200 and key is not None, form.text[:500]
            http.cookies.clear()
            answer = await http.post(f"/j/{code}", data={"name": phone.name, "key": key[1], "seat": "", "trap": "", "consent": "on", **words})
            http.cookies.clear()
            assert answer.status_code == 303, f"{answer.status_code} {answer.text[:3000]}"
            found = re.match(r"/p/([\w-]+)", answer.headers["location"])
            assert found is not None
            phone.token = found[1]

    async def tap(self, phone: Phone, action: str, **words: object) -> str:
        """Press something; gives the sentence that came back."""
        async with self.places:
            told = {"round": str(phone.round_no), **{name: str(word) for name, word in words.items()}}
            answer = await self.of(phone).post(f"/p/{phone.token}/do/{action}", data=told, headers={"Accept": "application/json"})
            self.of(phone).cookies.clear()
            assert answer.status_code in (200, 409), f"{action}: {answer.status_code} {answer.text[:500]}"
            sentence: str = answer.json()["sentence"]
            return sentence

    async def close(self) -> None:
        """Hang up."""
        for client in self.clients.values():
            await client.aclose()


async def all_of(doings: Iterable[Awaitable[Any]]) -> list[Any]:
    """Do many things at once."""
    return await asyncio.gather(*doings)


def address_of(no: int) -> str:
    """Give the address that the phone with a number calls from."""
    return f"127.0.3.{1 + no // PEOPLE_OF_ONE_ADDRESS}"
