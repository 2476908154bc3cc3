"""Addresses below /a/<account>/api/v1/: facts in bulk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
