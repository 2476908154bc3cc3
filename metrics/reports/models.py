"""Reports that agencies send, and every edition of them with what it showed and to whom it went. In the public schema."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from tenants.models import Account, Agency, User


class Kind(models.TextChoices):
    """CLIENT: one client's numbers, for the client. PORTFOLIO: all clients side by side, for the agency's people.
    HEALTH: who moved, who is off target and whose data stopped, for the agency's people."""

    CLIENT = "client"
    PORTFOLIO = "portfolio"
    HEALTH = "health"


class Frequency(models.TextChoices):
    """WEEKLY: over the last whole week, Monday to Sunday. MONTHLY: over the last whole calendar month."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Report(models.Model):
    """What an agency wants sent: which numbers, when, to whom. Local times are of the client's zone, the agency's for the portfolio.

    `due_at` and `zone` are worked out from the rest by `schedule`, and anew when the zone changes.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="reports")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="reports")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=80)
    kpis = models.JSONField(default=list, help_text="Keys of published KPIs in the order shown; empty for the usual ones.")
    frequency = models.CharField(max_length=10, choices=Frequency.choices)
    day = models.SmallIntegerField(help_text="WEEKLY: 1 Monday … 7 Sunday. MONTHLY: 1 … 31; a shorter month ends on its last day.")
    hour = models.SmallIntegerField(default=8, help_text="Local hour, 0 to 23.")
    formats = models.JSONField(default=list, help_text='What is attached to the letter: "pdf", "csv", both or neither.')
    commentary = models.TextField(default="", help_text="What the agency writes for the next edition; plain text.")
    is_active = models.BooleanField(default=True)
    zone = models.CharField(max_length=64, default="", help_text="The zone in which due_at was worked out.")
    due_at = models.DateTimeField(null=True, help_text="When the next edition is due; NULL while inactive.")
    armed_at = models.DateTimeField(default=timezone.now, help_text="When the schedule was set; what was due before is not made up for.")
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind=Kind.CLIENT, account__isnull=False) | ~models.Q(kind=Kind.CLIENT) & models.Q(account__isnull=True),
                name="report_of_a_client_names_it",
            ),
            models.UniqueConstraint(fields=("agency", "name"), name="report_once_per_name"),
        )
        indexes = (models.Index(fields=("due_at",), condition=models.Q(is_active=True), name="report_due"),)

    def __str__(self) -> str:
        return self.name


class Recipient(models.Model):
    """An address that a report goes to. Whoever asked not to be written to any more stays, and is not written to."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="recipients")
    email = models.EmailField()
    stopped_at = models.DateTimeField(null=True, help_text="When the person asked for no further letters.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "email"), name="recipient_once_per_report"),)


class State(models.TextChoices):
    """WAITING: for the period's numbers. READY: made, letters are going out. DONE: every letter has been decided.
    WITHHELD: nothing is or was sent; `note` says why."""

    WAITING = "waiting"
    READY = "ready"
    DONE = "done"
    WITHHELD = "withheld"


class Edition(models.Model):
    """A report over one period: what was shown, as a document; and the link under which its readers see it for a while."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="editions")
    start = models.DateField()
    end = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    note = models.TextField(default="", help_text="Why it is withheld, for people.")
    wait_until = models.DateTimeField(help_text="From then on it is sent with the numbers there are.")
    document = models.JSONField(null=True, help_text="Exactly what was shown, as metrics.reports.document describes it.")
    accounts = models.JSONField(default=list, help_text="The ids of the accounts whose numbers are in it.")
    sent_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", help_text="NULL: by schedule.")
    created_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True)
    salt = models.CharField(max_length=32, default="", help_text="What the link's token is made from, with SECRET_KEY; the token itself is nowhere.")
    digest = models.CharField(max_length=64, null=True, unique=True, help_text="SHA-256 of the link's token, hexadecimal.")
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True, help_text="When the link was opened for the first time.")
    opened = models.IntegerField(default=0, help_text="How often the link was opened.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "start", "end"), name="edition_once_per_period"),)
        indexes = (models.Index(fields=("state",), condition=models.Q(state__in=("waiting", "ready")), name="edition_open"),)


class EditionFile(models.Model):
    """A file as it was sent, for as long as the edition's link lives; afterwards it is made again from the document."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=10)
    content = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("edition", "format"), name="edition_file_once_per_format"),)


class Delivery(models.Model):
    """One letter of an edition to one address; sent again it is another one."""

    class State(models.TextChoices):
        """PENDING: to be sent at `try_at`. SENDING: a worker is at it since `tried_at`. SENT: the mail server took it.
        FAILED: given up; `error` says why. STOPPED: the person wants no letters, or may not have them any more."""

        PENDING = "pending"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        STOPPED = "stopped"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="deliveries")
    email = models.EmailField()
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.SmallIntegerField(default=0)
    try_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("edition", "email"), condition=models.Q(state__in=("pending", "sending")), name="delivery_once_at_a_time"),
        )
        indexes = (models.Index(fields=("try_at",), condition=models.Q(state__in=("pending", "sending")), name="delivery_open"),)
