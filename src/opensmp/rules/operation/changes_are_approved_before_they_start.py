"""Whether changes are approved before they are carried out."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.measures.observation import told
from opensmp.rules.operation._observations import observed, seen


@rule(
    "OPE-12",
    clause="8.5.1",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R36", "R56"),
    examples=(
        fails(
            "9 of 103 normal changes show no approval", lambda d: seen(d, "change without approval", "normal", 9, 103)
        ),
        fails(
            "4 of 7 emergency changes were approved afterwards",
            lambda d: seen(d, "change approved late", "emergency", 4, 7),
        ),
        passes("Every change was approved before it started", lambda d: d),
    ),
)
def changes_are_approved_before_they_start(dossier: Dossier) -> Iterator[Finding]:
    """Changes are approved before they are carried out.

    Why: approval after the fact approves nothing. One change without it is enough for an auditor to ask who may change
    the services at all.

    Fix: find out how each of these changes came through, and either close that way or let the change policy describe it
    with its own control.
    """
    for place, observation in observed(dossier, "change without approval", "change approved late"):
        yield Finding(
            where=at("plan/practices/practices/change", observation.subject),
            says=told(observation),
            fix=_emergency() if observation.subject == "emergency" else None,
            also=(place,),
        )


def _emergency() -> Message:
    return _(
        "Let the change policy name who approves an emergency change at any hour, and by when the record follows; then keep to it."
    )
