"""Whether top management approved the service management policy."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "SCO-28",
    clause="5.2",
    severity=BLOCKS,
    requirements=("R05", "R21"),
    examples=(
        fails("The policy was approved by the owner of a practice", lambda d: _approved_by(d, top=False)),
        passes("The policy was approved by top management", lambda d: _approved_by(d, top=True)),
    ),
)
def policy_is_approved_by_top_management(dossier: Dossier) -> Iterator[Finding]:
    """Top management approved the service management policy.

    Why: the policy is top management's own word; objectives and plan follow from it. A policy that somebody below
    approved commits nobody.

    Fix: let the holder of an office of top management approve the policy, and record the person and the day.
    """
    document = dossier.documents.get(dossier.plan.scope.policy or "")
    if document is None or document.status != "approved" or document.approved_by is None:
        return
    if not any(role.kind == "top management" for role in dossier.plan.roles.roles):
        return  # a plan without top management is one finding of its own
    if not dossier.people.is_top_management(document.approved_by, document.approved):
        name = dossier.people.name(document.approved_by)
        yield Finding(
            where=at("registers/documents", document.id, "approved_by"),
            says=_(
                "{id} “{title}” was approved by {name}, who was not top management that day.",
                id=document.id, title=document.title, name=name,
            ),
            quote=name,
            also=(at("plan/scope/policy"),),
        )  # fmt: skip


def _approved_by(dossier: Dossier, *, top: bool) -> Dossier:
    people = dossier.people
    person = next(
        each.id
        for each in dossier.organisation.people
        if people.present(each) and people.is_top_management(each.id) is top
    )
    return put(dossier, f"registers/documents/{dossier.plan.scope.policy}", approved_by=person, approved=dossier.today)
