"""What a sample supports, in a word and in a sentence.

On a sample: *supports*, *contradicts*, *not shown* (by this sample, at this confidence). On a full count: *kept*,
*broken*, and no interval. A judgement sample says nothing about the records that nobody looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from opensmp.i18n import Message, Plural, Refused, _, n_
from opensmp.i18n.message import Value
from opensmp.measures.sample_sizes import breaking, percent, size_allowing, stated
from opensmp.measures.statistics import LEVEL, Limits, Share, lower_limit, rate_limits, upper_limit
from opensmp.plan.terms import Comparator

SampleWord: TypeAlias = Literal["supports", "contradicts", "not shown", "kept", "broken", "unknown"]


_FULL_COUNT: Mapping[SampleWord, SampleWord] = {"supports": "kept", "contradicts": "broken"}


@dataclass(frozen=True, kw_only=True)
class Tolerance:
    """What a promise about a share lets deviate: at most ``rate`` of the records (fewer than that, if ``strict``)."""

    rate: Fraction
    strict: bool = False


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What was found in a stratum. ``undecided`` records were drawn, but the records cannot tell whether they deviate."""

    label: str
    population: int
    drawn: int
    deviations: int
    undecided: int = 0


@dataclass(frozen=True, kw_only=True)
class SampleResult:
    """What a sample shows of a promise. ``limits`` are one-sided, each at ``level``; None where nothing was estimated.

    ``population`` is None where it is endless or unknown. ``estimate`` weighs each stratum by its population. ``needed``
    is the plain random sample that would support the promise with as many deviations as were found.
    """

    word: SampleWord
    population: int | None
    drawn: int
    deviations: int
    undecided: int = 0
    level: Fraction = LEVEL
    estimate: Fraction | None = None
    limits: Limits | None = None
    needed: int | None = None
    says: tuple[Message | Plural, ...] = ()


def tolerance_of(comparator: Comparator, value: Decimal, unit: str = "%") -> Tolerance:
    """Return what a target allows to deviate. "At least 95 %" tolerates 5 % that miss; "at most 5 %" tolerates 5 % that hit.

    Refused for "equal" and for a target that is no share: no sample of yes and no can show them.
    """
    share = Fraction(value) / 100
    if unit != "%" or comparator == "equal" or not 0 <= share <= 1:
        raise Refused(
            _(
                "A sample of records cannot show {comparator} {value} {unit}",
                comparator=comparator,
                value=value,
                unit=unit,
            ),
            _("Sample a promise about a share of records, such as at least 95 %"),
        )
    rate = 1 - share if comparator in ("at least", "above") else share
    return Tolerance(rate=rate, strict=comparator in ("above", "below"))


def judge_sample(
    strata: Sequence[Looked], tolerance: Tolerance, *, level: Fraction = LEVEL, by_judgement: bool = False
) -> SampleResult:
    """Say what a sample of a known population shows.

    A record whose outcome nobody can tell counts against *supports*, and never for *contradicts*.
    """
    found = SampleResult(
        word="unknown",
        population=sum(each.population for each in strata),
        drawn=sum(each.drawn for each in strata),
        deviations=sum(each.deviations for each in strata),
        undecided=sum(each.undecided for each in strata),
        level=level,
    )
    if not found.drawn:
        return replace(found, says=(_("No record was looked at"),))
    if found.drawn == found.population:
        return _full_count(found, tolerance)
    if by_judgement:
        return _judgement(found, tolerance)
    shares = [Share(each.population, each.drawn) for each in strata]
    low = rate_limits(found.deviations, shares, level).low
    high = rate_limits(found.deviations + found.undecided, shares, level).high
    return _estimated(replace(found, estimate=_weighted(strata), limits=Limits(low, high)), tolerance, len(strata))


def judge_endless(
    deviations: int, drawn: int, tolerance: Tolerance, *, undecided: int = 0, level: Fraction = LEVEL
) -> SampleResult:
    """Say what a random sample shows of a population that is endless, or whose size nobody knows."""
    low = lower_limit(deviations, drawn, float(level))
    high = upper_limit(deviations + undecided, drawn, float(level))
    found = SampleResult(
        word="unknown",
        population=None,
        drawn=drawn,
        deviations=deviations,
        undecided=undecided,
        level=level,
        estimate=Fraction(deviations, drawn),
        limits=Limits(Fraction(low), Fraction(high)),
    )
    return _estimated(found, tolerance, 1)


def _weighted(strata: Sequence[Looked]) -> Fraction:
    seen = [each for each in strata if each.drawn]
    deviating = sum((Fraction(each.deviations * each.population, each.drawn) for each in seen), Fraction(0))
    return deviating / sum(each.population for each in seen)


def _estimated(found: SampleResult, tolerance: Tolerance, strata: int) -> SampleResult:
    """Add the word and the sentences to a sample whose limits are known."""
    needed = size_allowing(
        found.deviations + found.undecided,
        tolerable=tolerance.rate,
        risk=1 - found.level,
        population=found.population,
        strict=tolerance.strict,
    )
    judged = replace(found, word=_word(found.limits, tolerance), needed=needed)
    return replace(judged, says=(_sentence(judged, tolerance), *_remarks(judged, strata)))


def _word(limits: Limits | None, tolerance: Tolerance) -> SampleWord:
    if limits is None:
        return "unknown"
    low, high, tolerable = *limits, tolerance.rate
    if high < tolerable or (high == tolerable and not tolerance.strict):
        return "supports"
    return "contradicts" if low > tolerable or (low == tolerable and tolerance.strict) else "not shown"


def _full_count(found: SampleResult, tolerance: Tolerance) -> SampleResult:
    """A full count compares fractions; undecided records are tried both ways."""
    best, worst = Fraction(found.deviations, found.drawn), Fraction(found.deviations + found.undecided, found.drawn)
    outcomes = {_FULL_COUNT[_word(Limits(rate, rate), tolerance)] for rate in (best, worst)}
    return replace(
        found,
        word=outcomes.pop() if len(outcomes) == 1 else "unknown",
        estimate=best,
        says=(
            n_(
                "All {drawn} records were looked at, {n} deviates: a full count has no interval",
                "All {drawn} records were looked at, {n} deviate: a full count has no interval",
                found.deviations,
                drawn=found.drawn,
            ),
            *_undecided(found),
        ),
    )


def _judgement(found: SampleResult, tolerance: Tolerance) -> SampleResult:
    """A chosen sample contradicts only if its own deviations already break the promise for the whole population."""
    broken_from = breaking(tolerance.rate, found.population or 0, strict=tolerance.strict)
    says: list[Message | Plural] = [_("Judgement sample, no statement of uncertainty"), *_undecided(found)]
    if found.deviations >= broken_from:
        says.append(
            _(
                "The {deviations} deviations found are enough to break the promise for all {population} records",
                deviations=found.deviations,
                population=found.population or 0,
            )
        )
    return replace(found, word="contradicts" if found.deviations >= broken_from else "not shown", says=tuple(says))


def _sentence(judged: SampleResult, tolerance: Tolerance) -> Message | Plural:
    """Say what was shown beside what was tolerance, in one sentence."""
    values = _values(judged, tolerance)
    if judged.word == "contradicts":
        return _contradicted(judged, values)
    clean = judged.deviations + judged.undecided == 0
    if judged.word == "supports":
        return _supported(judged, values, clean=clean)
    return _not_shown(judged, values, clean=clean)


def _values(judged: SampleResult, tolerance: Tolerance) -> dict[str, Value]:
    low, high = judged.limits or Limits(Fraction(0), Fraction(1))
    return {
        "drawn": judged.drawn,
        "limit": percent(high, tolerance.rate),
        "least": percent(low, tolerance.rate),
        "level": stated(judged.level),
        "target": stated(1 - tolerance.rate),
        "needed": judged.needed or 0,
    }


def _supported(judged: SampleResult, values: dict[str, Value], *, clean: bool) -> Message | Plural:
    if clean:
        return n_(
            "{n} clean record supports at most {limit} % deviations at {level} % confidence, and so {target} % compliance",
            "{n} clean records support at most {limit} % deviations at {level} % confidence, and so {target} % compliance",
            judged.drawn,
            **values,
        )
    return n_(
        "{n} deviation in {drawn} records still supports at most {limit} % deviations at {level} % confidence, and so "
        "{target} % compliance",
        "{n} deviations in {drawn} records still support at most {limit} % deviations at {level} % confidence, and so "
        "{target} % compliance",
        judged.deviations + judged.undecided,
        **values,
    )


def _not_shown(judged: SampleResult, values: dict[str, Value], *, clean: bool) -> Message | Plural:
    if judged.needed and judged.needed <= judged.drawn:
        return _(
            "The sample supports at most {limit} % deviations at {level} % confidence, not {target} % compliance",
            **values,
        )
    if clean and judged.needed:
        return n_(
            "{n} clean record supports at most {limit} % deviations at {level} % confidence, not {target} % compliance; "
            "{needed} would",
            "{n} clean records support at most {limit} % deviations at {level} % confidence, not {target} % compliance; "
            "{needed} would",
            judged.drawn,
            **values,
        )
    if judged.needed:
        return n_(
            "{n} deviation in {drawn} records supports at most {limit} % deviations at {level} % confidence, not {target} % "
            "compliance; no more than that in {needed} would",
            "{n} deviations in {drawn} records support at most {limit} % deviations at {level} % confidence, not {target} % "
            "compliance; no more than these in {needed} would",
            judged.deviations + judged.undecided,
            **values,
        )
    return _(
        "The sample supports at most {limit} % deviations at {level} % confidence, not {target} % compliance; no larger "
        "sample with as many deviations would",
        **values,
    )


def _contradicted(judged: SampleResult, values: dict[str, Value]) -> Plural:
    return n_(
        "{n} deviation in {drawn} records: at least {least} % deviate at {level} % confidence, so {target} % compliance is "
        "contradicted",
        "{n} deviations in {drawn} records: at least {least} % deviate at {level} % confidence, so {target} % compliance is "
        "contradicted",
        judged.deviations,
        **values,
    )


def _remarks(judged: SampleResult, strata: int) -> tuple[Message | Plural, ...]:
    several = (
        _("Drawn by strata: the limit holds however the deviations are spread over them, and is a little wider for it"),
    )
    return (*_undecided(judged), *(several if strata > 1 else ()))


def _undecided(found: SampleResult) -> tuple[Plural, ...]:
    if not found.undecided:
        return ()
    return (
        n_(
            "{n} record cannot be decided: it counts as a deviation against the promise, and as none for breaking it",
            "{n} records cannot be decided: they count as deviations against the promise, and as none for breaking it",
            found.undecided,
        ),
    )
