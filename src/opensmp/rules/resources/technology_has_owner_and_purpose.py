"""Whether each tool says what it is for and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _

FIRST = "plan/resources/technology/*"


@rule(
    "RES-21",
    clause="6.3",
    severity=ADVICE,
    requirements=("R13", "R21"),
    examples=(
        fails("A tool that nobody answers for", lambda d: put(d, FIRST, owner=None)),
        passes("Purpose and owner are named", lambda d: d),
    ),
)
def technology_has_owner_and_purpose(dossier: Dossier) -> Iterator[Finding]:
    """A tool has a purpose and an owner.

    Why: the plan has to show how technology supports the system; a name without a purpose shows a licence, not a
    use.

    Fix: say what the tool is used for and who decides about it.
    """
    for tool in dossier.plan.resources.technology:
        missing = []
        if not tool.purpose:
            missing.append(_("a purpose"))
        if tool.owner is None:
            missing.append(_("an owner"))
        if missing:
            yield Finding(
                where=at("plan/resources/technology", tool.id),
                says=_("The tool {id}, {name}, lacks {missing}", id=tool.id, name=tool.name, missing=tuple(missing)),
                quote=tool.name,
            )
