"""Does a title that nobody told the vocabulary find its occupation; are titles of the same occupation put first?"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benefit import rankers, scoring, truth
from benefit.spoiling import abbreviated, mistyped
from benefit.truth import Titles

ASKED = 500
AT_ONCE = 100
QUERIES, CORPUS, LEAST_TITLES, MOST_TITLES = 105, 2_700, 6, 25

Figures = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Search:
    """Texts that are asked, known texts, and which occupations each is of."""

    asked: tuple[str, ...]
    right: tuple[frozenset[int], ...]
    known: tuple[str, ...]
    occupation: tuple[int, ...]


def unseen_titles(asked: int = ASKED) -> Search:
    """Ask for held-out titles of O*NET among all others and the names of the occupations."""
    codes = {code: at for at, code in enumerate(truth.onet_names())}
    left_out = truth.unseen()
    folded = {title.casefold() for title in left_out}
    of_title: dict[str, set[int]] = {}
    known: dict[tuple[str, int], None] = {(name, codes[code]): None for code, name in truth.onet_names().items()}
    for code, titles in truth.onet_titles().items():
        for title in titles:
            if title in left_out:
                of_title.setdefault(title, set()).add(codes[code])
            elif title.casefold() not in folded:
                known[title, codes[code]] = None
    chosen = random.Random(truth.SEED).sample(sorted(of_title), asked)
    return Search(tuple(chosen), tuple(frozenset(of_title[title]) for title in chosen), tuple(text for text, _ in known), tuple(at for _, at in known))


def ways_of_writing(texts: Sequence[str], seed: int = truth.SEED) -> dict[str, tuple[str, ...]]:
    """Give texts as they are, mistyped, and abbreviated."""
    dice = random.Random(seed)
    return {"clean": tuple(texts), "mistyped": tuple(mistyped(text, dice) for text in texts), "abbreviated": tuple(abbreviated(text) for text in texts)}


def occupation_figures(near: rankers.Near, search: Search) -> Figures:
    """Say how often the right occupation comes first, is among ten, and the mean reciprocal rank; abbreviated: only titles in which something is."""
    count = max(search.occupation) + 1
    groups = np.array(search.occupation)
    right = np.zeros((len(search.asked), count), bool)
    for at, places in enumerate(search.right):
        right[at, list(places)] = True
    figures: dict[str, object] = {}
    for way, texts in ways_of_writing(search.asked).items():
        rows = [at for at, text in enumerate(texts) if way != "abbreviated" or text != search.asked[at]]
        if not rows:
            continue
        best = [
            scoring.best_by_group(near([texts[at] for at in rows[start : start + AT_ONCE]], search.known), groups, count)
            for start in range(0, len(rows), AT_ONCE)
        ]
        ranks = scoring.rank_of_right(np.concatenate(best), right[rows])
        figures[f"{way}: first"] = f"{scoring.found_within(ranks, 1):.3f}"
        figures["in ten" if way == "clean" else f"{way}: in ten"] = f"{scoring.found_within(ranks, 10):.3f}"
        figures["MRR" if way == "clean" else f"{way}: MRR"] = f"{scoring.mean_reciprocal_rank(ranks):.3f}"
    return figures


def title_set(titles: Titles, seed: int = truth.SEED) -> Search:
    """Make a set like those that people label: 105 asked titles, and 2,700 others of which those of the same occupation are right."""
    dice = random.Random(seed)
    occupations = sorted(name for name, texts in titles.items() if len(texts) >= LEAST_TITLES)
    dice.shuffle(occupations)
    asked, right, known, of = [], [], [], []
    for at, name in enumerate(occupations):
        texts = dice.sample(titles[name], min(MOST_TITLES, len(titles[name])))
        if at < QUERIES:
            asked.append(texts.pop())
            right.append(frozenset([at]))
        known += texts
        of += [at] * len(texts)
        if len(known) >= CORPUS:
            break
    return Search(tuple(asked), tuple(right), tuple(known[:CORPUS]), tuple(of[:CORPUS]))


def precision_figures(near: rankers.Near, search: Search, name: str) -> Figures:
    """Give the mean average precision of a title set, clean and mistyped."""
    of = np.array(search.occupation)
    right = np.array([np.isin(of, list(places)) for places in search.right])
    ways = ways_of_writing(search.asked)
    return {f"{name}, {way}": f"{scoring.average_precision(near(ways[way], search.known), right).mean():.3f}" for way in ("clean", "mistyped")}


TITLE_SETS: Mapping[str, tuple[Callable[[], Titles], str]] = {
    "ESCO": (truth.esco_titles, "onet"),
    "O*NET": (truth.onet_titles, "esco"),
}
"""Whose titles are asked, and the only source that the vocabulary is made of."""


def find_occupation(name: str) -> Figures:
    """Measure one way on unseen titles."""
    near = rankers.near(name, truth.WITHOUT_UNSEEN) if not truth.missing() else None
    return occupation_figures(near, unseen_titles()) if near else {"remark": truth.missing() or "not installed"}


def rank_titles(name: str) -> Figures:
    """Measure one way on both title sets."""
    if truth.missing():
        return {"remark": truth.missing()}
    figures: dict[str, object] = {}
    for title_set_name, (titles, source) in TITLE_SETS.items():
        near = rankers.near(name, truth.only(source))
        if near is None:
            return {"remark": "not installed"}
        figures |= precision_figures(near, title_set(titles()), title_set_name)
    return figures
