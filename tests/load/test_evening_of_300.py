"""An evening of three hundred people over plain HTTP, from the first-run link to the goodbye.

A third of those who registered do not come; many come who did not register; people are late, rest, leave with a word or without one,
and are not where they should be. The dice are fixed. At each step the independent checker looks at the programme, and every phone has to show what the log says.
"""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from e2e.house import DeskLine, House
from e2e.streams import until
from load.crowd import Network, Phone, Told, address_of, all_of
from load.organizing import Preparing

REGISTERED, WALK_INS, AT_THE_DESK = 240, 50, 10
SEED = 7
NAME = "Hiring evening at the town hall"
SEEKS = ("a ward in a hospital", "a job in energy", "somebody in logistics", "an editor", "a founder who hires", "advice on teaching")
OFFERS = ("hiring nurses for a hospital", "contacts in energy", "ten years in logistics", "an editor's eye", "founder, we hire", "years of teaching")
ORDER: list[dict[str, object]] = [
    {"kind": "welcome", "minutes": 10},
    {"kind": "talk", "minutes": 5},
    {"kind": "round", "how": "neighbour", "minutes": 4, "timed": True},
    {"kind": "round", "how": "nearby", "minutes": 6, "reach": "chairs", "reach_no": 6},
    {"kind": "round", "how": "nearby", "minutes": 6, "reach": "chairs", "reach_no": 8},
    {"kind": "break", "minutes": 10},
    {"kind": "round", "how": "nearby", "minutes": 6, "reach": "room"},
    {"kind": "round", "how": "table", "minutes": 12, "size": 6},
    {"kind": "mingle", "minutes": 20},
    {"kind": "close", "minutes": 5},
]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A fresh machine."""
    made = House(tmp_path).open()
    yield made
    made.close()


@dataclass
class Night:
    """Everybody, and what they do."""

    house: House
    network: Network
    code: str = ""
    dice: random.Random = field(default_factory=lambda: random.Random(SEED))
    phones: list[Phone] = field(default_factory=list)
    at_home: list[Phone] = field(default_factory=list)
    inside: list[Phone] = field(default_factory=list)
    gone_silently: set[str] = field(default_factory=set)
    desk: DeskLine | None = None
    happened: Counter[str] = field(default_factory=Counter)
    looks: int = 0

    def phone(self, name: str) -> Phone:
        """Somebody new."""
        made = Phone(name, self.house.port, address_of(len(self.phones)))
        self.phones.append(made)
        return made

    def some(self, count: int, *, tapping: bool = True) -> list[Phone]:
        """Some of those in the room who have not walked out without a word."""
        possible = [phone for phone in self.inside if not tapping or phone.who not in self.gone_silently]
        return self.dice.sample(possible, min(count, len(possible)))

    # ---- what people do

    async def sign_up(self, count: int, who: str) -> list[Phone]:
        """Let people fill in the form."""
        made = [self.phone(f"{who} {len(self.phones)}") for _ in range(count)]
        words = [
            {"seeks": self.dice.choice(SEEKS), "offers": self.dice.choice(OFFERS), **({"prefers_groups": "on"} if self.dice.random() < 0.05 else {})}
            for _ in made
        ]
        await all_of(self.network.sign_up(phone, self.code, **about) for phone, about in zip(made, words, strict=True))
        for phone in made:
            phone.listen()
        await until(lambda: all(phone.screen and phone.screen.messages for phone in made), "the first cards")
        return made

    async def arrive(self, count: int) -> None:
        """Some of those who registered come in."""
        coming = [self.at_home.pop(self.dice.randrange(len(self.at_home))) for _ in range(min(count, len(self.at_home)))]
        await all_of(self.tap(phone, "here") for phone in coming)
        self.inside += coming

    async def walk_in(self, count: int) -> None:
        """People come who never registered, by the code on the wall."""
        self.inside += await self.sign_up(count, "Walk-in")
        self.happened["walked in"] += count

    async def walk_up(self, count: int) -> None:
        """People come who have no phone; the desk takes them in."""
        for _ in range(count):
            said = await asyncio.to_thread(
                self.line.press, "walk-up", name=f"Without phone {self.happened['walked up']}", seeks=self.dice.choice(SEEKS), offers=""
            )
            assert said.ok and said.changed, said
            self.happened["walked up"] += 1

    async def leave(self, count: int) -> None:
        """Some say that they must leave."""
        leaving = self.some(count)
        await all_of(self.tap(phone, "leave") for phone in leaving)
        for phone in leaving:
            self.inside.remove(phone)

    async def walk_out(self, count: int) -> None:
        """Some leave without a word: nobody knows until a partner looks for them."""
        self.gone_silently |= {phone.who for phone in self.some(count)}

    async def look_for_partners(self) -> None:
        """Whoever waits for somebody who is not there says so."""
        waiting = [
            (phone, partner["id"])
            for phone in self.inside
            if phone.who not in self.gone_silently and phone.card["kind"] == "meet" and "not-here" in phone.card["may"]
            for partner in phone.card["partners"]
            if partner["id"] in self.gone_silently
        ]
        await all_of(self.tap(phone, "not-here", about=partner) for phone, partner in waiting)
        missed = {partner for _, partner in waiting}
        self.inside = [phone for phone in self.inside if phone.who not in missed]

    async def rest(self, count: int) -> None:
        """Some sit a round out, and a few of them think better of it."""
        resting = self.some(count)
        await all_of(self.tap(phone, "sit-out") for phone in resting)
        await all_of(self.tap(phone, "come-back") for phone in resting[: count // 3])

    async def be_three(self, count: int) -> None:
        """Some would rather be three."""
        await all_of(self.tap(phone, "groups", wanted=1) for phone in self.some(count))

    async def never_again(self, count: int) -> None:
        """Some do not want to meet somebody again."""
        asking = [phone for phone in self.some(3 * count) if phone.card["partners"]][:count]
        await all_of(self.tap(phone, "never", about=phone.card["partners"][0]["id"]) for phone in asking)

    async def call(self, count: int) -> None:
        """Some need help."""
        await all_of(self.tap(phone, "help", help="lost") for phone in self.some(count))

    async def tap(self, phone: Phone, action: str, **words: object) -> None:
        """Press something on a phone."""
        sentence = await self.network.tap(phone, action, **words)
        assert sentence
        self.happened[action] += 1

    # ---- what the organizer does

    @property
    def line(self) -> DeskLine:
        """The organizer's line to the desk."""
        assert self.desk is not None
        return self.desk

    async def press(self, path: str, **words: object) -> None:
        """Press something at the desk that has to change something."""
        said = await asyncio.to_thread(self.line.press, path, **words)
        assert said.ok and said.changed, said

    async def next(self, cue_no: int) -> None:
        """Press next; those who have not come are left out."""
        await self.press("next", from_cue_no=cue_no, missing="without")

    # ---- what has to be true

    async def look(self, when: str) -> dict[str, Any]:
        """The checker finds nothing, and every phone shows what the log says."""
        seen = await asyncio.to_thread(self.house.ask, "look", code=self.code)
        assert (seen["wrong"], seen["same"]) == ([], True), when
        facts = seen["facts"]
        assert [no for no, *_ in facts] == list(range(1, len(facts) + 1)), when

        def behind() -> list[str]:
            return [phone.name for phone in self.phones if phone.screen is None or phone.screen.parts != seen["phones"][phone.who]]

        try:
            await until(lambda: not behind(), f"all phones to show the room {when}")
        except AssertionError:
            phone = next(phone for phone in self.phones if phone.name in behind())
            assert phone.screen is not None
            raise AssertionError(
                f"{when}, {len(behind())} phones are behind; {phone.name} at {phone.screen.mark} shows\n{phone.screen.parts}\nand not\n{seen['phones'][phone.who]}"
            ) from None
        self.looks += 1
        return seen


async def prepared(house: House) -> Night:
    """From the first-run link to a published programme, with everybody registered who wants to be."""
    desk = Preparing(house)
    await asyncio.to_thread(desk.make_account, house.said(r"/first/(\S+)"))
    await asyncio.to_thread(desk.make_evening, NAME, datetime.now(UTC) + timedelta(days=1))
    await asyncio.to_thread(desk.make_room, 15, 20)
    await asyncio.to_thread(desk.make_rounds, ORDER)
    night = Night(house, Network(house.url), desk.code)
    night.at_home = await night.sign_up(REGISTERED, "Guest")
    await asyncio.to_thread(desk.plan, 5)
    await asyncio.to_thread(desk.open_doors, NAME)
    desk.http.close()
    night.desk = DeskLine(house, night.code)
    return night


async def held(night: Night, cue_no: int, no: int) -> None:
    """One round, with everything that happens in it."""
    await night.next(cue_no)
    await night.look(f"when round {no} has begun")
    await night.look_for_partners()
    await night.look(f"when partners were missed in round {no}")
    await all_of([night.arrive(6), night.walk_in(4), night.leave(3), night.rest(3), night.be_three(2), night.never_again(2), night.call(1)])
    await night.walk_up(2)
    await night.look(f"in round {no}")
    await night.press("end-early", from_cue_no=cue_no + 1)
    await night.walk_out(3)
    await all_of([night.arrive(2), night.leave(2), night.rest(4)])
    await night.look(f"after round {no}")


def test_an_evening_of_three_hundred(house: House) -> None:
    async def evening() -> tuple[Night, dict[str, Any]]:
        night = await prepared(house)
        try:
            await night.look("before the doors open")
            await night.arrive(110)
            await night.walk_in(30)
            await night.look("at the welcome")
            await night.next(0)
            await night.next(1)
            await night.arrive(8)
            no = 0
            for cue_no, entry in enumerate(ORDER):
                if entry["kind"] == "round":
                    no += 1
                    await held(night, cue_no, no)
                elif entry["kind"] not in ("welcome", "talk"):
                    await night.next(cue_no)
            seen = await night.look("at the goodbye")
            assert all(phone.card["kind"] == "closed" for phone in night.phones)
            return night, seen
        finally:
            await night.network.close()
            for phone in night.phones:
                if phone.screen is not None:
                    await phone.screen.close()
            if night.desk is not None:
                night.desk.close()

    night, seen = asyncio.run(evening())
    facts = seen["facts"]
    print(night.happened, f"{len(facts)} facts, {night.looks} looks")
    assert len(night.at_home) >= REGISTERED / 4
    assert {"here", "leave", "sit-out", "come-back", "not-here", "groups", "never", "help", "walked in", "walked up"} <= night.happened.keys()
    assert told_two_things(night, facts) == []
    assert left_out_twice(night) == {}


def told_two_things(night: Night, facts: list[list[Any]]) -> list[str]:
    """Give the phones whose card of a running round became another one, though their meeting was intact (docs/repair.md, "A round under way").

    A card changes for those whose partner left or is missing, who had nobody, who had gone themselves or who came. Those who go on keep partners and place;
    a table with a free chair is open to everybody, and two are joined by a third who was left out before, and by nobody else.
    """
    without = {phone.who: {told.round_no for told in phone.told if told.card["kind"] in ("bye", "waits", "missing")} for phone in night.phones}
    found = []
    for phone in night.phones:
        for before, after in zip(phone.told, phone.told[1:], strict=False):
            if not before.round_no or before.round_no != after.round_no or before.card["kind"] != "meet":
                continue
            partners, now = ({partner["id"] for partner in told.card["partners"]} for told in (before, after))
            goes_on = after.card["kind"] == "meet" and partners <= now and before.card["seat"] == after.card["seat"]
            is_table = "not-here" not in before.card["may"]
            if goes_on and (is_table or all(no_partner_before(without.get(who), before.round_no) for who in now - partners)):
                continue
            if not {phone.who, *partners} & gone_between(facts, before, after):
                found.append(f"{phone.name} in round {before.round_no}: {before.card['headline']}, then {after.card['headline']}")
    return found


def no_partner_before(rounds: set[int] | None, no: int) -> bool:
    """Say whether somebody had nobody in a round up to this one; of those without a phone only the desk knows."""
    return rounds is None or any(other <= no for other in rounds)


def gone_between(facts: list[list[Any]], before: Told, after: Told) -> set[str]:
    """Give whose coming or going was recorded between two cards."""
    gone: set[str] = set()
    for no, kind, _, body, _ in facts:
        if before.no < no <= after.no and kind in ("Missed", "AttendeeLeft", "SatOut"):
            gone |= {*body.get("people", ()), body.get("who", "")}
    return gone


def left_out_twice(night: Night) -> dict[str, list[str]]:
    """Give those who had a bye in more than one round that they were there for from its beginning."""
    byes: dict[str, set[int]] = defaultdict(set)
    for phone in night.phones:
        first: dict[int, Told] = {}
        for told in phone.told:
            if told.round_no:
                first.setdefault(told.round_no, told)
        for no, told in first.items():
            if told.card["kind"] == "bye":
                byes[phone.name].add(no)
    return {name: sorted(f"round {no}" for no in nos) for name, nos in byes.items() if len(nos) > 1}
