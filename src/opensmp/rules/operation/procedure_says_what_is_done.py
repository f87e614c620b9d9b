"""Whether records contradict a procedure."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.measures.observation import told
from opensmp.rules.operation._observations import observed, seen


@rule(
    "OPE-14",
    clause="8.1",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R36", "R56"),
    examples=(
        fails(
            "A procedure promises what records deny in three of four months",
            lambda d: seen(d, "procedure contradicted", _procedure(d), 3, 4),
        ),
        passes(
            "The procedure has been withdrawn since",
            lambda d: seen(d, "procedure contradicted", "SM-WITHDRAWN", 3, 4),
        ),
    ),
)
def procedure_says_what_is_done(dossier: Dossier) -> Iterator[Finding]:
    """A procedure says what is done.

    Why: operation shows that the approach does not work as it was designed. A procedure that nobody can keep teaches
    people to ignore the others.

    Fix: find the cause, then correct the practice with an improvement or the procedure with a new version, and let the
    plan follow.
    """
    for place, observation in observed(dossier, "procedure contradicted"):
        document = dossier.documents.get(observation.subject)
        if document is None or document.status in {"superseded", "withdrawn"}:
            continue
        yield Finding(
            where=at("registers/documents", document.id, "extract"),
            says=told(observation),
            quote=str(document.title),
            also=(place,),
        )


def _procedure(dossier: Dossier) -> str:
    return next(row.id for row in dossier.registers.documents if row.extract and row.extract.targets)
