"""What readers leave beside the plan: comments, and where they stopped."""

from __future__ import annotations

from django.db import models

from opensmp.store.models.base import Owned
from opensmp.store.models.organisations import PlanRow
from opensmp.store.models.people import Account


class Comment(Owned):
    """A remark in the margin, at an address of the plan; settled once somebody says so."""

    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="+")
    where = models.CharField(max_length=300)
    text = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")


class ReadingPlace(Owned):
    """The section at which a reader stopped, and those already read."""

    plan = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    section = models.CharField(max_length=40)
    read = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["plan", "account"], name="one_place_a_reader")]
