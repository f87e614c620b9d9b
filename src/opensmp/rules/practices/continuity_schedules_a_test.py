"""Whether a test of the continuity arrangements is scheduled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache

from opensmp.checking import BLOCKS, Finding, add, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.assurance import Activity
from opensmp.plan.prose import Prose
from opensmp.rules.practices._helpers import place, reworded, speaks, title, without_chips


@cache
def _about_continuity() -> re.Pattern[str]:
    return re.compile(
        r"\bcontinuity|\brecovery|\bdisaster|\bfail[- ]?over|\bfall[- ]?back|\bDRP?\b|\bBCP\b"
        r"|\bkontinuitas|\bkelangsungan|\bpemulihan|\bbencana|\balih\b|\bswitch",
        re.I,
    )


@cache
def _about_tests() -> re.Pattern[str]:
    return re.compile(
        r"\btest\w*|\bexercis\w*|\bdrill\w*|\brehears\w*|\bsimulat\w*|\bswitch\w*|\buji\b|\bpengujian\b|\bdiuji\b|\bsimulasi\b|\blatihan\b|\bmenguji\b",
        re.I,
    )


@rule(
    "PRA-21",
    clause="8.7.2",
    severity=BLOCKS,
    requirements=("R14", "R20", "R61"),
    examples=(
        fails(
            "No continuity test in the timeline, and none claimed with a cadence",
            lambda d: edit(
                edit(d, "plan/assurance/timeline", lambda rows: tuple(_renamed(row) for row in rows)),
                "plan/commitments/claims",
                lambda rows: tuple(
                    replace(row, kind="control", cadence=None) if row.practice == "continuity" else row for row in rows
                ),
            ),
        ),
        passes(
            "A recovery test in the timeline, with a day",
            lambda d: add(
                d,
                "plan/assurance/timeline",
                replace(
                    d.plan.assurance.timeline[0],
                    id="DR-EX",
                    title=Prose.of({"en": "Recovery test of the data centre", "id": "Uji pemulihan pusat data"}),
                    start=d.today + timedelta(days=30),
                    end=None,
                    cadence=None,
                ),
            ),
        ),
    ),
)
def continuity_schedules_a_test(dossier: Dossier) -> Iterator[Finding]:
    """A test of the continuity arrangements is scheduled.

    Why: a continuity plan that is not tested at planned intervals is a hope; "it will be tested" without a day is
    how the test comes never to be held.

    Fix: put the test into the timeline of section 8 with a day or a cadence and an owner.
    """
    practice = speaks(dossier, "continuity")
    if practice is None or not dossier.plan.assurance.timeline:
        return
    if not _is_scheduled(dossier, practice.id):
        yield Finding(
            where=place(practice, "approach"),
            says=_(
                "{practice}: no test of the continuity plans is scheduled in the timeline of section 8",
                practice=title(dossier, practice.id),
            ),
            also=(at("plan/assurance/timeline"),),
        )


def _is_scheduled(dossier: Dossier, key: str) -> bool:
    """Whether a test stands in the timeline, or a claim of the practice promises one with a cadence."""
    planned = (row for row in dossier.plan.assurance.timeline if row.start or row.cadence)
    claimed = (row for row in dossier.plan.commitments.claims if row.practice == key and row.cadence)
    return any(_is_test(row.title) for row in planned) or any(_says(row.sentence, _about_tests()) for row in claimed)


def _is_test(words: Prose) -> bool:
    return _says(words, _about_continuity()) and _says(words, _about_tests())


def _says(prose: Prose, subject: re.Pattern[str]) -> bool:
    return any(subject.search(without_chips(words)) for _language, words in prose.each())


def _renamed(activity: Activity) -> Activity:
    return (
        replace(activity, title=reworded(activity.title, _about_tests(), "status"))
        if _is_test(activity.title)
        else activity
    )
