"""Whether a document changed since the version in force relied on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._helpers import label


@rule(
    "CON-21",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R46", "R39"),
    examples=(
        fails("A document with a newer version than the plan in force relied on", lambda d: _amended(d)),
        passes("The version that the plan in force relied on", lambda d: d),
    ),
)
def relied_on_document_is_unchanged(dossier: Dossier) -> Iterator[Finding]:
    """A document that the version in force relies on has not changed since.

    Why: the plan was approved with the document as it was then. Until somebody has read the new text, nobody knows
    whether the plan still says what it says.

    Fix: read what changed; amend the plan, or record a review of the plan with the outcome “no change”.
    """
    version = dossier.in_force
    earlier = _documents(dossier.sealed.get(version.number)) if version else {}
    read = max((review.on for review in dossier.history.reviews if review.on <= dossier.today), default=None)
    for key, before in earlier.items():
        now = dossier.documents.get(key)
        if version is None or now is None or not now.version or before.get("version", "") in ("", now.version):
            continue
        if read is not None and now.approved is not None and read >= now.approved:
            continue
        says = _(
            "{document} is now version {now}; version {plan} of the plan relied on version {before}.",
            document=label(now), now=now.version, plan=version.number, before=str(before["version"]),
        )  # fmt: skip
        where = at("registers/documents", key, "version")
        yield Finding(where, says, quote=now.version, also=(at("history/versions", version.number),))


def _documents(sealed: Any) -> Mapping[str, Any]:
    """Return the extracts of documents in a sealed value, whatever else it holds."""
    registers = sealed.get("registers") if isinstance(sealed, Mapping) else None
    rows = registers.get("documents") if isinstance(registers, Mapping) else None
    return {key: row for key, row in rows.items() if isinstance(row, Mapping)} if isinstance(rows, Mapping) else {}


def _amended(dossier: Dossier) -> Dossier:
    """Let a document that the version in force relied on have a newer version, approved since the last review.

    Where no version is sealed yet, one is made that relied on the first document of the register.
    """
    version = dossier.in_force
    if version is None:
        return dossier
    earlier = _documents(dossier.sealed.get(version.number))
    key = next((key for key in earlier if key in dossier.documents), dossier.registers.documents[0].id)
    if not earlier:
        relied = {key: {"id": key, "version": dossier.documents[key].version}}
        sealed = {"schema_version": 1, "plan": {}, "registers": {"documents": relied}}
        dossier = replace(dossier, sealed={**dossier.sealed, version.number: sealed})
    reviewed = max((review.on for review in dossier.history.reviews), default=dossier.today)
    approved = min(dossier.today, reviewed + timedelta(days=1))
    return put(dossier, f"registers/documents/{key}", version="99.0", approved=approved)
