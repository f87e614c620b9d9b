"""What the rules on audit, review and reporting share: rows that count, periods, and whose work is whose."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.section import Section
from opensmp.plan.terms import MONTHS_BETWEEN, Cadence
from opensmp.registers.assurance import Audit, ManagementReview


def bare(section: Section) -> bool:
    """Whether a section holds nothing beside its keeper; the rule on empty sections then speaks for all others."""
    return section == type(section)(keeper=section.keeper, reviewed=section.reviewed)


def internal(dossier: Dossier) -> tuple[Audit, ...]:
    """Return the internal audits of the register."""
    return tuple(row for row in dossier.registers.audits if row.kind == "internal")


def performed_audits(dossier: Dossier) -> tuple[Audit, ...]:
    """Return the internal audits carried out by today."""
    return tuple(row for row in internal(dossier) if row.performed and row.performed <= dossier.today)


def performed_reviews(dossier: Dossier) -> tuple[ManagementReview, ...]:
    """Return the management reviews held by today."""
    return tuple(row for row in dossier.registers.reviews if row.performed and row.performed <= dossier.today)


def scheduled(dossier: Dossier) -> tuple[Audit, ...]:
    """Return the internal audits that the plan's programme schedules, in the planning period where it is known."""
    named = set(dossier.plan.assurance.programme.audits)
    return tuple(
        row
        for row in internal(dossier)
        if (row.id in named or not named) and row.planned and in_period(dossier, row.planned)
    )


def in_period(dossier: Dossier, day: date) -> bool:
    """Whether a day lies in the planning period; without a period every day does."""
    period = dossier.plan.identity.period
    return period is None or period.start <= day <= period.end


def after(day: date, cadence: Cadence) -> date:
    """Return the day one interval later: a week, or whole calendar months."""
    months = MONTHS_BETWEEN[cadence]
    if not months:
        return day + timedelta(days=7)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, _DAYS[month]))


_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def expected(dossier: Dossier, cadence: Cadence) -> int:
    """Return how many occurrences a cadence asks for in the planning period; 0 where there is no period."""
    period = dossier.plan.identity.period
    if period is None:
        return 0
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + (period.end.day >= 28)
    between = MONTHS_BETWEEN[cadence]
    return months // between if between else months * 52 // 12


def clause_numbers(clauses: tuple[str, ...]) -> frozenset[str]:
    """Read clause numbers as people write them: ``8.6``, ``clause 9``, ``4–7``."""
    found: set[str] = set()
    for written in clauses:
        bounds = _span().fullmatch(written.strip())
        if bounds:
            found |= {str(number) for number in range(int(bounds[1]), int(bounds[2]) + 1)}
        else:
            found |= set(_number().findall(written))
    return frozenset(found)


@cache
def _span() -> re.Pattern[str]:
    return re.compile(r"(?:clauses?|klausul)?\s*(\d{1,2})\s*(?:-|–|—|to|sampai|s\.d\.)\s*(\d{1,2})", re.I)


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"\d{1,2}(?:\.\d{1,2})*")


def covers(numbers: frozenset[str], clause: str) -> bool:
    """Whether one of the numbers is the clause or stands above it."""
    while clause:
        if clause in numbers:
            return True
        clause = clause.rpartition(".")[0]
    return False


GRACE_DAYS = 14
"""How many days an interval may be exceeded before it counts as missed."""


def cadence_name(cadence: Cadence) -> Message:
    """Return the word for a cadence."""
    names: dict[Cadence, Message] = {
        "weekly": _("weekly"), "monthly": _("monthly"), "quarterly": _("quarterly"), "half-yearly": _("half-yearly"),
        "yearly": _("yearly"), "two-yearly": _("every two years"), "three-yearly": _("every three years"),
    }  # fmt: skip
    return names[cadence]


def who(dossier: Dossier, holder: str | None) -> str:
    """Return a name for a holder, or a dash."""
    return dossier.people.name(holder) if holder else "—"
