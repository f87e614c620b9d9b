"""What a measurement told beyond its verdicts: windows that still run, parts by version, what was left out, pictures.

The verdicts are rows of the plan and enough for every page. This is kept beside the records, rebuilt by each measurement,
and lost without harm.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from opensmp.store.models import Organisation, PlanRow
from opensmp.store.reading import Kept
from opensmp.tables.atomic import replacing

Told = Mapping[str, Any]
"""``at``, ``start``, ``end``, ``zone``, ``records``, ``imports``, ``held`` and ``promises`` by id; see :mod:`measured`."""

_NOTHING: Told = {}
_kept: Kept[Told] = Kept(8)


def store_folder(organisation: Organisation) -> Path:
    """Return where the records of an organisation are."""
    return Path(settings.HOME) / "records" / organisation.slug


def has_records(organisation: Organisation) -> bool:
    """Whether records were ever imported."""
    return (store_folder(organisation) / "store.json").exists()


def told_for(plan: PlanRow, organisation: Organisation) -> Told:
    """Return what the last measurement told; nothing where there was none."""
    place = _place(plan, organisation)
    try:
        stamp = place.stat().st_mtime_ns
    except OSError:
        return _NOTHING
    return _kept.get((str(place), stamp), lambda: _read(place))


def keep_told(plan: PlanRow, organisation: Organisation, told: Told) -> None:
    """Keep what a measurement told, whole or not at all."""
    place = _place(plan, organisation)
    place.parent.mkdir(parents=True, exist_ok=True)
    with replacing(place) as out:
        out.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def _place(plan: PlanRow, organisation: Organisation) -> Path:
    return Path(settings.HOME) / "records" / f"{organisation.slug}.{plan.slug}.json"


def _read(place: Path) -> Told:
    try:
        found = json.loads(place.read_text("utf-8"))
    except (OSError, ValueError):
        return _NOTHING
    return found if isinstance(found, dict) else _NOTHING
