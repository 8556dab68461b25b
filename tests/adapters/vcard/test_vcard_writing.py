"""Cards are written as vCards that strict judges accept, and read back as they were."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.vcard.vcard_judges import ez_vcard, vobject_cards
from keywho.adapters.vcard import read, write, write_all
from keywho.adapters.vcard.lines import cleaned
from keywho.adapters.vcard.writing import Version, as_uri, parts_of
from keywho.followup.card import Address, Card, NameParts

NAUGHTY = Path(__file__).parents[4] / "shared" / "data" / "naughty" / "blns.txt"
VERSIONS: tuple[Version, ...] = ("4.0", "3.0")
SEVEN = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)
UID = "urn:uuid:550e8400-e29b-41d4-a716-446655440000"
ZOE = Card(
    "Zoë van der Berg",
    "Zoë",
    "Head; of, wards",
    "Ode & Co",
    ("zoe@example.org", "z@example.net"),
    ("+44 20 7946 0018",),
    ("https://example.org/a,b;c",),
    "Saint-Étienne",
    "a job\nin energy",
    "ten years; of \\ logistics",
    "Met at Job club,\n26 November",
    UID,
    kinds=(("+44 20 7946 0018", "work, cell"), ("z@example.net", "Choir, only")),
)


def test_a_card_as_vcard_4():
    assert write(ZOE, revised_at=SEVEN).decode().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "FN:Zoë van der Berg",
        "N:van der Berg;Zoë;;;",
        "NICKNAME:Zoë",
        "ORG:Ode & Co",
        "TITLE:Head\\; of\\, wards",
        "TEL;TYPE=work,cell:+44 20 7946 0018",
        "EMAIL:zoe@example.org",
        "EMAIL;TYPE=Choir,only:z@example.net",
        "URL:https://example.org/a,b;c",
        "ADR:;;;Saint-Étienne;;;",
        "X-KEYWHO-SEEKS:a job\\nin energy",
        "X-KEYWHO-OFFERS:ten years\\; of \\\\ logistics",
        "NOTE:Met at Job club\\,\\n26 November",
        f"UID:{UID}",
        "REV:20261126T190000Z",
        "END:VCARD",
        "",
    ]


def test_a_card_as_vcard_3_for_old_phones():
    lines = write(Card("Ada King", uid="17"), "3.0", revised_at=SEVEN).decode().split("\r\n")
    assert lines == ["BEGIN:VCARD", "VERSION:3.0", "FN:Ada King", "N:King;Ada;;;", "UID:17", "REV:2026-11-26T19:00:00Z", "END:VCARD", ""]


def test_lines_are_folded_at_75_octets_and_no_character_is_broken():
    lines = write(Card("Zoë " * 60 + "日本" * 60, note="😀" * 90)).split(b"\r\n")
    assert max(len(line) for line in lines) == 75
    assert [line.decode() for line in lines]  # each is whole UTF-8 by itself


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada King", NameParts("King", "Ada")),
        ("Ludwig van Beethoven", NameParts("van Beethoven", "Ludwig")),
        ("María José de la Cruz", NameParts("de la Cruz", "María José")),
        ("Cher", NameParts("", "Cher")),
        ("Van Morrison", NameParts("Morrison", "Van")),
        ("", NameParts()),
    ],
    ids=["two words", "particle", "two particles", "one word", "particle first", "nothing"],
)
def test_a_name_in_one_piece_is_parted(name: str, parts: NameParts):
    assert parts_of(name) == parts


texts = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    [
        "\r\nEND:VCARD\r\nBEGIN:VCARD",
        "a;b,c\\n\\;\\\\",
        "item1.TEL:5",
        "=0D=0A=",
        " lead and trail ",
        "\u202eRTL\u2066",
        "\\",
        "\\\\n",
        "é" * 80,
        ":",
        '"',
        "^n",
        "\x00\x07",
    ]
)


def one_line(text: str) -> str:
    """A text as it stands in a field of one line."""
    return " ".join(cleaned(text).split())


@given(
    version=st.sampled_from(VERSIONS),
    name=texts.map(one_line).filter(bool),
    rest=st.tuples(texts, texts, texts, texts, texts, texts, texts, texts),
    mails=st.lists(texts, max_size=3),
    phones=st.lists(texts, max_size=3),
    links=st.lists(texts, max_size=2),
    address=st.tuples(texts, texts, texts, texts, texts, texts, texts),
)
def test_what_is_written_is_read_back(
    version: Version, name: str, rest: tuple[str, ...], mails: list[str], phones: list[str], links: list[str], address: tuple[str, ...]
):
    role, company, unit, place, seeks, offers, called, uid = map(one_line, rest)
    known = {phone for text in phones if (phone := one_line(text)) and not phone.lower().startswith("tel:")}
    addressed = Address(*map(one_line, address))
    addresses = (addressed,) if not addressed.is_only_place else ()
    card = Card(
        name,
        called if called != name else "",
        role,
        company,
        tuple(dict.fromkeys(mail for text in mails if (mail := one_line(text)) and not mail.lower().startswith("mailto:"))),
        tuple(sorted(known)),
        tuple(dict.fromkeys(as_uri(one_line(link)) for link in links if one_line(link))),
        addressed.place if addresses else place,
        seeks,
        offers,
        note := cleaned(rest[0] + "\n" + rest[1]),
        uid,
        NameParts("King", one_line(rest[2]) or "Ada"),
        (unit,) if company and unit else (),
        addresses,
    )
    card = replace(card, note=note if note.strip() else "")
    assert read(write(card, version)) == (card,)
    assert read(write_all([card, ZOE, card], version))[::2] == (card, card)


@pytest.mark.skipif(not NAUGHTY.exists(), reason="The naughty strings are not at hand: ../shared/data/naughty is not there.")
@pytest.mark.parametrize("version", VERSIONS)
def test_naughty_strings_come_back_as_they_were(version: Version):
    for line in NAUGHTY.read_text(encoding="utf-8").splitlines():
        text = one_line(line)
        if text and not line.startswith("#"):
            card = Card(
                text, role=text, company=text, mails=(f"{text}@example.org",), place=text, seeks=text, note=cleaned(line), name_parts=NameParts(text, text)
            )
            if not card.note.strip():
                card = replace(card, note="")
            assert read(write(card, version)) == (card,)


def hostile_cards() -> list[Card]:
    cards = [
        ZOE,
        Card("?"),
        Card("Ada King", phones=("1", "2"), mails=("a@example.org",), addresses=(Address("", "", "1, High; St", "Leeds", "", "LS1", "UK"),)),
    ]
    lines = NAUGHTY.read_text(encoding="utf-8").splitlines() if NAUGHTY.exists() else []
    naughty = [text for line in lines if (text := one_line(line)) and not line.startswith("#")]
    return [
        *cards,
        *(Card(text, role=text, company=text, mails=("a@example.org",), phones=("5",), links=(text,), place=text, note=text, uid=UID) for text in naughty),
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_strict_reader_finds_nothing_wrong_and_understands_the_same(tmp_path: Path, version: Version):
    cards = hostile_cards()
    file = tmp_path / "cards.vcf"
    file.write_bytes(write_all(cards, version, revised_at=SEVEN))
    said = ez_vcard(file)
    assert [line for line in said if line.startswith(("WARNING", "INVALID"))] == []
    assert said[-1] == f"END {len(cards)}"

    def quoted(text: str) -> str:
        return text.replace("\\", "\\\\").replace("\n", "\\n")

    assert [line for line in said if line.startswith("CARD ")] == [f"CARD {version} {quoted(card.name)}" for card in cards]
    assert [line for line in said if line.startswith("NOTE ")] == [f"NOTE {quoted(card.note)}" for card in cards if card.note]
    assert [line for line in said if line.startswith("ROLE ")] == [f"ROLE {quoted(card.role)}" for card in cards if card.role]
    assert [line for line in said if line.startswith("PHONE ")] == [f"PHONE {quoted(phone)}" for card in cards for phone in card.phones]


def test_vobject_accepts_vcard_3_and_understands_the_same():
    cards = hostile_cards()
    found = vobject_cards(write_all(cards, "3.0", revised_at=SEVEN))
    assert [card.fn.value for card in found] == [card.name for card in cards]
    assert [card.note.value for card in found if "note" in card.contents] == [card.note for card in cards if card.note]
    assert [phone.value for card in found for phone in card.contents.get("tel", [])] == [phone for card in cards for phone in card.phones]


def test_the_strict_reader_does_find_what_is_wrong(tmp_path: Path):
    file = tmp_path / "wrong.vcf"
    file.write_bytes(
        b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada\r\nBDAY:tomorrow\r\nREV:never\r\nnonsense\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nTEL:5\r\nEND:VCARD\r\n"
    )
    assert [line for line in ez_vcard(file) if line.startswith(("WARNING", "INVALID"))]
