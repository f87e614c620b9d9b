"""A figure with everything that makes it one: fraction, population, window, clock, exclusions and provenance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

Label: TypeAlias = Literal["recomputed", "trusted", "not computable"]


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """What the records of one window (first and last day) say of one metric, optionally of one ``group`` of them.

    A share has ``numerator`` of ``denominator`` records; a ratio has both as sums (seconds); a statistic has the number of
    records as ``denominator`` and the figure as ``value``; a count its number as ``numerator``. ``excluded`` counts records
    of the population that could not be judged, by reason code: numerator and denominator leave them out, and ``bounds``
    are the figures if all of them were bad, and good. ``value`` is exact, in the metric's unit; None is "no population".
    """

    metric: str
    start: date
    end: date
    group: tuple[str, ...] = ()
    numerator: int | None = None
    denominator: int | None = None
    value: Fraction | None = None
    excluded: Mapping[str, int] = field(default_factory=dict)
    bounds: tuple[Fraction, Fraction] | None = None
    statistics: Mapping[str, Fraction] = field(default_factory=dict)
    label: Label = "recomputed"
    dated: str = ""
    population: Mapping[str, str] = field(default_factory=dict)
    limit: str = ""
    basis: str = ""
    calendar: str = ""
    calendar_digest: str = ""
    paused_states: tuple[str, ...] = ()
    batches: tuple[str, ...] = ()
