"""Whether the leading roles say what they may decide."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.roles._examples import change_role, holding
from opensmp.rules.roles._helpers import of_kind, where


@rule(
    "ROL-35",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R54"),
    examples=(
        fails(
            "The SMS owner has duties and may decide nothing",
            lambda d: change_role(d, holding(d, "sms owner"), authority=Prose(), limit=None),
        ),
        passes("The SMS owner may decide something", lambda d: d),
    ),
)
def leading_role_states_its_authority(dossier: Dossier) -> Iterator[Finding]:
    """Top management and the SMS owner say what they may decide.

    Why: responsibility without authority ends at the first decision that costs something, and nobody knows then who
    takes it.

    Fix: say what the role may approve, stop or spend, with the limit as an amount.
    """
    if not any(role.authority or role.limit for role in dossier.plan.roles.roles):
        return  # no role says it at all: that is one finding of its own
    for role in of_kind(dossier, "top management", "sms owner"):
        if not role.authority and role.limit is None:
            yield Finding(
                where=where(role, "authority"),
                says=_("The role “{title}” does not say what it may decide", title=role.title),
                quote=str(role.title),
            )
