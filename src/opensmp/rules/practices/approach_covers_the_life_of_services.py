"""Whether the plan says how services are planned, designed, transitioned, delivered and improved."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.rules.practices._examples import moved
from opensmp.rules.practices._helpers import bare

_PARTS: tuple[tuple[str, Message], ...] = (
    ("plan", _("The plan does not say how services are planned")),
    ("design", _("The plan does not say how services are designed")),
    ("transition", _("The plan does not say how services are transitioned into operation")),
    ("deliver", _("The plan does not say how services are delivered")),
    ("improve", _("The plan does not say how services are improved")),
)


@rule(
    "PRA-16",
    clause="8.2",
    severity=BLOCKS,
    requirements=("R02",),
    examples=(
        fails(
            "An approach that says nothing of how services are designed",
            lambda d: moved(d, "plan/practices/approach", "design", "plan"),
        ),
        passes("An approach with all five parts", lambda d: d),
    ),
)
def approach_covers_the_life_of_services(dossier: Dossier) -> Iterator[Finding]:
    """The plan says how services are planned, designed, transitioned, delivered and improved.

    Why: the practices are the parts; without the approach nobody sees how a service passes through them from an
    idea to its end.

    Fix: write a paragraph for each of the five: who decides, which practices take part, and what has to be there
    before the next.
    """
    section = dossier.plan.practices
    if bare(section):
        return
    missing = [(name, says) for name, says in _PARTS if not getattr(section.approach, name)]
    if len(missing) == len(_PARTS):
        yield Finding(
            where=at("plan/practices/approach"),
            says=_("The plan does not say how services are planned, designed, transitioned, delivered and improved"),
        )
        return
    for name, says in missing:
        yield Finding(where=at("plan/practices/approach", name), says=says)
