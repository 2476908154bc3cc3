"""Customers' erasure: one person's data removed from all of an account, while its numbers stay as they are (docs/adr/0095).

`request(identities=…, also=…, by=access) -> Erasure` queues it, `perform(id)` carries it out; `words` finds a person in texts, `columns`
says in which, `searching` goes through them, `files` removes uploads. What comes again is met by tickets.ingest.forgotten.
"""

from .requests import TASK, perform, request, resume_stalled

__all__ = ["TASK", "perform", "request", "resume_stalled"]
