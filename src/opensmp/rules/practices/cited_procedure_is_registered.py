"""Whether the procedures that practices cite are in the document register."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._examples import change_first, first, with_procedure
from opensmp.rules.practices._helpers import place, title


@rule(
    "PRA-04",
    clause="7.5.3",
    severity=BLOCKS,
    requirements=("R43", "R46"),
    examples=(
        fails(
            "procedures: [SM-IM-404], which the document register does not know",
            lambda d: change_first(d, procedures=(*first(d).procedures, "SM-IM-404")),
        ),
        passes("A second procedure that the register holds", lambda d: with_procedure(d)),
    ),
)
def cited_procedure_is_registered(dossier: Dossier) -> Iterator[Finding]:
    """A procedure that the plan cites is in the document register.

    Why: a reference to a document that nobody controls leads nowhere; the auditor asks for it on the first
    morning.

    Fix: register the document with version, status, owner and location, or correct its number.
    """
    for practice in dossier.plan.practices.practices:
        for key in dict.fromkeys(practice.procedures):
            if key not in dossier.documents:
                near = get_close_matches(key, [each for each in dossier.documents if each[:2] == key[:2]][:500], n=1)
                yield Finding(
                    where=place(practice, "procedures", key),
                    says=_(
                        "{practice} cites {document}, which is not in the document register",
                        practice=title(dossier, practice.id),
                        document=key,
                    ),
                    fix=_("Did you mean {document}? Otherwise register {cited}.", document=near[0], cited=key)
                    if near
                    else None,
                    also=(at("registers/documents"),),
                )
