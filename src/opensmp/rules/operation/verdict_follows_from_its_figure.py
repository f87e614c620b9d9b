"""Whether a promise that is called kept was kept by the measured figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.measures.verdict import Verdict
from opensmp.plan.terms import Target


@rule(
    "OPE-09",
    clause="9.1",
    severity=BLOCKS,
    requirements=("R56", "R60"),
    profiles=("stage2",),
    examples=(
        fails("“kept”, with a figure below the target", lambda d: _kept_with(d, Decimal(-30))),
        passes("“kept”, with a figure that meets the target", lambda d: d),
    ),
)
def verdict_follows_from_its_figure(dossier: Dossier) -> Iterator[Finding]:
    """A promise is called kept only where the figure meets the target.

    Why: a promise that is called kept although the figure misses it is a hidden deviation, the gravest thing that can
    be found in a report.

    Fix: measure the window again from its records and let the verdict follow from the figure.
    """
    for verdict in dossier.verdicts:
        commitment = dossier.commitments.get(verdict.commitment)
        if commitment is None or verdict.measured is None or verdict.verdict != "kept":
            continue
        target = commitment.target
        if _meets(verdict.measured, target):
            continue
        yield Finding(
            where=at("plan/commitments/commitments", verdict.commitment),
            says=_(
                "{id}, {start} to {end}, is called kept, but {measured} {unit} was measured where {value} {unit} is promised.",
                id=verdict.commitment, start=verdict.start, end=verdict.end,
                measured=verdict.measured, value=target.value, unit=target.unit,
            ),
        )  # fmt: skip


def _meets(measured: Decimal, target: Target) -> bool:
    return {
        "at least": measured >= target.value,
        "above": measured > target.value,
        "at most": measured <= target.value,
        "below": measured < target.value,
        "equal": measured == target.value,
    }[target.comparator]


def _kept_with(dossier: Dossier, change: Decimal) -> Dossier:
    """Let a kept verdict carry a figure far from its floor, and no counts that would contradict the figure."""
    commitments = dossier.commitments

    def fits(row: Verdict) -> bool:
        held = commitments.get(row.commitment)
        return bool(
            held and held.target.comparator == "at least" and row.verdict == "kept" and row.measured is not None
        )

    first = next(row for row in dossier.verdicts if fits(row))
    figure = commitments[first.commitment].target.value + change
    return edit(
        dossier,
        "verdicts",
        lambda rows: tuple(
            replace(row, measured=figure, numerator=None, denominator=None) if row is first else row for row in rows
        ),
    )
