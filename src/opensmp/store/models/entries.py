"""The draft and the registers: one row for whatever one person edits at a time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from opensmp.store.models.base import Owned
from opensmp.store.models.organisations import PlanRow
from opensmp.store.models.people import Account


class Entry(Owned):
    """A section without its rows, or one row (an objective, a practice, a service), as the folder would write it.

    ``place`` is the address of the part (``plan/practices``, ``plan/practices/practices``, ``registers/services``);
    ``key`` is the row's id there, empty for the part itself. ``body`` is YAML as in the plan's folder; ``digest`` its
    SHA-256, which every edit names as what it saw. Registers and the organisation have no plan: they serve all plans.
    """

    plan = models.ForeignKey(PlanRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=80)
    key = models.CharField(max_length=120, blank=True, default="")
    position = models.IntegerField(default=0)
    body = models.TextField()
    digest = models.CharField(max_length=64)
    revision = models.IntegerField(default=1)
    edited_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "plan", "place", "key"], condition=Q(plan__isnull=False), name="entry_of_plan"
            ),
            models.UniqueConstraint(
                fields=["organisation", "place", "key"], condition=Q(plan__isnull=True), name="entry_of_all_plans"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "plan", "place", "position"], name="entry_in_order")]


class Revision(Owned):
    """What an entry said after each change; never altered. ``gone`` marks that the row was taken out."""

    plan = models.ForeignKey(PlanRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=80)
    key = models.CharField(max_length=120, blank=True, default="")
    number = models.IntegerField()
    body = models.TextField()
    digest = models.CharField(max_length=64)
    gone = models.BooleanField(default=False)
    event = models.BigIntegerField()
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["organisation", "plan", "place", "key", "number"], name="revision_in_order")]
