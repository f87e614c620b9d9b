"""At any moment at most one version is in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "LIF-08",
    clause="7.5.3",
    severity=BLOCKS,
    requirements=("R30", "R57"),
    examples=(
        fails("The superseded version has no end", lambda d: put(d, f"history/versions/{_former(d)}", end=None)),
        passes("1.3 ends the day before 2.0 begins", lambda d: d),
    ),
)
def versions_do_not_overlap(dossier: Dossier) -> Iterator[Finding]:
    """At any moment at most one version is in force.

    Why: records are judged by the version in force when they were opened; with two there is no answer.

    Fix: end the older version on the day before the newer one begins.
    """
    dated = sorted((each for each in dossier.history.versions if each.start), key=lambda each: each.start or date.min)
    for older, newer in pairwise(dated):
        if newer.start and (older.end is None or older.end >= newer.start):
            yield Finding(
                where=at("history/versions", older.number, "end"),
                says=_(
                    "Version {older} was still in force when version {newer} began on {day}.",
                    older=older.number,
                    newer=newer.number,
                    day=newer.start,
                ),
                also=(at("history/versions", newer.number, "start"),),
            )


def _former(dossier: Dossier) -> str:
    return next(version.number for version in reversed(dossier.history.versions) if version.end is not None)
