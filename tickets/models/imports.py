"""Imports of files, from upload to result, and requests already carried out."""

from django.db import models


class Import(models.Model):
    """One import of files: what was uploaded, how it is read, how far it got, what came out."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded"
        QUEUED = "queued"
        IMPORTING = "importing"
        DERIVING = "deriving"
        COMPUTING = "computing"
        DONE = "done"
        FAILED = "failed"

    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.BigIntegerField(null=True, help_text="The user's id in the public schema.")
    created_with = models.BigIntegerField(null=True, help_text="The id, in the public schema, of the API key it was uploaded with.")
    kind = models.TextField(default="tickets", help_text="What its rows are: tickets, or a kind of tickets.ingest.rows.")
    filename = models.TextField()
    path = models.TextField(help_text="Where the upload lies, below MEDIA_ROOT.")
    mapping = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.UPLOADED)
    bytes_total = models.BigIntegerField(default=0)
    bytes_done = models.BigIntegerField(default=0)
    result = models.JSONField(default=dict, help_text="The counts that import_history prints.")
    rejects_path = models.TextField(default="")
    error = models.TextField(default="")
    finished_at = models.DateTimeField(null=True)


class IdempotentRequest(models.Model):
    """An answered write, so that the same Idempotency-Key gets the same answer and changes nothing."""

    key = models.CharField(max_length=255, unique=True)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the request's body.")
    status = models.SmallIntegerField()
    answer = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
