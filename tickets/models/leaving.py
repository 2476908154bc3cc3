"""What leaves an account: everything it has, as a file; and what is known of one customer, for good."""

from django.db import models

from .history import Customer


class Export(models.Model):
    """One archive of everything the account has: asked for, written, offered for a week, removed."""

    class Status(models.TextChoices):
        QUEUED = "queued"
        WRITING = "writing"
        READY = "ready"
        LAPSED = "lapsed"
        FAILED = "failed"

    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.TextField(help_text="Who asked for it, as it read then.")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    path = models.TextField(default="", help_text="Where the file lies, below the account's exports; '' when there is none (any more).")
    bytes = models.BigIntegerField(default=0)
    rows = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, default="", help_text="Of the whole file, hexadecimal.")
    error = models.TextField(default="")
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True, help_text="When the file is removed.")


class Erasure(models.Model):
    """A customer's request to be forgotten. What was asked for is kept only until it is done; then there are counts alone."""

    class Status(models.TextChoices):
        QUEUED = "queued"
        FILES = "files"
        DONE = "done"

    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.TextField(help_text="Who entered the request, as it read then.")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    asked = models.JSONField(default=dict, help_text='{"identities": [[source, external id]], "also": [text]}; {} once it is done.')
    counts = models.JSONField(default=dict, help_text="How much was changed or removed: {what: number}.")
    finished_at = models.DateTimeField(null=True)


class ErasedCustomer(models.Model):
    """An identifier that must not come back: known by its salted digest, and the nameless customer whom it now means."""

    digest = models.CharField(max_length=64, unique=True, help_text="HMAC-SHA256 of source and external id with the account's salt.")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    erased_at = models.DateTimeField(auto_now_add=True)
