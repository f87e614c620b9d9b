"""The verdicts of each commitment in order of time, and when the next one is due: shared by the rules of this group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from opensmp.checking import Correction, at
from opensmp.dossier import Dossier
from opensmp.lifecycle.cadence import months_after
from opensmp.lifecycle.history import History
from opensmp.measures.verdict import Verdict
from opensmp.plan.terms import Window

GRACE = timedelta(days=31)
"""How long records may take from the end of a window to their verdict."""

_MONTHS: Mapping[Window | None, int] = {"week": 0, "month": 1, "quarter": 3, "half-year": 6, "year": 12, None: 12}


def verdicts_of(dossier: Dossier) -> Mapping[str, tuple[Verdict, ...]]:
    """Return the verdicts of each commitment, the latest window last."""
    found: dict[str, list[Verdict]] = {}
    for verdict in sorted(dossier.verdicts, key=lambda verdict: (verdict.end, verdict.start)):
        found.setdefault(verdict.commitment, []).append(verdict)
    return {commitment: tuple(verdicts) for commitment, verdicts in found.items()}


def latest(dossier: Dossier) -> Mapping[str, Verdict]:
    """Return the verdict on the latest window of each commitment that was ever measured."""
    return {commitment: verdicts[-1] for commitment, verdicts in verdicts_of(dossier).items()}


def window_after(day: date, window: Window | None) -> date:
    """Return the last day of the window that follows the one ending on ``day``. Without a window a year is allowed."""
    months = _MONTHS[window]
    if not months:
        return day + timedelta(days=7)
    following = day + timedelta(days=1)
    return months_after(following, months) - timedelta(days=1)


def deviates(dossier: Dossier, commitment: str) -> bool:
    """Whether the plan declares a deviation of that commitment. One that has expired is the finding of another rule."""
    return any(deviation.commitment == commitment for deviation in dossier.plan.review.deviations)


def declared(dossier: Dossier, commitment: str) -> Correction:
    """Return the deviation to declare, ready to take: what only people can decide is left blank."""
    taken = {row.id for row in dossier.plan.review.deviations}
    id = next(f"DEV-{n}" for n in range(1, len(taken) + 2) if f"DEV-{n}" not in taken)
    owner = dossier.commitments[commitment].owner or "___"
    row = f"{{id: {id}, commitment: {commitment}, reason: ___, owner: {owner}, until: ___, improvement: ___}}"
    return Correction("meaning", at("plan/review/deviations"), "", row)


def versions_in(history: History, start: date, end: date) -> tuple[str, ...]:
    """Return the numbers of the versions in force on some day of a window."""
    return tuple(
        version.number
        for version in history.versions
        if version.start and version.start <= end and (version.end is None or version.end >= start)
    )


def streak(verdicts: tuple[Verdict, ...]) -> int:
    """Return how many of the latest windows were broken one after another."""
    count = 0
    for verdict in reversed(verdicts):
        if verdict.verdict != "broken":
            break
        count += 1
    return count


def kept_now(dossier: Dossier) -> Verdict:
    """Return a latest verdict that is kept and has no deviation: what examples begin with."""
    found = (
        each for each in latest(dossier).values() if each.verdict == "kept" and not deviates(dossier, each.commitment)
    )
    return next(found)


def changed(dossier: Dossier, held: Verdict, /, **fields: Any) -> Dossier:
    """Return a copy in which one verdict has other ``fields``."""
    told = tuple(replace(each, **fields) if each is held else each for each in dossier.verdicts)
    return replace(dossier, verdicts=told)
