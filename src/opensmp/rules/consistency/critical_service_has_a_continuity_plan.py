"""Whether a continuity plan covers each critical service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.documents import Document, Extract
from opensmp.rules.consistency._helpers import covered, few, label, named


@rule(
    "CON-35",
    clause="8.7.2",
    severity=ADVICE,
    requirements=("R14", "R46", "R51"),
    examples=(
        fails("No continuity plan names the most critical service", lambda d: _uncovered(d)),
        passes("A continuity plan that does not list services covers all of them", lambda d: _general(d)),
    ),
)
def critical_service_has_a_continuity_plan(dossier: Dossier) -> Iterator[Finding]:
    """A continuity plan covers every service of the highest criticality.

    Why: these are the services the organisation cannot do without. When one of them is down for good, it is too late
    to decide what comes first.

    Fix: bring the service into a continuity plan and test it, or correct its criticality.
    """
    critical = {key: row for key, row in covered(dossier).items() if row.criticality == 1 and row.in_scope}
    plans = _plans(dossier)
    if not critical or any(not _services(plan) for plan in plans):
        return
    told = {key for plan in plans for key in _services(plan)}
    missing = [key for key in critical if key not in told]
    if not missing:
        return
    if plans:
        says = _(
            "{services}, of criticality 1, stand in no continuity plan ({plans}).",
            services=named(critical, missing), plans=few(label(plan) for plan in plans),
        )  # fmt: skip
        where = at("registers/documents", plans[0].id, "extract/services")
    else:
        says = _(
            "There is no approved continuity plan for {services}, of criticality 1.", services=named(critical, missing)
        )
        where = at("registers/documents")
    yield Finding(where, says, quote=missing[0], also=(at("registers/services", missing[0], "criticality"),))


def _plans(dossier: Dossier) -> list[Document]:
    return [row for row in dossier.registers.documents if row.kind == "continuity plan" and row.status == "approved"]


def _services(plan: Document) -> tuple[str, ...]:
    return plan.extract.services if plan.extract else ()


def _uncovered(dossier: Dossier) -> Dossier:
    """Let every continuity plan name the services of the plan but the first critical one."""
    rows = covered(dossier)
    lost = next(key for key, row in rows.items() if row.criticality == 1)
    kept = Extract(services=tuple(key for key in rows if key != lost))

    def without(row: Document) -> Document:
        return replace(row, extract=kept) if row.kind == "continuity plan" else row

    return edit(dossier, "registers/documents", lambda rows: tuple(without(row) for row in rows))


def _general(dossier: Dossier) -> Dossier:
    plan = _plans(dossier)[0]
    return edit(dossier, f"registers/documents/{plan.id}", lambda row: replace(row, extract=None))
