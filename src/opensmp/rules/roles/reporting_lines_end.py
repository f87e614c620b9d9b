"""Whether the reporting lines lead to the top or run in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.roles._examples import change_role
from opensmp.rules.roles._helpers import where


def _circle(dossier: Dossier) -> Dossier:
    roles = dossier.people.roles
    role = next(
        role for role in roles.values() if role.reports_to in roles and roles[role.reports_to].reports_to is None
    )
    return change_role(dossier, roles[role.reports_to or ""], reports_to=role.id)


@rule(
    "ROL-15",
    clause="5.3",
    severity=BLOCKS,
    requirements=("R12", "R54", "R72"),
    detects=("responsibility-unclear",),
    examples=(
        fails("Two roles report to each other", _circle),
        passes("Every line ends at the top", lambda d: d),
    ),
)
def reporting_lines_end(dossier: Dossier) -> Iterator[Finding]:
    """Reporting lines lead to the top.

    Why: in a circle everybody reports and nobody decides.

    Fix: take out the line that points downwards.
    """
    roles = dossier.people.roles
    done: set[str] = set()
    for role in roles.values():
        path: list[str] = []
        held: str | None = role.id
        while held is not None and held in roles and held not in done and held not in path:
            path.append(held)
            held = roles[held].reports_to
        if held in path and held is not None:
            circle = path[path.index(held) :]
            names = [str(roles[each].title) for each in (*circle, held)]
            yield Finding(
                where=where(roles[held], "reports_to"),
                says=_("Reporting runs in a circle: {names}", names=" → ".join(names)),
                quote=str(roles[held].title),
            )
        done.update(path)
