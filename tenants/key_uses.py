"""How often each key is used, from where, and how often it is refused: counted by the hour, after the answer."""

from __future__ import annotations

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponseBase

from tenants.access import known_key
from tenants.callers import address_of

logger = logging.getLogger(__name__)
REFUSED = frozenset({401, 403, 429})
"""Answers that refuse what a key asked inside; without access the answer is 404, which inside only says that a thing is missing."""

# The key may be gone by now; then there is nothing to count.
COUNT = """
    INSERT INTO tenants_keyuse (key_id, hour, address, requests, refused)
    SELECT id, date_trunc('hour', now(), 'UTC'), %(address)s::inet, 1, %(refused)s FROM tenants_apikey WHERE id = %(key)s
    ON CONFLICT (key_id, hour, address) DO UPDATE SET requests = tenants_keyuse.requests + 1, refused = tenants_keyuse.refused + excluded.refused
"""


def count(request: HttpRequest, response: HttpResponseBase) -> None:
    """One more request with a key of ours, if it came with one. A count that fails is logged; the answer goes out all the same."""
    key = known_key(request)
    if key is None:
        return
    has_access = hasattr(request, "access") or hasattr(request, "agency_access")
    is_refused = not has_access or response.status_code in REFUSED
    try:
        with connection.cursor() as cursor:
            cursor.execute(COUNT, {"key": key.pk, "address": address_of(request) or "0.0.0.0", "refused": int(is_refused)})
    except DatabaseError:
        logger.exception("A use of key %s was not counted.", key.pk)
