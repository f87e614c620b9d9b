"""Whether each section was read by its keeper within the cadence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.lifecycle.cadence import next_due
from opensmp.plan.plan import SECTIONS
from opensmp.rules.form._helpers import section_opens


@rule(
    "FRM-17",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R03", "R06", "R57"),
    examples=(
        fails(
            "Section 9, last read three years and a half ago",
            lambda d: put(d, "plan/improvement", reviewed=d.today - timedelta(days=1300)),
        ),
        passes("Section 9, read today", lambda d: put(d, "plan/improvement", reviewed=d.today)),
    ),
)
def section_is_read_by_its_keeper(dossier: Dossier) -> Iterator[Finding]:
    """Every section was read by its keeper within the review cadence.

    Why: a review of the whole plan rests on those who know its parts; a section that nobody read was not reviewed.

    Fix: let the keeper read the section, report what has changed, and enter the day as reviewed.
    """
    cadence, due = dossier.cadence, dossier.review_due
    if cadence is None or (due is not None and due < dossier.today):
        return
    for key in SECTIONS:
        section = dossier.plan.section(key)
        if key not in dossier.stated or not section.keeper:
            continue
        name = section_opens(dossier, key)
        if section.reviewed is None:
            says = _("{section}, was never read by its keeper.", section=name)
        elif section.reviewed > dossier.today:
            says = _("{section}, is said to be read on {day}, which lies ahead.", section=name, day=section.reviewed)
        elif next_due(section.reviewed, cadence) < dossier.today:
            says = _(
                "{section}, was last read on {day}; it was due again on {due}.",
                section=name,
                day=section.reviewed,
                due=next_due(section.reviewed, cadence),
            )
        else:
            continue
        yield Finding(where=at("plan", key, "reviewed"), says=says)
