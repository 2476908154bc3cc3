"""Everything an account has, as one archive: asked for, written by a task, offered for a week.

`request(by=access) -> Export` queues one, `perform(id)` writes it, `file_of(export)` is the file while it is offered, `written(export)` its
progress in bytes, `lapse()` removes what is over.
"""

from .exports import OFFERED, TASK, file_of, lapse, perform, request, resume_stalled, written

__all__ = ["OFFERED", "TASK", "file_of", "lapse", "perform", "request", "resume_stalled", "written"]
