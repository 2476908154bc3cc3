"""Views of the portfolio that an agency's people name and keep."""

from __future__ import annotations

from django.db import transaction

from tenants.errors import Invalid, Missing
from tenants.models import Agency, SavedView, User

MOST = 100
LONGEST_NAME, LONGEST_SEARCH = 60, 2_000


@transaction.atomic
def keep(agency: Agency, *, name: str, search: str, by: User | None) -> SavedView:
    """A new view, or another search under a name that there is. `Invalid` names the field at fault."""
    name, search = " ".join(name.split()), search.strip().removeprefix("?")
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Invalid(f"Give the view a name of at most {LONGEST_NAME} characters.", field="name")
    if len(search) > LONGEST_SEARCH or not search.isprintable():
        raise Invalid(f"A view is the query string of a page, of at most {LONGEST_SEARCH:,} characters.", field="search")
    Agency.objects.select_for_update().get(pk=agency.pk)
    if not SavedView.objects.filter(agency=agency, name=name).exists() and SavedView.objects.filter(agency=agency).count() >= MOST:
        raise Invalid(f"An agency keeps {MOST} views; remove one first.", field="name")
    return SavedView.objects.update_or_create(agency=agency, name=name, defaults={"search": search}, create_defaults={"search": search, "created_by": by})[0]


def remove(agency: Agency, *, view_id: int) -> SavedView:
    """The view, gone. `Missing` if the agency has none of this number."""
    view = SavedView.objects.select_related("created_by").filter(agency=agency, pk=view_id).first()
    if view is None:
        raise Missing("There is no such view in this agency.", field="id")
    SavedView.objects.filter(pk=view.pk).delete()
    return view
