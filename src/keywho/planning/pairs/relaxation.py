"""The b-matching relaxation: which pairs should meet at most, when nobody meets more people than the rounds allow.

Any R rounds of pairs are a graph in which nobody has more than R edges, so the heaviest such graph (a maximum-weight b-matching) bounds every
programme. Its linear programme is solved by HiGHS over the best edges of each person; the prices of the answer tell which others are worth
adding. The few half-integral odd cycles are cut off by blossom inequalities (Edmonds 1965; Padberg and Rao 1982, Odd minimum cut-sets and
b-matchings), so the bound is the integral one in all but rare cases. It is added up from the prices over ALL edges (see `certificate`).
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from keywho.planning.instance import Floats, Ints
from keywho.planning.pairs.certificate import Blossom, Certificate, Crowd, blossom_price, blossom_room, members_price
from keywho.planning.pairs.freed import give_back
from keywho.planning.pairs.linear import LinearProgramme, most_ends, sides_of
from keywho.planning.pairs.question import TOLERANCE, Relaxation, Relaxed, worth_of
from keywho.planning.pairs.triangles import triangles_of

__all__ = ["TOLERANCE", "Relaxation", "Relaxed", "points_of", "solve", "whole", "worth_of"]

MOST_FRACTIONAL = 2000
"""Fractional edges up to which they are decided exactly; with more, the whole ones are kept and the rest is left to matching."""

MANY_EDGES = 1.25
"""Edges for each end that people can have, past which only the best of each person are looked at first."""

SPARE = 4
"""How many more than a person can have are looked at first."""

MOST_TRIO_ROUNDS = 10
"""Rounds with a trio up to which all sets of them are looked at."""

MOST_TRIANGLES = 10_000
"""Trios of three wanted edges up to which each is a column; with more, an end that a trio adds is a third of a trio wherever it is."""


def solve(question: Relaxed, *, cuts: int = 20) -> Relaxation:
    """Solve the relaxation, with up to `cuts` rounds of blossom inequalities."""
    if len(question.most) == 0:
        return Relaxation(0.0, np.zeros(0))
    give_back(len(question.one))
    above, base = _above_fillers(question)
    triangles = triangles_of(above.one, above.other, len(above.most), MOST_TRIANGLES) if above.trios else np.zeros((0, 3), np.int32)
    lone_end = 3.0 if triangles is not None else 1.0
    triangles = _that_can_sit(above, triangles) if triangles is not None else np.zeros((0, 3), np.int32)
    programme = LinearProgramme(above, np.union1d(_best_edges(above), sides_of(triangles, above)), triangles, lone_end)
    give_back(len(question.one))
    while True:
        programme.run()
        give_back(len(question.one))
        certificate = programme.certificate()
        worthy = _reduced_worth(above, certificate) > TOLERANCE / 10
        worthy[programme.listed] = False
        if worthy.any():
            programme.add_edges(np.flatnonzero(worthy))
            continue
        taken, ends, trios = programme.shares()
        share = np.zeros(len(above.one))
        share[programme.listed] = taken
        points = base + _rounded_down(above, points_of(above, certificate, triangles))
        relaxation = Relaxation(points, share, certificate, programme.listed, ends, trios, triangles)
        found = [] if cuts == 0 or relaxation.is_integral else _blossoms(above, relaxation)
        crowds = crowded(above, triangles, trios) if cuts and not found else []
        if not found and not crowds:
            return relaxation
        cuts -= 1
        for blossom in found:
            programme.add_blossom(blossom)
        for crowd in crowds:
            programme.add_crowd(crowd)


def _that_can_sit(question: Relaxed, triangles: Ints) -> Ints:
    """Give the trios whose three are all there in a round that may have a trio; no other can ever come about."""
    if question.trio_rounds is None:
        return triangles
    together: Ints = triangles[question.trio_rounds[:, triangles].all(axis=2).any(axis=0)]
    return together


def crowded(question: Relaxed, triangles: Ints, trios: Floats) -> list[Crowd]:
    """Give the sets of rounds in whose rounds alone more trios of an answer can sit than there are (Hall 1935), if each may have one."""
    there = question.trio_rounds
    if there is None or not len(triangles) or not 0 < len(there) == question.trios <= MOST_TRIO_ROUNDS:
        return []
    bit = 1 << np.arange(len(there))
    rounds = bit @ there[:, triangles].all(axis=2)
    found = []
    for chosen in range(1, 1 << len(there)):
        inside = np.flatnonzero((rounds & ~chosen) == 0)
        if trios[inside].sum() > chosen.bit_count() + TOLERANCE:
            found.append(Crowd(inside, chosen.bit_count()))
    return sorted(found, key=lambda crowd: crowd.rounds)[:3]


def points_of(question: Relaxed, certificate: Certificate, triangles: Ints) -> float:
    """Add up what the prices of a certificate prove: no b-matching is worth more. The question has no fillers."""
    points = float(certificate.person @ question.most)
    points += float(np.maximum(0.0, np.asarray(question.useful)[None, :] - certificate.useful[:, None]).sum()) if question.useful else 0.0
    points += certificate.meeting * (question.most_pairs + 3 * question.trios) if question.most_pairs is not None else 0.0
    points += sum(blossom.price * blossom_room(blossom, question.most) for blossom in certificate.blossoms)
    points += float(np.maximum(0.0, _reduced_worth(question, certificate)).sum())
    if question.trios:
        end = certificate.person + members_price(certificate.blossoms, len(question.most))
        trio = certificate.trio + certificate.free_trio
        points += certificate.trio * question.trios + certificate.free_trio * question.free_trios
        points += max(0.0, certificate.free_trio - question.trio_price) * question.trios
        points += float(np.maximum(0.0, end - certificate.lone_end / 3 * trio) @ most_ends(question))
        worth = end[triangles].sum(axis=1) - trio - certificate.side_price.sum(axis=1)
        for crowd in certificate.crowds:
            worth[crowd.trios] -= crowd.price
            points += crowd.price * crowd.rounds
        points += float(np.maximum(0.0, worth).sum())
    return points


def whole(question: Relaxed, relaxation: Relaxation, *, seconds: float = 1.0) -> Relaxation:
    """Give a b-matching of whole edges near a relaxation (see `_whole`), whose trios have a round each."""
    found = _whole(question, relaxation, seconds)
    for _ in range(3):
        crowds = tuple(crowded(question, found.triangles, found.trios))
        if not crowds or relaxation.certificate is None or relaxation.is_integral:
            break
        undecided = np.full(len(relaxation.trios), 0.5)  # whole ones would be held, and those are too many in one round
        relaxation = replace(relaxation, trios=undecided, certificate=replace(relaxation.certificate, crowds=relaxation.certificate.crowds + crowds))
        found = _whole(question, relaxation, seconds)
    return found


def _whole(question: Relaxed, relaxation: Relaxation, seconds: float) -> Relaxation:
    """Give a b-matching of whole edges near a relaxation: exact over the edges around the fractional ones, wider and wider; the others stay.

    `points` of the answer is the proven bound; it is the worth of the answer itself when that is optimal (`worth_of` tells).
    Where this is not optimal and the graph is small, all edges are decided together.
    """
    if relaxation.is_integral:
        return replace(relaxation, share=relaxation.share.round())
    best = replace(relaxation, share=np.floor(relaxation.share + TOLERANCE))
    between = (relaxation.share > TOLERANCE) & (relaxation.share < 1 - TOLERANCE)
    if between.sum() > MOST_FRACTIONAL:
        return best
    above, base = _above_fillers(question)
    listed, points = relaxation.listed, relaxation.points
    one, other = above.one[listed], above.other[listed]
    near = np.zeros(len(above.most), np.bool_)
    near[question.one[between]] = near[question.other[between]] = True
    most = points - base + TOLERANCE
    for _ in range(2 if len(listed) > 30_000 else 3):
        touching = near[one] | near[other]
        best, _ = _decided(above, relaxation, best, touching, relaxation.share[listed].round(), seconds, hold=True)
        if worth_of(above, best.share) + 2 * TOLERANCE >= most:
            return best
        near[one[touching]] = near[other[touching]] = True
    if len(question.one) <= 10_000:
        everything = replace(relaxation, listed=np.arange(len(question.one)))
        best, bound = _decided(above, everything, best, np.ones(len(question.one), np.bool_), relaxation.share, seconds, hold=False)
        points = min(points, base + _rounded_down(above, bound + TOLERANCE))
    return replace(best, points=points)


def _programme(question: Relaxed, relaxation: Relaxation) -> LinearProgramme:
    assert relaxation.certificate is not None
    programme = LinearProgramme(question, relaxation.listed, relaxation.triangles, relaxation.certificate.lone_end)
    for crowd in relaxation.certificate.crowds:
        programme.add_crowd(crowd)
    return programme


def _decided(
    question: Relaxed, relaxation: Relaxation, best: Relaxation, free: NDArray[np.bool_], values: Floats, seconds: float, *, hold: bool
) -> tuple[Relaxation, float]:
    """Decide the `free` edges in whole numbers; give whichever answer is worth more, and the bound of the integer programme."""
    give_back(len(question.one))
    found, bound, ends, trios = _programme(question, relaxation).decide(free, values, seconds, relaxation if hold else None)
    if found is None:
        return best, bound
    share = np.zeros(len(question.one))
    share[relaxation.listed] = found
    better = worth_of(question, share) > worth_of(question, best.share)
    return replace(best, share=share, ends=ends, trios=trios) if better else best, bound


def _above_fillers(question: Relaxed) -> tuple[Relaxed, float]:
    """Count only what an edge is worth more than one that is not listed; give that question, and what as many of those as possible are worth.

    A trio has two edges more than the pair in its place. The limit of all meetings is left out where those of the people imply it.
    """
    most = int(question.most.sum())
    pairs = question.most_pairs
    row = pairs if pairs is not None and not question.trios and 2 * pairs < most else None
    if question.filler <= 0:
        return replace(question, most_pairs=row), 0.0
    meetings = most / 2 + question.trios * 1.5 if pairs is None else min(pairs + 2.0 * question.trios, most / 2 + question.trios * 1.5)
    above = replace(question, worth=np.asarray(question.worth, np.float64) - 2 * question.filler, filler=0.0, most_pairs=row)
    return above, 2 * question.filler * meetings


def _best_edges(question: Relaxed) -> NDArray[np.int64]:
    """Give the edges to begin with: all, or if they are many the best of each person, with some to spare."""
    edges = len(question.one)
    if edges <= MANY_EDGES * question.most.sum() + 100:
        return np.arange(edges)
    ends = np.concatenate([question.one, question.other])
    first = question.useful[0] if question.useful else 0.0
    worth = question.worth + first * (question.useful_one.astype(np.float64) + question.useful_other)
    order = np.lexsort((-np.concatenate([worth, worth]), ends))
    sorted_ends = ends[order]
    rank = np.arange(len(order)) - np.searchsorted(sorted_ends, sorted_ends)
    keep = np.zeros(edges, np.bool_)
    keep[order[rank < question.most[sorted_ends] + SPARE] % edges] = True
    return np.flatnonzero(keep)


def _reduced_worth(question: Relaxed, certificate: Certificate) -> Floats:
    """Give what each edge is worth above the prices of its ends."""
    person, useful = certificate.person, certificate.useful
    worth = question.worth - person[question.one] - person[question.other] - certificate.meeting
    if question.useful:
        worth = worth + useful[question.one] * question.useful_one + useful[question.other] * question.useful_other
    if len(certificate.sides):
        added = np.zeros(len(worth))
        added[certificate.sides] = certificate.side_price
        worth += added
    reduced: Floats = worth - blossom_price(certificate.blossoms, question.one, question.other, len(question.most))
    return reduced


def _blossoms(question: Relaxed, relaxation: Relaxation) -> list[Blossom]:
    """Find violated blossom inequalities around the fractional edges."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    count, share = len(question.most), relaxation.share
    between = np.flatnonzero((share > TOLERANCE) & (share < 1 - TOLERANCE))
    graph = coo_array((np.ones(len(between)), (question.one[between], question.other[between])), shape=(count, count))
    _, part = connected_components(graph, directed=False)
    added = relaxation.ends.copy() if len(relaxation.ends) else np.zeros(count)
    np.add.at(added, relaxation.triangles.ravel(), np.repeat(relaxation.trios, 3))
    near = np.zeros(count, np.bool_)
    near[question.one[between]] = near[question.other[between]] = True
    used = np.flatnonzero((share > TOLERANCE) & (near[question.one] | near[question.other]))
    one, other = question.one[used], question.other[used]
    found = []
    for p in np.unique(part[question.one[between]]).tolist():
        mine, theirs = part[one] == p, part[other] == p
        members = np.flatnonzero(part == p).astype(np.int32)
        leaving = used[(mine != theirs) & (share[used] > 1 - TOLERANCE)]
        blossom = Blossom(members, np.sort(np.stack([question.one[leaving], question.other[leaving]], 1), axis=1))
        taken = share[used[mine & theirs]].sum() + len(leaving) - added[members].sum()
        if taken > blossom_room(blossom, question.most) + TOLERANCE:
            found.append(blossom)
    return found


def _rounded_down(question: Relaxed, points: float) -> float:
    """Use that the worth of whole edges is a whole number where all prices are whole."""
    prices = np.concatenate([question.worth, np.asarray(question.useful, np.float64), [question.trio_price]])
    if np.array_equal(prices, np.round(prices)):
        return float(np.floor(points + TOLERANCE))
    return points


def priced_worth(question: Relaxed, certificate: Certificate, share: float) -> Floats:
    """Give what edges are worth when only a `share` of the prices of their ends is counted: gaps are cheap then, worse edges are not."""
    above, _ = _above_fillers(question)
    person = certificate.person
    worth: Floats = np.maximum(_reduced_worth(above, certificate), -1e3) + share * (person[question.one] + person[question.other])
    return worth
