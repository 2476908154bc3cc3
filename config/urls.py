"""Every address of the product. Account addresses begin with /a/<account>/; whatever is left is the web application's."""

from django.urls import include, path, re_path

from api.graphql import endpoints
from api.rest import audit_log, brand, reports
from config.application import application

urlpatterns = [
    path("_allauth/", include("allauth.headless.urls")),
    path("api/", include("api.rest.public_urls")),
    path("a/<slug:account>/graphql", endpoints.account, name="graphql"),
    path("a/<slug:account>/api/v1/", include("api.rest.urls")),
    path("agencies/<slug:agency>/graphql", endpoints.agency, name="agency-graphql"),
    path("agencies/<slug:agency>/api/v1/audit.csv", audit_log.of_agency, name="agency-audit-log"),
    path("agencies/<slug:agency>/api/v1/reports/<int:report_id>/preview.<str:form>", reports.preview_file, name="report-preview"),
    path("agencies/<slug:agency>/api/v1/editions/<int:edition_id>/<str:form>", reports.edition_file, name="edition-file"),
    path("reports/stop/<str:token>", reports.stop, name="report-stop"),
    path("reports/<str:token>", reports.page, name="report"),
    path("reports/<str:token>/<str:form>", reports.download, name="report-file"),
    path("brand/<slug:owner>/<str:digest>.png", brand.logo, name="logo"),
    re_path(r"^(?!static/).*$", application, name="application"),
]
