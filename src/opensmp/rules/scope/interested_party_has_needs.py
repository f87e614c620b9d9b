"""Whether an interested party has needs beside its name."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose


@rule(
    "SCO-24",
    clause="4.2",
    severity=ADVICE,
    requirements=("R21",),
    examples=(
        fails("A party with a name only", lambda dossier: put(dossier, "plan/scope/parties/*", needs=Prose())),
        passes("A party with its needs", lambda dossier: dossier),
    ),
)
def interested_party_has_needs(dossier: Dossier) -> Iterator[Finding]:
    """An interested party has needs.

    Why: a name alone leads to nothing. What the party needs from the services is what the plan has to answer.

    Fix: say what this party requires of the services or of the system, and where it says so.
    """
    for party in dossier.plan.scope.parties:
        if not party.needs:
            says = _("Interested party {id} “{name}” has no needs.", id=party.id, name=party.name)
            yield Finding(at("plan/scope/parties", party.id, "needs"), says, quote=str(party.name))
