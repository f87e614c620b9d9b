"""Whether the plan names the service management policy."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "SCO-20",
    clause="5.2",
    severity=BLOCKS,
    requirements=("R21",),
    examples=(
        fails("`policy` left out of section 1", lambda dossier: put(dossier, "plan/scope", policy=None)),
        passes("The policy's document id in `policy`", lambda dossier: dossier),
    ),
)
def policy_is_referenced(dossier: Dossier) -> Iterator[Finding]:
    """The service management policy is referenced.

    Why: the plan carries out what top management intends, and the policy is where it says so. The objectives have
    to agree with it.

    Fix: name the approved policy's document id in `policy`.
    """
    policy = dossier.plan.scope.policy
    if "scope" not in dossier.stated:
        return
    if policy is None:
        yield Finding(at("plan/scope/policy"), _("Section 1 does not name the service management policy."))
    elif policy in dossier.documents and dossier.documents[policy].kind != "policy":
        held = dossier.documents[policy]
        says = _(
            "Section 1 names {id} “{title}” as the policy, but the register does not hold it as one.",
            id=policy, title=held.title,
        )  # fmt: skip
        yield Finding(at("plan/scope/policy"), says, also=(at("registers/documents", policy, "kind"),))
