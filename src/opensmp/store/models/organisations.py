"""Organisations and their plans: what a URL names."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models

from opensmp.store.models.base import Owned

SLUG = RegexValidator(r"^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$")
"""What stands in a URL for an organisation or a plan: small letters, digits and hyphens."""


class Organisation(models.Model):
    """An organisation. ``head`` counts its events, ``head_hash`` is the last one's hash.

    ``changed`` and ``changed_hash`` are those of the last event that changed what its texts and versions say: a comment
    moves the head and nothing else. ``lives_on`` is set for an example whose records end on a day: the day that is shown
    as today.
    """

    slug = models.CharField(max_length=60, unique=True, validators=[SLUG])
    name = models.CharField(max_length=200)
    head = models.BigIntegerField(default=0)
    head_hash = models.CharField(max_length=64, default="")
    changed = models.BigIntegerField(default=0)
    changed_hash = models.CharField(max_length=64, default="")
    lives_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> tuple[int, int, str]:
        """What its texts and versions say, as a key: what was built from them alone stays right while this is the same."""
        return self.pk, self.changed, self.changed_hash


class PlanRow(Owned):
    """A service management plan of the organisation: one for each of its service management systems."""

    slug = models.CharField(max_length=60, validators=[SLUG])
    title = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Owned.Meta):
        db_table = "store_plan"
        constraints = [models.UniqueConstraint(fields=["organisation", "slug"], name="plan_slug")]

    def __str__(self) -> str:
        return self.title
