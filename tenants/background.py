"""Work that the clock starts for all agencies together."""

from __future__ import annotations

from celery import shared_task

from tenants import domains
from tenants.tasks import AccountTask


@shared_task(base=AccountTask, name="tenants.recheck_domains", shared=True)
def recheck_domains() -> int:
    """Look at agencies' host names again. Returns how many serve no longer."""
    return domains.recheck()
