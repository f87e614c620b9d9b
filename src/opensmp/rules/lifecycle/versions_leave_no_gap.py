"""From the first version on, one is always in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "LIF-09",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R30",),
    examples=(
        fails("1.3 ends two days before 2.0 begins", lambda d: _opened(d)),
        passes("1.3 ends the day before 2.0 begins", lambda d: d),
    ),
)
def versions_leave_no_gap(dossier: Dossier) -> Iterator[Finding]:
    """From the first version on, one version is always in force.

    Why: records opened in the gap can be judged by no version, and nobody can say which promises held.

    Fix: close the gap: let a version stay in force until the day before the next one begins.
    """
    dated = sorted((each for each in dossier.history.versions if each.start), key=lambda each: each.start or date.min)
    for older, newer in pairwise(dated):
        if older.end and newer.start and newer.start - older.end > timedelta(days=1):
            yield Finding(
                where=at("history/versions", newer.number, "start"),
                says=_(
                    "No version was in force between {end} (end of {older}) and {start} (start of {newer}).",
                    end=older.end,
                    older=older.number,
                    start=newer.start,
                    newer=newer.number,
                ),
                also=(at("history/versions", older.number, "end"),),
            )


def _opened(dossier: Dossier) -> Dossier:
    older = next(version for version in reversed(dossier.history.versions) if version.end is not None)
    return put(dossier, f"history/versions/{older.number}", end=older.end and older.end - timedelta(days=1))
