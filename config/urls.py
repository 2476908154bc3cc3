"""Every address of the product. Account addresses begin with /a/<account>/; whatever is left is the web application's."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path, re_path

from config.application import application

urlpatterns: list[URLPattern | URLResolver] = [path("_allauth/", include("allauth.headless.urls"))]
if find_spec("api.rest") and find_spec("api.rest.public_urls"):
    urlpatterns.append(path("api/", include("api.rest.public_urls")))
if find_spec("api.graphql") and find_spec("api.graphql.view") and find_spec("api.graphql.schema"):
    from api.graphql.view import view

    urlpatterns.append(path("a/<slug:account>/graphql", view, name="graphql"))
if find_spec("api.rest") and find_spec("api.rest.urls"):
    urlpatterns.append(path("a/<slug:account>/api/v1/", include("api.rest.urls")))
urlpatterns.append(re_path(r"^(?!static/).*$", application, name="application"))
