"""What a person sees of the plan: the draft, or the version in force where the role reads nothing else."""

from __future__ import annotations

from opensmp.dossier import Dossier
from opensmp.exchange.values import dossier_of_sealed
from opensmp.lifecycle.history import Version
from opensmp.store.reading import Kept
from opensmp.web.desk import Desk

_sealed: Kept[Dossier] = Kept(8)


def seen_dossier(desk: Desk) -> Dossier:
    """Return the draft for people inside; for an external auditor the version in force, and nothing where there is none."""
    if desk.may("read_draft"):
        return desk.dossier
    version = desk.dossier.in_force
    key = (desk.organisation.state, desk.plan.pk, desk.today, version and version.number)
    return _sealed.get(key, lambda: _of_version(desk.dossier, version))


def _of_version(around: Dossier, version: Version | None) -> Dossier:
    sealed = around.sealed.get(version.number) if version is not None else None
    return dossier_of_sealed(sealed or {}, around)
