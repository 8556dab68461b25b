"""Sums of what came of contacts: five people at least, and nothing that can be computed from them."""

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from keywho.followup.outcomes import AT_LEAST, OutcomeKind, funnel, means, released, sums, texts_in_no_order

KINDS = tuple(kind.value for kind in OutcomeKind)
SAID = st.lists(st.tuples(st.integers(1, 14), st.sampled_from(KINDS)), max_size=80)


def shown(counts: dict[str, int]) -> dict[str, int | None]:
    said = [(no, kind) for kind, count in counts.items() for no in range(count)]
    return {one.kind: one.people for one in sums(said, kinds=tuple(counts))}


def test_people_are_counted_once_for_a_kind():
    said = [(no, "talked") for no in range(6)] * 3 + [(no, "offer") for no in range(5)]
    assert [(one.kind, one.people) for one in sums(said, kinds=("talked", "offer"))] == [("talked", 6), ("offer", 5)]


def test_fewer_than_five_have_no_number_and_a_single_hidden_kind_takes_the_smallest_other_one_with_it():
    assert shown({"talked": 9, "learned": 4, "offer": 2}) == {"talked": 9, "learned": None, "offer": None}
    assert shown({"talked": 9, "learned": 7, "offer": 2}) == {"talked": 9, "learned": None, "offer": None}
    assert shown({"talked": 9, "learned": 7, "offer": 5}) == {"talked": 9, "learned": 7, "offer": 5}
    assert shown({"talked": 9, "learned": 7, "offer": 0})["offer"] is None


@given(said=SAID)
def test_no_number_is_below_five_and_never_one_kind_alone_is_hidden(said: list[tuple[int, str]]):
    numbers = [one.people for one in sums(said)]
    true = [len({who for who, other in said if other == kind}) for kind in KINDS]
    assert [one.kind for one in sums(said)] == list(KINDS)
    assert all(number is None or (number >= AT_LEAST and number == count) for number, count in zip(numbers, true, strict=True))
    assert numbers.count(None) != 1


def test_whoever_knows_how_much_was_said_altogether_can_not_compute_a_hidden_number():
    """All evenings of three kinds with up to eight people each: no view together with the whole tells a number from 1 to 4, unless all others are hidden at their most."""
    worlds: dict[tuple[object, ...], list[dict[str, int]]] = {}
    for counts in product(range(9), repeat=3):
        world = dict(zip(("a", "b", "c"), counts, strict=True))
        view = shown(world)
        worlds.setdefault((tuple(view.values()), sum(counts)), []).append(world)
    for (view, _), alike in worlds.items():
        for kind, number in zip(("a", "b", "c"), view, strict=True):
            told = {world[kind] for world in alike}
            only_most = all(world[other] == 4 for world in alike for other, hidden in zip(("a", "b", "c"), view, strict=True) if hidden is None)
            assert number is not None or len(told) > 1 or told.isdisjoint(range(1, 5)) or only_most


@given(sets=st.lists(st.frozensets(st.integers(1, 15)), min_size=1, max_size=4))
def test_steps_tell_no_group_below_five_and_no_difference_below_five(sets: list[frozenset[int]]):
    steps = [(str(no), one) for no, one in enumerate(sets)]
    seen = [people for (_, people), one in zip(steps, funnel(steps), strict=True) if one.people is not None]
    assert all(len(people) >= AT_LEAST for people in seen)
    assert all(one == other or len(one ^ other) >= AT_LEAST for one, other in pairwise(seen))


@given(answers=st.lists(st.integers(1, 5), max_size=23))
def test_means_change_by_five_answers_at_a_time(answers: list[int]):
    mean = means({"felt_welcome": answers})[0]
    assert mean == means({"felt_welcome": answers[: released(len(answers))]})[0]
    assert (mean.mean is None) == (len(answers) < AT_LEAST) and mean.people % AT_LEAST == 0


@given(texts=st.lists(st.text(min_size=1), max_size=12))
def test_texts_come_in_groups_of_five_in_an_order_that_does_not_depend_on_who_wrote_first(texts: list[str]):
    there = texts_in_no_order(texts)
    assert len(there) == released(len(texts))
    assert there == texts_in_no_order([*reversed(texts[: len(there)]), *texts[len(there) :]])
