"""What the wall says of people: first names and places, nothing else."""

import pytest

from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.live.projector_view import first_names
from keywho.live.scene import Face, Scene


def scene(*people: tuple[str, str]) -> Scene:
    """Give a scene of people by their whole name and how they want to be called."""
    attendees = tuple(Attendee(AttendeeId(f"a{no}"), name) for no, (name, _) in enumerate(people))
    faces = {AttendeeId(f"a{no}"): Face(called) for no, (_, called) in enumerate(people)}
    empty = Scene.empty()
    return Scene("Job club", "ABCDE", empty.words, faces, empty.why, empty.icebreaker, Problem(attendees, (Round.neighbour(),)))


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ((("Ann Berg", "Ann Berg"), ("Ben Cole", "Ben Cole")), ["Ann", "Ben"]),
        ((("Ann Berg", "Ann Berg"), ("Ann Cole", "Ann Cole")), ["Ann B.", "Ann C."]),
        ((("Ann Berg", "Ann Berg"), ("Ann Bohm", "Ann Bohm")), ["Ann Berg", "Ann Bohm"]),
        ((("Ann Berg", "Doctor Ann"), ("Cher", "Cher")), ["Doctor Ann", "Cher"]),
        ((("Ann Berg", "Ann"), ("Ann Cole", "Ann Cole")), ["Ann", "Ann C."]),
    ],
)
def test_people_stand_on_the_wall_by_their_first_name_unless_they_chose_another(people, shown) -> None:
    there = scene(*people)
    assert list(first_names(there, there.faces).values()) == shown


def test_somebody_whose_profile_is_erased_has_no_name_on_the_wall() -> None:
    assert list(first_names(scene(("Ann Berg", "Ann Berg")), [AttendeeId("gone")]).values()) == ["Somebody"]
