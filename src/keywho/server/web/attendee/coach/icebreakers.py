"""First sentences to practise with, easy to personal; in an evening those of its organizers."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from keywho.coach.icebreakers import Depth, FirstWords, Icebreakers, first_words_of, icebreakers_of, reader_of
from keywho.server.web.attendee.coach.frame import Coached, coach_paths
from keywho.server.web.numbers import number


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence to practise with: how personal, in words, and when it comes."""

    title: str
    lead: str
    words: FirstWords


def icebreakers(request: HttpRequest, coached: Coached) -> HttpResponse:
    """Show one sentence of each depth; `?no=` leads to the next."""
    no = number(request.GET.get("no", "")) or 0
    known, topics = _known(coached)
    _ = coached.words("icebreakers").gettext
    said = {
        Depth.EASY: (_("Easy"), _("For the first rounds: everybody can answer in one breath.")),
        Depth.CURIOUS: (_("Curious"), _("For the middle: what somebody likes and can do.")),
        Depth.PERSONAL: (_("Personal"), _("For the last rounds: something of oneself, and never more than one wants to tell.")),
    }
    shown = [Shown(*said[depth], first_words_of(known, depth, no, topics)) for depth in Depth]
    return coached.page(request, "icebreakers.html", "icebreakers", tab="home", shown=shown, following=(no + 1) % 1000)


def _known(coached: Coached) -> tuple[Icebreakers, tuple[str, ...]]:
    """Give the set, and the fields of work of the one who practises."""
    if coached.found is None:
        known = icebreakers_of(coached.language)
        ground = reader_of(known.topics).named_in(coached.notebook.answers.does, coached.notebook.answers.seeks)
    else:
        known = coached.found.evening.icebreakers
        ground = reader_of(known.topics).ground_of(coached.found.person.attendee.profile).all
    return known, tuple(known.topics[no].name for no in sorted(ground))


urlpatterns = coach_paths("icebreakers", icebreakers, "icebreakers")
