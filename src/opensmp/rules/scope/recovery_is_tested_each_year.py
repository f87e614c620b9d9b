"""Whether a recovery test is planned at least once a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.lifecycle.cadence import months_after
from opensmp.plan.assurance import Activity
from opensmp.rules.scope._regulation import as_bank, supervised


@rule(
    "OJK-04",
    clause="8.7.2",
    severity=ADVICE,
    profiles=("ojk",),
    requirements=("R20", "R28"),
    examples=(
        fails(
            "A recovery test every two years",
            lambda dossier: edit(
                as_bank(dossier),
                "plan/assurance/timeline",
                lambda rows: tuple(
                    replace(row, start=None, end=None, cadence="two-yearly", performed=()) if _is_test(row) else row
                    for row in rows
                ),
            ),
        ),
        passes("A recovery test in the calendar of the period", as_bank),
    ),
)
def recovery_is_tested_each_year(dossier: Dossier) -> Iterator[Finding]:
    """Recovery is tested at least once a year.

    Why: the rules for supervised institutions ask for recovery tests, for critical applications at least yearly.
    (The pack holds the yearly interval as not verified: read the instrument.)

    Fix: put the test with its day, owner and the users who take part into the calendar of section 8.
    """
    if not supervised(dossier) or "assurance" not in dossier.stated:
        return
    where = at("plan/assurance/timeline")
    tests = [row for row in dossier.plan.assurance.timeline if _is_test(row)]
    if not tests:
        yield Finding(where, _("The calendar of section 8 holds no recovery test."))
    elif not any(_within_a_year(row, dossier) for row in tests):
        row = tests[0]
        says = _("Recovery test {id} “{title}” is not planned within a year.", id=row.id, title=row.title)
        yield Finding(where / row.id, says, quote=str(row.title))


def _within_a_year(row: Activity, dossier: Dossier) -> bool:
    if row.cadence is not None:
        return row.cadence not in {"two-yearly", "three-yearly"}
    return row.start is not None and months_after(dossier.today, -12) <= row.start <= months_after(dossier.today, 12)


def _is_test(row: Activity) -> bool:
    return any(_subject().search(text) and _test().search(text) for _language, text in row.title.each())


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:recover\w*|restor\w*|DR|DRP|disaster|continuity|fail-?over|switch-?over|backup|pemulihan|bencana|"
        r"kontinuitas|kesinambungan|keberlangsungan|pemindahan|rekam cadang)\b",
        re.IGNORECASE,
    )


@cache
def _test() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:tests?|exercises?|drills?|rehearsals?|uji|uji coba|pengujian|simulasi|latihan|gladi)\b", re.IGNORECASE
    )
