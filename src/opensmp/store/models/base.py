"""What every table shares: it belongs to an organisation, and no query forgets which."""

from __future__ import annotations

from typing import Generic, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class Ours(models.Manager[M], Generic[M]):
    """The only way to rows: ``Entry.objects.of(organisation)``. A query without an organisation is a mistake of ours."""

    def of(self, organisation: models.Model | int) -> models.QuerySet[M]:
        """Return the rows of one organisation, given as a row or by its number."""
        number = organisation if isinstance(organisation, int) else organisation.pk
        return super().get_queryset().filter(organisation_id=number)

    def get_queryset(self) -> models.QuerySet[M]:
        raise TypeError(f"{self.model.__name__} rows belong to an organisation: ask for objects.of(organisation)")

    def create(self, **row: object) -> M:
        """Store a new row; ``organisation`` or ``organisation_id`` is one of its values."""
        made = self.model(**row)
        made.save(force_insert=True, using=self.db)
        return made


class Owned(models.Model):
    """A row of one organisation. The database refuses to move it to another (migration 0002)."""

    organisation = models.ForeignKey("store.Organisation", on_delete=models.PROTECT, related_name="+")

    objects = Ours()
    everywhere = models.Manager()
    """For backup, restore and sign-in alone: a house test names the files that may use it."""

    class Meta:
        abstract = True
        default_manager_name = "objects"
        base_manager_name = "everywhere"
