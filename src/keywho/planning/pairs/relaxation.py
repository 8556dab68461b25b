"""The b-matching relaxation: which pairs should meet at most, when nobody meets more people than the rounds allow.

Any R rounds of pairs are a graph in which nobody has more than R edges, so the heaviest such graph (a maximum-weight b-matching) bounds every
programme. Its linear programme is solved by HiGHS; the few half-integral odd cycles are cut off by blossom inequalities
(Edmonds 1965; Padberg and Rao 1982, Odd minimum cut-sets and b-matchings), so the bound is the integral one in all but rare cases.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from keywho.planning.instance import Floats, Ints

TOLERANCE = 1e-6

MOST_FRACTIONAL = 2000
"""Fractional edges up to which they are decided exactly; with more, the whole ones are kept and the rest is left to matching."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A solved relaxation: no b-matching is worth more than `points`; `share` says how much of each edge it takes, 0 to 1."""

    points: float
    share: Floats

    @property
    def is_integral(self) -> bool:
        """Say whether it is a b-matching itself, and so an optimal one."""
        return bool(((self.share < TOLERANCE) | (self.share > 1 - TOLERANCE)).all())


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The question: edges with their worth, and how many each attendee can have.

    Attributes
    ----------
    one, other, worth : the edges.
    most : most edges of each attendee.
    useful_one, useful_other : whether the edge is useful to its first, to its second end.
    useful : extra worth of an attendee's first, second ... useful edge (not rising).
    filler : what each end of an edge that is not listed is worth; 0 where such edges bring nothing.
    most_pairs : most edges in all, fillers included; None for no such limit.
    trios : how many trios there may be at most; each gives its three people one more edge.
    most_in_trios : most trios of each attendee; None for any number.
    free_trios, trio_price : so many trios cost nothing here, each further one `trio_price`.
    """

    one: Ints
    other: Ints
    worth: Floats
    most: NDArray[np.int64]
    useful_one: NDArray[np.bool_]
    useful_other: NDArray[np.bool_]
    useful: tuple[float, ...] = ()
    filler: float = 0.0
    most_pairs: float | None = None
    trios: int = 0
    free_trios: int = 0
    trio_price: float = 0.0
    most_in_trios: NDArray[np.int64] | None = None


def solve(question: Relaxed, *, cuts: int = 20) -> Relaxation:
    """Solve the relaxation, with up to `cuts` rounds of blossom inequalities."""
    count, edges = len(question.most), len(question.one)
    if count == 0:
        return Relaxation(0.0, np.zeros(0))
    import highspy  # slow to import, and small evenings may never come here

    solver = _quiet_solver(highspy)
    solver.passModel(_linear_programme(highspy, question))
    while True:
        solver.run()
        points = -solver.getInfo().objective_function_value
        share = np.asarray(solver.getSolution().col_value)[:edges].clip(0.0, 1.0)
        relaxation = Relaxation(_rounded_down(question, points), share)
        found = [] if question.trios or cuts == 0 or relaxation.is_integral else _blossoms(question, share)
        if not found:
            return relaxation
        cuts -= 1
        for columns, most in found:
            solver.addRow(-highspy.kHighsInf, float(most), len(columns), columns.astype(np.int32), np.ones(len(columns)))


def whole(question: Relaxed, relaxation: Relaxation, *, seconds: float = 5.0) -> Relaxation:
    """Give a b-matching of whole edges near a relaxation: exact over the edges around the fractional ones, wider and wider; the others stay.

    `points` of the answer is the proven bound; it is the worth of the answer itself when that is optimal (`worth_of` tells).
    Where this is not optimal and the graph is small, all edges are decided together.
    """
    if relaxation.is_integral:
        return Relaxation(relaxation.points, relaxation.share.round())
    between = (relaxation.share > TOLERANCE) & (relaxation.share < 1 - TOLERANCE)
    if between.sum() > MOST_FRACTIONAL:
        return Relaxation(relaxation.points, np.floor(relaxation.share + TOLERANCE))
    near = np.zeros(len(question.most), np.bool_)
    near[question.one[between]] = near[question.other[between]] = True
    share = np.floor(relaxation.share + TOLERANCE)
    for _ in range(2 if len(question.one) > 30_000 else 3):
        touching = near[question.one] | near[question.other]
        found, _ = _integer_programme(question, ~touching, relaxation.share.round(), seconds)
        share = found if found is not None and worth_of(question, found) > worth_of(question, share) else share
        if worth_of(question, share) >= relaxation.points - TOLERANCE:
            return Relaxation(relaxation.points, share)
        near[question.one[touching]] = near[question.other[touching]] = True
    if len(question.one) <= 10_000:
        better, bound = _integer_programme(question, np.zeros(len(question.one), np.bool_), relaxation.share, seconds)
        share = better if better is not None and worth_of(question, better) > worth_of(question, share) else share
        relaxation = Relaxation(min(relaxation.points, _rounded_down(question, bound)), relaxation.share)
    return Relaxation(relaxation.points, share)


def worth_of(question: Relaxed, share: Floats) -> float:
    """Give what whole edges are worth: their own worth and the useful steps; fillers and trios aside."""
    taken = share > 0.5
    steps = np.concatenate([[0.0], np.cumsum(question.useful)])
    useful = np.zeros(len(question.most), np.int64)
    np.add.at(useful, question.one[taken & question.useful_one], 1)
    np.add.at(useful, question.other[taken & question.useful_other], 1)
    return float(question.worth[taken].sum() + steps[np.minimum(useful, len(steps) - 1)].sum())


def _integer_programme(question: Relaxed, fixed: NDArray[np.bool_], values: Floats, seconds: float) -> tuple[Floats | None, float]:
    import highspy

    edges = len(question.one)
    programme = _linear_programme(highspy, question)
    columns = programme.num_col_
    lower, upper = np.array(programme.col_lower_), np.array(programme.col_upper_)
    lower[:edges], upper[:edges] = np.where(fixed, values, 0.0), np.where(fixed, values, 1.0)
    programme.col_lower_, programme.col_upper_ = lower, upper
    whole_number, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    programme.integrality_ = [whole_number] * edges + [real] * (columns - edges)
    solver = _quiet_solver(highspy)
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_max_nodes", 500)
    solver.passModel(programme)
    solver.run()
    found = np.asarray(solver.getSolution().col_value)[:edges]
    if len(found) < edges or solver.getInfo().primal_solution_status != 2:
        return None, np.inf
    return found.round().clip(0, 1), -solver.getInfo().mip_dual_bound


def _quiet_solver(highspy):
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    return solver


def _linear_programme(highspy, question: Relaxed):
    """Columns: edges, useful steps, fillers, trio places, priced trios. Rows: people, useful counts, all pairs, all trios."""
    from scipy.sparse import csc_array

    count, edges = len(question.most), len(question.one)
    everyone = np.arange(count)
    triples: list[tuple[NDArray[np.integer], NDArray[np.integer], NDArray[np.floating]]] = []
    costs, most_of_column, most_of_row = [question.worth], [np.ones(edges)], [question.most.astype(float)]

    def put(rows: NDArray[np.integer], columns: NDArray[np.integer], value: float) -> None:
        triples.append((rows, columns, np.full(len(rows), value)))

    put(question.one, np.arange(edges), 1.0)
    put(question.other, np.arange(edges), 1.0)
    columns, rows = edges, count
    if question.useful:
        steps = len(question.useful)
        put(rows + question.one[question.useful_one], np.flatnonzero(question.useful_one), -1.0)
        put(rows + question.other[question.useful_other], np.flatnonzero(question.useful_other), -1.0)
        put(rows + np.repeat(everyone, steps), columns + np.arange(count * steps), 1.0)
        costs.append(np.tile(question.useful, count))
        most_of_column.append(np.ones(count * steps))
        most_of_row.append(np.zeros(count))
        columns, rows = columns + count * steps, rows + count
    filler_columns = columns + everyone if question.filler > 0 else np.zeros(0, np.int64)
    if question.filler > 0:
        put(everyone, filler_columns, 1.0)
        costs.append(np.full(count, question.filler))
        most_of_column.append((question.most + 2.0 * question.trios).astype(np.float64))
        columns += count
    if question.most_pairs is not None:
        put(np.full(edges, rows), np.arange(edges), 2.0)
        put(np.full(len(filler_columns), rows), filler_columns, 1.0)
        most_of_row.append(np.array([2.0 * question.most_pairs + 6.0 * question.trios]))
        rows += 1
    if question.trios:
        put(everyone, columns + everyone, -1.0)
        put(np.full(count, rows), columns + everyone, 1.0)
        put(np.full(count, rows + 1), columns + everyone, 1.0)
        put(np.array([rows + 1]), np.array([columns + count]), -3.0)
        costs += [np.zeros(count), np.array([-question.trio_price])]
        each = np.full(count, question.trios) if question.most_in_trios is None else np.minimum(question.most_in_trios, question.trios)
        most_of_column += [each.astype(float), np.array([float(question.trios)])]
        most_of_row.append(np.array([3.0 * question.trios, 3.0 * question.free_trios]))
        columns, rows = columns + count + 1, rows + 2
    row, column, value = (np.concatenate(part) for part in zip(*triples, strict=True))
    matrix = csc_array((value, (row, column)), shape=(rows, columns))
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = columns, rows
    programme.col_cost_ = -np.concatenate(costs)
    programme.col_lower_, programme.col_upper_ = np.zeros(columns), np.concatenate(most_of_column)
    programme.row_lower_, programme.row_upper_ = np.full(rows, -highspy.kHighsInf), np.concatenate(most_of_row)
    programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    programme.a_matrix_.start_, programme.a_matrix_.index_ = matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32)
    programme.a_matrix_.value_ = matrix.data
    return programme


def _blossoms(question: Relaxed, share: Floats) -> list[tuple[NDArray[np.int64], int]]:
    """Find violated blossom inequalities around the fractional edges.

    For people S and edges F that leave S: edges inside S and F together are at most floor((sum of `most` in S + |F|) / 2).
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    count = len(question.most)
    between = np.flatnonzero((share > TOLERANCE) & (share < 1 - TOLERANCE))
    graph = coo_array((np.ones(len(between)), (question.one[between], question.other[between])), shape=(count, count))
    _, part = connected_components(graph, directed=False)
    parts = np.unique(part[question.one[between]])
    inside = part[question.one] == part[question.other]
    taken = share > 1 - TOLERANCE
    edges_inside: dict[int, list[int]] = {int(p): [] for p in parts}
    leaving: dict[int, list[int]] = {int(p): [] for p in parts}
    for edge in np.flatnonzero(inside & np.isin(part[question.one], parts)).tolist():
        edges_inside[int(part[question.one[edge]])].append(edge)
    for edge in np.flatnonzero(~inside & taken).tolist():
        for end in (question.one[edge], question.other[edge]):
            if int(part[end]) in leaving:
                leaving[int(part[end])].append(edge)
    room = np.bincount(part, weights=question.most, minlength=int(part.max()) + 1)
    found = []
    for p in edges_inside:
        most = int(room[p] + len(leaving[p])) // 2
        columns = np.array(edges_inside[p] + leaving[p], np.int64)
        if share[columns].sum() > most + TOLERANCE:
            found.append((columns, most))
    return found


def _rounded_down(question: Relaxed, points: float) -> float:
    """Use that the worth of whole edges is a whole number where all prices are whole."""
    prices = np.concatenate([question.worth, np.asarray(question.useful, np.float64), [2 * question.filler, question.trio_price]])
    if np.array_equal(prices, np.round(prices)) and question.filler == 0:
        return float(np.floor(points + TOLERANCE))
    return points
