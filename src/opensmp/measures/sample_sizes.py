"""How many records to look at: published rules, habits, and what distinguishes the two.

ISO 19011 names methods and gives no sizes. *Attribute* sampling computes the size from the risk that one accepts;
*lot* is ISO 2859-1 (MIL-STD-105E), general level II, normal inspection, single plans; *frequency* and *habit* are custom.
None of them is a requirement of the service management standard, and each says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial
from math import ceil, isqrt
from typing import Literal, Protocol, TypeAlias, get_args

from opensmp.i18n import Message, Refused, _
from opensmp.i18n.message import Value
from opensmp.measures.statistics import (
    LEVEL,
    Share,
    binomial_at_most,
    exact_binomial_at_most,
    first_where,
    is_at_most,
    rate_limits,
)

Method: TypeAlias = Literal["attribute", "lot", "frequency", "habit", "judgement", "full"]
Frequency: TypeAlias = Literal["yearly", "quarterly", "monthly", "weekly", "daily", "many times a day"]

METHODS: tuple[Method, ...] = get_args(Method)
RISK = 1 - LEVEL
IMPRACTICAL = 400
"""A size above which looking at every record by machine is the better answer, and the person is told so."""
LARGEST = 100_000

_CLOSE = 1e-9


class _Shows(Protocol):
    """Whether a sample of a size shows the tolerable rate although it holds deviations."""

    def __call__(self, size: int, deviations: int) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class SampleSize:
    """A number of records, where it comes from, and what to beware of. ``allowed`` deviations do not refute the promise.

    ``population`` is None where it was taken as endless.
    """

    method: Method
    size: int
    allowed: int | None = None
    population: int | None = None
    says: Message
    warnings: tuple[Message, ...] = ()


def attribute_size(
    *,
    tolerable: Fraction,
    expected: Fraction = Fraction(0),
    risk: Fraction = RISK,
    population: int | None = None,
    strict: bool = False,
) -> SampleSize:
    """Return the smallest sample that shows a rate of at most ``tolerable`` while as many as ``expected`` deviate.

    With at most ``allowed`` = ⌈expected · n⌉ deviations found, a population above the tolerable rate would have looked so
    good with a chance of at most ``risk``. ``strict`` asks for a rate below the tolerable one. Refused where no size can show it.
    """
    if expected > tolerable or (population is None and expected == tolerable):
        raise Refused(
            _(
                "No sample can show at most {tolerable} % deviations where {expected} % are expected",
                tolerable=stated(tolerable),
                expected=stated(expected),
            ),
            _("Look at every record, or lower the expected rate if the records give a reason to"),
        )
    found = _endless_size(tolerable, expected, risk) if population is None else None
    size, allowed = found or _finite_size(tolerable, expected, risk, population or 0, strict=strict)
    return SampleSize(
        method="attribute",
        size=size,
        allowed=allowed,
        population=population,
        says=_attribute_words(tolerable, risk, size, allowed, population, strict=strict),
        warnings=_warnings(size, population),
    )


def size_allowing(
    deviations: int, *, tolerable: Fraction, risk: Fraction = RISK, population: int | None = None, strict: bool = False
) -> int | None:
    """Return the smallest sample that shows the tolerable rate although it holds ``deviations``; None where none does.

    ``strict`` asks for a rate *below* the tolerable one.
    """
    shows = _shows(tolerable, risk, population, strict=strict)
    most = LARGEST if population is None else population
    if deviations > most or not shows(most, deviations):
        return None
    return first_where(lambda size: shows(size, deviations), max(deviations, 1), most)


def breaking(tolerable: Fraction, population: int, *, strict: bool = False) -> int:
    """Return the fewest deviating records that break the promise: "at most 5 %" of 100 is broken by the sixth.

    ``strict`` is the promise "fewer than 5 %", which the fifth breaks.
    """
    return ceil(tolerable * population) if strict else int(tolerable * population) + 1


def stratified_size(
    shares: Callable[[int], tuple[Share, ...]],
    wanted: SampleSize,
    tolerable: Fraction,
    *,
    risk: Fraction = RISK,
    strict: bool = False,
) -> int:
    """Return the sample that shows the tolerable rate when drawn by strata, never below the size ``wanted``.

    ``shares`` tells how many of each stratum a sample of a size would hold. Strata cost a few records more than one plain
    draw, because nobody knows where the deviations lie.
    """
    population, allowed = wanted.population or 0, wanted.allowed or 0
    broken_from = breaking(tolerable, population, strict=strict)
    for size in range(wanted.size, population):
        if rate_limits(allowed, shares(size), 1 - risk).high * population < broken_from:
            return size
    return population


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a person may choose for a sample; each method takes what it needs. ``size`` is for judgement."""

    tolerable: Fraction
    strict: bool = False
    expected: Fraction = Fraction(0)
    risk: Fraction = RISK
    limit: Decimal = Decimal("1.0")
    frequency: Frequency = "daily"
    plus_one: bool = False
    size: int = 25


def size_by(method: Method, population: int, wish: Wish) -> SampleSize:
    """Return the size by any of the methods."""
    if method == "attribute":
        return attribute_size(
            tolerable=wish.tolerable, expected=wish.expected, risk=wish.risk, population=population, strict=wish.strict
        )
    by_method: Mapping[Method, Callable[[], SampleSize]] = {
        "lot": lambda: lot_size(population, wish.limit),
        "frequency": lambda: frequency_size(wish.frequency, population),
        "habit": lambda: habit_size(population, plus_one=wish.plus_one),
        "judgement": lambda: judgement_size(wish.size, population),
        "full": lambda: full_size(population),
    }
    return by_method[method]()


def lot_size(population: int, limit: Decimal) -> SampleSize:
    """Return the single plan of ISO 2859-1, level II, normal inspection, for an acceptance quality limit in per cent.

    Refused for a limit that is not in the table. A sample as large as its lot looks at everything.
    """
    letter = bisect_left(_LOTS, population)
    row = _ACCEPTED.get(limit)
    if row is None:
        raise Refused(
            _("The table has no acceptance quality limit of {limit} %", limit=limit),
            _("Take one of {limits} %", limits=sorted(_ACCEPTED)),
        )
    plan = _with_a_number(row, letter)
    size, allowed = _SIZES[plan], row[plan]
    if size >= population:
        return SampleSize(
            method="lot",
            size=population,
            allowed=allowed,
            population=population,
            says=_(
                "ISO 2859-1 level II: the plan is as large as the population of {population}: look at all",
                population=population,
            ),
        )
    return SampleSize(
        method="lot",
        size=size,
        allowed=allowed,
        population=population,
        says=_(
            "ISO 2859-1 level II, normal, single, limit {limit} %: code {code}, {size} records, accept with at most {allowed} deviating",
            limit=limit,
            code=_LETTERS[plan],
            size=size,
            allowed=allowed or 0,
        ),
        warnings=(_("Accepting a lot is a rule of supply, not a statement with 95 % confidence"),),
    )


def frequency_size(frequency: Frequency, population: int | None = None) -> SampleSize:
    """Return the customary size for a control that runs so often: the usual one, else the upper end of its range."""
    fewest, most, usual = FREQUENCIES[frequency]
    return SampleSize(
        method="frequency",
        size=usual if population is None else min(usual, population),
        population=population,
        says=_(
            "Custom for a control that runs {frequency}: {fewest} to {most} records",
            frequency=_OFTEN[frequency],
            fewest=fewest,
            most=most,
        ),
        warnings=(_("The size is a custom of auditors; it follows from no risk that was chosen"),),
    )


def habit_size(population: int, *, plus_one: bool = False) -> SampleSize:
    """Return ⌈√N⌉, or ⌈√N⌉ + 1: a habit that no standard prescribes for records."""
    root = isqrt(population - 1) + 1 if population else 0
    return SampleSize(
        method="habit",
        size=min(population, root + plus_one),
        population=population,
        says=_("√N + 1: a habit, prescribed by no standard")
        if plus_one
        else _("√N: a habit, prescribed by no standard"),
        warnings=(_("The square root knows nothing of the promise: what the sample shows stands beside it"),),
    )


def judgement_size(size: int, population: int) -> SampleSize:
    """Return the size that a person chose for records of high risk."""
    return SampleSize(
        method="judgement",
        size=min(size, population),
        population=population,
        says=_("Judgement sample, no statement of uncertainty"),
        warnings=(_("Records were chosen for their risk: their share of deviations says nothing about the others"),),
    )


def full_size(population: int) -> SampleSize:
    """Return everything: each record is judged and nothing is estimated."""
    return SampleSize(
        method="full", size=population, allowed=None, population=population, says=_("Every record is looked at")
    )


def percent(rate: Fraction | float, against: Fraction | None = None) -> Decimal:
    """Return a rate in per cent with one decimal, or as many as keep it on its own side of ``against``.

    5.04 % next to a limit of 5 % is not shown as 5.0 %.
    """
    exact = Fraction(rate)
    for digits in range(1, 9):
        shown = round(exact * 100, digits)
        if against is None or (shown > against * 100) == (exact > against):
            break
    as_decimal = Decimal(shown.numerator) / Decimal(shown.denominator)
    return as_decimal.quantize(Decimal(10) ** -digits)


def stated(rate: Fraction) -> Decimal:
    """Return a rate that somebody chose in per cent, as it was chosen: 5, 0.25, 99.95."""
    exact = Decimal((rate * 100).numerator) / Decimal((rate * 100).denominator)
    return exact.quantize(Decimal(1)) if exact == int(exact) else exact


def _endless_size(tolerable: Fraction, expected: Fraction, risk: Fraction) -> tuple[int, int]:
    found = _search(_shows(tolerable, risk, None), expected, LARGEST)
    if found is None:
        raise Refused(
            _(
                "It takes more than {largest} records to show at most {tolerable} % deviations",
                largest=LARGEST,
                tolerable=stated(tolerable),
            ),
            _("Look at every record"),
        )
    return found


def _finite_size(
    tolerable: Fraction, expected: Fraction, risk: Fraction, population: int, *, strict: bool
) -> tuple[int, int]:
    """Return a size that the population has; all of it, with what may deviate, where no part of it is enough."""
    found = _search(_shows(tolerable, risk, population, strict=strict), expected, population)
    return found or (population, max(0, breaking(tolerable, population, strict=strict) - 1))


def _search(shows: _Shows, expected: Fraction, most: int) -> tuple[int, int] | None:
    """Return the first size whose ⌈expected · n⌉ deviations still show the rate: range by range of equal deviations."""
    allowed, last = (1 if expected else 0), 0
    while last < most:
        first, last = last + 1, min(most, int(allowed / expected)) if expected else most
        if last >= first and shows(last, allowed):
            return first_where(partial(shows, deviations=allowed), first, last), allowed
        allowed += 1
    return None


def _shows(tolerable: Fraction, risk: Fraction, population: int | None, *, strict: bool = False) -> _Shows:
    """Return the test whether (size, deviations) leaves a population that breaks the promise a chance of at most risk."""
    if population is None:
        return lambda size, deviations: _endless_shows(size, deviations, tolerable, risk)
    bad = breaking(tolerable, population, strict=strict)
    return lambda size, deviations: bad > population or is_at_most(risk, deviations, size, bad, population)


def _endless_shows(size: int, deviations: int, tolerable: Fraction, risk: Fraction) -> bool:
    chance = binomial_at_most(deviations, size, float(tolerable))
    if abs(chance - risk) < _CLOSE:
        return exact_binomial_at_most(deviations, size, tolerable) <= risk
    return chance <= risk


def _attribute_words(
    tolerable: Fraction, risk: Fraction, size: int, allowed: int, population: int | None, *, strict: bool
) -> Message:
    values: dict[str, Value] = {
        "size": size,
        "allowed": allowed,
        "tolerable": stated(tolerable),
        "level": stated(1 - risk),
    }
    if population is None:
        return _(
            "{size} records with at most {allowed} deviating show at most {tolerable} % deviations at {level} % confidence",
            **values,
        )
    if size == population:
        return _(
            "Only all {size} records show at most {tolerable} % deviations", size=size, tolerable=stated(tolerable)
        )
    return _(
        "{size} of {population} records with at most {allowed} deviating show at most {tolerable} % deviations at {level} % "
        "confidence; {breaking} deviating records in the population would break the promise",
        population=population,
        breaking=breaking(tolerable, population, strict=strict),
        **values,
    )


def _warnings(size: int, population: int | None) -> tuple[Message, ...]:
    if size <= IMPRACTICAL or size == population:
        return ()
    return (_("More than {limit} records: the recomputation of all records says more", limit=IMPRACTICAL),)


def _with_a_number(row: tuple[int | None, ...], letter: int) -> int:
    """Follow the arrows: before the first number and between 0 and 1 as the table says, after 21 back to 21."""
    numbered = [place for place, accepted in enumerate(row) if accepted is not None]
    if letter in numbered:
        return letter
    before = [place for place in numbered if place < letter]
    after = [place for place in numbered if place > letter]
    if not before or not after:
        return (after or before[-1:])[0]
    return before[-1] if letter == before[-1] + 1 else after[0]


_LETTERS = "ABCDEFGHJKLMNPQ"
_LOTS = (8, 15, 25, 50, 90, 150, 280, 500, 1_200, 3_200, 10_000, 35_000, 150_000, 500_000)
"""The largest lot of each letter; the last letter has no end."""
_SIZES = (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1_250)
_STEPS = (1, 2, 3, 5, 7, 10, 14, 21)


def _row(zero_at: int) -> tuple[int | None, ...]:
    """Build a row of the table: arrows, 0, two arrows, then the steps, then arrows."""
    numbers = (*(None,) * zero_at, 0, None, None, *_STEPS)
    return (*numbers, *(None,) * len(_LETTERS))[: len(_LETTERS)]


_ACCEPTED: Mapping[Decimal, tuple[int | None, ...]] = {
    Decimal("1.0"): _row(4),
    Decimal("1.5"): _row(3),
    Decimal("2.5"): _row(2),
    Decimal("4.0"): _row(1),
}
FREQUENCIES: Mapping[Frequency, tuple[int, int, int]] = {
    "yearly": (1, 1, 1),
    "quarterly": (2, 2, 2),
    "monthly": (2, 5, 5),
    "weekly": (5, 15, 15),
    "daily": (15, 40, 25),
    "many times a day": (25, 60, 60),
}
"""Fewest, most and usual number of records for a control that runs so often; custom of financial audits."""
_OFTEN: Mapping[Frequency, Message] = {
    "yearly": _("yearly"),
    "quarterly": _("quarterly"),
    "monthly": _("monthly"),
    "weekly": _("weekly"),
    "daily": _("daily"),
    "many times a day": _("many times a day"),
}
