"""Whether the document register holds the version of the plan that is in force."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.documents import Document


@rule(
    "CON-41",
    clause="7.5.3",
    severity=BLOCKS,
    requirements=("R46", "R57", "R58"),
    examples=(
        fails("The register holds an older version of the plan", lambda d: _held(d, "0.1")),
        passes("The register holds the version in force", lambda d: d),
    ),
)
def register_holds_the_plan_in_force(dossier: Dossier) -> Iterator[Finding]:
    """The document register holds the version of the plan that is in force.

    Why: people take the copy that the register points to. An outdated version on file is one of the commonest
    findings about this plan.

    Fix: put the version in force into the library and the register, and mark the old one as superseded.
    """
    held, version = _own(dossier), dossier.in_force
    if held is None or version is None or not held.version or held.version == version.number:
        return
    yield Finding(
        where=at("registers/documents", held.id, "version"),
        says=_(
            "The document register holds version {held} of this plan ({id}); in force is {number}.",
            held=held.version, id=held.id, number=version.number,
        ),
        quote=held.version,
        also=(at("history/versions", version.number),),
    )  # fmt: skip


def _own(dossier: Dossier) -> Document | None:
    """Return the row of the register that is this plan, if it is approved."""
    row = dossier.documents.get(dossier.plan.identity.number)
    return row if row is not None and row.kind == "plan" and row.status == "approved" else None


def _held(dossier: Dossier, version: str) -> Dossier:
    return put(dossier, f"registers/documents/{dossier.plan.identity.number}", version=version)
