"""Make the example lists: evenings of 12, 60 and 300 invented people.

Those of 12 and 60 are written by hand, person by person, in people-12.txt and people-60.txt; those of 300 are put together from pieces.
The same program always makes the same lists. `python examples/make.py` writes them; a test says that they are as it makes them.
"""

import csv
import io
import re
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
    """A line of work: its employers, what people do in it, how they ask for work in it, what they can give, whom the hiring side wants, what tempts others."""

    field: str
    companies: tuple[str, ...]
    roles: tuple[str, ...]
    asks: tuple[str, ...]
    gives: tuple[str, ...]
    wanted: tuple[str, ...]
    dream: str


TRADES = (
    Trade("Energy", ("Northlight Energy", "Tidewater Power", "Solara Grid"), ("Project engineer", "Grid planner", "Electrician", "Elektroniker", "PM, solar"),
          ("solar or wind, project side", "network planing for a utility", "something green with cables", "wind turbine service, I climb", "Photovoltaik, Montage oder Planung"),
          ("permits for overhead lines", "load flow studies", "AutoCAD", "inverter suppliers by first name", "fault finding", "PMP, if you need a study buddy"),
          ("service electricians", "grid engineers", "project managers for onshore wind"), "renewables, anything that turns or shines"),
    Trade("Health care", ("St. Brigid Hospital", "Harbour Care", "Elmtree Clinic"), ("RN", "Ward nurse", "Physio", "Care coordinator", "Krankenpfleger", "Enfermera"),
          ("RN, outpatient, no nights", "geriatric ward or day care", "rehab clinic or sports team", "Stelle in der Pflege, Teilzeit", "enfermería, hospital o domicilio"),
          ("triage", "CPR course", "shift planning without tears", "back pain hints", "what home care really pays", "filling in care forms"),
          ("registered nurses", "care assistants, also retraining", "a physiotherapist"), "to become a nurse, or work in care"),
    Trade("Software", ("Bitwillow", "Copperfield Apps", "Quietloop"), ("SWE", "Backend dev", "QA tester", "Product manager", "Frontend developer", "Sysadmin"),
          ("python or go, remote ok", "test automation, any industry but gambling", "PM at a product company (not agency)", "devops / cloud", "first dev job after bootcamp"),
          ("code review", "SQL", "automating boring things", "roadmaps", "github profile check", "user interviews"),
          ("junior developers", "test engineers", "a product owner"), "tech, probably testing or UX"),
    Trade("Logistics", ("Portside Freight", "Redwagon", "Kestrel Couriers"), ("Dispatcher", "Warehouse lead", "Customs clerk", "Truck driver", "Disponentin"),
          ("dispatch, days only", "warehouse mgr, up to 40 people", "import/export desk", "supply chain planning", "Lager oder Disposition, gerne Schicht"),
          ("SAP WM", "customs papers", "forklift licence trainer", "route planning", "who is hiring at the port"),
          ("dispatchers", "shift leads for the warehouse", "a customs declarant"), "supply chain, I like puzzles"),
    Trade("Education", ("Millbrook Schools", "Open Door College", "Lantern Learning"), ("Maths teacher", "Deutschlehrer", "Course designer", "Teaching assistant"),
          ("secondary school, maths/physics", "corporate trainings", "e-learning author", "Deutschkurse für Erwachsene", "substitute teaching, near the tram"),
          ("tutoring", "Moodle", "German lessons", "workshops that don't bore", "timetables", "speaking in front of people"),
          ("maths teachers", "trainers for adult courses", "an e-learning designer"), "teaching, maybe adults"),
    Trade("Accounting", ("Hartmann & Low", "Ledgerline", "City Savings Bank"), ("Accountant", "Payroll clerk", "Controller", "Buchhalterin", "AP clerk"),
          ("payrol or bookeeping, part time", "controlling, mid-size", "accounts payable, no Big Four", "Lohnbuchhaltung", "FP&A"),
          ("Excel, really", "DATEV", "tax return questions", "month end", "VAT", "reading a balance sheet before you sign"),
          ("payroll clerks", "bookkeepers", "a controller"), "numbers: bookkeeping or payroll"),
    Trade("Media", ("Studio Marigold", "Papercrane", "The Harbour Post"), ("Graphic designer", "Video editor", "Journalist", "Copywriter", "UX designer"),
          ("cutting, motion graphics", "editor or content writer", "brand design, in-house please", "newsletter / PR / comms", "illustration. yes still"),
          ("portfolio reviews", "press list", "proof reading", "premiere and davinci", "your CV as one good page", "headshots"),
          ("a video editor", "graphic designers", "writers for trade magazines"), "writing, podcasts, something with stories"),
    Trade("Construction", ("Stonebridge Homes", "Alder & Sons", "Plumbline"), ("Carpenter", "Site manager", "Architect", "Bauleiter", "Plumber", "Albañil"),
          ("housing, not motorways", "joinery or exhibition stands", "Bauleitung im Hochbau", "obra o reformas, cerca de la ciudad", "architects office, renovation"),
          ("cost estimates", "building permits", "restoring windows", "H&S training", "knowing which builder pays", "plans read and explained"),
          ("carpenters", "a site manager", "plumbers and apprentices"), "working with my hands, wood best"),
    Trade("Hospitality", ("Hotel Meridian", "The Green Spoon", "Baker Street Bread"), ("Chef", "Sous chef", "Front desk supervisor", "Event planner", "Camarero"),
          ("kitchen but daytime", "hotel reception or guest relations", "conferences, weddings, fairs", "pastry!", "cocina, sala, lo que sea"),
          ("menus for allergies", "handling angry guests", "vendor list", "food hygiene course", "seating 300"),
          ("cooks", "front desk staff", "an event manager"), "events or hotels, I like hosts"),
    Trade("Biotech", ("Helix Bay", "Amberlab", "Cellwright"), ("Lab technician", "Biologist", "Quality manager", "CRA", "Chemielaborant"),
          ("lab tech, pharma or food", "QA / GMP", "molecular biology, industry not academia", "clinical research, study nurse or CRA", "Labor, Qualitätskontrolle"),
          ("HPLC", "GMP paperwork", "R and statistics", "cell culture", "audit stories", "how to get out of academia"),
          ("lab technicians", "quality managers", "clinical research associates"), "pharma or biotech, quality side"),
    Trade("Public service", ("City of Eastmere", "County Library", "Job Centre East"), ("Case worker", "Librarian", "Town planner", "Sozialarbeiterin", "Clerk"),
          ("housing office, social services", "library or archive", "mobility planning, city or consultancy", "trabajo social con familias", "city hall, any desk with people"),
          ("benefit letters explained", "interview practice", "grant applications", "GIS", "how the city recruits"),
          ("case workers", "a librarian", "planners"), "a job that does some good: city, NGO, library"),
    Trade("Sales", ("Meadow & Finch", "Brightshelf", "Corner Market"), ("Account manager", "Buyer", "Shop manager", "Verkäuferin", "Key account"),
          ("purchasing, retail or hospital", "B2B sales with a base salary", "store manager, no malls", "Einkauf oder Vertriebsinnendienst", "customer success"),
          ("negotiation", "cold calls practised", "supplier lists", "display windows", "rotas", "pricing"),
          ("account managers", "buyers", "a shop manager"), "sales, I can talk"),
)  # fmt: skip

LANGUAGES = (
    "English",
    "English, Deutsch",
    "EN/ES",
    "English, français",
    "Deutsch, Englisch",
    "English; español; português",
    "English, Arabic",
    "Polish, English",
    "EN",
    "",
)
PASTED = (
    "Curriculum: 2009-2014 {role} at a family firm; 2014-2019 the same with three people to look after; 2019-2024 {field}, bigger projects, SAP rollout, on call; "
    "2024 site closed. Driving licence, first aid, MS Office. Looking for: {ask}"
)
UNSURE = ("I don't know yet", "no idea yet, open", "weiß ich noch nicht", "Aún no lo sé, algo con gente", "")


SITUATIONS = ("Laid off 3 months", "Laid off 6 months", "Laid off 12 months", "Career change", "New graduate", "Employed, hiring", "Employed, here to help")
SITUATION_PARTS = (5, 4, 3, 4, 2, 3, 3)


@dataclass(frozen=True, slots=True)
class Guest:
    """One invented person, as they would fill in a form."""

    given: str
    family: str
    situation: str
    role: str
    company: str
    seeks: str
    offers: str
    industry: str = ""
    languages: str = ""
    months: str = ""
    level: str = ""
    seeks_help: str = ""
    gives_help: str = ""

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
    role, company = dice.one_of(trade.roles), ""
    gives = dice.two_of(trade.gives)
    ask = dice.one_of(trade.asks)
    seeks, offers, seeks_help, gives_help = ask, ", ".join(gives), "", ""
    match situation:
        case "Employed, hiring":
            wanted, company, gives_help = dice.two_of(trade.wanted), dice.one_of(trade.companies), "job lead"
            seeks = dice.one_of((f"{wanted[0]}, {wanted[1]}", f"we need {wanted[0]} and {wanted[1]}", f"{wanted[0]}!", f"people for our team: {wanted[0]}"))
            offers = dice.one_of(
                (f"Hiring {wanted[0]}; {gives[0]}", f"two openings, one part time. {gives[0]}", f"Jobs in {trade.field.casefold()}, training on the job")
            )
        case "Employed, here to help":
            company, gives_help = dice.one_of(trade.companies), dice.one_of(("advice", "advice, introduction", "insider's view"))
            seeks = dice.one_of(
                (f"someone who knows about {dice.one_of(other.gives)}", "people from this town", "nothing for me, ask me things", "mentor for my first team")
            )
            road = f"was a {dice.one_of(other.roles)}, now {role}: ask me how; {gives[0]}"
            offers = dice.one_of((f"who hires in {trade.field.casefold()}, {gives[0]}", road, f"CV review, {gives[0]}, {gives[1]}"))
        case "Career change":
            seeks = dice.one_of(
                (
                    f"{other.dream}. who has done that?",
                    f"out of {trade.field.casefold()}. {other.dream}",
                    f"change into {other.field.casefold()}",
                    f"{other.dream}!",
                )
            )
            offers, seeks_help = f"{gives[0]}, {6 + dice.below(15)} yrs of {trade.field.casefold()}", dice.one_of(("insider's view", "advice", ""))
        case "New graduate":
            seeks, seeks_help = f"first job: {ask}; a mentor", "advice"
        case _:
            seeks = dice.one_of(
                (ask, ask, f"{ask}. Introductions welcome", PASTED.format(role=role, field=trade.field.casefold(), ask=ask), dice.one_of(UNSURE))
            )
            seeks_help = dice.one_of(("job lead", "job lead, introduction", "companion", "", ""))
    number = re.search(r"[0-9]+", situation)
    months = dice.one_of((number[0], f"{number[0]} months", "")) if number else ""
    level = dice.one_of(("", f"{2 + dice.below(20)} years", "senior", "team lead", "")) if situation != "New graduate" else "entry level"
    industry = dice.one_of((trade.field, ""))
    return Guest(given, family, situation, role, company, seeks, offers, industry, dice.one_of(LANGUAGES), months, level, seeks_help, gives_help)


def people_of(path: Path) -> list[Guest]:
    """Read people who were written by hand: a line with name, situation, role and company, then a line for each answer; an empty line between people."""
    return [_person(block.splitlines()) for block in path.read_text(encoding="utf-8").strip().split("\n\n")]


def _person(lines: Sequence[str]) -> Guest:
    name, situation, role, company, *_ = [part.strip() for part in lines[0].split("|")] + [""]
    given, family = name.split(" ", 1)
    answers = dict(line.split(": ", 1) for line in lines[1:])
    return Guest(given, family, situation, role, company, **{question.replace(" ", "_"): answer.strip() for question, answer in answers.items()})


def plain_list(people: Sequence[Guest]) -> Iterator[Sequence[str]]:
    """A spreadsheet that somebody typed."""
    yield "Name", "Email", "Role", "Looking for", "Can offer"
    for guest in people:
        yield f"{guest.given} {guest.family}", guest.email, guest.role, guest.seeks, guest.offers


def form_list(people: Sequence[Guest]) -> Iterator[Sequence[str]]:
    """The answers of a registration form."""
    yield (
        *("Timestamp", "Name", "Email Address", "Company", "Role", "Situation", "Who are you looking for?", "What can you offer?"),
        *("Industry", "Languages", "Experience", "Months of searching", "What kind of help are you looking for?", "What kind of help can you give?"),
    )
    for no, guest in enumerate(people):
        when = f"2026-10-{1 + no % 20:02d} {9 + no % 11:02d}:{no * 7 % 60:02d}:00"
        yield when, f"{guest.given} {guest.family}", guest.email, guest.company, guest.role, guest.situation, guest.seeks, guest.offers, *more_of(guest)


def more_of(guest: Guest) -> tuple[str, ...]:
    """Give the answers that nobody has to give."""
    return guest.industry, guest.languages, guest.level, guest.months, guest.seeks_help, guest.gives_help


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
        "Languages",
    )
    for no, guest in enumerate(people, 1):
        status = "Not Attending" if no % 76 == 0 else "Attending"
        about = guest.company, guest.role, guest.situation, guest.seeks, guest.offers, guest.languages
        yield str(70_000 + no), guest.given, guest.family, guest.email, status, *about


def as_csv(rows: Iterator[Sequence[str]]) -> bytes:
    """Give rows as CSV in UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def lists() -> dict[Path, bytes]:
    """Give all example lists, by where they belong."""
    sixty = as_csv(form_list(people_of(HERE / "people-60.txt")))
    return {
        HERE / "evening-12.csv": as_csv(plain_list(people_of(HERE / "people-12.txt"))),
        HERE / "evening-60.csv": sixty,
        PACKAGED: sixty,  # `keywho demo` works without this folder
        HERE / "evening-300.csv": as_csv(ticket_list(guests(304, 300))),
    }


if __name__ == "__main__":
    for path, content in lists().items():
        path.write_bytes(content)
