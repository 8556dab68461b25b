"""Make the example lists: evenings of 12, 60 and 300 invented people.

The same program always makes the same lists. `python examples/make.py` writes them; a test says that they are as it makes them.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

HERE = Path(__file__).resolve().parent
PACKAGED = HERE.parent / "src" / "keywho" / "cli" / "evening-60.csv"

GIVEN = """Ada Amina Amara Anders Anjali Aoife Arjun Astrid Ayşe Beatriz Björn Bogdan Camille Carlos Chidi Chloé Daniel Dalia Deepa Diego Dmitri Ebony Eilidh
Elena Emeka Esperanza Farah Fatima Felix Fionn Gabriela George Giulia Grace Hana Haruka Hassan Helena Hiroshi Ibrahim Imani Ines Isaac Ivana Jamal Jana
Jasmine Jin João Jorge Josephine Kaito Kamala Karim Katarzyna Kwame Laila Lars Leilani Li Lindiwe Liam Lucía Magda Malik Manon Marek Maria Marcus Mei Miguel
Mina Mohammed Nadia Naomi Ngozi Niamh Nikolai Nina Noor Obinna Olga Omar Oscar Owen Padma Paolo Patience Pedro Priya Rachel Rafael Rania Ravi Rosa Ruth
Samir Sanjay Saoirse Sara Sefa Sergei Shanice Simone Sofia Soo-jin Stefan Tamika Tariq Thabo Theo Thi Tomás Tunde Ulrike Umar Valeria Vanessa Wanjiru Wei
Xavier Ximena Yara Yasmin Yuki Yusuf Zainab Zoë"""

FAMILY = """Abdullah Abara Adeyemi Ahmed Almeida Andersson Asante Baker Banerjee Barros Bauer Becker Bianchi Boateng Brennan Campbell Castillo Chen Cohen Costa
Cruz Dang Davis Delgado Demir Diallo Dubois Eriksen Evans Farouk Ferrari Fernández Fischer Flores Fofanah García Gomez Greene Gruber Gupta Haddad Hansen
Harris Hernández Hoang Horvat Hughes Ito Ivanov Jackson Jansen Johnson Jovanović Kaya Khan Kim Kowalski Kumar Larsen Laurent Lee Lewis Lindqvist López
MacLeod Mahmoud Martin Mbeki Mendes Moreau Morales Murphy Mwangi Nair Nakamura Nguyen Nkosi Novak Ó'Brien Okafor Okoye Oliveira Osei Owusu Park Patel
Pereira Petrov Popescu Quinn Rahman Ramírez Reyes Ricci Roberts Rossi Ruiz Saito Santos Schmidt Shah Silva Singh Smith Sørensen Sow Suzuki Tan Tanaka
Thompson Torres Tran Turner Usman Vargas Vasquez Walsh Wang Watanabe Weber Williams Wójcik Wong Wright Yamamoto Yılmaz Young Zhang Zulu"""


@dataclass(frozen=True, slots=True)
class Trade:
    """A line of work: its employers, what people do in it, what they know, and what the hiring side wants."""

    field: str
    companies: tuple[str, ...]
    roles: tuple[str, ...]
    skills: tuple[str, ...]
    wanted: tuple[str, ...]


TRADES = (
    Trade("wind and solar energy", ("Northlight Energy", "Tidewater Power", "Solara Grid"), ("Project engineer", "Site planner", "Electrician"),
          ("grid planning", "permits", "project management"), ("electricians", "project managers", "site planners")),
    Trade("nursing and care", ("St. Brigid Hospital", "Harbour Care", "Elmtree Clinic"), ("Ward nurse", "Care coordinator", "Physiotherapist"),
          ("triage", "shift planning", "patient training"), ("nurses", "care coordinators", "physiotherapists")),
    Trade("software", ("Bitwillow", "Copperfield Apps", "Quietloop"), ("Backend developer", "Test engineer", "Product manager"),
          ("Python", "test automation", "product discovery"), ("Python developers", "test engineers", "product managers")),
    Trade("logistics", ("Portside Freight", "Redwagon", "Kestrel Couriers"), ("Dispatcher", "Warehouse lead", "Customs clerk"),
          ("SAP", "route planning", "customs papers"), ("dispatchers", "warehouse leads", "customs clerks")),
    Trade("teaching", ("Millbrook Schools", "Open Door College", "Lantern Learning"), ("Maths teacher", "Language teacher", "Course designer"),
          ("course design", "German lessons", "tutoring"), ("maths teachers", "language teachers", "course designers")),
    Trade("accounting", ("Hartmann & Low", "Ledgerline", "City Savings Bank"), ("Accountant", "Payroll clerk", "Controller"),
          ("payroll", "Excel", "annual accounts"), ("accountants", "payroll clerks", "controllers")),
    Trade("design and media", ("Studio Marigold", "Papercrane", "The Harbour Post"), ("Graphic designer", "Video editor", "Journalist"),
          ("portfolio reviews", "video editing", "press contacts"), ("graphic designers", "video editors", "writers")),
    Trade("building", ("Stonebridge Homes", "Alder & Sons", "Plumbline"), ("Carpenter", "Site manager", "Architect"),
          ("cost estimates", "timber work", "building permits"), ("carpenters", "site managers", "architects")),
    Trade("hotels and food", ("Hotel Meridian", "The Green Spoon", "Baker Street Bread"), ("Chef", "Front desk lead", "Event planner"),
          ("event planning", "menus", "guest service"), ("chefs", "front desk staff", "event planners")),
    Trade("biotech", ("Helix Bay", "Amberlab", "Cellwright"), ("Lab technician", "Biologist", "Quality manager"),
          ("cell culture", "quality audits", "data analysis"), ("lab technicians", "biologists", "quality managers")),
    Trade("public service", ("City of Eastmere", "County Library", "Job Centre East"), ("Case worker", "Librarian", "Urban planner"),
          ("grant applications", "interview practice", "housing advice"), ("case workers", "librarians", "urban planners")),
    Trade("sales and retail", ("Meadow & Finch", "Brightshelf", "Corner Market"), ("Account manager", "Buyer", "Shop manager"),
          ("retail buyers", "negotiation", "customer lists"), ("account managers", "buyers", "shop managers")),
)  # fmt: skip

SITUATIONS = ("Laid off 3 months", "Laid off 6 months", "Laid off 12 months", "Career change", "New graduate", "Employed, hiring", "Employed, here to help")
SITUATION_PARTS = (5, 4, 3, 4, 2, 3, 3)


@dataclass(frozen=True, slots=True)
class Guest:
    """One invented person."""

    given: str
    family: str
    situation: str
    role: str
    company: str
    seeks: str
    offers: str

    @property
    def email(self) -> str:
        """An address that belongs to nobody."""
        parts = (unicodedata.normalize("NFKD", name).casefold() for name in (self.given, self.family))
        return f"{'.'.join(''.join(letter for letter in part if letter.isascii() and letter.isalpha()) for part in parts)}@example.org"


class Dice:
    """A small generator of our own (Lehmer's), so that the lists stay the same with every version of Python."""

    def __init__(self, seed: int) -> None:
        self._state = seed * 2_654_435_761 % 2_147_483_646 + 1

    def below(self, sides: int) -> int:
        """Give a number from 0 to sides - 1."""
        self._state = self._state * 48_271 % 2_147_483_647
        return self._state * sides // 2_147_483_647

    def one_of(self, things: Sequence[T]) -> T:
        """Pick one."""
        return things[self.below(len(things))]

    def two_of(self, things: Sequence[T]) -> tuple[T, T]:
        """Pick two different ones."""
        first = self.below(len(things))
        return things[first], things[(first + 1 + self.below(len(things) - 1)) % len(things)]


def guests(count: int, seed: int) -> list[Guest]:
    """Give so many people with different names."""
    dice = Dice(seed)
    given, family = GIVEN.split(), FAMILY.split()
    situations = [situation for situation, parts in zip(SITUATIONS, SITUATION_PARTS, strict=True) for _ in range(parts)]
    names: set[tuple[str, str]] = set()
    found: list[Guest] = []
    while len(found) < count:
        name = dice.one_of(given), dice.one_of(family)
        if name not in names:
            names.add(name)
            found.append(_guest(dice, *name, dice.one_of(situations)))
    return found


def _guest(dice: Dice, given: str, family: str, situation: str) -> Guest:
    trade, other = dice.two_of(TRADES)
    role, company = dice.one_of(trade.roles), dice.one_of(trade.companies)
    skill, second_skill = dice.two_of(trade.skills)
    wanted, also_wanted = dice.two_of(trade.wanted)
    match situation:
        case "Employed, hiring":
            seeks = f"{wanted}, {also_wanted}"
            offers = f"Jobs in {trade.field}; hiring {wanted} and {also_wanted}"
        case "Employed, here to help":
            seeks = dice.one_of((f"Somebody who knows {dice.one_of(other.skills)}", "A mentor for my first team", "New faces from this town"))
            offers = f"Introductions in {trade.field}, {skill}, résumé reviews"
        case "Career change":
            seeks = f"A first step into {other.field}; somebody who hires {dice.one_of(other.wanted)}"
            offers, company = f"{skill}, ten years in {trade.field}", ""
        case "New graduate":
            seeks = f"A first job in {trade.field}, a mentor"
            offers, company = f"{skill}, fresh eyes, weekend help", ""
        case _:
            seeks = dice.one_of((f"A hiring manager in {trade.field}", f"Introductions in {trade.field}", f"A job that needs {skill}, interview practice"))
            offers, company = f"{skill}, {second_skill}", ""
    return Guest(given, family, situation, role, company, seeks, offers)


def plain_list(people: Sequence[Guest]) -> Iterator[Sequence[str]]:
    """A spreadsheet that somebody typed."""
    yield "Name", "Email", "Role", "Looking for", "Can offer"
    for guest in people:
        yield f"{guest.given} {guest.family}", guest.email, guest.role, guest.seeks, guest.offers


def form_list(people: Sequence[Guest]) -> Iterator[Sequence[str]]:
    """The answers of a registration form."""
    yield "Timestamp", "Name", "Email Address", "Company", "Role", "Situation", "Who are you looking for?", "What can you offer?"
    for no, guest in enumerate(people):
        when = f"2026-10-{1 + no % 20:02d} {9 + no % 11:02d}:{no * 7 % 60:02d}:00"
        yield when, f"{guest.given} {guest.family}", guest.email, guest.company, guest.role, guest.situation, guest.seeks, guest.offers


def ticket_list(people: Sequence[Guest]) -> Iterator[Sequence[str]]:
    """What a ticketing system exports: with order numbers; every 76th ticket was cancelled again."""
    yield (
        "Order #",
        "First Name",
        "Last Name",
        "Email",
        "Attendee Status",
        "Company",
        "Job Title",
        "Situation",
        "Who are you looking for?",
        "What can you offer?",
    )
    for no, guest in enumerate(people, 1):
        status = "Not Attending" if no % 76 == 0 else "Attending"
        yield str(70_000 + no), guest.given, guest.family, guest.email, status, guest.company, guest.role, guest.situation, guest.seeks, guest.offers


def as_csv(rows: Iterator[Sequence[str]]) -> bytes:
    """Give rows as CSV in UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def lists() -> dict[Path, bytes]:
    """Give all example lists, by where they belong."""
    sixty = as_csv(form_list(guests(60, 60)))
    return {
        HERE / "evening-12.csv": as_csv(plain_list(guests(12, 12))),
        HERE / "evening-60.csv": sixty,
        PACKAGED: sixty,  # `keywho demo` works without this folder
        HERE / "evening-300.csv": as_csv(ticket_list(guests(304, 300))),
    }


if __name__ == "__main__":
    for path, content in lists().items():
        path.write_bytes(content)
