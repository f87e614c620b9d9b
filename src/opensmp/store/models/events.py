"""The log beside the state: one event for each thing that was done, chained by hash."""

from __future__ import annotations

from django.db import models

from opensmp.store.models.base import Owned


class Event(Owned):
    """One verb that somebody carried out. ``hash`` is over all other columns and ``previous``, so an edit or a gap shows.

    ``by`` keeps the account's address as text: an account may go, what it did stays.
    """

    number = models.BigIntegerField()
    at = models.CharField(max_length=32)
    by = models.CharField(max_length=254)
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=300, blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    previous = models.CharField(max_length=64, blank=True, default="")
    hash = models.CharField(max_length=64)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="event_number"),
            models.UniqueConstraint(fields=["organisation", "previous"], name="event_chain"),
        ]
