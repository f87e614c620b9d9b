"""Taking the plan out, at any time, in open formats: its folder, or one JSON file."""

from __future__ import annotations

import json

from django.http import Http404, HttpResponse

from opensmp.dossier.digests import canonical
from opensmp.exchange.archive import packed
from opensmp.web.desk import Desk, page
from opensmp.web.settings.activity import attached


@page("export")
def leaving(desk: Desk, form: str) -> HttpResponse:
    """Give the draft as the folder that the command line and git work with, or as JSON with its digest."""
    dossier = desk.dossier
    name = f"{desk.organisation.slug}-{desk.plan.slug}-{dossier.plan.identity.version or 'draft'}"
    if form == "folder":
        return attached(packed(dossier), f"{name}.zip", "application/zip")
    if form == "json":
        whole = {
            "digest": dossier.digest,
            "sealed": json.loads(canonical(dossier.seal())),
            "plan": json.loads(canonical(dossier.plan)),
            "organisation": json.loads(canonical(dossier.organisation)),
            "registers": json.loads(canonical(dossier.registers)),
            "history": json.loads(canonical(dossier.history)),
        }
        raw = json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"
        return attached(raw, f"{name}.json", "application/json")
    raise Http404
