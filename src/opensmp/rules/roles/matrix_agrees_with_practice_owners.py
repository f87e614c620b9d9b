"""Whether the matrix makes the owner of a practice accountable for it."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.raci import roles_with
from opensmp.plan.roles import Duty, Role
from opensmp.rules.roles._examples import change_row, first, without
from opensmp.rules.roles._helpers import Row, persons, rows


def _somebody_else(dossier: Dossier) -> Dossier:
    """Give the A of a practice's only row to a role held by other people than the owner."""
    count: dict[str | None, int] = {}
    for duty in dossier.plan.roles.raci:
        count[duty.practice] = count.get(duty.practice, 0) + 1
    duty = first(
        dossier, lambda row: bool(row.practice) and count[row.practice] == 1 and len(roles_with(row, "A")) == 1
    )
    other = _stranger(dossier, duty).id
    cells = without(duty.cells, "A")
    cells[other] = "A/R"
    return change_row(dossier, duty, cells=cells)


def _stranger(dossier: Dossier, duty: Duty) -> Role:
    owner = dossier.practices[duty.practice or ""].owner
    held = persons(dossier, [owner])
    return next(
        role
        for role in dossier.plan.roles.roles
        if role.id != owner
        and role.kind not in ("body", "customer")
        and (theirs := persons(dossier, [role.id]))
        and not theirs & held
    )


@rule(
    "ROL-12",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R46", "R54"),
    examples=(
        fails("Section 5 names one owner, the matrix another", _somebody_else),
        passes("The owner's role has the A", lambda d: d),
    ),
)
def matrix_agrees_with_practice_owners(dossier: Dossier) -> Iterator[Finding]:
    """The matrix makes the owner of a practice accountable for it.

    Why: section 5 names the owner and section 3 the accountable role; where they are different people, each section sends the reader to
    somebody else.

    Fix: decide who answers for the practice and mend the other place.
    """
    accountable: dict[str, list[Row]] = {}
    for row in rows(dossier):
        if row.duty.practice and len(row.accountable) == 1:
            accountable.setdefault(row.duty.practice, []).append(row)
    for practice in dossier.plan.practices.practices:
        found = accountable.get(practice.id, [])
        if (
            practice.owner is None
            or not found
            or any(_same(dossier, row.accountable[0], practice.owner) for row in found)
        ):
            continue
        row = found[0]
        yield Finding(
            where=row.where,
            says=_(
                "“{activity}” makes {role} accountable, section 5 names {owner} as the owner",
                activity=row.duty.activity,
                role=dossier.people.name(row.accountable[0]),
                owner=dossier.people.name(practice.owner),
            ),
            quote=str(row.duty.activity),
            also=(at("plan/practices/practices", practice.id, "owner"),),
        )


def _same(dossier: Dossier, role: str, owner: str) -> bool:
    """Whether both are one id or share a person; a vacant one is left to the rule on vacancies."""
    ours, theirs = persons(dossier, [role]), persons(dossier, [owner])
    return role == owner or not ours or not theirs or bool(ours & theirs)
