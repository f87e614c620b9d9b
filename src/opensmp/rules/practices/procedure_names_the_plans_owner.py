"""Whether a procedure names the same practice owner as the plan."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.documents import Extract
from opensmp.rules.practices._examples import first, with_procedure
from opensmp.rules.practices._helpers import cited, place, title


@rule(
    "PRA-34",
    clause="5.3",
    severity=ADVICE,
    requirements=("R43", "R46"),
    examples=(
        fails(
            "The procedure names another practice owner than the plan",
            lambda d: with_procedure(d, extract=Extract(owner=_somebody_else(d))),
        ),
        passes(
            "The procedure names the plan's practice owner",
            lambda d: with_procedure(d, extract=Extract(owner=first(d).owner)),
        ),
    ),
)
def procedure_names_the_plans_owner(dossier: Dossier) -> Iterator[Finding]:
    """A procedure names the same practice owner as the plan.

    Why: two owners in two documents mean that in the moment of decision there is none.

    Fix: correct the document that is out of date.
    """
    people = dossier.people
    for practice, document in cited(dossier):
        said = document.extract.owner if document.extract else None
        if not said or not practice.owner or said == practice.owner or document.practice not in {None, practice.id}:
            continue
        if not set(people.holders(said)) & set(people.holders(practice.owner)):
            yield Finding(
                where=place(practice, "owner"),
                says=_(
                    "The plan names {owner} as owner of {practice}, but {document} “{title}” names {said}",
                    owner=people.name(practice.owner),
                    practice=title(dossier, practice.id),
                    document=document.id,
                    title=document.title,
                    said=people.name(said),
                ),
                also=(at("registers/documents", document.id, "extract", "owner"),),
            )


def _somebody_else(dossier: Dossier) -> str:
    owner = first(dossier).owner or ""
    held = set(dossier.people.holders(owner))
    return next(
        person.id for person in dossier.organisation.people if dossier.people.present(person) and person not in held
    )
