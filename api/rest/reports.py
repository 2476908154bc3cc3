"""Reports outside the application: the page behind a letter's link and its files, and no more letters; previews and files for the agency's people."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from metrics.readings import ReadingError
from metrics.reports import files, history, letters, links, pdf, preview, rendering, rules, sheet, words
from metrics.reports.document import Document
from metrics.reports.models import Edition
from tenants.access import AgencyAbility, AgencyAccess
from tenants.errors import Forbidden, Missing, Refused
from tenants.hosts import agency_of
from tenants.looks import logo_png
from tenants.models import Agency

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action {forms}; frame-ancestors 'none'"
STATUS: dict[type[Refused], int] = {Missing: 404, Forbidden: 403}


@require_safe
@never_cache
def page(request: HttpRequest, token: str) -> HttpResponse:
    """The report as a page, for whoever has the link; 404 alike for every link that opens nothing."""
    edition = links.find(token, host=agency_of(request))
    if edition is None:
        return gone()
    if request.method == "GET":
        links.opened(edition)
    expires = words.day(edition.expires_at.date()) if edition.expires_at else ""
    logo, pictures = letters.as_data(edition.report.agency, files.pictures(edition))
    below = f"/reports/{token}"
    return shown(rendering.page(files.shown(edition), logo=logo, pictures=pictures, pdf=f"{below}/pdf", csv=f"{below}/csv", expires=expires))


@require_safe
@never_cache
def download(request: HttpRequest, token: str, form: str) -> HttpResponse:
    """The report's PDF or CSV, for whoever has the link."""
    edition = links.find(token, host=agency_of(request))
    return attached(edition, form) if edition is not None and form in files.FORMATS else gone()


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask (GET) and note (POST, also a mail reader's own) that this address wants no more letters. The signed link is all the proof
    there is, so no cookie is looked at and no CSRF token needed."""
    recipient = links.recipient_of(token)
    if recipient is None:
        return gone()
    if request.method == "POST":
        links.stop(recipient)
        return notice("No more letters", f"{recipient.email} gets no more letters of “{recipient.report.name}”.")
    return notice("Stop these letters?", f"{recipient.email} would get no more letters of “{recipient.report.name}”.", button="Stop them")


@require_safe
@never_cache
def preview_file(request: HttpRequest, agency: str, report_id: int, form: str) -> HttpResponse:
    """What a report would show if it were sent now, as html, pdf or csv."""

    def answer(access: AgencyAccess) -> HttpResponse:
        report = rules.find(access.agency, report_id)
        return rendered(preview.document(report), access.agency, form)

    return for_agency(request, answer)


@require_safe
@never_cache
def edition_file(request: HttpRequest, agency: str, edition_id: int, form: str) -> HttpResponse:
    """What an edition showed, as html, pdf or csv, however long ago."""

    def answer(access: AgencyAccess) -> HttpResponse:
        edition = history.find(access.agency, edition_id)
        if edition.document is None:
            raise Missing("This edition was never made.", field="id")
        return attached(edition, form) if form in files.FORMATS else rendered(files.shown(edition), access.agency, form)

    return for_agency(request, answer)


def for_agency(request: HttpRequest, answer: Callable[[AgencyAccess], HttpResponse]) -> HttpResponse:
    """The answer for who may read in the agency; refusals as JSON. The middleware has let nobody else through."""
    access: AgencyAccess = request.agency_access  # type: ignore[attr-defined]
    try:
        if not access.may(AgencyAbility.READ):
            raise Forbidden("Your role or key does not allow this.")
        return answer(access)
    except Refused as error:
        return JsonResponse({"errors": [error.as_dict()]}, status=STATUS.get(type(error), 400))
    except ReadingError as error:
        return JsonResponse({"errors": [{"field": None, "code": error.code, "message": str(error)}]}, status=400)


def rendered(document: Document, agency: Agency, form: str) -> HttpResponse:
    """A document as html, pdf or csv."""
    if form not in ("html", *files.FORMATS):
        raise Missing("There is no such format; there are html, pdf and csv.", field="form")
    if form == "html":
        logo, pictures = letters.as_data(agency, pdf.pictures(document))
        return shown(rendering.page(document, logo=logo, pictures=pictures))
    content = pdf.render(document, logo=logo_png(agency)) if form == "pdf" else sheet.render(document)
    return as_file(content, form, letters.file_name(document))


def attached(edition: Edition, form: str) -> HttpResponse:
    return as_file(files.content(edition, form), form, letters.file_name(files.shown(edition)))


def as_file(content: bytes, form: str, name: str) -> HttpResponse:
    response = guarded(HttpResponse(content, content_type=files.TYPES[form]))
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def shown(html: str) -> HttpResponse:
    return guarded(HttpResponse(html))


def gone() -> HttpResponse:
    """The same for a link that never was, has expired or was taken back."""
    return notice("This link does not work", "It may have expired, or it was taken back. Ask whoever sent it to you for a new one.", status=404)


def notice(title: str, text: str, *, button: str = "", status: int = 200) -> HttpResponse:
    page = render_to_string("reports/notice.html", {"title": title, "text": text, "button": button})
    return guarded(HttpResponse(page, status=status), forms="'self'" if button else "'none'")


def guarded(response: HttpResponse, *, forms: str = "'none'") -> HttpResponse:
    """Nothing runs or loads, nobody is told where the reader came from, and no search engine keeps it."""
    response["Content-Security-Policy"] = POLICY.format(forms=forms)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["X-Content-Type-Options"] = "nosniff"
    return response
