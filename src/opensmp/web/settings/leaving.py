"""Taking the plan out, at any time, in open formats: its folder, or one JSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse

from opensmp.dossier.digests import canonical, plain
from opensmp.exchange.archive import packed
from opensmp.exchange.writing import written_fields
from opensmp.plan.prose import Prose
from opensmp.web.desk import Desk, page
from opensmp.web.settings.activity import attached

_PARTS = ("plan", "organisation", "registers", "history", "acceptances", "observations", "verdicts")


@page("export")
def leaving(desk: Desk, form: str) -> HttpResponse:
    """Give the draft as the folder that the command line and git work with, or as JSON with its digest."""
    dossier = desk.dossier
    name = f"{desk.organisation.slug}-{desk.plan.slug}-{dossier.plan.identity.version or 'draft'}"
    if form == "folder":
        return attached(packed(dossier), f"{name}.zip", "application/zip")
    if form == "json":
        whole = {"digest": dossier.digest, "sealed": json.loads(canonical(dossier.seal()))}
        whole |= {name: _plain(getattr(dossier, name)) for name in _PARTS}
        raw = json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"
        return attached(raw, f"{name}.json", "application/json")
    raise Http404


def _plain(value: Any) -> Any:
    """Return a value as JSON with everything in it, also what changes in daily life, which no digest covers."""
    if isinstance(value, tuple):
        return [_plain(row) for row in value]
    if isinstance(value, Mapping):
        return {key: _plain(held) for key, held in value.items()}
    if hasattr(value, "__dataclass_fields__") and not isinstance(value, Prose):
        return {name: _plain(held) for name, held in written_fields(value).items()}
    return plain(value)
