"""Whether documents about the CMDB name the classes that the plan names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.documents import Document, Extract
from opensmp.rules.consistency._classes import names_of, planned_classes
from opensmp.rules.consistency._helpers import few, label, specimen, tidy


@rule(
    "CON-39",
    clause="8.2.6",
    severity=ADVICE,
    requirements=("R43", "R44", "R46"),
    examples=(
        fails(
            "A CMDB description that leaves out a class", lambda d: add(d, "registers/documents", _description(d, 1))
        ),
        passes("A CMDB description with all classes", lambda d: add(d, "registers/documents", _description(d, 0))),
    ),
)
def cmdb_description_names_the_planned_classes(dossier: Dossier) -> Iterator[Finding]:
    """A document about the CMDB names the same classes as the plan.

    Why: people verify by the document, the auditor by the plan. Where the two differ, items are missed at every
    verification.

    Fix: decide what is under configuration control and correct the document that is wrong.
    """
    planned = planned_classes(dossier)
    if not planned:
        return
    same = {name: names_of(row) for row in dossier.registers.configuration.classes for name in names_of(row)}
    wanted = {name: same.get(tidy(name), frozenset({tidy(name)})) for name in planned}
    for document in dossier.registers.documents:
        extract = document.extract
        if extract is None or not extract.classes or document.status != "approved":
            continue
        told = {tidy(name) for name in extract.classes}
        missing = [name for name, names in wanted.items() if not told & names]
        known = frozenset[str]().union(*wanted.values())
        beyond = [name for name in extract.classes if tidy(name) not in known]
        if missing or beyond:
            yield _finding(document, missing, beyond)


def _finding(document: Document, missing: list[str], beyond: list[str]) -> Finding:
    if missing:
        says = _("The plan names {classes}, which {document} does not.", classes=few(missing), document=label(document))
    else:
        says = _("{document} names {classes}, which the plan does not.", classes=few(beyond), document=label(document))
    return Finding(
        where=at("registers/documents", document.id, "extract/classes"),
        says=says,
        quote=(missing or beyond)[0],
        also=(at("plan/practices/practices/configuration/classes"),),
    )


def _description(dossier: Dossier, fewer: int) -> Document:
    row = specimen(dossier, "DOC-404")
    return replace(row, extract=Extract(classes=planned_classes(dossier)[fewer:]))
