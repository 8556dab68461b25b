from keywho.cli.warm_up import warm_up
from keywho.core.layouts import round_tables, rows
from keywho.core.problem import Problem
from keywho.core.rounds import Round, RoundKind
from keywho.planning.tiny_evening import tiny_evening

EVERY_KIND = (Round.requests(), Round.neighbour(), Round.nearby(), Round.table(6), Round.nearby(), Round.hosts(3))


def test_the_tiny_evening_has_each_kind_of_round_once_and_furniture_of_the_same_sort() -> None:
    for room in (None, rows(6, 10), round_tables(9, 6)):
        tiny = tiny_evening(tuple(round_.kind for round_ in EVERY_KIND), room)
        assert [round_.kind for round_ in tiny.rounds] == [RoundKind.REQUESTS, RoundKind.NEIGHBOUR, RoundKind.NEARBY, RoundKind.TABLE, RoundKind.HOSTS]
        assert (tiny.room is None) == (room is None)
        assert bool(tiny.room and tiny.room.tables) == bool(room and room.tables)


def test_warming_up_takes_an_evening_without_people_and_without_rounds() -> None:
    warm_up(Problem((), ()))
    warm_up(Problem((), (Round.table(3),), rows(1, 1)))
