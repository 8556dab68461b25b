"""How anything happens in a running evening: think without a lock, then record in one transaction, then tell the screens."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from keywho.core.errors import KeywhoError
from keywho.live.facts import Fact
from keywho.server.services import ports
from keywho.server.services.evenings import Evening, evening
from keywho.server.services.turns import turns_of
from keywho.server.store import save
from keywho.server.store.save import LogMoved

MOST_TRIES = 12


class TooBusy(KeywhoError):
    """The log went on faster than one could decide."""

    code = "too-busy"


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a press: a sentence for whoever pressed, and the number of the last fact. `changed` is False where nothing was left to do."""

    sentence: str
    no: int
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """What to record, and what to say to whoever pressed."""

    facts: Sequence[Fact]
    sentence: str


Decide = Callable[[Evening], Decision]


def act(event_pk: int, decide: Decide, *, by: str, quick: bool = False) -> Done:
    """Have something happen.

    `decide` looks at the evening as it stands and says which facts follow; where somebody else was faster, it is asked again with what stands then.
    All facts of one press are recorded together or not at all. What is `quick` to decide does not wait for others to think: it is recorded at once,
    and they look again.

    Raises
    ------
    TooBusy
        Others were faster again and again.
    KeywhoError
        What `decide` refuses.
    """
    with nullcontext() if quick else turns_of(event_pk).turn(first=by.startswith("organizer")):
        for _ in range(MOST_TRIES):
            now = evening(event_pk)
            decision = decide(now)
            if not decision.facts:
                return Done(decision.sentence, now.no, changed=False)
            try:
                with transaction.atomic():
                    no = save.facts(event_pk, now.no, decision.facts, by=by)
                    transaction.on_commit(partial(_tell, event_pk))
            except LogMoved:
                continue
            return Done(decision.sentence, no)
    raise TooBusy("Many things happen at once, and this was not recorded. Maybe press once more.")


def since(started: datetime, now: datetime) -> str:
    """Say how long ago something was: "5 s ago", "3 min ago"."""
    seconds = max(0, round((now - started).total_seconds()))
    return f"{seconds} s ago" if seconds < 90 else f"{round(seconds / 60)} min ago"


def _tell(event_pk: int) -> None:
    ports.publish(event_pk)
