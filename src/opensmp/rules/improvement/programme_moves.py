"""Whether anything in the improvement programme is still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.assurance import ImprovementItem
from opensmp.rules.improvement._examples import one_more
from opensmp.rules.improvement._helpers import open_items


@rule(
    "IMP-14",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18", "R59"),
    examples=(
        fails(
            "A programme whose initiatives are all done",
            lambda d: edit(d, "registers/improvements", lambda rows: tuple(_done(row, d.today) for row in rows)),
        ),
        passes("A programme with one open initiative more", lambda d: one_more(d)),
    ),
)
def programme_moves(dossier: Dossier) -> Iterator[Finding]:
    """The improvement programme moves.

    Why: improvement is continual. A programme in which nothing is open stopped when the certificate came.

    Fix: take up what the last audit, review and measurements showed, or the ideas that were waiting.
    """
    named = [dossier.improvements[key] for key in dossier.plan.improvement.initiatives if key in dossier.improvements]
    if named and not open_items(dossier):
        yield Finding(
            where=at("plan/improvement/initiatives"),
            says=_("Nothing in the improvement programme is open: every initiative is done or rejected"),
        )


def _done(row: ImprovementItem, today: date) -> ImprovementItem:
    return replace(row, status="done", effective=row.effective or today, benefit=row.benefit or row.target)
