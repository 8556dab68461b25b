"""Proofs to and from the exchange format: places in the list of attendees are ids in a file."""

from collections.abc import Sequence

from keywho.adapters.exchange import wire
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.problem import Problem
from keywho.core.proof import Crowd, OddSet, Proof


def proof_to_wire(proof: Proof, problem: Problem) -> wire.Proof:
    """Give a proof as it stands in a file; prices of 0 are left out."""
    ids = [attendee.id for attendee in problem.attendees]

    def priced(prices: Sequence[float]) -> dict[str, float]:
        return {who: price for who, price in zip(ids, prices, strict=True) if price}

    return wire.Proof(
        priced(proof.person),
        priced(proof.useful),
        proof.meeting,
        proof.trio,
        proof.free_trio,
        proof.counts_trios,
        [(ids[one], ids[other], price) for (one, other), price in sorted(proof.sides.items())],
        [wire.OddSet([ids[who] for who in odd.members], [(ids[one], ids[other]) for one, other in odd.leaving], odd.price) for odd in proof.odd_sets],
        [wire.Crowd(list(crowd.rounds), crowd.price) for crowd in proof.crowds],
    )


def proof_from_wire(proof: wire.Proof, problem: Problem) -> Proof:
    """Give the proof of a file."""

    def place(who: str) -> int:
        found = problem.index.get(AttendeeId(who))
        if found is None:
            raise BadInput(f"The proof of the bound speaks of {who}, who is not in the list. Maybe plan the evening again.")
        return found

    def pair(one: str, other: str) -> tuple[int, int]:
        low, high = sorted((place(one), place(other)))
        return low, high

    def prices(by_id: dict[str, float]) -> tuple[float, ...]:
        found = {place(who): price for who, price in by_id.items()}
        return tuple(found.get(at, 0.0) for at in range(len(problem.attendees)))

    return Proof(
        prices(proof.person),
        prices(proof.useful),
        proof.meeting,
        proof.trio,
        proof.free_trio,
        proof.counts_trios,
        {pair(one, other): price for one, other, price in proof.sides},
        tuple(OddSet(tuple(map(place, odd.members)), tuple(pair(*two) for two in odd.leaving), odd.price) for odd in proof.odd_sets),
        tuple(Crowd(tuple(map(RoundNo, crowd.rounds)), crowd.price) for crowd in proof.crowds),
    )
