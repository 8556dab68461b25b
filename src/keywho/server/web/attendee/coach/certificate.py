"""The certificate of what was done: /coach/en/certificate and /p/TOKEN/coach/certificate, as a page that prints well and as a PDF.

The PDF comes from the same address: for everybody the notebook comes along with the press, and nothing of it stays here.
"""

from django.http import HttpRequest, HttpResponse

from keywho.adapters.certificate_pdf import certificate_pdf
from keywho.coach.certificate import LONGEST_NAME, Certificate, Deeds, certificate
from keywho.server.services.coaching.certificate import certificate_of
from keywho.server.web.attendee.coach.frame import Coached, coach_paths

PAPERS = ("a4", "letter")


def certificate_page(request: HttpRequest, coached: Coached) -> HttpResponse:
    """Show the certificate, or give it as a PDF."""
    made = _certificate(coached, request.POST.get("name", _own_name(coached)))
    paper = request.POST.get("paper", "a4") if request.POST.get("paper", "a4") in PAPERS else "a4"
    if request.POST.get("as") == "pdf" and not made.is_empty:
        headers = {"Content-Disposition": 'attachment; filename="keywho-certificate.pdf"', "Cache-Control": "no-store, private", "X-Robots-Tag": "noindex"}
        return HttpResponse(certificate_pdf(made, paper=paper), content_type="application/pdf", headers=headers)
    return coached.page(request, "certificate.html", "ladder", tab="ladder", certificate=made, longest=LONGEST_NAME)


def _own_name(coached: Coached) -> str:
    return coached.found.person.attendee.name if coached.found else coached.notebook.answers.name


def _certificate(coached: Coached, name: str) -> Certificate:
    if coached.found:
        return certificate_of(coached.found.person.pk, name, coached.notebook, coached.language, coached.at)
    return certificate(name, Deeds(), coached.notebook, (), coached.at.date(), coached.language)


urlpatterns = coach_paths("certificate", certificate_page, "certificate")
