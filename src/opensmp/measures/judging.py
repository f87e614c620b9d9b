"""From a measurement to a verdict: exact fractions against the target, and what keeps a figure from deciding.

A verdict is about all records of a window, so it has no interval. It is *kept* only if it would be kept whatever the records
were that could not be judged: no flaw of an export can make a promise look better than it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from operator import eq, ge, gt, le, lt
from typing import NamedTuple, TypeAlias

from opensmp.i18n import Message, Plural, _, n_
from opensmp.measures.limits import DAY
from opensmp.measures.measurement import Measurement
from opensmp.measures.metric import Metric
from opensmp.measures.reasons import reason_words
from opensmp.measures.verdict import VerdictWord
from opensmp.plan.terms import Comparator, Target

Says: TypeAlias = Message | Plural

FEWEST = 5
"""Records that a share or a statistic needs for a verdict, unless the commitment sets ``minimum``.

A promise of every single record (100 %, or none) needs one: each of them decides it.
"""
_COMPARE: Mapping[Comparator, Callable[[Fraction, Fraction], bool]] = {
    "at least": ge, "at most": le, "above": gt, "below": lt, "equal": eq,
}  # fmt: skip
_SECONDS: Mapping[str, int] = {
    "s": 1, "second": 1, "seconds": 1, "min": 60, "minute": 60, "minutes": 60, "h": 3_600, "hour": 3_600, "hours": 3_600,
    "d": DAY, "day": DAY, "days": DAY, "detik": 1, "menit": 60, "jam": 3_600, "hari": DAY,
}  # fmt: skip


class Judgement(NamedTuple):
    """A verdict word with the reasons beside it: why nothing can be said, or what to know about what is said."""

    word: VerdictWord
    reasons: tuple[Says, ...] = ()


class Pending(NamedTuple):
    """Records that are still open as far as the records go: no window counts them yet. ``overdue`` are past their limit."""

    still_open: int = 0
    overdue: int = 0


NOTHING_PENDING = Pending()


def holds(comparator: Comparator, value: Fraction, target: Fraction) -> bool:
    """Whether a value keeps a target; equal keeps *at least* and *at most*."""
    return _COMPARE[comparator](value, target)


def target_of(target: Target, unit: str) -> Fraction | None:
    """Return the target in the metric's unit (hours become seconds); None where the two cannot be compared."""
    value = Fraction(target.value)
    if target.unit == unit or (unit not in ("seconds", "%") and target.unit in ("", "%", unit)):
        return value
    if unit == "seconds" and target.unit in _SECONDS:
        return value * _SECONDS[target.unit]
    if unit == "minutes" and target.unit in _SECONDS:
        return value * _SECONDS[target.unit] / 60
    return None


def printed(value: Fraction, target: Target, unit: str) -> Decimal:
    """Return a figure in the target's unit, rounded against the target: 94.996 never prints as a kept 95."""
    scaled = value
    if unit in ("seconds", "minutes") and target.unit in _SECONDS:
        scaled = value * (1 if unit == "seconds" else 60) / _SECONDS[target.unit]
    places = max(2, -int(target.value.as_tuple().exponent))
    rounding = ROUND_CEILING if target.comparator in ("at most", "below") else ROUND_FLOOR
    exact = Decimal(scaled.numerator * 10**places) / Decimal(scaled.denominator)
    return exact.to_integral_value(rounding).scaleb(-places)


def judged(
    target: Target,
    metric: Metric,
    measurement: Measurement,
    *,
    minimum: int | None = None,
    pending: Pending = NOTHING_PENDING,
    kept_at_worst: bool | None = None,
) -> Judgement:
    """Return the verdict on one measurement.

    ``minimum`` is the commitment's own; ``pending`` what is still open; ``kept_at_worst`` whether the target would be kept if
    all excluded records had missed it, where the measurement's bounds do not tell (percentiles).
    """
    aim = target_of(target, metric.unit)
    if aim is None:
        says = _("The target is in {unit}, and the metric is measured in {other}.", unit=target.unit, other=metric.unit)
        return Judgement("unknown", (says,))
    if measurement.value is None:
        return Judgement("unknown", left_out(measurement) or (_("There are no records of this window."),))
    fewest = _fewest(target, metric) if minimum is None else minimum
    if (
        measurement.denominator is not None
        and measurement.denominator < fewest
        and metric.form in ("share", "statistic")
    ):
        return Judgement("too few", (_too_few(measurement.denominator, fewest),))
    if not holds(target.comparator, measurement.value, aim):
        return Judgement("unknown" if _mostly_unjudged(measurement) else "broken", left_out(measurement))
    if kept_at_worst is None:
        kept_at_worst = _within_bounds(target, measurement, aim)
    doubts = _doubts(target, metric, measurement, aim, pending, kept_at_worst)
    return Judgement("unknown", doubts) if doubts else Judgement("kept", left_out(measurement))


def together(judgements: Sequence[Judgement]) -> Judgement:
    """Return the verdict of a window whose records were promised different things, from the verdict on each part.

    One broken part breaks the window; it is kept only if no part is broken or unknown and one at least is kept.
    """
    words = [each.word for each in judgements]
    reasons = tuple(dict.fromkeys(reason for each in judgements for reason in each.reasons))
    order: tuple[VerdictWord, ...] = ("broken", "unknown", "kept", "too few")
    return Judgement(next((word for word in order if word in words), "unknown"), reasons)


def _fewest(target: Target, metric: Metric) -> int:
    """Return the smallest number of records for a verdict."""
    every_one = metric.form == "share" and target.value in (Decimal(0), Decimal(100))
    return 1 if every_one else FEWEST


def _too_few(count: int, fewest: int) -> Says:
    return n_(
        "Only {n} record could be judged; a verdict takes {fewest}.",
        "Only {n} records could be judged; a verdict takes {fewest}.",
        count,
        fewest=fewest,
    )


def left_out(measurement: Measurement) -> tuple[Says, ...]:
    """Say how many records could not be judged, reason by reason."""
    return tuple(
        n_(
            "{n} record could not be judged: {reason}.",
            "{n} records could not be judged: {reason}.",
            count,
            reason=reason_words(reason),
        )
        for reason, count in sorted(measurement.excluded.items())
    )


def _doubts(
    target: Target, metric: Metric, measurement: Measurement, aim: Fraction, pending: Pending, kept_at_worst: bool
) -> tuple[Says, ...]:
    """Return why a figure that keeps the target does not decide; nothing where it does."""
    reasons: list[Says] = []
    if measurement.excluded and not kept_at_worst:
        reasons += left_out(measurement)
        reasons.append(_("Had they all missed it, the promise would be broken."))
    late = pending.overdue
    if late and metric.form == "share":
        worst = Fraction(100 * (measurement.numerator or 0), (measurement.denominator or 0) + late)
        if not holds(target.comparator, worst, aim):
            reasons.append(
                n_(
                    "{n} record is still open and past its limit; counted as missed, it would break the promise.",
                    "{n} records are still open and past their limit; counted as missed, they would break the promise.",
                    late,
                )
            )
    return tuple(reasons)


def _mostly_unjudged(measurement: Measurement) -> bool:
    """Whether more records could not be judged than could: then the figure speaks for neither side."""
    return measurement.denominator is not None and sum(measurement.excluded.values()) > measurement.denominator


def _within_bounds(target: Target, measurement: Measurement, aim: Fraction) -> bool:
    """Whether the target is kept however the excluded records are taken; unknown bounds prove nothing."""
    return measurement.bounds is not None and all(holds(target.comparator, bound, aim) for bound in measurement.bounds)
