"""Whether an agreement's target says over which window, and on which clock."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.terms import Target
from opensmp.rules.portfolio._helpers import current_slas


@rule(
    "POR-21",
    clause="8.3.3",
    severity=ADVICE,
    requirements=("R42", "R56"),
    examples=(
        fails(
            "A limit of “4 h” with neither a clock nor a window",
            lambda dossier: add(
                dossier,
                f"registers/slas/{next(current_slas(dossier)).id}/targets",
                Target(id="T-X", metric="own.answered_within", comparator="at least", value=Decimal(90), limit="4 h"),
            ),
        ),
        passes(
            "“4 h” in office hours, each month",
            lambda dossier: add(
                dossier,
                f"registers/slas/{next(current_slas(dossier)).id}/targets",
                Target(
                    id="T-X",
                    metric="own.answered_within",
                    comparator="at least",
                    value=Decimal(90),
                    limit="4 h",
                    clock="office hours",
                    window="month",
                ),
            ),
        ),
    ),
)
def sla_target_has_window_and_clock(dossier: Dossier) -> Iterator[Finding]:
    """A target has a measurement window, and a limit has a clock.

    Why: "within 4 hours" is one thing by day and another at night, and a share means nothing until it is said
    over which window it is taken.

    Fix: say whether the limit runs around the clock or in service hours, and over which window the target is
    judged.
    """
    for sla in current_slas(dossier):
        for place, target in enumerate(sla.targets, start=1):
            missing = [
                word
                for word, lacks in (
                    (_("measurement window"), target.window is None),
                    (_("clock"), bool(target.limit) and not target.clock),
                )
                if lacks
            ]
            if missing:
                says = _(
                    "Target {target} ({metric}) of {id} “{title}” has no {missing}.",
                    target=target.id or place, metric=target.metric, id=sla.id, title=sla.title, missing=tuple(missing),
                )  # fmt: skip
                yield Finding(
                    at("registers/slas", sla.id, "targets", target.id or str(place)), says, quote=target.limit
                )
