"""Make an evening of many people in the database at KEYWHO_HOME, planned and published, at the cue before its first round; print how to reach it.

python benchmarks/live/room.py PEOPLE ROUNDS
"""

import json
import os
import sys
from datetime import UTC, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keywho.server.conf.settings")

from keywho.server.conf.start import start_django

start_django()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.middleware.csrf import _get_new_csrf_string

from keywho.benefit.matrix import benefit_from_profiles
from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.live.run_of_show import usual_run_of_show
from keywho.planning.engine import plan
from keywho.planning.stopping import MaxMoves
from keywho.server.services import running
from keywho.server.services.links import Link, LinkKind, new_epoch, new_key, token_of
from keywho.server.store import load, save
from keywho.server.store import models as records

WORDS = ("nurses", "energy", "logistics", "editing", "founders", "teaching", "law", "retail", "chips", "cooking", "housing", "grants")


def main(count: int, rounds: int, here: int) -> None:
    """Make it."""
    call_command("migrate", verbosity=0)
    now = datetime.now(UTC)
    organizer = records.Organizer.objects.sign_up(email="bench@example.org", name="Bench", password="only for this run")
    event = records.Event.objects.create(code="BENCH", name="A large room", starts_at=now, epoch=new_epoch(), key=new_key(), projector_key=new_key())
    event.organizers.add(organizer)
    records.Attendee.objects.bulk_create(
        [
            records.Attendee(
                event=event, public_id=f"a{no}", name=f"Person {no}", seeks=f"a job in {WORDS[no % 12]}", offers=f"ten years of {WORDS[(no * 7 + 3) % 12]}"
            )
            for no in range(count)
        ],
        batch_size=500,
    )
    save.people_changed(event.pk)
    if count:
        _plan(event, organizer, rounds, here, now)
    session = SessionStore()
    session[SESSION_KEY] = str(organizer.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = organizer.get_session_auth_hash()
    session.create()
    csrf = _get_new_csrf_string()
    paths = [f"/live/phone/{token_of(Link(LinkKind.PERSONAL, event.pk, one.pk, one.link_no), event.key)}" for one in load.people(event.pk)[:here]]
    cookies = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={csrf}"
    print(json.dumps({"code": event.code, "paths": paths, "csrf": csrf, "cookies": cookies, "first_cue_no": 2}))


def _plan(event: records.Event, organizer: records.Organizer, rounds: int, here: int, now: datetime) -> None:
    """Plan and publish, check people in, and go on to the words before the first round."""
    known = load.people(event.pk)
    attendees = tuple(one.attendee for one in known)
    problem = Problem(attendees, tuple(Round.nearby(None) for _ in range(rounds)), None, benefit_from_profiles(attendees))
    result = plan(problem, stop=MaxMoves(1000), seed=1)
    version = save.version(event.pk, problem, result, usual_run_of_show(problem.rounds), origin="benchmark", made_by=organizer)
    running.publish(event.pk, version.no, by="organizer 1", now=now)
    running.arrived(event.pk, [one.attendee.id for one in known[:here]], by="organizer 1", now=now)
    for cue_no in range(2):
        running.go_on(event.pk, cue_no, by="organizer 1", now=now)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int((sys.argv[3:] or sys.argv[1:2])[0]))
