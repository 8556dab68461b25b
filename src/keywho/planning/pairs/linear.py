"""The linear programme of the b-matching, held by HiGHS: edges can be added as they are priced in, odd sets as they are found.

Rows: people, useful counts, all meetings, trios, the sides of trios; then odd sets. Columns: useful steps, one more end a person, priced trios, trios; then edges.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from keywho.planning.instance import Floats, Ints
from keywho.planning.pairs.certificate import Blossom, Certificate, Crowd, blossom_room, covers
from keywho.planning.pairs.question import TOLERANCE, Relaxation, Relaxed

Triples = tuple[NDArray[np.int64], NDArray[np.int64], Floats]


class LinearProgramme:
    """A linear programme over some of the edges of a question (whose `filler` is 0)."""

    def __init__(self, question: Relaxed, listed: NDArray[np.int64], triangles: Ints, lone_end: float) -> None:
        """Begin with the edges `listed`; `triangles` are the trios in which everybody gains an edge. Their sides have to be listed."""
        import highspy  # slow to import, and small evenings may never come here

        self.question, self.listed, self.triangles, self.lone_end = question, listed, triangles, lone_end
        self._cuts: list[Blossom | Crowd] = []
        self._highspy = highspy
        count, steps = len(question.most), len(question.useful)
        self._useful_row = count
        self._meeting_row = count + (count if steps else 0)
        self._trio_row = self._meeting_row + (question.most_pairs is not None)
        self._side_row = self._trio_row + 2 * bool(question.trios)
        self.sides = sides_of(triangles, question)
        self._side_edges, self._side_of = np.unique(self.sides, return_inverse=True)
        self._blossom_row = self._side_row + len(self._side_edges)
        self._end_column = count * steps
        self._edge_column = self._end_column + (count + 1 + len(triangles) if question.trios else 0)
        self.solver = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
            self.solver.setOptionValue(option, value)
        self.solver.passModel(self._model(self._blossom_row))

    def run(self) -> None:
        """Solve it, from the last answer on."""
        self.solver.run()

    def shares(self) -> tuple[Floats, Floats, Floats]:
        """Give how much the answer takes of each listed edge, of one more end of each person, and of each triangle."""
        values = np.asarray(self.solver.getSolution().col_value)
        count = len(self.question.most)
        edges = values[self._edge_column :].clip(0.0, 1.0)
        if not self.question.trios:
            return edges, np.zeros(count), np.zeros(0)
        return edges, values[self._end_column : self._end_column + count], values[self._end_column + count + 1 : self._edge_column]

    def certificate(self) -> Certificate:
        """Give the prices of the answer."""
        prices = np.maximum(0.0, -np.asarray(self.solver.getSolution().row_dual))
        question, count = self.question, len(self.question.most)
        trio = prices[self._trio_row : self._trio_row + 2] * 3 if question.trios else np.zeros(2)
        cuts = list(zip(self._cuts, prices[self._blossom_row :].tolist(), strict=True))
        return Certificate(
            prices[:count],
            prices[self._useful_row : self._useful_row + count] if question.useful else np.zeros(count),
            2 * float(prices[self._meeting_row]) if question.most_pairs is not None else 0.0,
            float(trio[0]),
            float(trio[1]),
            self.lone_end,
            self.sides,
            prices[self._side_row : self._blossom_row][self._side_of].reshape(-1, 3),
            tuple(replace(cut, price=price) for cut, price in cuts if isinstance(cut, Blossom) and price > 0),
            tuple(replace(cut, price=price) for cut, price in cuts if isinstance(cut, Crowd)),
        )

    def add_edges(self, edges: NDArray[np.int64]) -> None:
        """Let more edges be taken."""
        rows, columns, values = self._edge_triples(edges)
        order = np.argsort(columns, kind="stable")
        starts = np.searchsorted(columns[order], np.arange(len(edges))).astype(np.int32)
        nothing, whole = np.zeros(len(edges)), np.ones(len(edges))
        self.solver.addCols(len(edges), -self.question.worth[edges], nothing, whole, len(rows), starts, rows[order].astype(np.int32), values[order])
        self.listed = np.concatenate([self.listed, edges])

    def add_blossom(self, blossom: Blossom) -> None:
        """Cut off what takes too much of an odd set; each end that a trio adds in it may take one edge more."""
        question, count = self.question, len(self.question.most)
        columns = self._edge_column + np.flatnonzero(covers(blossom, question.one[self.listed], question.other[self.listed], count))
        values = np.ones(len(columns))
        if question.trios:
            inside = np.isin(self.triangles, blossom.members).sum(axis=1) if len(self.triangles) else np.zeros(0, np.int64)
            touched = np.flatnonzero(inside)
            columns = np.concatenate([columns, self._end_column + blossom.members, self._end_column + count + 1 + touched])
            values = np.concatenate([values, -np.ones(len(blossom.members)), -inside[touched].astype(np.float64)])
        self.solver.addRow(-self._highspy.kHighsInf, float(blossom_room(blossom, question.most)), len(columns), columns.astype(np.int32), values)
        self._cuts.append(blossom)

    def add_crowd(self, crowd: Crowd) -> None:
        """Let no more of some trios be taken than there are rounds for them."""
        columns = self._end_column + len(self.question.most) + 1 + crowd.trios
        self.solver.addRow(-self._highspy.kHighsInf, float(crowd.rounds), len(columns), columns.astype(np.int32), np.ones(len(columns)))
        self._cuts.append(crowd)

    def decide(self, free: NDArray[np.bool_], values: Floats, seconds: float, trios: Relaxation | None = None) -> tuple[Floats | None, float, Floats, Floats]:
        """Decide the `free` of the listed edges in whole numbers, the others as they are in `values`; give them, a bound, ends and trios.

        Trios stay as they are in `trios`, if these are whole.
        """
        solver, columns = self.solver, self._edge_column + len(self.listed)
        places = np.arange(self._edge_column, columns, dtype=np.int32)
        solver.changeColsBounds(len(places), places, np.where(free, 0.0, values), np.where(free, 1.0, values))
        if trios is not None and self.question.trios:
            added = np.concatenate([trios.ends, trios.trios])
            if (np.abs(added - added.round()) < TOLERANCE).all():
                count = len(trios.ends)
                held = self._end_column + np.concatenate([np.arange(count), count + 1 + np.arange(len(trios.trios))]).astype(np.int32)
                solver.changeColsBounds(len(held), held.astype(np.int32), added.round(), added.round())
        whole_number, real = self._highspy.HighsVarType.kInteger, self._highspy.HighsVarType.kContinuous
        kinds = np.array([real] * self._end_column + [whole_number] * (columns - self._end_column))
        solver.changeColsIntegrality(columns, np.arange(columns, dtype=np.int32), kinds)
        for option, value in (("time_limit", seconds), ("mip_rel_gap", 0.0), ("mip_max_nodes", 500), ("presolve", "on")):
            solver.setOptionValue(option, value)
        solver.run()
        if len(solver.getSolution().col_value) < columns or solver.getInfo().primal_solution_status != 2:
            return None, np.inf, np.zeros(0), np.zeros(0)
        found, ends, taken = self.shares()
        return found.round(), -solver.getInfo().mip_dual_bound, ends.round(), taken.round()

    def _edge_triples(self, edges: NDArray[np.int64]) -> Triples:
        """Give the entries (row, place among `edges`, value) of some edges."""
        question, count = self.question, len(self.question.most)
        at = np.arange(len(edges))
        one, other = question.one[edges].astype(np.int64), question.other[edges].astype(np.int64)
        parts = [(one, at, 1.0), (other, at, 1.0)]
        if question.useful:
            mine, theirs = question.useful_one[edges], question.useful_other[edges]
            parts += [(self._useful_row + one[mine], at[mine], -1.0), (self._useful_row + other[theirs], at[theirs], -1.0)]
        if question.most_pairs is not None:
            parts.append((np.full(len(edges), self._meeting_row), at, 2.0))
        if len(self._side_edges):
            row = np.searchsorted(self._side_edges, edges).clip(max=len(self._side_edges) - 1)
            is_side = self._side_edges[row] == edges
            parts.append((self._side_row + row[is_side], at[is_side], -1.0))
        for no, blossom in enumerate(self._cuts):
            if isinstance(blossom, Crowd):
                continue
            counted = np.flatnonzero(covers(blossom, one, other, count))
            parts.append((np.full(len(counted), self._blossom_row + no), counted, 1.0))
        return _joined(parts)

    def _model(self, rows: int):
        """Give the programme that HiGHS begins with."""
        question, count, steps = self.question, len(self.question.most), len(self.question.useful)
        everyone, triangles = np.arange(count), self.triangles
        parts: list[tuple[NDArray[np.int64], NDArray[np.int64], float]] = []
        costs, limits = [np.tile(np.asarray(question.useful, np.float64), count)], [np.ones(count * steps)]
        room = [question.most.astype(np.float64), np.zeros(count if steps else 0)]
        parts.append((self._useful_row + np.repeat(everyone, steps), np.arange(count * steps), 1.0))
        if question.most_pairs is not None:
            room.append(np.array([2.0 * question.most_pairs + 6.0 * question.trios]))
        if question.trios:
            ends, priced = self._end_column + everyone, self._end_column + count
            trios = priced + 1 + np.arange(len(triangles))
            parts.append((everyone, ends, -1.0))
            parts += [(triangles[:, corner].astype(np.int64), trios, -1.0) for corner in range(3)]
            for limit in (self._trio_row, self._trio_row + 1):
                parts += [(np.full(count, limit), ends, self.lone_end), (np.full(len(trios), limit), trios, 3.0)]
            parts.append((np.array([self._trio_row + 1]), np.array([priced]), -3.0))
            costs += [np.zeros(count), np.array([-question.trio_price]), np.zeros(len(trios))]
            limits += [most_ends(question).astype(np.float64), np.array([float(question.trios)]), np.ones(len(trios))]
            room += [np.array([3.0 * question.trios, 3.0 * question.free_trios]), np.zeros(len(self._side_edges))]
            parts.append((self._side_row + self._side_of.ravel(), np.repeat(trios, 3), 1.0))
        edge_rows, edge_columns, edge_values = self._edge_triples(self.listed)
        row, column, value = _joined(parts)
        costs.append(question.worth[self.listed])
        limits.append(np.ones(len(self.listed)))
        return self._passed(
            rows,
            (np.concatenate([row, edge_rows]), np.concatenate([column, self._edge_column + edge_columns]), np.concatenate([value, edge_values])),
            np.concatenate(costs),
            np.concatenate(limits),
            np.concatenate(room),
        )

    def _passed(self, rows: int, triples: Triples, costs: Floats, limits: Floats, room: Floats):
        from scipy.sparse import csc_array

        row, column, value = triples
        matrix = csc_array((value, (row, column)), shape=(rows, len(costs)))
        programme = self._highspy.HighsLp()
        programme.num_col_, programme.num_row_ = len(costs), rows
        programme.col_cost_, programme.col_lower_, programme.col_upper_ = -costs, np.zeros(len(costs)), limits
        programme.row_lower_, programme.row_upper_ = np.full(rows, -self._highspy.kHighsInf), room
        programme.a_matrix_.format_ = self._highspy.MatrixFormat.kColwise
        programme.a_matrix_.start_, programme.a_matrix_.index_ = matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32)
        programme.a_matrix_.value_ = matrix.data
        return programme


def sides_of(triangles: Ints, question: Relaxed) -> NDArray[np.int64]:
    """Give the three edges of each triangle, as places among the edges of the question."""
    if not len(triangles):
        return np.zeros((0, 3), np.int64)
    count = len(question.most)
    keys = np.minimum(question.one, question.other).astype(np.int64) * count + np.maximum(question.one, question.other)
    order = np.argsort(keys, kind="stable")
    corners = triangles.astype(np.int64)
    wanted = np.stack([corners[:, a] * count + corners[:, b] for a, b in ((0, 1), (0, 2), (1, 2))], 1)
    found: NDArray[np.int64] = order[np.searchsorted(keys[order], wanted)]
    return found


def most_ends(question: Relaxed) -> NDArray[np.int64]:
    """Give how many ends trios add to each person at most."""
    in_trios = np.full(len(question.most), question.trios) if question.most_in_trios is None else question.most_in_trios
    return np.minimum(in_trios, question.trios).astype(np.int64)


def _joined(parts: list[tuple[NDArray[np.int64], NDArray[np.int64], float]]) -> Triples:
    rows, columns = (np.concatenate([part[at] for part in parts]) for at in (0, 1))
    return rows, columns, np.concatenate([np.full(len(part[0]), part[2]) for part in parts])
