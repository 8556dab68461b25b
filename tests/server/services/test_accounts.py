import pytest
from django.core import signing

from keywho.core.errors import BadInput
from keywho.server.services.accounts import LINK_HOURS, SALT, AccountLink, anyone_there, link_token, read_link, use_link
from keywho.server.store import models as records

pytestmark = pytest.mark.django_db

GOOD, OTHER = "four words put together", "other words put together"


def account(email: str = "ada@example.org") -> records.Organizer:
    return records.Organizer.objects.create(email=email, name="Ada", password=GOOD)


def test_the_first_link_makes_the_first_account_and_is_good_once() -> None:
    token = link_token()
    assert not anyone_there()
    assert read_link(token) == AccountLink("", known=False)
    made = use_link(token, email=" Ada@Example.org ", name=" Ada ", password=GOOD)
    assert (made.email, made.name, made.check_password(GOOD), anyone_there()) == ("ada@example.org", "Ada", True, True)
    with pytest.raises(BadInput, match="used already"):
        use_link(token, email="ben@example.org", name="Ben", password=GOOD)
    assert records.Organizer.objects.count() == 1


def test_a_link_for_an_address_gives_a_new_password_once() -> None:
    account()
    token = link_token("Ada@example.org")
    assert read_link(token) == AccountLink("ada@example.org", known=True)
    known = use_link(token, email="eve@example.org", name="Eve", password=OTHER)
    assert (known.email, known.name, known.check_password(OTHER)) == ("ada@example.org", "Ada", True)
    with pytest.raises(BadInput, match="used already"):
        read_link(token)


def test_a_link_for_a_new_address_makes_that_account_alone() -> None:
    account()
    token = link_token("ben@example.org")
    assert use_link(token, email="eve@example.org", name="Ben", password=GOOD).email == "ben@example.org"
    with pytest.raises(BadInput, match="used already"):
        use_link(token, email="", name="Ben", password=OTHER)


@pytest.mark.parametrize(
    "token",
    ["", "nonsense", signing.dumps(["", "nobody:yes"], salt="other"), signing.dumps("text", salt=SALT), signing.dumps([1], salt=SALT)],
    ids=["empty", "nonsense", "of-another-kind", "text", "number"],
)
def test_a_made_up_link_is_refused(token: str) -> None:
    with pytest.raises(BadInput, match=r"not complete|used already"):
        read_link(token)


def test_an_old_link_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    token = link_token()
    begun = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: begun + LINK_HOURS * 3600 + 1)
    with pytest.raises(BadInput, match=f"older than {LINK_HOURS} hours"):
        read_link(token)


@pytest.mark.parametrize(
    ("email", "name", "password", "said"),
    [
        ("", "Ada", GOOD, "An empty text is no mail address"),
        ("ada", "Ada", GOOD, "ada is no mail address"),
        ("ada@example.org", " ", GOOD, "Your name is missing"),
        ("ada@example.org", "Ada", "short", "too short"),
        ("ada@example.org", "Ada", "password123", "too common"),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_link_stays_good(email: str, name: str, password: str, said: str) -> None:
    token = link_token()
    with pytest.raises(BadInput, match=said):
        use_link(token, email=email, name=name, password=password)
    assert read_link(token) == AccountLink("", known=False)
