"""The product's addresses, and the rival's beside its GraphQL."""

from django.urls import path

from bench import plain
from config import urls

urlpatterns = [
    path("a/<slug:account>/api/v1/plain/page", plain.page),
    path("a/<slug:account>/api/v1/plain/breakdowns", plain.breakdowns),
    *urls.urlpatterns,
]
