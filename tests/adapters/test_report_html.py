import base64
import hashlib
import re
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.report.made import MIXED, crowd, evening, result_of, sixty
from adapters.report.page import Page
from keywho.adapters.report.words import shown, visible
from keywho.adapters.report_html import report_html, write_report
from keywho.core import layouts
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.meeting import Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Room
from keywho.core.rounds import Round
from keywho.core.wishes import Hosting, Wishes
from keywho.planning.check import Violation
from keywho.planning.result import Unmet
from strategies import problems_and_programmes

BLNS = Path(__file__).parents[3] / "shared" / "data" / "naughty" / "blns.txt"
ALLOWED = frozenset(re.findall(r"<([a-z0-9]+)", (files("keywho.adapters.report") / "report.html").read_text("utf-8"))) | {
    *("defs", "marker", "path", "g", "circle", "rect", "text", "use", "desc"),
}


def page_of(problem: Problem, programme: Programme, **options: object) -> Page:
    return Page(report_html(problem, result_of(problem, programme), **options))  # type: ignore[arg-type]


def test_report_asks_nothing_of_the_network_and_runs_nothing() -> None:
    page = page_of(*sixty())
    assert {element.name for element in page.elements} <= ALLOWED
    links = [value for element in page.elements for name, value in element.attributes.items() if name in {"href", "src", "action", "xlink:href", "data"}]
    assert [link for link in links if not link.startswith("#")] == []
    assert not [name for element in page.elements for name in element.attributes if name.startswith("on") or name == "style"]
    style = page.all("style")[0].text
    assert "@import" not in style and "url(" not in style
    policy = page.all("meta", http_equiv="Content-Security-Policy")[0].attributes["content"]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_every_link_leads_somewhere_and_every_id_is_one_of_its_kind() -> None:
    page = page_of(*sixty())
    assert len(set(page.ids)) == len(page.ids)
    links = {element.attributes["href"][1:] for element in page.elements if "href" in element.attributes}
    named = {ident for element in page.elements for key in ("aria-labelledby", "aria-describedby") for ident in element.attributes.get(key, "").split()}
    assert links | named <= set(page.ids)


def test_every_picture_has_a_title_and_a_description_and_is_well_formed() -> None:
    html = report_html(*(evening := sixty())[:1], result_of(*evening))
    pictures = [ElementTree.fromstring(found) for found in re.findall(r"<svg.*?</svg>", html, flags=re.S)]
    shown = [svg for svg in pictures if svg.get("aria-hidden") != "true"]
    assert len(shown) == len(MIXED) + 4
    for svg in shown:
        assert svg.get("role") == "img"
        assert [(child.tag, bool(child.text)) for child in svg[:2]] == [("title", True), ("desc", True)]


def test_tables_have_scopes_and_sections_have_headings() -> None:
    page = page_of(*sixty())
    assert all(element.attributes.get("scope") in {"col", "row", "rowgroup"} for element in page.all("th"))
    assert len(page.all("h1")) == 1
    assert [heading.text for heading in page.all("h2")] == [
        "What was found",
        "The score by part",
        "Round by round",
        "Who meets whom",
        "What each person gets",
        "Score over time",
        "Everybody’s evening",
        "Words, and how to check",
    ]


@pytest.mark.skipif(not BLNS.exists(), reason="the naughty strings are not beside this repository")
@pytest.mark.parametrize("room", [layouts.rows(8, 20), None])
def test_naughty_names_stay_text_and_lose_nothing(room: Room | None) -> None:
    names = [line for line in BLNS.read_text("utf-8").split("\n") if line.strip() and not line.startswith("#")]
    _assert_shown_whole(names[:60], room and layouts.rows(6, 10))
    _assert_shown_whole(names[:160], room)


@settings(max_examples=25)
@given(st.lists(st.text(st.characters(), min_size=1, max_size=40).filter(lambda name: bool(name.strip())), min_size=2, max_size=12))
def test_any_names_stay_text_and_lose_nothing(names: list[str]) -> None:
    _assert_shown_whole(names, None)


def _assert_shown_whole(names: list[str], room: Room | None) -> None:
    problem, programme = evening(names, MIXED, room)
    result = result_of(problem, programme, unmet=tuple(Unmet("must-meet", (attendee.id,), f"{attendee.name} waits.") for attendee in problem.attendees))
    page = Page(report_html(problem, result, title=names[0], violations=[Violation("x", f"{name} is late.") for name in names]))
    assert {element.name for element in page.elements} <= ALLOWED
    assert len(page.all("th", scope="rowgroup")) == len(names)
    whole = {bdi.text for bdi in page.all("bdi")}
    assert {shown(attendee) for attendee in problem.attendees} <= whole
    assert {f"{visible(name)} is late." for name in names[:200]} <= whole
    assert page.all("h1")[0].text == visible(names[0])


def test_report_is_written_whole_even_with_half_characters(tmp_path: Path) -> None:
    problem, programme = evening(["Ann \ud800", "Ben\x00"], [Round.nearby(None)])
    write_report(tmp_path / "report.html", problem, result_of(problem, programme))
    text = (tmp_path / "report.html").read_text("utf-8")
    assert "Ann &#55296;" in text and "Ben␀" in text and text.endswith("</html>")


def test_report_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    problem, programme = sixty()
    with pytest.raises(BadInput, match="nowhere"):
        write_report(tmp_path / "nowhere" / "report.html", problem, result_of(problem, programme))


def test_headline_tells_score_bound_and_gap() -> None:
    problem, programme = crowd(12, [Round.nearby(None), Round.nearby(None)])
    result = result_of(problem, programme, above=50)
    assert result.score.points > 0
    found = Page(report_html(problem, result)).all("section", id="found")[0].text
    assert f"worth {result.score.points:,.0f} points" in found
    assert f"no programme can have more than {result.bound.points:,.0f}" in found
    assert f"at most 50 points ({result.gap * 100:.1f} percent)" in found and "ceiling" not in found


def test_ceiling_is_called_a_ceiling() -> None:
    problem, programme = sixty()
    page = Page(report_html(problem, result_of(problem, programme, tight=False)))
    assert "That figure is only a ceiling" in page.all("p", class_="trust")[0].text


def test_proven_best_programme_is_called_so() -> None:
    problem, programme = sixty()
    page = Page(report_html(problem, result_of(problem, programme, above=0)))
    assert "there is no better one" in page.all("p", class_="trust")[0].text


def test_unknown_bound_is_not_made_up() -> None:
    problem, programme = sixty()
    page = Page(report_html(problem, result_of(problem, programme, above=float("inf"))))
    assert "is not known" in page.all("p", class_="trust")[0].text
    assert "inf" not in page.all("section", id="found")[0].text


def test_violations_come_first_and_are_not_silent() -> None:
    problem, programme = sixty()
    page = page_of(problem, programme, violations=[Violation("twice", "Ann is in two meetings.", ("a1",), 2)])
    assert "1 rule is broken" in page.all("div", class_="alarm")[0].text
    assert "Ann is in two meetings." in page.all("div", class_="alarm")[0].text
    assert not page_of(problem, programme).all("div", class_="alarm")


def test_unmet_wishes_are_named() -> None:
    problem, programme = sixty()
    unmet = Unmet("must-meet", (AttendeeId("a3"), AttendeeId("a9")), "They never share a round. Maybe one can stay longer.")
    found = Page(report_html(problem, result_of(problem, programme, unmet=(unmet,)))).all("section", id="found")[0].text
    assert "Person 0003 and Person 0009: They never share a round. Maybe one can stay longer." in found


def test_parts_of_the_score_add_up_to_it() -> None:
    problem, programme = sixty()
    page = page_of(problem, programme)
    points = [float(cell.text.replace(",", "").replace("−", "-")) for cell in page.all("td", class_="points")]
    assert sum(points[:-1]) == pytest.approx(points[-1], abs=0.05 * len(points))
    assert points[-1] == pytest.approx(result_of(problem, programme).score.points, abs=0.05)


def test_everybody_has_a_line_for_every_round() -> None:
    problem, programme = sixty()
    page = page_of(problem, programme)
    assert [element.attributes["id"] for element in page.all("th", scope="rowgroup")] == [f"p{no}" for no in range(1, 61)]
    table = page.all("table", class_="evenings")[0]
    names = [bdi.text for bdi in page.elements[page.elements.index(table) :] if bdi.name == "bdi"]
    assert names.count("Person 0001") == 1 + sum(len(meeting.attendees) - 1 for meeting in programme.by_attendee[AttendeeId("a1")])
    assert len([row for row in page.elements[page.elements.index(table) :] if row.name == "tr"]) == 1 + 60 * (1 + len(problem.rounds))


def test_bye_and_absence_are_told_apart() -> None:
    problem, programme = evening(["Ann", "Ben", "Cy", "Di"], [Round.nearby(None)], wishes=Wishes(absent={AttendeeId("a4"): frozenset({RoundNo(1)})}))
    text = page_of(problem, programme).all("table", class_="evenings")[0].text
    assert text.count("Sits this round out (a bye).") == 1
    assert text.count("Not expected in this round.") == 1


def test_byes_that_cost_nothing_are_told_all_the_same() -> None:
    problem, programme = evening(["Ann", "Ben", "Cy"], [Round.requests()], wishes=Wishes(requests=((AttendeeId("a1"), AttendeeId("a2")),)))
    found = page_of(problem, programme).all("section", id="found")[0].text
    assert "Byes1 of 3 places in all rounds together" in found


def test_wishes_and_reasons_say_why_two_meet() -> None:
    wishes = Wishes(
        must_meet=frozenset({(AttendeeId("a1"), AttendeeId("a2"))}),
        requests=((AttendeeId("a3"), AttendeeId("a4")),),
        acquainted=frozenset({(AttendeeId("a5"), AttendeeId("a6"))}),
    )
    problem, _ = evening(["Ann", "Ben", "Cy", "Di", "Eva", "Flo", "Gus", "Hal"], [Round.nearby(None)], wishes=wishes, reasons={(6, 7): "Hal hires nurses."})
    meetings = tuple(Meeting(RoundNo(1), (AttendeeId(f"a{no}"), AttendeeId(f"a{no + 1}"))) for no in (1, 3, 5, 7))
    text = page_of(problem, Programme(meetings)).all("table", class_="evenings")[0].text
    for sentence in (
        "You and Ben are to meet by the organizer's wish.",
        "You asked to meet Di.",
        "Cy asked to meet you.",
        "You know Flo already.",
        "Hal hires nurses.",
    ):
        assert sentence in text


@pytest.mark.parametrize("count", [0, 1, 2, 3])
@pytest.mark.parametrize("room", [None, layouts.rows(1, 4), layouts.standing(2, 3), Room(())])
@pytest.mark.parametrize("rounds", [(), MIXED])
def test_tiny_evenings_have_a_report(count: int, room: Room | None, rounds: tuple[Round, ...]) -> None:
    problem, _ = crowd(count, rounds, None)
    problem = Problem(problem.attendees, rounds, room)
    page = page_of(problem, Programme())
    assert len(page.all("th", scope="rowgroup")) == count


@settings(max_examples=40)
@given(problems_and_programmes())
def test_any_evening_has_a_report(made: tuple[Problem, Programme]) -> None:
    problem, programme = made
    page = page_of(problem, programme)
    assert {element.name for element in page.elements} <= ALLOWED
    assert len(page.all("th", scope="rowgroup")) == len(problem.attendees)
    assert not re.search(r'[ =",MLHVQh]-?(nan|inf)\b', page.source)


def test_hosts_round_has_a_report() -> None:
    hosts = Hosting({AttendeeId("a1"): None, AttendeeId("a3"): None})
    problem, programme = evening(["Ann", "Ben", "Cy", "Di"], [Round.hosts(1)], layouts.round_tables(2, 3), wishes=Wishes(hosting=hosts))
    assert "visit the hosts" in page_of(problem, programme).text


@pytest.mark.parametrize(
    ("count", "digits", "graph", "initials"), [(60, True, True, True), (140, False, True, True), (160, False, True, False), (320, False, False, False)]
)
def test_pictures_show_less_where_there_are_more_people(count: int, digits: bool, graph: bool, initials: bool) -> None:
    room = layouts.rows(-(-count // 20), 20) if count != 60 else layouts.rows(6, 10)
    page = page_of(*crowd(count, [Round.nearby(None), Round.nearby(None)], room))
    assert ("Two numbers say that they meet twice" in page.text) is digits
    assert bool([title for title in page.all("title") if title.text == "Who meets whom, as a graph"]) is graph
    assert ("ball of wool" in page.text) is not graph
    assert ("too large for initials" in page.text) is not initials


def test_room_is_drawn_to_scale() -> None:
    problem, programme = crowd(4, [Round.neighbour()], layouts.rows(2, 2))
    circles = [(element.attributes["cx"], element.attributes["cy"]) for element in page_of(problem, programme).all("circle")][:4]
    assert circles == [("0", "0"), ("60", "0"), ("0", "100"), ("60", "100")]


def test_report_of_five_thousand_stays_small_enough_to_mail() -> None:
    problem, programme = crowd(5000, [Round.neighbour(), Round.nearby(None), Round.table(10)], layouts.rows(50, 100))
    html = report_html(problem, result_of(problem, programme))
    assert len(html) < 25_000_000 * 3 / 8
    assert "Only the 300 longest walks are drawn" in html
    assert html.count('scope="rowgroup"') == 5000


@pytest.mark.parametrize("dark", [False, True])
def test_colours_have_the_contrast_that_weak_eyes_need(dark: bool) -> None:
    style = (files("keywho.adapters.report") / "report.css").read_text("utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", style.split("@media")[1 if dark else 0]))
    texts = [("ink", "paper"), ("ink", "sheet"), ("ink", "table"), ("quiet", "paper"), ("quiet", "sheet"), ("link", "paper"), ("link", "table")]
    texts += [("alarm", "sheet"), ("alarm", "alarm-paper"), ("ink", "alarm-paper"), ("on-person", "person"), *((("on-colour"), f"c{no}") for no in range(1, 9))]
    shapes = [("rim", "sheet"), ("walk", "sheet"), ("person", "sheet"), *((f"c{no}", "sheet") for no in range(1, 9))]
    assert {pair: ratio for pair in texts if (ratio := _contrast(colours[pair[0]], colours[pair[1]])) < 4.5} == {}
    assert {pair: ratio for pair in shapes if (ratio := _contrast(colours[pair[0]], colours[pair[1]])) < 3} == {}


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
