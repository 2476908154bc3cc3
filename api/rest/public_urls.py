"""Addresses below /api/."""

from django.urls import path

from api.rest import brand, public

urlpatterns = [
    path("brand", brand.brand, name="brand"),
    path("host", brand.host, name="host"),
    path("session", public.session, name="session"),
    path("accounts", public.accounts, name="accounts"),
    path("agencies", public.agencies, name="agencies"),
    path("invitations/<str:token>", public.invitation, name="invitation"),
]
