"""From the prices of the planner to a proof that a file can hold and the checker can add up."""

from keywho.core.ids import RoundNo
from keywho.core.problem import Problem
from keywho.core.proof import Crowd, OddSet, Proof
from keywho.core.rounds import RoundKind
from keywho.planning.pairs.question import Relaxation, Relaxed

DECIMALS = 9
"""Of a price in a file. Rounding can only loosen a bound, and by less than a millionth of a point."""


def written_proof(problem: Problem, question: Relaxed, solved: Relaxation) -> Proof | None:
    """Give the prices of a solved question; None where the checker could not use them."""
    found = solved.certificate
    if found is None or problem.wishes.must_meet or any(round_.kind not in (RoundKind.NEIGHBOUR, RoundKind.NEARBY) for round_ in problem.rounds):
        return None
    one, other = question.one, question.other
    sides = {
        (int(min(one[edge], other[edge])), int(max(one[edge], other[edge]))): round(price, DECIMALS)
        for edges, prices in zip(found.sides.tolist(), found.side_price.tolist(), strict=True)
        for edge, price in zip(edges, prices, strict=True)
        if price > 0
    }
    return Proof(
        tuple(round(price, DECIMALS) for price in found.person.tolist()),
        tuple(round(price, DECIMALS) for price in found.useful.tolist()),
        round(found.meeting, DECIMALS),
        round(found.trio, DECIMALS),
        round(found.free_trio, DECIMALS),
        found.lone_end > 1,
        sides,
        tuple(
            OddSet(tuple(cut.members.tolist()), tuple((one, other) for one, other in cut.leaving.tolist()), round(cut.price, DECIMALS))
            for cut in found.blossoms
        ),
        tuple(Crowd(_rounds(problem, question, solved, crowd.trios.tolist()), round(crowd.price, DECIMALS)) for crowd in found.crowds if crowd.price > 0),
    )


def _rounds(problem: Problem, question: Relaxed, solved: Relaxation, trios: list[int]) -> tuple[RoundNo, ...]:
    """Give the rounds in which some trios can sit."""
    assert question.trio_rounds is not None
    with_trio = [no for no in problem.round_nos if problem.most_trios(no)]
    people = solved.triangles[trios]
    return tuple(RoundNo(no) for no, there in zip(with_trio, question.trio_rounds, strict=True) if there[people].all(axis=1).any())
