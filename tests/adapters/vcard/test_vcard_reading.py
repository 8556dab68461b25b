"""vCards as phones, mail programs and address books write them: names, numbers and addresses spelled out."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.adapters.vcard import is_vcard, read
from keywho.core.errors import BadInput
from keywho.followup.card import Address, Card, NameParts

FIXTURES = Path(__file__).parents[2] / "fixtures" / "vcard"
REAL = Path(__file__).parents[4] / "shared" / "data" / "vcard"
FILES = {file.name: file for file in sorted(REAL.rglob("*")) if file.is_file()}
N = "Ñ"
JOHN = NameParts("Doe", "John", "Richter,James", "Mr.", "Sr.")

WHO_IS_IN = {
    "issue153.vcf": [("Test Benutzer", "", (), ())],
    "issue64.vcf": [("", "", (), ())],
    "issue114.vcf": [("Dummy, Dummy", "Dummy GmbH", ("dummy.dummy@dummy.com",), ("+49 1234 56789", "+49 9876 54321"))],
    "John_Doe_ANDROID.vcf": [
        ("", "", ("john.doe@company.com",), ()),
        ("", "", ("jane.doe@company.com",), ()),
        (" ".join(N * 5), "", (), ("123456789",)),
        (" ".join(N * 11), "", (), ("123456", "234567", "3456789", "45678901")),
        (" ".join(N * 4), N * 12, ("bob@company.com", N * 14), ("123456",)),
        (N * 4, N * 44, ("henry@company.com",), ("55556666",)),
    ],
    "John_Doe_BLACK_BERRY.vcf": [("John Doe", "Acme Solutions", (), ("+96123456789",))],
    "John_Doe_EVOLUTION.vcf": [("Mr. John Richter, James Doe Sr.", "IBM", ("john.doe@ibm.com",), ("905-666-1234", "905-555-1234"))],
    "John_Doe_GMAIL.vcf": [("Mr. John Richter, James Doe Sr.", "IBM", ("john.doe@ibm.com",), ("905-555-1234", "905-666-1234"))],
    "John_Doe_IPHONE.vcf": [
        ("Mr. John Richter James Doe Sr.", "IBM", ("john.doe@ibm.com",), tuple(f"905-{no}-1234" for no in (555, 666, 777, 888, 999, 111, 222)))
    ],
    "John_Doe_LOTUS_NOTES.vcf": [("Mr. Doe John I Johny", "IBM", ("john.doe@ibm.com", "billy_bob@gmail.com"), ("+1 (212) 204-34456", "00-1-212-555-7777"))],
    "John_Doe_MAC_ADDRESS_BOOK.vcf": [
        ("Mr. John Richter,James Doe Sr.", "IBM", ("john.doe@ibm.com",), tuple(f"905-{no}-1234" for no in (777, 666, 555, 888, 999, 111, 222)))
    ],
    "John_Doe_MS_OUTLOOK.vcf": [("Mr. John Richter James Doe Sr.", "IBM", ("john.doe@ibm.cm",), ("(905) 555-1234", "(905) 666-1234"))],
    "fullcontact.vcf": [
        (
            "Prefix FirstName MiddleName LastName Suffix",
            "Organization1",
            tuple(f"{kind}@example.com" for kind in ("home", "work", "school", "other", "custom")),
            tuple(f"555-555-111{no}" for no in range(1, 10)),
        )
    ],
    "gmail-list.vcf": [
        ("Arnold Smith", "", ("asmithk@gmail.com",), ()),
        ("Chris Beatle", "", ("chrisy55d@yahoo.com",), ()),
        ("Doug White", "", ("dwhite@gmail.com",), ()),
    ],
    "gmail-single.vcf": [("Greg Dartmouth", "TheCompany", ("gdartmouth@hotmail.com",), ("555 555 1111", "555 555 2222"))],
    "gmail-single2.vcf": [
        (
            "VCard Test",
            "TheCompany",
            (*(f"{kind}email@example.com" for kind in ("", "home", "work", "other")), "customcategory@example.com"),
            tuple(f"55555511{no}" for no in range(11, 22)),
        )
    ],
    "outlook-2003.vcf": [("John Doe III", "Company, The", ("jdoe@hotmail.com",), ("BusinessPhone", "HomePhone", "MobilePhone", "BusinessFaxPhone"))],
    "outlook-2007.vcf": [
        (
            "Mr. Michael Angstadt Jr.",
            "TheCompany",
            ("mike.angstadt@gmail.com",),
            ("(111) 555-1111", "(111) 555-2222", "(111) 555-4444", "(111) 555-3333"),
        )
    ],
    "rfc2426-example.vcf": [
        ("Frank Dawson", "Lotus Development Corporation", ("Frank_Dawson@Lotus.com", "fdawson@earthlink.net"), ("+1-919-676-9515", "+1-919-676-9564")),
        ("Tim Howes", "Netscape Communications Corp.", ("howes@netscape.com",), ("+1-415-937-3419", "+1-415-528-4164")),
    ],
    "rfc6350-example.vcf": [("Simon Perreault", "Viagenie", ("simon.perreault@viagenie.ca",), ("+1-418-656-9254 ext. 102", "+1-418-262-6501"))],
    "thunderbird-MoreFunctionsForAddressBook-extension.vcf": [
        (
            "John Doe",
            "TheOrganization",
            ("doe.john@hotmail.com", *(f"additional-email{no}@company.com" for no in ("", 1, 2, 3))),
            tuple(f"555-555-{no}{no}{no}{no}" for no in (1, 2, 5, 3, 4)),
        )
    ],
}
"""Of each card: name, company, mails, numbers."""

ADDRESSES = {
    "John_Doe_EVOLUTION.vcf": [Address("ASB-123", "", "15 Crescent moon drive", "Albaney", "New York", "12345", "United States of America")],
    "John_Doe_GMAIL.vcf": [Address(more="Crescent moon drive\n555-asd\nNice Area, Albaney, New York 12345\nUnited States of America")],
    "John_Doe_IPHONE.vcf": [
        Address("", "", "Silicon Alley 5,", "New York", "New York", "12345", "United States of America"),
        Address("", "", "Street4\nBuilding 6\nFloor 8", "New York", "", "12345", "USA"),
    ],
    "John_Doe_MS_OUTLOOK.vcf": [
        Address("", "", "Cresent moon drive", "Albaney", "New York", "12345", "United States of America"),
        Address("", "", "Silicon Alley 5,", "New York", "New York", "12345", "United States of America"),
    ],
    "outlook-2007.vcf": [Address("", "TheOffice", "222 Broadway", "New York", "NY", "99999", "USA")],
    "rfc2426-example.vcf": [Address("", "", "6544 Battleford Drive", "Raleigh", "NC", "27613-3502", "U.S.A.")],
    "rfc6350-example.vcf": [Address("", "Suite D2-630", "2875 Laurier", "Quebec", "QC", "G1V 2M2", "Canada")],
    "gmail-single2.vcf": [Address("", "", f"11{no} Main St", "NY", "New York", "10011", "") for no in range(1, 6)],
}
NO_CARDS = {
    "UntilRespectsTimezoneTest.ics": "a calendar",
    "hcard-portrait.jpg": "a picture",
    "gmail-single2.png": "a picture",
    "hcard-sound.ogg": "a sound",
    "jcard-example.json": "a JSON file",
    "rfc6351-example.xml": "an XML file",
    "LICENSE": "no contact card",
    "ORIGIN.txt": "no contact card",
    "vcard-samples-license.txt": "no contact card",
}
real = pytest.mark.skipif(not FILES, reason="The real vCards are not at hand: ../shared/data/vcard is not there.")


def seen(cards: Sequence[Card]) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [(card.name, card.company, card.mails, card.phones) for card in cards]


@real
def test_all_real_files_are_known_here():
    assert {*FILES} == {*WHO_IS_IN, *NO_CARDS}


@real
@pytest.mark.parametrize("name", sorted(WHO_IS_IN))
def test_names_companies_mails_and_numbers_of_real_cards(name: str):
    assert seen(read(FILES[name].read_bytes())) == WHO_IS_IN[name]


@real
@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_addresses_of_real_cards(name: str):
    card = read(FILES[name].read_bytes())[0]
    assert list(card.addresses) == ADDRESSES[name]
    assert card.place == ADDRESSES[name][0].place


@real
@pytest.mark.parametrize("name", sorted(NO_CARDS))
def test_other_files_are_said_to_be_none(name: str):
    with pytest.raises(BadInput, match=NO_CARDS[name]):
        read(FILES[name].read_bytes(), name)


@real
@pytest.mark.parametrize("name", sorted(WHO_IS_IN))
def test_nothing_of_a_real_file_is_lost(name: str):
    """Each line of the file is in a field or kept as it stands: counted once more here, without the reader."""
    text = FILES[name].read_bytes().decode("utf-8", "replace")
    begun = re.findall(r"^(?:\w+\.)?([A-Za-z][\w-]*)[;:]", text, re.MULTILINE)
    kept = " ".join("\n".join(card.other) for card in read(FILES[name].read_bytes()))
    in_fields = {"BEGIN", "END", "VERSION", "FN", "N", "NICKNAME", "ORG", "TITLE", "TEL", "EMAIL", "URL", "ADR", "NOTE", "UID", "X-ABLABEL"}
    assert {property_name for property_name in begun if property_name.upper() not in in_fields and property_name not in kept} <= {"http", "https"}


@pytest.mark.parametrize("name", ["gmail-single.vcf", "issue114.vcf", "outlook-2003.vcf", "rfc6350-example.vcf"])
def test_the_cards_kept_here_are_read(name: str):
    assert seen(read((FIXTURES / name).read_bytes())) == WHO_IS_IN[name]


def test_a_card_of_google_whole():
    (card,) = read((FIXTURES / "gmail-single.vcf").read_bytes())
    home, custom = Address(more="", street="123 Home St\nHome City, HM 12345"), Address("", "", "321 Custom St", "Custom City", "TX", "98765", "USA")
    assert card == Card(
        "Greg Dartmouth",
        "Gman",
        "TheJobTitle",
        "TheCompany",
        ("gdartmouth@hotmail.com",),
        ("555 555 1111", "555 555 2222"),
        ("http://TheProfile.com",),
        note="This is GMail's note field.\nIt should be added as a NOTE type.\nACustomField: CustomField",
        name_parts=NameParts("Dartmouth", "Greg"),
        addresses=(home, custom),
        kinds=(
            ("555 555 1111", "cell"),
            ("555 555 2222", "GRAND_CENTRAL"),
            (home.text, "home"),
            (custom.text, "CustomAdrType"),
            ("http://TheProfile.com", "PROFILE"),
        ),
        other=(
            "X-PHONETIC-FIRST-NAME:Grregg",
            "X-PHONETIC-LAST-NAME:Dart-mowth",
            "X-ICQ:123456789",
            "BDAY:1960-09-10",
            "item4.X-ABDATE:1970-06-02",
            "item5.X-ABRELATEDNAMES:MySpouse",
            "item6.X-ABRELATEDNAMES:MyCustom",
            "item4.X-ABLabel:_$!<Anniversary>!$_",
            "item5.X-ABLabel:_$!<Spouse>!$_",
            "item6.X-ABLabel:CustomRelationship",
        ),
    )


def test_quoted_printable_is_put_together_over_its_soft_breaks():
    (card,) = read((FIXTURES / "outlook-2003.vcf").read_bytes())
    assert card.note == "This is the note field!!\nSecond line\n\nThird line is empty\n"
    assert card.name_parts == NameParts("Doe", "John", "", "Mr.", "III")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Zo=EB\nEND:VCARD", "Zoë"),
        ("BEGIN:VCARD\nVERSION:2.1\nFN;QUOTED-PRINTABLE:Zo=C3=AB\nEND:VCARD", "Zoë"),
        ("begin:vcard\nversion:3.0\nfn:Zoë\nend:vcard", "Zoë"),
        ("\ufeffBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zo\r\n ë\r\nEND:VCARD\r\n", "Zoë"),
        ("BEGIN:VCARD\nVERSION:3.0\nFN:Zoë\\, Ada\\; Ben\\\\ \\q\nEND:VCARD", "Zoë, Ada; Ben\\ \\q"),
        ("BEGIN:VCARD\nVERSION:2.1\nFN:C:\\new\\;x\nEND:VCARD", "C:\\new;x"),
        ("BEGIN:VCARD\nVERSION:2.1\nFN:Ada\n King\nEND:VCARD", "Ada King"),
        ("BEGIN:VCARD\nVERSION:4.0\nFN;X=\"a;b:c\":Zoë\nEND:VCARD", "Zoë"),
        ("BEGIN:VCARD\nVERSION:4.0\nFN;X=\"never closed:Zoë\nEND:VCARD", "Zoë"),
        ("BEGIN:VCARD\nVERSION:3.0\nN:King;Ada;;;\nEND:VCARD", "Ada King"),
        ("BEGIN:VCARD\nFN:first\nBEGIN:VCARD\nFN:second\nEND:VCARD", "first"),
    ],
    ids=["latin-1", "bare word", "small letters", "byte order mark", "escapes", "2.1 knows one escape", "2.1 folds before blanks", "quotes", "open quote", "no FN", "no END"],
)  # fmt: skip
def test_a_name_is_understood(text: str, name: str):
    assert read(text.encode())[0].name == name


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_files_in_other_encodings_are_read(encoding: str):
    content = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë\r\nEND:VCARD\r\n".encode(encoding)
    assert (read(content)[0].name, is_vcard(content)) == ("Zoë", True)


def test_a_character_that_was_folded_in_two_is_put_together():
    assert read(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zo\xc3\r\n \xab\r\nEND:VCARD\r\n")[0].name == "Zoë"


def test_a_card_within_a_card_is_not_taken_for_somebody():
    text = b"BEGIN:VCARD\nVERSION:2.1\nFN:Boss\nAGENT:\nBEGIN:VCARD\nFN:Helper\nTEL:1\nEND:VCARD\nTEL:2\nEND:VCARD\n"
    (card,) = read(text)
    assert (card.name, card.phones, card.other) == ("Boss", ("2",), ("BEGIN:VCARD", "FN:Helper", "TEL:1", "END:VCARD"))


def test_a_file_that_was_cut_off_is_refused():
    with pytest.raises(BadInput, match="is cut off"):
        read(b"BEGIN:VCARD\nVERSION:3.0\nFN:Ada Ki")


def test_a_very_long_file_is_not_read():
    with pytest.raises(BadInput, match="has 1,003 lines; 1,000 are read"):
        read(b"BEGIN:VCARD\nFN:Ada\n" + b"TEL:1\n" * 1_000 + b"END:VCARD", most_lines=1_000)


@given(st.binary(max_size=300), st.sampled_from([b"", b"BEGIN:VCARD\n", b"BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:"]), st.booleans())
def test_no_bytes_make_it_crash(content: bytes, begin: bytes, ended: bool):
    try:
        read(begin + content + (b"\nEND:VCARD\n" if ended else b""))
    except BadInput as refused:
        assert str(refused)
