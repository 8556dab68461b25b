"""Where a mail server hands in mails that arrived for keywho: /inbox/KEY, with the whole mail as the body."""

import hmac
import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from keywho.adapters.mail.read import LARGEST
from keywho.server.services.evenings import now
from keywho.server.services.flood import Limit
from keywho.server.services.receiving import receive

MOST_WRONG_KEYS = 20
_wrong_keys = Limit(MOST_WRONG_KEYS)


@csrf_exempt
@require_POST
def inbox(request: HttpRequest, key: str) -> HttpResponse:
    """Take in one mail, as it is (RFC 5322); says in a word what came of it. Once more does no harm: each mail counts once."""
    caller = request.META.get("REMOTE_ADDR", "")
    if not _is_key(key):
        is_patient = _wrong_keys.admits(caller, time.monotonic())
        return _said("There is nothing here.", 404) if is_patient else _said("Too many wrong keys. Try again in a minute.", 429)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST:
        return _said(f"A mail may have {LARGEST // 1024 // 1024} MB at most.", 413)
    raw = request.read(LARGEST + 1)
    if not raw.strip():
        return _said("There was no mail in it. Post it as the body, as it is.", 400)
    if len(raw) > LARGEST:
        return _said(f"A mail may have {LARGEST // 1024 // 1024} MB at most.", 413)
    return _said(receive(raw, now()))


def _is_key(key: str) -> bool:
    wanted: str = settings.MAIL_WEBHOOK_KEY
    return hmac.compare_digest(key.encode(), wanted.encode()) and bool(wanted)


def _said(words: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8", status=status, headers={"Cache-Control": "no-store"})


urlpatterns = [path("inbox/<str:key>", inbox, name="inbox")]
