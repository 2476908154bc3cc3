"""Every address of the product. Account addresses begin with /a/<account>/; whatever is left is the web application's."""

from django.urls import include, path, re_path

from api.graphql import endpoints
from api.rest import audit_log, brand
from config.application import application

urlpatterns = [
    path("_allauth/", include("allauth.headless.urls")),
    path("api/", include("api.rest.public_urls")),
    path("a/<slug:account>/graphql", endpoints.account, name="graphql"),
    path("a/<slug:account>/api/v1/", include("api.rest.urls")),
    path("agencies/<slug:agency>/graphql", endpoints.agency, name="agency-graphql"),
    path("agencies/<slug:agency>/api/v1/audit.csv", audit_log.of_agency, name="agency-audit-log"),
    path("brand/<slug:owner>/<str:digest>.png", brand.logo, name="logo"),
    re_path(r"^(?!static/).*$", application, name="application"),
]
