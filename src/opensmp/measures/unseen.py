"""What a kept promise is worth when records of its window may be missing, or end too early.

A number that is missing, a row that was refused or a fortnight without a record may each hide a miss. A figure that they could
turn does not decide; one that they could turn only if all of them were of this promise says so.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import floor
from typing import NamedTuple

from opensmp.i18n import Message, Plural, _, n_
from opensmp.measures.judging import Judgement, holds, target_of
from opensmp.measures.measurement import Measurement
from opensmp.measures.metric import Metric
from opensmp.plan.terms import Target


class Unseen(NamedTuple):
    """Records of a kind that may be missing from a window, beside those that are there, and what tells of them.

    ``missing`` at most; ``expected`` on the average, where nobody knows in which window they belong.
    """

    missing: int = 0
    expected: Fraction = Fraction(0)
    records: int = 0
    says: tuple[Message | Plural, ...] = ()

    def likely(self, population: int) -> int:
        """Return how many whole records of a population are missing, if the missing are spread as the others are."""
        if not self.records:
            return self.missing
        return min(self.missing, floor(self.expected * population / self.records))


def with_unseen(judgement: Judgement, unseen: Unseen, population: int, keeps: Callable[[int], bool]) -> Judgement:
    """Return a verdict in the light of what may be missing; ``keeps``: whether so many further misses leave it kept."""
    if judgement.word != "kept" or not unseen.missing or keeps(unseen.missing):
        return judgement
    if not keeps(unseen.likely(population)):
        last = _("Had those of this promise missed it, the promise would be broken.")
        return Judgement("unknown", (*judgement.reasons, *unseen.says, last))
    last = _("They would break the promise only if far more of them were of this promise than of the others.")
    return Judgement("kept", (*judgement.reasons, *unseen.says, last))


def with_reopened(judgement: Judgement, reopened: int, keeps: bool) -> Judgement:
    """Return a verdict in the light of records that count as in time and were reopened; ``keeps``: whether it holds without them."""
    if judgement.word != "kept" or not reopened or keeps:
        return judgement
    says = n_(
        "{n} record was reopened, and nothing shows that its end is the last one; without it the promise would be broken.",
        "{n} records were reopened, and nothing shows that their ends are the last ones; without them the promise would be "
        "broken.",
        reopened,
    )
    return Judgement("unknown", (*judgement.reasons, says))


def keeps_with(target: Target, metric: Metric, measurement: Measurement, more: int, fewer: int = 0) -> bool:
    """Whether a share or a count keeps its target with ``more`` records, all bad, and ``fewer`` good ones that were none.

    What could not be judged is taken for bad too. A ratio keeps nothing once records are missing.
    """
    aim = target_of(target, metric.unit)
    count, of = measurement.numerator, measurement.denominator
    if aim is None or count is None:
        return False
    more += sum(measurement.excluded.values())
    if metric.form == "count":
        return holds(target.comparator, Fraction(count), aim) and holds(target.comparator, Fraction(count + more), aim)
    if metric.form != "share" or of is None or of + more == 0:
        return more == 0
    least, most = Fraction(100 * (count - fewer), of + more), Fraction(100 * (count + more), of + more)
    return holds(target.comparator, least, aim) and holds(target.comparator, most, aim)
