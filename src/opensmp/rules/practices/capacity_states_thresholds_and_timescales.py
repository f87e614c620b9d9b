"""Whether capacity management speaks of thresholds and of timescales."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._examples import begun, silenced
from opensmp.rules.practices._helpers import place, speaks, title, treats


@cache
def _thresholds() -> re.Pattern[str]:
    return re.compile(
        r"\bthreshold\w*|\bambang\b|\blimits?\b|\bbatas\b|\d ?%|\bper ?cent\b|\bpersen\b|\bheadroom\b", re.I
    )


@cache
def _timescales() -> re.Pattern[str]:
    return re.compile(
        r"\btime-?(?:scale|frame|line)s?\b|\bhorizon\w*|\b(?:months?|monthly|quarter(?:s|ly)?|years?|yearly|annual\w*|weeks?|weekly)\b|\bforecast\w*"
        r"|\b(?:bulan|bulanan|triwulan\w*|kuartal\w*|tahun|tahunan|semester|minggu|mingguan)\b"
        r"|\b(?:prakiraan|perkiraan|proyeksi|cakrawala|jangka waktu)\b",
        re.I,
    )


@rule(
    "PRA-25",
    clause="8.4.3",
    severity=ADVICE,
    requirements=("R14",),
    examples=(
        fails(
            "Capacity management without a time horizon", lambda d: silenced(d, "capacity", _timescales(), "regular")
        ),
        passes(
            "“Storage is extended when use passes the threshold; the plan looks twelve months ahead.”",
            lambda d: put(
                d,
                "plan/practices/practices/capacity",
                approach=begun(
                    d.practices["capacity"].approach,
                    "The capacity plan looks a year ahead and names the threshold at which each resource is extended.",
                    "Rencana kapasitas melihat satu tahun ke depan dan menyebut ambang saat setiap sumber daya ditambah.",
                ),
            ),
        ),
    ),
)
def capacity_states_thresholds_and_timescales(dossier: Dossier) -> Iterator[Finding]:
    """Capacity management states thresholds and timescales.

    Why: capacity is planned with the use at which something is done and the time it takes to do it; without them
    the plan is a graph that nobody acts on.

    Fix: say at which use of each key resource capacity is added, and how far ahead the capacity plan looks.
    """
    practice = speaks(dossier, "capacity")
    if practice is None:
        return
    name = title(dossier, practice.id)
    typed = any(row.practice == practice.id and row.target.unit == "%" for row in dossier.plan.commitments.commitments)
    if not typed and not treats(dossier, practice, _thresholds()):
        yield Finding(
            where=place(practice, "approach"),
            says=_("{practice} names no threshold at which capacity is added", practice=name),
        )
    if not treats(dossier, practice, _timescales()):
        yield Finding(
            where=place(practice, "approach"),
            says=_("{practice} does not say how far ahead capacity is planned", practice=name),
        )
