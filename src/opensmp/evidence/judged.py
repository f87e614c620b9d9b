"""What a metric expression gives: a table in which each record of the population is dated and judged.

An expression is a function ``Scene -> Judged`` under the id of its row of the catalogue. Its docstring is the question it
answers. It is plain Ibis: comparisons, boolean algebra, integer arithmetic, joins and groups, so that every engine
computes the same integers.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import ibis
import ibis.expr.types as ir

from opensmp.i18n import Message, Plural

Column: TypeAlias = Any
"""A column of the judged table, or a deferred expression over its columns (``ibis._.sla_target``)."""

NO_START = "no start"
NO_END = "no end"
ENDS_BEFORE_START = "ends before it starts"
NO_CLOCK = "no clock"
"""Reason codes of excluded records that many metrics share; ``no clock``: outside what the calendar was made for."""

LARGEST = 10.0**12
"""A score or an amount from here on is taken for damage: sums of millionths have to stay whole numbers of 64 bits."""


def whole(amount: Column, parts: int) -> Column:
    """Return an amount as a whole number of its ``parts`` (hundredths, millionths); null where it is beyond all measure.

    A half goes up. Engines round halves in different ways, so none of them is asked to; and ClickHouse also converts what
    stands behind a null, so an amount that cannot be converted becomes zero first.
    """
    sound = (amount.abs() < LARGEST).fill_null(False)
    converted = (sound.ifelse(amount, 0.0) * parts + 0.5).floor().cast("int64")
    return sound.ifelse(converted, ibis.null("int64"))


@dataclass(frozen=True)
class Judged:
    """Records ready to be counted.

    ``population``: the record could be judged; ``at``: the time that decides its window (None for a standing metric).
    A share needs ``good``; a statistic ``value`` (whole seconds, or a number); a ratio ``top`` and ``bottom``; a count
    nothing, or ``top`` where a row stands for several. ``excluded``: by reason code, the records of the population that
    cannot be judged; the first reason that fits counts.

    Where a row stands for a service and a window instead of a record: ``window`` is the number of the window (of
    ``Scene.windows``), and ``left_out``, by reason code, how many records could not be used.

    For the explanation and the comparison, where the metric has them: ``flag`` the tool's own judgement; ``start`` and
    ``end`` the names of the columns where the clock starts and stops; ``limit`` the seconds allowed; ``still_open`` the
    records whose clock has not stopped yet, which no window counts until it does; ``reopened`` those that were reopened, so
    that their end may be the first of several.
    """

    table: ir.Table
    population: Column
    at: Column | None = None
    good: Column | None = None
    value: Column | None = None
    excluded: Mapping[str, Column] = field(default_factory=dict)
    top: Column | None = None
    bottom: Column | None = None
    window: Column | None = None
    left_out: Mapping[str, Column] = field(default_factory=dict)
    flag: Column | None = None
    limit: Column | None = None
    start: str = ""
    end: str = ""
    still_open: Column | None = None
    reopened: Column | None = None


Question: TypeAlias = Callable[[Any], Judged]
"""An expression: what it is given is a :class:`opensmp.evidence.scene.Scene`, which knows this module."""


class Expression(NamedTuple):
    """A metric's expression under the metric's id.

    ``needs`` are the fields of its records whose absence it reads as *no*: it cannot be computed where no import had them.
    """

    id: str
    judge: Question
    needs: tuple[str, ...] = ()

    @property
    def question(self) -> str:
        """The question it answers, as its docstring asks it."""
        return " ".join(inspect.cleandoc(self.judge.__doc__ or "").split())


class Unmeasurable(Exception):
    """A metric cannot be computed as it is asked for: an unknown word, a missing limit, a calendar nobody knows."""

    def __init__(self, says: Message | Plural) -> None:
        super().__init__(str(says))
        self.says = says


_registered: dict[str, Expression] = {}


def metric(id: str, *needs: str) -> Callable[[Question], Question]:
    """Register the function below as the expression of the metric ``id``, which ``needs`` these fields of its records."""

    def register(judge: Question) -> Question:
        held = _registered.get(id)
        if held is not None and held.judge.__qualname__ != judge.__qualname__:
            raise ValueError(f"two expressions for the metric {id}")
        _registered[id] = Expression(id, judge, needs)
        return judge

    return register


def registered() -> Mapping[str, Expression]:
    """Return the expressions registered so far; ``opensmp.evidence.metrics`` registers them all."""
    return _registered
