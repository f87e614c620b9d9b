"""The sentences that every form of the report on evidence shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from opensmp.cli.reports.measured import Evidence, word_of
from opensmp.i18n import Message, Plural, _, n_
from opensmp.i18n.message import Value
from opensmp.measures.judging import printed
from opensmp.measures.limits import Limit, parsed
from opensmp.measures.outcome import Measured, Part, WindowResult
from opensmp.measures.progress import Progress, State
from opensmp.measures.reasons import reason_words
from opensmp.plan.commitments import Commitment
from opensmp.plan.terms import Comparator


def verdict_words(word: str) -> Message:
    """The verdict as people read it."""
    words = {
        "kept": _("Holds"),
        "broken": _("Does not hold"),
        "too few": _("Too few to say"),
        "unknown": _("Not known"),
    }
    return words[word]


def headline(evidence: Evidence) -> Message:
    """How many commitments were held against how many records, and how many hold."""
    outcome = evidence.outcome
    return _(
        "{commitments} against {records}, {start} to {end}: {hold}, {broken}{rest}.",
        commitments=n_("{n} commitment", "{n} commitments", len(outcome.measured)),
        records=n_("{n} record", "{n} records", evidence.records),
        start=outcome.start,
        end=min(outcome.end, outcome.today),
        **_standing(Counter(word_of(each) for each in outcome.measured)),
    )


def _standing(counts: Mapping[str, int]) -> dict[str, Value]:
    rest: Value = ""
    silent = counts.get("too few", 0) + counts.get("unknown", 0)
    if silent:
        rest = n_(", and of {n} the records do not say enough", ", and of {n} the records do not say enough", silent)
    return {
        "hold": n_("{n} holds", "{n} hold", counts.get("kept", 0)),
        "broken": n_("{n} does not", "{n} do not", counts.get("broken", 0)),
        "rest": rest,
    }


def promise_words(commitment: Commitment) -> Message:
    """What is promised, in one line: at least 90 %, limit 4 h, each quarter."""
    target = commitment.target
    unit = f" {target.unit}" if target.unit not in ("", "%") else target.unit
    parts: list[Value] = [
        _("{comparator} {value}{unit}", comparator=comparator_words(target.comparator), value=target.value, unit=unit)
    ]
    if target.limit:
        limit = parsed(target.limit)
        parts.append(_("limit {limit}", limit=limit.says if isinstance(limit, Limit) else target.limit))
    if target.window:
        parts.append(window_words(target.window))
    return _("{parts}", parts=tuple(parts)) if len(parts) == 1 else _joined(parts)


def _joined(parts: list[Value]) -> Message:
    if len(parts) == 2:
        return _("{one}, {two}", one=parts[0], two=parts[1])
    return _("{one}, {two}, {three}", one=parts[0], two=parts[1], three=parts[2])


def comparator_words(comparator: Comparator) -> Message:
    """The comparator as it is said."""
    words: dict[Comparator, Message] = {
        "at least": _("at least"), "at most": _("at most"), "above": _("more than"), "below": _("less than"), "equal": _("exactly"),
    }  # fmt: skip
    return words[comparator]


def window_words(window: str) -> Message:
    """How often a commitment is judged."""
    words = {
        "week": _("each week"), "month": _("each month"), "quarter": _("each quarter"), "half-year": _("each half-year"),
        "year": _("each year"),
    }  # fmt: skip
    return words[window]


def figure_words(measured: Measured, value: Fraction | None) -> Message:
    """A figure in the unit of its target, rounded against it."""
    if value is None or measured.metric is None:
        return _("—")
    target = measured.commitment.target
    return _("{value}{unit}", value=_short(printed(value, target, measured.metric.unit)), unit=_unit(target.unit))


def _unit(unit: str) -> str:
    return unit if unit in ("", "%") else f" {unit}"


def _short(value: Decimal) -> Decimal:
    """Drop noughts behind the decimal sign; what is left is as exact as it was."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def fraction_words(numerator: int | None, denominator: int | None) -> Message | None:
    """The fraction behind a figure."""
    if numerator is None or not denominator:
        return None
    return _("{n} of {all}", n=numerator, all=denominator)


def part_words(part: Part, language: str) -> str:
    """Which version judged a part of a window, by which limit, and how it came out."""
    versions: Value = list(part.versions) or _("the draft")
    told = fraction_words(part.measurement.numerator, part.measurement.denominator)
    return _(
        "opened under {versions} ({promise}): {figure}, {verdict}",
        versions=_("version {n}", n=versions) if part.versions else versions,
        promise=promise_words(part.promise),
        figure=told or _("no records"),
        verdict=verdict_words(part.judgement.word),
    ).text(language)


def excluded_words(result: WindowResult) -> list[Message | Plural]:
    """Each reason for which records could not be judged, with its count."""
    return [
        n_("{n} record left out: {reason}", "{n} records left out: {reason}", count, reason=reason_words(reason))
        for reason, count in sorted(result.excluded.items())
    ]


def state_words(state: State) -> Message:
    """Where an objective stands."""
    words: dict[State, Message] = {
        "met": _("met"), "not met": _("not met"), "open": _("open"), "done on time": _("done on time"), "done late": _("done late"),
        "overdue": _("overdue"), "not measured": _("not measured"), "not computable": _("not computable"),
        "target undefined": _("no target"),
    }  # fmt: skip
    return words[state]


def progress_words(progress: Progress) -> Message:
    """Where an objective stands, with the way covered or the windows kept."""
    state = state_words(progress.state)
    if progress.attained is not None:
        met, all_ = progress.attained
        return _("{state}, kept in {met} of {all} readings", state=state, met=met, all=all_)
    if progress.fraction is not None:
        per_cent = Decimal(int(progress.fraction * 1000)) / 10
        return _("{state}, {per_cent}% of the way", state=state, per_cent=per_cent)
    return _("{state}. {why}", state=state, why=progress.why) if progress.why else state


def schedule_words(state: str) -> Message:
    """What became of an appointment of the plan's own calendar."""
    words = {
        "performed": _("performed"), "performed late": _("performed late"), "overdue": _("overdue"), "ahead": _("still ahead"),
        "never due": _("without a day"), "not shown": _("no record shows it"),
    }  # fmt: skip
    return words[state]


def kind_words(kind: str) -> Message:
    """What an appointment is."""
    words = {
        "audit": _("Audit"), "management review": _("Management review"), "plan review": _("Review of the plan"),
        "supplier review": _("Supplier review"), "SLA review": _("SLA review"), "customer review": _("Customer review"),
        "satisfaction survey": _("Satisfaction survey"), "training": _("Training"), "improvement": _("Improvement"),
        "decision": _("Decision"), "activity": _("Activity"), "claim": _("Claim of the plan"),
    }  # fmt: skip
    return words[kind]


def trend_words(measured: Measured) -> Message | None:
    """How the figure moves, if enough windows say so."""
    trend = measured.trend
    if trend is None or trend.direction == "too short":
        return None
    words = {
        "better": _("getting better over {n} windows", n=trend.windows),
        "worse": _("getting worse over {n} windows", n=trend.windows),
        "no clear change": _("no clear change over {n} windows", n=trend.windows),
    }
    return words[trend.direction]
