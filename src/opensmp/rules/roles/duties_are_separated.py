"""Whether those who judge are others than those who are judged."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.roles import Role, RoleKind
from opensmp.rules.roles._examples import change_role, holding
from opensmp.rules.roles._helpers import of_kind, persons, where

_AUDITED: tuple[RoleKind, ...] = (
    "sms owner", "practice owner", "service owner", "service management", "operations", "top management",
)  # fmt: skip


def _auditor_of_herself(dossier: Dossier) -> Dossier:
    owner = sorted(persons(dossier, [holding(dossier, "sms owner").id]))[0]
    audit = holding(dossier, "internal audit")
    return change_role(dossier, audit, holders=(*audit.holders, owner))


@rule(
    "ROL-27",
    clause="9.2",
    severity=ADVICE,
    requirements=("R12", "R17", "R68"),
    examples=(
        fails("The SMS owner is one of the internal auditors", _auditor_of_herself),
        passes("Internal auditors run nothing that they audit", lambda d: d),
    ),
)
def duties_are_separated(dossier: Dossier) -> Iterator[Finding]:
    """Nobody audits or approves their own work.

    Why: nobody judges their own work impartially; for internal audit this holds in the smallest organisation too.

    Fix: let somebody from outside the system audit: another unit, a sister company, an external auditor. Where the
    SMS owner is top management, declare the exception for small organisations in section 10.
    """
    audited = of_kind(dossier, *_AUDITED)
    running = {person: role for role in reversed(audited) for person in persons(dossier, [role.id])}
    for audit in of_kind(dossier, "internal audit"):
        for person in sorted(persons(dossier, [audit.id]) & running.keys()):
            yield _combined(dossier, person, audit, running[person], _("and so audits their own work"))
    if dossier.plan.review.author_may_approve:
        return
    top = of_kind(dossier, "top management")
    approving = {person: role for role in reversed(top) for person in persons(dossier, [role.id])}
    for owner in of_kind(dossier, "sms owner"):
        for person in sorted(persons(dossier, [owner.id]) & approving.keys()):
            yield _combined(dossier, person, owner, approving[person], _("and so approves the plan they write"))


def _combined(dossier: Dossier, person: str, first: Role, second: Role, effect: Message) -> Finding:
    name = dossier.people.name(person)
    return Finding(
        where=where(first, "holders"),
        says=_(
            "{name} holds “{first}” and “{second}”, {effect}",
            name=name,
            first=first.title,
            second=second.title,
            effect=effect,
        ),
        quote=name,
        also=(where(second, "holders"),),
    )
