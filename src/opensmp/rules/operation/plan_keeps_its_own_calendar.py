"""Whether things of the plan's own calendar are late again and again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.dossier.schedule import Kind, schedule_of
from opensmp.i18n import Message, _
from opensmp.registers.assurance import Decision

_YEAR = timedelta(days=365)
_FEWEST = 3
"""Once has its reason, twice may be chance."""

_KINDS: Mapping[Kind, Message] = {
    "audit": _("audits"), "management review": _("management reviews"), "decision": _("decisions"),
    "training": _("trainings"), "improvement": _("improvements"), "activity": _("activities"),
}  # fmt: skip
"""What has a planned day and a day on which it was done; what recurs is only ever overdue, and other rules say so."""


@rule(
    "OPE-17",
    clause="8.1",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R36", "R61"),
    examples=(
        fails("Three decisions were carried out a month after their day", lambda d: _late(d, 3)),
        passes("One was", lambda d: _late(d, 1)),
    ),
)
def plan_keeps_its_own_calendar(dossier: Dossier) -> Iterator[Finding]:
    """What the plan schedules takes place on time, not only in the end.

    Why: each late audit or decision has its reason; when one in three is late, the days of the plan are wishes, and
    operation shows that its calendar does not work as it was designed.

    Fix: move the days to where the work can be done, or free the people for it, and have the new calendar approved.
    """
    schedule = schedule_of(dossier)
    for kind, name in _KINDS.items():
        done = [row for row in schedule if row.kind == kind and row.done and row.done > dossier.today - _YEAR]
        late = [row for row in done if row.state == "performed late"]
        if len(late) < _FEWEST or 3 * len(late) < len(done):
            continue
        yield Finding(
            where=at(late[-1].where),
            says=_(
                "{late} of {all} {kind} of the last year took place later than planned: {names}.",
                late=len(late),
                all=len(done),
                kind=name,
                names=[row.id for row in late],
            ),
            also=tuple(at(row.where) for row in late[:-1]),
        )


def _late(dossier: Dossier, count: int) -> Dossier:
    """Return a copy in which so many decisions were carried out a month after their day."""
    done = [row.id for review in dossier.registers.reviews for row in review.decisions if row.done][:count]

    def moved(row: Decision) -> Decision:
        return replace(row, due=row.done - timedelta(days=30)) if row.done and row.id in done else row

    return edit(
        dossier,
        "registers/reviews",
        lambda reviews: tuple(replace(each, decisions=tuple(map(moved, each.decisions))) for each in reviews),
    )
