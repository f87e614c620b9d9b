"""Whether practices are spread over people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.practices import Practice
from opensmp.plan.roles import Duty
from opensmp.registers.documents import Document
from opensmp.rules.roles._examples import holding, without
from opensmp.rules.roles._helpers import persons
from opensmp.rules.roles._thresholds import MOST_PRACTICES, size


def _all_to_one(dossier: Dossier) -> Dossier:
    """Make one role own every practice, in section 5, in the matrix and in the procedures."""
    role = holding(dossier, "sms owner").id
    one = next(iter(sorted(persons(dossier, [role]))))
    practices = set(dossier.practices)

    def owned(rows: tuple[Practice, ...]) -> tuple[Practice, ...]:
        return tuple(replace(row, owner=one) for row in rows)

    def accountable(rows: tuple[Duty, ...]) -> tuple[Duty, ...]:
        return tuple(
            replace(row, cells={**without(row.cells, "A"), role: "A/R"}) if row.practice in practices else row
            for row in rows
        )

    def kept(rows: tuple[Document, ...]) -> tuple[Document, ...]:
        return tuple(
            replace(row, owner=one, extract=None) if row.kind in ("procedure", "process") else row for row in rows
        )

    dossier = edit(dossier, "plan/practices/practices", owned)
    return edit(edit(dossier, "plan/roles/raci", accountable), "registers/documents", kept)


@rule(
    "ROL-19",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R52"),
    examples=(
        fails("One person owns every practice", _all_to_one),
        passes("The practices are spread", lambda d: d),
    ),
)
def nobody_holds_too_much(dossier: Dossier) -> Iterator[Finding]:
    """Nobody owns more practices than one person can run.

    Why: an auditor who meets the same name at every practice asks when that person does the work, and who stands in.

    Fix: spread the practices, name deputies, or explain why one person can hold them and accept this finding with that reason.
    """
    owned: dict[str, list[str]] = {}
    for practice in dossier.plan.practices.practices:
        holders = persons(dossier, [practice.owner])
        if len(holders) == 1:
            owned.setdefault(next(iter(holders)), []).append(practice.id)
    most = MOST_PRACTICES[size(dossier.organisation.it_staff)]
    for person, practices in owned.items():
        if len(practices) > most:
            yield Finding(
                where=at("organisation/people", person),
                says=_(
                    "{name} owns {count} practices ({practices}); in an organisation of this size {most} are what one person can run",
                    name=dossier.people.name(person),
                    count=len(practices),
                    practices=tuple(practices),
                    most=most,
                ),
                quote=dossier.people.name(person),
            )
