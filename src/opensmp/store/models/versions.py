"""The governed path: what was submitted, what was decided about it, and the versions that were sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from opensmp.store.models.base import Owned
from opensmp.store.models.organisations import PlanRow
from opensmp.store.models.people import Account


class Submission(Owned):
    """A draft put before top management: the exact value, its digest, and where it stands.

    ``history`` is the version's row without its approvals, ``token_hash`` the SHA-256 of the secret in the link.
    """

    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    value = models.TextField()
    digest = models.CharField(max_length=64)
    history = models.TextField()
    what = models.TextField(blank=True, default="")
    why = models.TextField(blank=True, default="")
    head = models.BigIntegerField()
    status = models.CharField(max_length=10, default="waiting")  # waiting, approved, returned, refused, withdrawn
    exception = models.TextField(blank=True, default="")
    override = models.TextField(blank=True, default="")
    authors = models.JSONField(default=list)  # accounts that may not approve: the submitter and the last editor
    blocking = models.JSONField(default=list)  # [[rule, address, {language: sentence}], …] at the time of submission
    token_hash = models.CharField(max_length=64, blank=True, default="")
    submitted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "plan"], condition=Q(status="waiting"), name="one_waiting_submission"
            )
        ]


class Decision(Owned):
    """What one member of top management decided about exactly one digest; never altered."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10)  # approved, returned, refused
    digest = models.CharField(max_length=64)
    note = models.TextField(blank=True, default="")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=120, blank=True, default="")
    office = models.CharField(max_length=120, blank=True, default="")
    at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["submission", "by"], name="one_decision_a_person")]


class Refinement(Owned):
    """A change that top management asks for in one section before it approves."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=40)
    text = models.TextField()


class SealedVersion(Owned):
    """A version: insert only, and the database refuses anything else (``store/fences.py``).

    ``value`` is the canonical form whose SHA-256 is ``digest`` (empty where an imported history kept no text);
    ``history`` is the version's row of ``history.yaml``, with its approvals.
    """

    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    position = models.IntegerField(default=0)
    value = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")
    history = models.TextField()
    sealed_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "plan", "number"], name="version_number")]
