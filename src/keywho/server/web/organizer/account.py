"""Accounts: sign in and out, the first account, a new password."""

import threading
import time

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from keywho.core.errors import BadInput
from keywho.server.services import accounts, events
from keywho.server.services.flood import Limit
from keywho.server.store import models as records
from keywho.server.web.organizer.access import organizer_of

TRIES_OF_ONE_ADDRESS, TRIES_OF_ONE_PLACE = 6, 30
"""In a minute: of one mail address from one place in the network, and of one place."""

WRONG = "Address and password don't fit together. Maybe a letter is different; capital letters count in the password."
TOO_OFTEN = "That was tried many times in this minute. Please wait a minute, then try again."
DESK = "/desk/"

LONGEST_PASSWORD = 4096
_looking = threading.BoundedSemaphore(2)
_of_address, _of_place = Limit(TRIES_OF_ONE_ADDRESS), Limit(TRIES_OF_ONE_PLACE)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in, and go on to the page that was asked for."""
    wanted = _next(request)
    if request.user.is_authenticated and request.method == "GET":
        return redirect(wanted)
    email, sentence, status = _typed(request, "email"), "", 200
    if request.method == "POST":
        if not _admitted(request, email):
            sentence, status = TOO_OFTEN, 429
        elif (organizer := _known(request, email)) is not None:
            login(request, organizer)
            return redirect(wanted)
        else:
            sentence, status = WRONG, 422
    words = {"email": email, "sentence": sentence, "next": wanted, "nobody": not accounts.anyone_there()}
    return render(request, "organizer/account_sign_in.html", words, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out of this device."""
    logout(request)
    return redirect("/sign-in")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def first(request: HttpRequest, token: str) -> HttpResponse:
    """Open a link that is good once: make the first account, or choose a password."""
    try:
        link = accounts.read_link(token)
    except BadInput as refused:
        return render(request, "organizer/account_link_over.html", {"sentence": str(refused)}, status=410)
    typed = {"email": _typed(request, "email"), "name": _typed(request, "name")}
    sentence = ""
    if request.method == "POST":
        try:
            organizer = accounts.use_link(token, email=typed["email"], name=typed["name"], password=request.POST.get("password", ""))
        except BadInput as refused:
            sentence = str(refused)
        else:
            events.adopt_unowned(organizer)
            login(request, organizer)
            messages.success(request, f"Welcome, {organizer.name}. Your account is ready.")
            return redirect(DESK)
    words = {"link": link, "typed": typed, "sentence": sentence, "is_new": not link.known}
    return render(request, "organizer/account_first.html", words, status=422 if sentence else 200)


@login_required
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show one's own account; change the name."""
    organizer = organizer_of(request)
    if request.method == "POST":
        try:
            messages.success(request, accounts.rename(organizer, _typed(request, "name")))
        except BadInput as refused:
            messages.error(request, str(refused))
        return redirect("/account")
    return render(request, "organizer/account.html", {"organizer": organizer})


@sensitive_post_parameters("old", "password")
@login_required
@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; other devices are signed out by that."""
    organizer = organizer_of(request)
    try:
        _change_password(request, organizer)
    except BadInput as refused:
        return render(request, "organizer/account.html", {"organizer": organizer, "sentence": str(refused)}, status=422)
    messages.success(request, "Your password is changed. Other devices are signed out.")
    return redirect("/account")


def _known(request: HttpRequest, email: str) -> records.Organizer | None:
    """Give whoever has this address and password. A look at a password takes 100 MB of memory, so only a few are looked at at once."""
    with _looking:
        organizer = authenticate(request, username=email, password=request.POST.get("password", "")[:LONGEST_PASSWORD])
    return organizer if isinstance(organizer, records.Organizer) else None


def _change_password(request: HttpRequest, organizer: records.Organizer) -> None:
    if not _admitted(request, organizer.email):
        raise BadInput(TOO_OFTEN)
    if not organizer.check_password(request.POST.get("old", "")):
        raise BadInput("The old password is another one. Maybe a letter is different.")
    new = request.POST.get("password", "")
    try:
        validate_password(new, organizer)
    except ValidationError as error:
        raise BadInput(" ".join(error.messages) + " Maybe take three or four words that only you put together.") from None
    organizer.set_password(new)
    organizer.save(update_fields=["password"])
    update_session_auth_hash(request, organizer)


def _typed(request: HttpRequest, name: str) -> str:
    """Give a line that was typed, with single blanks and without signs that nobody can see (a database may refuse them)."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in request.POST.get(name, "")).split())


def _admitted(request: HttpRequest, email: str) -> bool:
    """Say whether one more try is fine; a stranger can't lock an organizer out from elsewhere."""
    place, at_s = request.META.get("REMOTE_ADDR", ""), time.monotonic()
    return _of_place.admits(place, at_s) and _of_address.admits((place, email.casefold()), at_s)


def _next(request: HttpRequest) -> str:
    """Give the page to go on to: one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or DESK
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else DESK


urlpatterns = [
    path("sign-in", sign_in, name="sign-in"),
    path("sign-out", sign_out, name="sign-out"),
    path("first/<str:token>", first, name="first"),
    path("account", account, name="account"),
    path("account/password", password, name="account-password"),
]
