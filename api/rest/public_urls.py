"""Addresses below /api/."""

from django.urls import path

from api.rest import public

urlpatterns = [
    path("session", public.session, name="session"),
    path("accounts", public.accounts, name="accounts"),
]
