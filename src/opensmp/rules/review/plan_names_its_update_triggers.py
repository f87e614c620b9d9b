"""The seven events that make the plan change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.review import Trigger, TriggerKind


@rule(
    "REV-08",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R06", "R31", "R32", "R33", "R34", "R35", "R36", "R37"),
    examples=(
        fails(
            "No trigger for a change of top management",
            lambda d: edit(d, "plan/review/triggers", _without_top_management),
        ),
        passes("All seven triggers, each watched by somebody", lambda d: d),
    ),
)
def plan_names_its_update_triggers(dossier: Dossier) -> Iterator[Finding]:
    """The plan names the events that make it change.

    Why: between two reviews the organisation changes: a service, a customer, a top manager. A plan that waits for
    the next review describes yesterday.

    Fix: add the missing triggers to section 10 and say for each who watches for it and what is done.
    """
    named = {trigger.kind for trigger in dossier.plan.review.triggers}
    missing = [kind for kind in SEVEN if kind not in named]
    if missing and "review" in dossier.stated:
        yield Finding(
            where=at("plan/review/triggers"),
            says=_(
                "Section 10 does not name these events as a reason to update the plan: {kinds}.", kinds=tuple(missing)
            ),
        )


SEVEN: tuple[str, ...] = get_args(TriggerKind)[:7]
"""The triggers of the source document (R31–R37); the further ones are the organisation's choice."""


def _without_top_management(triggers: tuple[Trigger, ...]) -> tuple[Trigger, ...]:
    return tuple(each for each in triggers if each.kind != "top management change")
