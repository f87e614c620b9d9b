"""Files that people bring: kept by their content, read in the background, with their progress."""

from __future__ import annotations

from django.db import models

from opensmp.store.models.base import Owned
from opensmp.store.models.people import Account


class Upload(Owned):
    """A file somebody brought. On the disk it is named by its SHA-256; ``name`` is only shown."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=20)  # register, records, plan
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Import(Owned):
    """What became of an upload. ``progress`` runs from 0 to 100; ``result`` is what the page shows when it is done."""

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, default="waiting")  # waiting, running, done, failed, undone
    progress = models.IntegerField(default=0)
    target = models.CharField(max_length=80, blank=True, default="")
    options = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
