import logging

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from keywho.server.conf import errors


def _break(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("Ada Lovelace can't be read")


def _forbid(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def _suspect(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


def _take(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


urlpatterns = [path("break/", _break), path("forbid/", _forbid), path("suspect/", _suspect), path("take/", _take)]
handler400, handler403 = "keywho.server.conf.errors.bad_request", "keywho.server.conf.errors.forbidden"
handler404, handler500 = "keywho.server.conf.errors.not_found", "keywho.server.conf.errors.our_fault"


@pytest.mark.parametrize(("where", "status"), [("suspect", 400), ("forbid", 403), ("nowhere", 404), ("break", 500)])
@override_settings(ROOT_URLCONF=__name__)
def test_each_trouble_has_its_page_in_plain_words(where: str, status: int) -> None:
    answer = Client(raise_request_exception=False).get(f"/{where}/")
    title, words = errors.TROUBLES[status]
    assert answer.status_code == status
    assert f">{title}</h1>" in answer.content.decode()
    assert words in answer.content.decode()
    assert "Lovelace" not in answer.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_a_form_without_our_token_is_refused_in_plain_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/take/")
    assert answer.status_code == 403
    assert errors.STALE_FORM[0] in answer.content.decode()


@override_settings(TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [], "APP_DIRS": False}])
def test_even_without_templates_somebody_gets_an_answer(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL, logger="keywho.server"):
        answer = errors.our_fault(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert errors.TROUBLES[500][1] in answer.content.decode()
