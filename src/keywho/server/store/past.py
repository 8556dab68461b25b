"""What earlier evenings mean for this one: who has met already, and who is kept apart, of those who let their history follow them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from keywho.core.ids import AttendeeId, Pair, pair_of
from keywho.core.wishes import Wishes
from keywho.server.store import models as records


@dataclass(frozen=True, slots=True)
class Past:
    """Pairs of this evening who met on an earlier one and did not both want to meet again, and pairs who are kept apart for good."""

    acquainted: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    def regarded_in(self, wishes: Wishes) -> Wishes:
        """Give wishes that regard it. Nobody is told of it: a wish to bring together two who are kept apart is passed over without a word."""
        if not self.acquainted and not self.apart:
            return wishes
        return replace(
            wishes,
            must_meet=wishes.must_meet - self.apart,
            must_not_meet=wishes.must_not_meet | self.apart,
            acquainted=wishes.acquainted | self.acquainted,
            requests=tuple(request for request in wishes.requests if pair_of(*request) not in self.apart),
        )


NO_PAST = Past()


def past_of(event_pk: int, ids: Mapping[int, AttendeeId]) -> Past:
    """Give the past of an evening's people, by the numbers of their records."""
    here = records.Attendee.objects.filter(event_id=event_pk).exclude(regular=None).values_list("regular_id", "pk")
    who_of = {regular: ids[pk] for regular, pk in here if regular is not None and pk in ids}
    if len(who_of) < 2:
        return NO_PAST
    acquainted: set[Pair] = set()
    apart: set[Pair] = set()
    found = records.PastMeeting.objects.filter(one__attendees__event_id=event_pk, other__attendees__event_id=event_pk).distinct()
    for one, other, one_again, other_again, is_apart in found.values_list("one_id", "other_id", "one_again", "other_again", "apart"):
        if one not in who_of or other not in who_of:
            continue
        pair = pair_of(who_of[one], who_of[other])
        if is_apart:
            apart.add(pair)
        elif not (one_again and other_again):
            acquainted.add(pair)
    return Past(frozenset(acquainted), frozenset(apart))
