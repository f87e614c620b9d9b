"""Whether each nonconformity of an audit has a corrective action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import n_
from opensmp.rules.assurance._examples import an_audit


@rule(
    "ASR-26",
    clause="10.1",
    severity=BLOCKS,
    requirements=("R17", "R18"),
    examples=(
        fails(
            "An audit with one nonconformity more than there are corrective actions",
            lambda d: an_audit(d, nonconformities=1 + max(_actions(d).values(), default=0)),
        ),
        passes("An audit without nonconformities", lambda d: an_audit(d, nonconformities=0)),
    ),
)
def nonconformities_lead_to_corrective_action(dossier: Dossier) -> Iterator[Finding]:
    """Nonconformities of audits lead to corrective action.

    Why: a nonconformity that nobody reacts to comes back, next time raised by the certification body and as a
    repeated one.

    Fix: open a corrective action in the improvement register for each nonconformity, with the audit's id as its
    source.
    """
    actions = _actions(dossier)
    for audit in dossier.registers.audits:
        raised = audit.nonconformities or 0
        held = actions.get(audit.id, 0) + (actions.get(audit.report, 0) if audit.report else 0)
        if audit.performed and raised > held:
            says = (
                n_(
                    "Audit {id} raised {n} nonconformity, and no corrective action refers to it",
                    "Audit {id} raised {n} nonconformities, and no corrective action refers to them",
                    raised,
                    id=audit.id,
                )
                if not held
                else n_(
                    "Audit {id} raised {n} nonconformity, and {held} corrective actions refer to it",
                    "Audit {id} raised {n} nonconformities, but only {held} corrective actions refer to it",
                    raised,
                    id=audit.id,
                    held=held,
                )
            )
            yield Finding(
                where=at("registers/audits", audit.id, "nonconformities"),
                says=says,
                also=(at("registers/improvements"),),
            )


def _actions(dossier: Dossier) -> Mapping[str, int]:
    """Count corrective actions by the audit or report they name; ``IA-1/NC-2`` counts for ``IA-1``."""
    audits = {row.id for row in dossier.registers.audits} | {
        row.report for row in dossier.registers.audits if row.report
    }
    return Counter(
        key
        for item in dossier.registers.improvements
        if item.corrective or item.source == "nonconformity"
        for key in _named(item.source_ref, audits)
    )


def _named(reference: str, audits: Collection[str]) -> Iterator[str]:
    """Yield the longest audit or report whose id begins the reference and ends there at a word's end."""
    for end in range(len(reference), 0, -1):
        whole = end == len(reference) or not reference[end].isalnum()
        if whole and reference[:end] in audits:
            yield reference[:end]
            return
