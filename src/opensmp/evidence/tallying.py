"""Tallies: records that every condition sees alike are counted together first, and each figure is made of these few counts.

A metric asks a dozen questions of a record, and many metrics ask the same ones: has it ended, was it reopened, is the
tool's flag set? Here each question is asked once for each record, records with the same answers become one row with their
number and their sums, and the codes of all metrics are worked out on these rows. Four years of ten million records and
six metrics are some thousands of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from opensmp.evidence.asking import Counted, bucket
from opensmp.evidence.judged import Column
from opensmp.evidence.stopwatch import row_by_row

COUNT = "records alike"
_COMPARISONS = (ops.Equals, ops.NotEquals, ops.Less, ops.LessEqual, ops.Greater, ops.GreaterEqual)
_BEFORE = -1
"""The number of a window for times before the first one."""
_LOGIC = (
    ops.And, ops.Or, ops.Xor, ops.Not, ops.IfElse, ops.SearchedCase, ops.Coalesce, ops.Cast, ops.IsNull, ops.NotNull,
)  # fmt: skip


class Dated(NamedTuple):
    """The windows of a metric: the time that decides, and the first second of each window, with the end of the last."""

    at: Column
    edges: tuple[int, ...]

    @property
    def same(self) -> Any:
        """What two metrics share that are dated alike."""
        return self.at.op(), self.edges


class Asked(NamedTuple):
    """What a tally is made of, by name, as columns of one table.

    ``keys`` are told apart as they are; ``dated`` become the number of their window, null outside; ``told`` is worked out from
    conditions; of ``summed`` there are the sums, of ``ranged`` the least and the greatest as well; of those ``listed``
    instead all, as whole numbers of 32 bits: half as much to hand over as with 64. ``there`` are columns that no record lacks.
    ``numbered`` gives the number of the window that a time lies in.
    """

    keys: Mapping[str, Column]
    dated: Mapping[str, Dated]
    told: Mapping[str, Column]
    summed: Mapping[str, Column]
    ranged: Mapping[str, Column]
    listed: frozenset[str] = frozenset()
    there: frozenset[Any] = frozenset()
    numbered: Callable[[Column, tuple[int, ...], int], Column] = bucket


def tallied(table: ir.Table, asked: Asked, few: frozenset[str]) -> ir.Table:
    """Return the tally: ``COUNT``, every key, window and told column; before the name of a value what is wanted of it.

    That is ``sum``, ``min`` and ``max``, or ``all``; the engine refuses a value that is too great to be listed.

    Records outside all windows are counted with the others, and their window is null: to leave them out first would cost more,
    unless one field alone decides, by which an engine skips whole files. ``few`` are the names of fields with few different
    values: they are told apart as they are, which saves questions.
    """
    parts = _parts(asked, few)
    times = {name: each.at for name, each in asked.dated.items()}
    flat = table.select(
        **{name: part.to_expr() for part, name in parts.items()}, **times, **asked.summed, **asked.ranged
    )
    skipping = [
        _inside(flat[name], each.edges) for name, each in asked.dated.items() if isinstance(each.at.op(), ops.Field)
    ]
    if len(skipping) == len(asked.dated) == 1:
        flat = flat.filter(skipping[0])
    windows = {name: asked.numbered(flat[name], each.edges, _BEFORE) for name, each in asked.dated.items()}
    flat = flat.mutate(**windows) if windows else flat
    alike = flat.group_by([*parts.values(), *windows]).aggregate(**{COUNT: flat.count()}, **_sums(flat, asked))
    answers = _answers(parts, alike, asked.there)
    told = {name: column.op().replace(answers, filter=ops.Value).to_expr() for name, column in asked.told.items()}
    within = {name: _within(alike[name], each.edges) for name, each in asked.dated.items()}
    return alike.select(*asked.keys, COUNT, *_sums(flat, asked), **within, **told)


def _parts(asked: Asked, few: frozenset[str]) -> dict[Any, str]:
    """Return what records are told apart by, each with a name: the keys, and whatever the told columns are worked out from.

    Whether something is missing need not be asked where it is part of a comparison that is missing with it.
    """
    parts: dict[Any, str] = {column.op(): name for name, column in asked.keys.items()}
    for column in asked.told.values():
        found = _questions(column.op(), few, asked.there)
        for part in (column.op(),) if found is None else found:
            parts.setdefault(part, f"part {len(parts)}")
    compared = {each for part in parts for each in _missing_with(part, asked.there)}
    return {part: name for part, name in parts.items() if not (isinstance(part, ops.IsNull) and part.arg in compared)}


def _answers(parts: Mapping[Any, str], alike: ir.Table, there: frozenset[Any]) -> dict[Any, Any]:
    """Return for each part what stands for it in the table of records that are alike."""
    answers = {part: ops.Field(alike, name) for part, name in parts.items()}
    missing = {part.arg: answer for part, answer in answers.items() if isinstance(part, ops.IsNull)}
    missing |= {each: ops.IsNull(answers[part]) for part in parts for each in _missing_with(part, there)}
    missing |= {each: ibis.literal(False).op() for each in there}
    return answers | {
        op(each): made
        for each, answer in missing.items()
        for op, made in ((ops.IsNull, answer), (ops.NotNull, ops.Not(answer)))
    }


def _missing_with(part: Any, there: frozenset[Any]) -> frozenset[Any]:
    """Return what is missing exactly where a comparison has no answer: its one unknown side, and the one field in it."""
    if not isinstance(part, _COMPARISONS):
        return frozenset()
    sides = [side for side in (part.left, part.right) if not isinstance(side, ops.Literal)]
    fields = frozenset[Any]().union(*map(_added_up, sides)) - there
    return frozenset(each for alone in (sides, fields) if len(alone) == 1 for each in alone)


def _added_up(op: Any) -> frozenset[Any]:
    """Return what a sum or difference is made of: it is missing where one of these is."""
    if isinstance(op, (ops.Add, ops.Subtract)):
        return _added_up(op.left) | _added_up(op.right)
    return frozenset() if isinstance(op, ops.Literal) else frozenset({op})


def _inside(at: Column, edges: Sequence[int]) -> Column:
    return (at >= edges[0]) & (at < edges[-1])


def _within(window: Column, edges: Sequence[int]) -> Column:
    """Return the number of the window; null outside all of them: after the last one are also those without a time."""
    return ibis.ifelse((window >= 0) & (window < len(edges) - 1), window, None)


def _sums(flat: ir.Table, asked: Asked) -> dict[str, Column]:
    """Return the sums, named by what they are and the value."""
    listed, ranged = sorted(asked.listed), [name for name in asked.ranged if name not in asked.listed]
    sums = {f"sum {name}": flat[name].sum() for name in (*asked.summed, *ranged)}
    sums |= {f"min {name}": flat[name].min() for name in ranged}
    sums |= {f"max {name}": flat[name].max() for name in ranged}
    return sums | {f"all {name}": flat[name].cast("int32").collect(include_null=True) for name in listed}


def _questions(op: Any, few: frozenset[str], there: frozenset[Any]) -> frozenset[Any] | None:
    """Return the conditions and fields that a truth or a code is worked out from by logic alone; None where it is not."""
    if isinstance(op, ops.Literal) or (isinstance(op, (ops.IsNull, ops.NotNull)) and op.arg in there):
        return frozenset()
    if isinstance(op, _LOGIC):
        parts = [_questions(each, few, there) for each in op.__children__]
        if None not in parts:
            return frozenset().union(*(each for each in parts if each is not None))
    if not op.dtype.is_boolean():
        return None
    if isinstance(op, ops.NotNull):
        return _questions(ops.IsNull(op.arg), few, there)
    fields = op.find(ops.Field, filter=ops.Value)
    return frozenset(fields) if len(fields) == 1 and fields[0].name in few else frozenset({op})


# What can be judged ---------------------------------------------------------------------------------------------------------


class Sound(NamedTuple):
    """The records that a metric could judge: the condition, and what a column is for them."""

    condition: Column
    known: frozenset[Any]

    def column(self, column: Column) -> Column:
        """Return what a column is for these records, which have everything that they must have."""
        return _knowing(column, self.known)


def sound(counted: Counted) -> Sound:
    """Return the records of the population that no reason excludes.

    A record that can be judged has an end, so it needs no other sign that it ended: nothing else is read of it then.
    """
    missing = [flaw for flaw in counted.flaws.values() if isinstance(flaw.op(), ops.IsNull)]
    known = frozenset(flaw.op().arg for flaw in missing)
    others = [flaw for flaw in counted.flaws.values() if not isinstance(flaw.op(), ops.IsNull)]
    conditions = [counted.inside, *(~flaw.fill_null(False) for flaw in others)]
    there = [field.to_expr().notnull() for field in known]
    return Sound(reduce(and_, [*there, *(_knowing(each, known) for each in conditions)]), known)


class Spread(NamedTuple):
    """The percentiles that are asked of the values of some records; ``points`` are the shares below them."""

    condition: Column
    value: Column
    points: tuple[float, ...]
    dated: Dated | None


def spread(table: ir.Table, keys: Mapping[str, Column], asked: Mapping[int, Spread]) -> ir.Table:
    """Return ``points``, with linear interpolation, by key and ``window``, for metrics whose records are dated alike."""
    dated = next(iter(asked.values())).dated
    fits = {f"fit {n}": each.condition for n, each in asked.items()}
    values = {f"value {n}": each.value for n, each in asked.items()}
    alone = len(asked) == 1
    rows = table.filter(reduce(or_, fits.values()))
    rows = rows.select(**keys, **values, **({} if alone else fits), **({} if dated is None else {"at": dated.at}))
    groups = list(keys)
    if dated is not None:
        rows = rows.filter(_inside(rows["at"], dated.edges)).mutate(window=bucket(rows["at"], tuple(dated.edges[1:-1])))
        groups.append("window")
    points = {
        f"points {n}": rows[f"value {n}"].quantile(list(each.points), where=None if alone else rows[f"fit {n}"])
        for n, each in asked.items()
    }
    return rows.group_by(groups).aggregate(**points) if groups else rows.aggregate(**points)


def _knowing(column: Column, known: Iterable[Any]) -> Column:
    """Return a column as it is where some fields are known to be there."""

    def folded(node: Any, changed: Mapping[str, Any] | None) -> Any:
        return _folded(node.__recreate__(changed) if changed else node, known)

    return column.op().replace(folded, filter=ops.Value).to_expr()


def _folded(op: Any, known: Iterable[Any]) -> Any:
    if isinstance(op, ops.Coalesce):
        return op.arg[0] if op.arg[0] in known else op
    if isinstance(op, (ops.NotNull, ops.IsNull)):
        return _truth(isinstance(op, ops.NotNull)) if op.arg in known else op
    if isinstance(op, (ops.And, ops.Or)):
        idle = _truth(isinstance(op, ops.And))
        sides = [side for side in (op.left, op.right) if side != idle]
        if _truth(isinstance(op, ops.Or)) in sides:
            return _truth(isinstance(op, ops.Or))
        return op if len(sides) == 2 else next(iter(sides), idle)
    return op


def _truth(value: bool) -> Any:
    return ibis.literal(value).op()


# Where the columns come from ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ground:
    """The table on which others rest that only add columns to it, and what each column is in the step below, step by step."""

    table: ir.Table
    steps: tuple[Mapping[Any, Any], ...] = ()

    def column(self, column: Column) -> Column:
        """Return a column of the upper table as one of this table."""
        op = column.op()
        for step in self.steps:
            op = op.replace(step, filter=ops.Value)
        return op.to_expr()


def ground(table: ir.Table) -> Ground:
    """Return the table below all steps that only add columns, each made of one row."""
    op, steps = table.op(), []
    while isinstance(op, ops.Project) and row_by_row(op):
        steps.append({ops.Field(op, name): value for name, value in op.values.items()})
        op = op.parent
    return Ground(op.to_expr(), tuple(steps))
