"""First sentences: the same for all who meet, others from round to round, ever more personal, and nothing in them that hurts."""

import csv
import gzip
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.coach.icebreakers import (
    APART,
    GAP,
    Depth,
    Icebreaker,
    Icebreakers,
    depth_in,
    first_words_of,
    icebreaker,
    icebreakers_in,
    icebreakers_of,
    reader_of,
)  # fmt: skip
from keywho.coach.topics import Ground, Relation, Topic, TopicReader, common_ground
from keywho.coach.touchy import Touchy, touches
from keywho.coach.words import LANGUAGES
from keywho.core.people import Profile

SHARED = Path(__file__).parents[3] / "shared/data"
EXAMPLES = Path(__file__).parents[2] / "examples"
IDS = st.text("abcdef0123456789", min_size=1, max_size=6)
TOPICS = icebreakers_of("en").topics
GROUNDS = st.builds(Ground, st.frozensets(st.integers(0, len(TOPICS) - 1), max_size=4), st.frozensets(st.integers(0, len(TOPICS) - 1), max_size=4))
LIKING = re.compile(r"like each other|attract|get along|chemistry|mögen einander|sympathisch|caerse bien|atracti?vo", re.IGNORECASE)
OPEN = {
    "en": re.compile(r"^(?:What|Whom?|How|Which|With what|If .*, what|When|To whom|Where|Why|Have you ever told them)\b"),
    "de": re.compile(
        r"^(?:W(?:as|er|en|em|ie|o|ann|arum)|Wo\w+|Welche[rsnm]?|Bei welcher|Mit wem|Mit was|Auf welche|Wenn .*: Was|Haben Sie es der Person je gesagt)\b"
    ),
    "es": re.compile(
        r"^¿(?:Qué|Quién|Cómo|Cuál(?:es)?|Cuándo|Dónde|Por qué|A quién|Con (?:qué|quién)|De (?:qué|quién)|Para qué|Sobre qué|En qué|A qué|Se lo ha dicho)\b|^Si "
    ),
}


def all_of(language: str) -> Iterator[tuple[Depth, Icebreaker]]:
    for depth in Depth:
        yield from ((depth, one) for one in icebreakers_of(language).of(depth))


def profiles() -> list[Profile]:
    """The people of the example evening."""
    with (EXAMPLES / "evening-60.csv").open(encoding="utf-8") as file:
        return [Profile(row["Who are you looking for?"], row["What can you offer?"], row["Role"], industry=row["Industry"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_set_is_large_and_graded(language: str):
    known = icebreakers_of(language)
    for depth in Depth:
        plain = [one for one in known.of(depth) if one.between is None]
        assert len(plain) >= 3 * APART
        assert all(any(one.between is relation for one in known.of(depth)) for relation in Relation)
    sentences = [one.say for _, one in all_of(language)]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_an_open_question_that_can_be_read_at_a_glance(language: str):
    for _, one in all_of(language):
        assert 1 <= len(one.then) <= 3
        for text in (one.say, *one.then):
            assert OPEN[language].match(text), text
            assert "?" in text and len(text) <= 110, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_hurts_and_no_hint_is_given(language: str):
    known = icebreakers_of(language)
    for _, one in all_of(language):
        for topic in known.topics:
            for text in (one.say, *one.then):
                said = text.replace(GAP, topic.name)
                assert touches(said, language) == () and not LIKING.search(said), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_fields_of_work_are_known_by_their_names_and_touch_nothing(language: str):
    english, own = icebreakers_of("en").topics, icebreakers_of(language).topics
    assert [topic.words for topic in own] == [topic.words for topic in english]
    reader = reader_of(own)
    for no, topic in enumerate(own):
        assert reader.named_in(topic.name) == {no}, topic.name
        assert all(touches(text) == () for text in (topic.name, *topic.words))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("How is your health?", Touchy.HEALTH),
        ("How old are you?", Touchy.AGE),
        ("Do you have children?", Touchy.FAMILY),
        ("Which church do you go to?", Touchy.RELIGION),
        ("Whom did you vote for?", Touchy.POLITICS),
        ("Where are you really from?", Touchy.ORIGIN),
        ("Whom do you work for?", Touchy.EMPLOYER),
        ("Woher kommen Sie?", Touchy.ORIGIN),
        ("Wie alt sind Sie?", Touchy.AGE),
        ("Bei welcher Firma sind Sie?", Touchy.EMPLOYER),
        ("¿De dónde es usted?", Touchy.ORIGIN),
        ("¿Tiene hijos?", Touchy.FAMILY),
        ("¿En qué empresa está?", Touchy.EMPLOYER),
    ],
)
def test_what_hurts_is_seen(text: str, what: Touchy):
    assert [one.what for one in touches(text)] == [what]


@given(
    who=IDS,
    others=st.lists(IDS, min_size=1, max_size=5),
    no=st.integers(1, 12),
    rounds=st.integers(0, 12),
    grounds=st.data(),
    language=st.sampled_from(sorted(LANGUAGES)),
)
def test_all_who_meet_have_the_same(who: str, others: list[str], no: int, rounds: int, grounds: st.DataObject, language: str):
    group = [who, *others]
    known = grounds.draw(st.lists(GROUNDS, min_size=len(group), max_size=len(group)))
    first = icebreaker(icebreakers_of(language), who, others, no, rounds, known)
    for at, one in enumerate(group):
        turned = group[:at] + group[at + 1 :]
        assert icebreaker(icebreakers_of(language), one, turned[::-1], no, rounds, known[::-1]) == first
    assert GAP not in first.sentence + "".join(first.follow_ups)
    assert touches(first.sentence, language) == ()


@given(who=IDS, groups=st.lists(st.lists(IDS, min_size=1, max_size=3), min_size=2, max_size=8), known=st.booleans())
def test_nobody_hears_a_sentence_twice_and_rounds_grow_more_personal(who: str, groups: list[list[str]], known: bool):
    said = []
    for no, others in enumerate(groups, 1):
        topics = [Ground(frozenset({3}))] * (len(others) + 1) if known else []
        said.append(icebreaker(icebreakers_of("en"), who, others, no, len(groups), topics))
    depths = [tuple(Depth).index(one.depth) for one in said]
    assert depths == sorted(depths) and depths[0] == 0
    assert len({one.sentence for one in said}) == len(said)


@given(st.integers(1, 40), st.integers(0, 40))
def test_a_round_more_is_never_easier(no: int, rounds: int):
    order = tuple(Depth)
    assert order.index(depth_in(no, rounds)) <= order.index(depth_in(no + 1, rounds))
    assert depth_in(1, rounds) is Depth.EASY
    assert rounds < 3 or depth_in(rounds, rounds) is Depth.PERSONAL


@given(st.lists(GROUNDS, min_size=2, max_size=5))
def test_common_ground_is_common(grounds: list[Ground]):
    found = common_ground(grounds)
    for relation, topics in found.items():
        for topic in topics:
            know = [topic in ground.knows for ground in grounds]
            assert all(topic in ground.all for ground in grounds)
            assert {Relation.BOTH_KNOW: all(know), Relation.BOTH_SEEK: not any(know), Relation.ONE_SEEKS: any(know) and not all(know)}[relation]


def test_who_seeks_what_the_other_knows_speaks_of_it():
    reader = reader_of(TOPICS)
    grounds = [reader.ground_of(Profile(seeks="a start in logistics")), reader.ground_of(Profile(role="Warehouse manager"))]
    said = {icebreaker(icebreakers_of("en"), "a", ["b"], no, 6, grounds).sentence for no in range(1, 7)}
    assert all("logistics" in sentence for sentence in said) and len(said) == 6


@pytest.mark.parametrize(
    ("seeks", "offers"),
    [
        ("anything but retail", ""),
        ("no more accounting, please", ""),
        ("out of logistics after the burnout", ""),
        ("a maths tutor for my son", ""),
        ("", "fix your kitchen shelf"),
        ("", "my depression taught me marketing"),
        ("raus aus dem Vertrieb", ""),
        ("dejar las ventas", ""),
    ],
)
def test_what_is_not_wanted_or_private_is_no_topic(seeks: str, offers: str):
    assert reader_of(TOPICS).ground_of(Profile(seeks, offers)) == Ground()


def test_the_longest_name_wins():
    reader = TopicReader((Topic("software", ("software",)), Topic("software testing", ("software testing", "test*"))))
    assert reader.named_in("software testing and more") == {1}
    assert reader.named_in("Software, tests") == {0, 1}


def test_over_the_example_evening_all_sentences_read_well():
    people = profiles()
    for language in LANGUAGES:
        known = icebreakers_of(language)
        grounds = [reader_of(known.topics).ground_of(one) for one in people]
        names = {topic.name for topic in known.topics}
        said = 0
        for at, (one, other) in enumerate(pairwise(grounds)):
            for no in (1, 3, 6):
                first = icebreaker(known, str(at), [str(at + 1)], no, 6, [one, other])
                assert touches(first.sentence, language) == ()
                if common_ground([one, other]):
                    said += 1
                    assert any(name in first.sentence for name in names)
        assert said


@pytest.mark.parametrize("language", LANGUAGES)
def test_real_occupations_give_topics_that_may_be_said(language: str):
    file = SHARED / f"esco/occupations_{language}.csv.gz"
    if not file.is_file():
        pytest.skip("the list of occupations (ESCO) is not on this machine")
    known = icebreakers_of(language)
    reader = reader_of(known.topics)
    with gzip.open(file, "rt", encoding="utf-8") as rows:
        titles = [row["preferredLabel"] for row in csv.DictReader(rows)][::3]
    named = {title: found for title in titles if (found := reader.named_in(title))}
    assert len(named) > len(titles) // 20
    for title, found in named.items():
        assert touches(title) == (), title
        ground = Ground(found)
        first = icebreaker(known, title, ["x"], 1, 3, [ground, ground])
        assert any(known.topics[no].name in first.sentence for no in found) and touches(first.sentence, language) == ()


def test_five_thousand_are_cheap():
    known = icebreakers_in("", "en")
    reader = reader_of(known.topics)
    people = profiles()
    ids = [f"p{no:04d}" for no in range(5000)]
    before = process_time()
    grounds = [reader.ground_of(people[no % len(people)]) for no in range(5000)]
    said = [icebreaker(known, ids[no], [ids[no ^ 1]], 3, 6, [grounds[no], grounds[no ^ 1]]) for no in range(5000)]
    assert process_time() - before < 3.0
    assert len({one.sentence for one in said}) > 5


def test_practice_shows_every_sentence_and_ones_own_field():
    known = icebreakers_of("en")
    plain = {first_words_of(known, Depth.EASY, no).sentence for no in range(12)}
    assert len(plain) == 12 and not any(GAP in text for text in plain)
    mixed = [first_words_of(known, Depth.EASY, no, ("marketing",)).sentence for no in range(6)]
    assert sum("marketing" in text for text in mixed) == 3


def test_what_cannot_be_used_gives_way_to_what_comes_along():
    given = icebreakers_of("de")
    for text in ("", "   ", "[[easy]", '[[easy]]\nsay = "Was?"\n', "easy = []\ncurious = []\npersonal = []\n"):
        assert icebreakers_in(text, "de") == given
    own = '[[easy]]\nsay = "Was?"\n[[curious]]\nsay = "Wie?"\n[[personal]]\nsay = "Wer?"\n'
    assert icebreakers_in(own, "de") == Icebreakers((Icebreaker("Was?"),), (Icebreaker("Wie?"),), (Icebreaker("Wer?"),), given.topics)
