"""From counted figures to measurements and verdicts: each window of a commitment, part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import NamedTuple

from opensmp.evidence.asking import Ask
from opensmp.evidence.promises import Wording
from opensmp.evidence.results import Figure, Figures, Key, percentile
from opensmp.i18n import _
from opensmp.measures.calendars import digest
from opensmp.measures.judging import NOTHING_PENDING, Judgement, Pending, Says, holds, judged, together
from opensmp.measures.measurement import Measurement
from opensmp.measures.metric import Metric
from opensmp.measures.outcome import Apart, Flags, Part, WindowResult
from opensmp.measures.spans import Span
from opensmp.measures.unseen import Unseen, keeps_with, with_reopened, with_unseen
from opensmp.measures.windows import Days


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was counted for one wording (and, where services are measured one by one, one service) of a commitment."""

    wording: Wording
    ask: Ask
    figures: Figures
    statistic: str
    service: str = ""
    pending: Mapping[int, Pending] = field(default_factory=dict)


class View(NamedTuple):
    """A window as it is looked at. ``covered``: the records reach into it, so what is not there did not happen.

    ``notes`` say where they begin after it does, or end before it: then nobody knows what else happened in it. ``unsaid``:
    why the records of the window do not tell what the metric asks. ``unseen`` counts what may be missing from it;
    ``final``: whether the history of reopened records shows that their ends are the last ones.
    """

    number: int
    days: Days
    span: Span
    covered: bool
    running: bool
    batches: tuple[str, ...]
    notes: tuple[Says, ...] = ()
    unsaid: Says | None = None
    unseen: Callable[[], Unseen] = Unseen
    final: Callable[[], bool] = bool


def window_result(view: View, answers: Sequence[Answer], apart: tuple[Apart, ...] = ()) -> WindowResult:
    """Return a window, judged: by one wording, or by each wording that judges some of its records."""
    parts = tuple(_part(view, answer) for answer in _speaking(view, answers))
    metric = answers[0].ask.metric
    whole = parts[0].measurement if len(parts) == 1 else _added(parts, metric)
    if len(parts) == 1 or whole is None:
        judgement = together([part.judgement for part in parts])
    else:
        judgement = _judgement(
            view, answers[-1], whole, Figure(reopened=sum(part.reopened for part in parts)), _late(parts)
        )
    return WindowResult(
        start=view.days.start,
        end=view.days.end,
        running=view.running,
        judgement=Judgement(judgement.word, (*judgement.reasons, *view.notes)) if view.covered else judgement,
        parts=parts,
        numerator=whole.numerator if whole else None,
        denominator=whole.denominator if whole else None,
        value=whole.value if whole else None,
        excluded=_sum(part.measurement.excluded for part in parts),
        apart=apart,
    )


def _speaking(view: View, answers: Sequence[Answer]) -> list[Answer]:
    """Return the answers that have something to say of a window: those with records, else the wording in force at its end."""
    if answers[0].ask.standing:
        return [answer for answer in answers if _in_force(view, answer)] or [answers[-1]]
    with_records = [answer for answer in answers if Key(view.number) in answer.figures or view.number in answer.pending]
    return with_records or [answer for answer in answers if _in_force(view, answer)] or [answers[-1]]


def _in_force(view: View, answer: Answer) -> bool:
    opened = answer.wording.opened
    return opened is None or opened.start < view.span.end <= opened.end


def _part(view: View, answer: Answer) -> Part:
    figure = answer.figures.get(Key(view.number), Figure())
    measured = measurement(view, answer, figure)
    pending = answer.pending.get(view.number, NOTHING_PENDING)
    return Part(
        versions=answer.wording.versions,
        promise=answer.wording.promise,
        measurement=measured,
        judgement=_uncovered(view) or _judgement(view, answer, measured, figure, pending),
        pending=pending,
        flags=Flags(figure.flagged, figure.flagged_good, figure.only_flag, figure.only_clock),
        service=answer.service,
        reopened=figure.reopened,
    )


def _uncovered(view: View) -> Judgement | None:
    if view.covered:
        return None
    return Judgement("unknown", (view.unsaid or _("The records do not reach into this window."),))


def _judgement(view: View, answer: Answer, measured: Measurement, figure: Figure, pending: Pending) -> Judgement:
    """Return the verdict on a measurement; of a kept one, in the light of what its records do not show."""
    said, metric, target = answer.ask.parameters.get("minimum", ""), answer.ask.metric, answer.wording.promise.target
    found = judged(
        target,
        metric,
        measured,
        minimum=int(said) if said.isdecimal() else None,
        pending=pending,
        kept_at_worst=_kept_at_worst(answer, figure),
    )
    if found.word != "kept":
        return found

    def keeps(more: int, fewer: int = 0) -> bool:
        if metric.form == "statistic":
            return _statistic_keeps(answer, figure, more, fewer)
        return keeps_with(target, metric, measured, more, fewer)

    if figure.reopened and not view.final():
        found = with_reopened(found, figure.reopened, keeps(0, figure.reopened))
    if found.word != "kept":
        return found
    population = (measured.denominator if metric.form in ("share", "statistic") else measured.numerator) or 0
    return with_unseen(found, view.unseen(), population + sum(measured.excluded.values()), keeps)


def measurement(view: View, answer: Answer, figure: Figure) -> Measurement:
    """Return a figure with everything that makes it one."""
    ask, metric = answer.ask, answer.ask.metric
    numerator, denominator, value = _figure(metric, figure, answer.statistic, view.covered)
    return Measurement(
        metric=metric.id,
        start=view.days.start,
        end=view.days.end,
        numerator=numerator,
        denominator=denominator,
        value=value if view.covered else None,
        excluded=figure.excluded,
        bounds=_bounds(metric, figure),
        statistics=figure.statistics,
        label="trusted" if metric.trusted else "recomputed",
        dated=ask.parameters.get("dated", metric.dated),
        population={name: text for name, text in ask.parameters.items() if name not in ("calendar", "basis", "end")},
        limit=ask.limit,
        basis="round the clock" if ask.calendar is None else "business",
        calendar=ask.calendar.id if ask.calendar else "",
        calendar_digest=digest(ask.calendar) if ask.calendar else "",
        batches=view.batches,
    )


def _figure(
    metric: Metric, figure: Figure, statistic: str, covered: bool
) -> tuple[int | None, int | None, Fraction | None]:
    """Return numerator, denominator and value; the value is None where there was nothing to measure."""
    if metric.form == "share":
        value = Fraction(100 * figure.good, figure.judged) if figure.judged else None
        return figure.good, figure.judged, value
    if metric.form == "statistic":
        return None, figure.judged, figure.statistics.get(statistic)
    if metric.form == "ratio":
        scale = 100 if metric.unit == "%" else 1
        return figure.top, figure.bottom, Fraction(scale * figure.top, figure.bottom) if figure.bottom else None
    count = figure.top or figure.judged
    return count, None, Fraction(count) if covered else None


def _bounds(metric: Metric, figure: Figure) -> tuple[Fraction, Fraction] | None:
    """Return the figure if all excluded records were bad, and good; None where they leave it without bounds."""
    if not figure.excluded:
        return None
    count = sum(figure.excluded.values())
    if metric.form == "share":
        low, high = (
            Fraction(100 * figure.good, figure.judged + count),
            Fraction(100 * (figure.good + count), figure.judged + count),
        )
    elif metric.form == "count":
        low, high = Fraction(figure.judged), Fraction(figure.judged + count)
    else:
        return None
    return (low, high) if metric.better == "higher" else (high, low)


def _kept_at_worst(answer: Answer, figure: Figure) -> bool | None:
    """Whether a percentile keeps its target although the excluded records took forever; None where bounds tell.

    Enough of all records lie within the target if the two between which the percentile lies do.
    """
    point = percentile(answer.statistic)
    if answer.ask.metric.form != "statistic" or point is None or answer.ask.aim is None:
        return None
    return answer.wording.promise.target.comparator in ("at most", "below") and _enough_within(figure, point)


def _enough_within(figure: Figure, point: Fraction, more: int = 0, fewer: int = 0) -> bool:
    """Whether a percentile lies within the target although ``more`` records took forever, and ``fewer`` of those within it."""
    rank = point * (figure.judged + sum(figure.excluded.values()) + more - 1)
    needed = floor(rank) + (1 if rank.denominator == 1 else 2)
    return figure.within - fewer >= needed


def _statistic_keeps(answer: Answer, figure: Figure, more: int, fewer: int) -> bool:
    """Whether a statistic keeps its target with ``more`` records as bad as the worst, and ``fewer`` of those that are good.

    Of a percentile that is to be high nobody can tell from what was counted: it stands.
    """
    target, aim, point = answer.wording.promise.target, answer.ask.aim, percentile(answer.statistic)
    upper = target.comparator in ("at most", "below")
    if aim is None or (point is not None and not upper):
        return True
    if point is not None:
        return _enough_within(figure, point, more, fewer)
    worst = figure.statistics["max" if upper else "min"]
    mean = (figure.statistics["sum"] + (more + fewer) * worst) / (figure.judged + more)
    return answer.statistic != "mean" or holds(target.comparator, mean, aim)


def _added(parts: Sequence[Part], metric: Metric) -> Measurement | None:
    """Return the parts as one figure, where each promises the same level; None where they cannot be added up."""
    levels = {(part.promise.target.comparator, part.promise.target.value, part.promise.target.unit) for part in parts}
    if metric.form not in ("share", "count") or len(levels) > 1 or any(part.service for part in parts):
        return None
    figure = Figure(
        judged=sum(part.measurement.denominator or part.measurement.numerator or 0 for part in parts),
        good=sum(part.measurement.numerator or 0 for part in parts),
        excluded=_sum(part.measurement.excluded for part in parts),
    )
    numerator, denominator, value = _figure(metric, figure, "", covered=True)
    first = parts[0].measurement
    return Measurement(
        metric=metric.id,
        start=first.start,
        end=first.end,
        numerator=numerator,
        denominator=denominator,
        value=value,
        excluded=figure.excluded,
        bounds=_bounds(metric, figure),
    )


def _late(parts: Iterable[Part]) -> Pending:
    held = [part.pending for part in parts]
    return Pending(sum(each.still_open for each in held), sum(each.overdue for each in held))


def _sum(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(total)
