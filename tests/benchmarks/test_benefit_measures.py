import random

import numpy as np
import pytest
from benefit.constructed import BARE, OF_EACH, constructed_room, recall_figures
from benefit.fairness import groups_of, served
from benefit.spoiling import abbreviated, mistyped
from benefit.titles import Search, occupation_figures, precision_figures, title_set
from rapidfuzz.distance import OSA

from benefit import rankers, scoring, synthetic, truth
from keywho.benefit.likeness import Reader
from keywho.core.benefit import Benefit

TITLES = {"nurse": ("registered nurse", "ward nurse", "nurse"), "baker": ("pastry baker", "bread baker"), "clerk": ("payroll clerk", "wages clerk")}


def scores(*rows):
    return np.array(rows, np.float32)


class TestScoring:
    def test_a_rank_counts_those_who_are_better(self):
        right = np.array([[True, False, False], [False, False, True]])
        assert scoring.rank_of_right(scores([3, 2, 1], [3, 2, 1]), right).tolist() == [1, 3]

    def test_ties_earn_only_what_chance_would_give(self):
        right = np.array([[True, False, False]])
        assert scoring.rank_of_right(scores([0, 0, 0]), right).tolist() == [2]
        assert scoring.rank_of_right(scores([0, 0, 0]), np.array([[True, True, True]])).tolist() == [1]

    def test_shares_and_reciprocal_ranks(self):
        ranks = np.array([1.0, 2.0, 20.0])
        assert scoring.found_within(ranks, 1) == pytest.approx(1 / 3)
        assert scoring.found_within(ranks, 10) == pytest.approx(2 / 3)
        assert scoring.mean_reciprocal_rank(ranks) == pytest.approx((1 + 0.5 + 0.05) / 3)

    def test_average_precision(self):
        right = np.array([[True, False, True, False]])
        assert scoring.average_precision(scores([4, 3, 2, 1]), right) == pytest.approx([(1 + 2 / 3) / 2])
        assert scoring.average_precision(scores([4, 2, 3, 1]), right) == pytest.approx([1.0])

    def test_a_row_without_anything_right_has_no_precision(self):
        assert len(scoring.average_precision(scores([1, 2]), np.array([[False, False]]))) == 0

    def test_recall_of_the_best(self):
        right = np.array([[True, True, False, False]])
        assert scoring.recall_of_best(scores([4, 1, 3, 2]), right, places=2) == pytest.approx([0.5])

    def test_what_has_no_score_is_not_found(self):
        assert scoring.recall_of_best(scores([0, 0]), np.array([[True, True]])) == pytest.approx([0.0])

    def test_the_best_of_each_group(self):
        assert scoring.best_by_group(scores([1, 5, 2], [9, 0, 3]), np.array([2, 0, 2]), 4).tolist() == [[5, 0, 2, 0], [0, 0, 9, 0]]

    def test_gini(self):
        assert scoring.gini([1, 1, 1, 1]) == pytest.approx(0)
        assert scoring.gini([0, 0, 0, 4]) == pytest.approx(0.75)
        assert scoring.gini([]) == scoring.gini([0, 0]) == 0


class TestSpoiling:
    def test_one_slip_is_one_slip(self):
        dice = random.Random(3)
        for _ in range(200):
            assert OSA.distance(mistyped("ward nurse", dice, slips=1), "ward nurse") <= 1

    def test_slips_change_nearly_every_title_and_come_again_with_the_same_seed(self):
        titles = [title for texts in TITLES.values() for title in texts] * 10
        typed = [mistyped(title, random.Random(no)) for no, title in enumerate(titles)]
        assert typed == [mistyped(title, random.Random(no)) for no, title in enumerate(titles)]
        assert sum(one != other for one, other in zip(titles, typed, strict=True)) > 0.9 * len(titles)

    def test_what_is_too_short_stays(self):
        assert mistyped("QA", random.Random(1)) == "QA"

    @pytest.mark.parametrize(
        ("title", "short"),
        [
            ("Registered Nurse", "RN"),
            ("Senior Software Engineer", "Sr. SWE"),
            ("Assistant Project Manager", "Asst PM"),
            ("Sales Manager", "Sales Mgr"),
            ("Human Resources Director", "HR Dir"),
            ("Baker", "Baker"),
        ],
    )
    def test_titles_are_shortened(self, title, short):
        assert abbreviated(title) == short


class TestPlainWays:
    @pytest.mark.parametrize("name", rankers.PLAIN)
    def test_the_nearest_title_has_the_same_words(self, name):
        known = ["pastry baker", "ward nurse", "payroll clerk"]
        found = rankers.PLAIN[name](["nurse of a ward", "clerk", "pastry"], known)
        assert found.argmax(axis=1).tolist() == [1, 2, 0]

    @pytest.mark.parametrize("name", rankers.PLAIN)
    def test_what_nobody_has_gives_nothing(self, name):
        assert rankers.PLAIN[name](["zzz"], ["ward nurse"])[0, 0] < 0.5 * rankers.PLAIN[name](["ward nurse"], ["ward nurse"])[0, 0]

    def test_only_letters_forgive_a_slip(self):
        typed, known = ["nusre"], ["nurse", "baker"]
        assert rankers.exact(typed, known).max() == rankers.bm25(typed, known).max() == rankers.tf_idf(typed, known).max() == 0
        assert rankers.letter_cosine(["nurs"], known).argmax() == 0

    def test_a_rare_word_counts_more(self):
        known = ["nurse manager", "sales manager", "store manager", "ward nurse"]
        for way in (rankers.tf_idf, rankers.bm25):
            found = way(["sales manager"], known)[0]
            assert found[1] > found[2] > found[3] == 0

    def test_bm25_is_as_robertson_has_it(self):
        found = rankers.bm25(["nurse"], ["nurse", "baker"])[0, 0]
        assert found == pytest.approx(np.log(1 + 1.5 / 1.5), rel=1e-5)  # one of two texts has it; the text has the mean length

    def test_the_same_words_are_all_in_common(self):
        assert rankers.exact(["ward nurse"], ["nurse ward", "nurse"]).tolist() == [[1.0, 0.5]]


class TestReader:
    def test_the_reader_gives_an_order_and_never_nothing(self):
        found = rankers.by_reader(Reader())(["RN"], ["registered nurse", "ward nurse", "welder"])
        assert found[0, 0] > found[0, 1] > found[0, 2] > 0


class TestSearches:
    def test_a_perfect_way_is_perfect(self):
        search = Search(("a nurse", "a baker"), (frozenset([0]), frozenset([1])), ("nurse", "baker"), (0, 1))
        figures = occupation_figures(rankers.letter_cosine, search)
        assert figures["clean: first"] == figures["MRR"] == "1.000"

    def test_a_way_that_says_nothing_is_as_good_as_chance(self):
        search = Search(("nurse",) * 3, (frozenset([0]),) * 3, tuple(f"t{no}" for no in range(99)), tuple(range(99)))
        figures = occupation_figures(lambda asked, known: np.zeros((len(asked), len(known)), np.float32), search)
        assert (figures["clean: first"], figures["in ten"], figures["MRR"]) == ("0.000", "0.000", "0.020")

    def test_no_asked_title_is_among_the_known_ones_of_a_set(self):
        titles = {f"o{no}": tuple(f"{no} {part}" for part in "abcdefgh") for no in range(200)}
        search = title_set(titles)
        assert len(search.asked) == 105 and not set(search.asked) & set(search.known)
        assert all(sum(of in places for of in search.occupation) == 7 for places in search.right)
        assert precision_figures(rankers.tf_idf, search, "x")["x, clean"] == "1.000"

    def test_titles_are_held_out_by_seed(self):
        titles = {f"o{no}": tuple(f"{no} {part}" for part in "abcdefghij") for no in range(10)}
        assert len(truth.held_out(titles)) == 10
        assert truth.held_out(titles) == truth.held_out(dict(reversed(titles.items()))) != truth.held_out(titles, seed=2)


class TestConstructedRoom:
    @pytest.fixture
    def room(self, monkeypatch):
        monkeypatch.setattr(truth, "unseen", lambda: frozenset(f"o{no} {part}" for no in range(0, 240) for part in "ab"))
        titles = {f"o{no}": tuple(f"o{no} {part}" for part in "abcdefghij") for no in range(240)}
        return constructed_room(titles, titles, BARE, BARE)

    def test_ten_people_are_right_for_each(self, room):
        assert len(room.seeks) == 1_000
        assert set(room.right().sum(axis=1)) == {OF_EACH}
        assert not room.right().diagonal().any()

    def test_nobody_offers_with_a_title_that_is_sought(self, room):
        assert not set(room.seeks) & set(room.offers)

    def test_half_seek_with_unseen_titles(self, room):
        assert sum(room.unseen) == 500
        assert all((text[-1] in "ab") == unseen for text, unseen in zip(room.seeks, room.unseen, strict=True))

    def test_the_right_ones_are_all_there_is_to_find(self, room):
        assert recall_figures(room.right().astype(np.float32), room, "x") == {"x": "1.000", "x: unseen": "1.000"}
        assert recall_figures(np.zeros((1_000, 1_000), np.float32), room, "x")["x"] == "0.000"


class TestSyntheticRoom:
    def test_the_same_seed_invents_the_same_room_with_all_ways_of_writing(self):
        room = synthetic.synthetic_room(400)
        assert room == synthetic.synthetic_room(400)
        assert set(room.ways) == {way.name for way in synthetic.WAYS}
        assert max(len(one.profile.seeks) for one in room.attendees) == synthetic.RESUME_LENGTH

    def test_ten_others_have_what_somebody_seeks(self):
        room = synthetic.synthetic_room(200)
        assert all(room.own.count(sought) == 10 for sought in room.sought)

    def test_how_people_are_served_is_counted(self):
        room = synthetic.synthetic_room(20)
        right = next(no for no, own in enumerate(room.own) if own == room.sought[0] and no)
        found = served(Benefit(np.array([0], np.int32), np.array([right], np.int32), np.array([10.0]), reasons={(0, right): "why"}), room)
        assert found.has_reason.tolist() == [True, *[False] * 19]
        assert (found.points[0], found.right[0]) == (2.0, 0.2)
        assert found.sought.sum() == found.sought[right] == 1
        assert groups_of(room)["changes career"][0] == (room.own[0] != room.sought[0])
