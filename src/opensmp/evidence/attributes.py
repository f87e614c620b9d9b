"""What an auditor looks for in each record of a sample, answered from the record itself.

An answer is *yes*, *no*, *not applicable* (there is nothing of the kind on this record), or None: the records cannot tell,
and a person looks. Nothing is guessed: a column that the export did not have answers no question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import ibis.expr.types as ir

from opensmp.i18n import Message, _
from opensmp.measures.records import TABLES

Answer: TypeAlias = Literal["yes", "no", "not applicable"] | None
Row: TypeAlias = Mapping[str, Any]
Matrix: TypeAlias = Mapping[tuple[int, int], int]
"""The organisation's priority for each (impact, urgency); 1 is the most urgent."""


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A pause of one record's clock, in seconds since 1970 UTC; ``end`` is None while it lasts."""

    start: int
    end: int | None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Known:
    """A sampled record as it was imported, with what else is known of it.

    ``good``: whether it kept the promise, as the measurement decided; None where that could not be decided.
    """

    table: str
    row: Row
    good: bool | None = None
    pauses: tuple[Pause, ...] = ()
    matrix: Matrix = field(default_factory=dict)

    def has(self, column: str) -> bool:
        """Whether the record says something in this column."""
        return self.row.get(column) not in (None, "")

    def holds(self, column: str) -> bool:
        """Whether the practice's records have this column at all."""
        return column in TABLES[self.table].by_name


@dataclass(frozen=True)
class Attribute:
    """A question to each record. ``wanted`` is the answer that is no reason to look closer."""

    id: str
    title: Message
    wanted: Literal["yes", "no"]
    answer: Callable[[Known], Answer]


def pauses_of(table: ir.Table, record_table: str, numbers: Iterable[str]) -> Mapping[str, tuple[Pause, ...]]:
    """Fetch the pauses of the named records from the canonical table of pauses, in order of their start."""
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    chosen = table.filter((table.record_table == record_table) & table.record.isin(wanted))
    found: dict[str, list[Pause]] = {number: [] for number in wanted}
    for row in chosen.to_pyarrow().to_pylist():
        if row["start_at"] is not None:
            pause = Pause(start=row["start_at"], end=row["end_at"], reason=row["reason"] or "")
            found[str(row["record"])].append(pause)
    return {number: tuple(sorted(held, key=lambda pause: pause.start)) for number, held in found.items()}


def answers(known: Known) -> Mapping[str, Answer]:
    """Answer every question about one record, by the attribute's id."""
    return {attribute.id: attribute.answer(known) for attribute in ATTRIBUTES}


def paused_seconds(pauses: Sequence[Pause], until: int | None) -> int | None:
    """Return the seconds of all pauses together, overlapping ones once; None where a lasting pause has no end to count to."""
    total, reached = 0, None
    for pause in sorted(pauses, key=lambda each: each.start):
        end = pause.end if pause.end is not None else until
        if end is None:
            return None
        start = pause.start if reached is None else max(pause.start, reached)
        total += max(0, end - start)
        reached = end if reached is None else max(reached, end)
    return total


ORDER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "incident": (("opened_at", "acknowledged_at"), ("opened_at", "resolved_at", "closed_at")),
    "problem": (("opened_at", "root_cause_at"), ("opened_at", "resolved_at", "closed_at")),
    "request": (("requested_at", "fulfilled_at", "closed_at"),),
    "change": (("requested_at", "actual_start", "actual_end", "closed_at"),),
    "release": (("deployed_at", "accepted_at"),),
    "outage": (("outage_start", "outage_end"),),
    "complaint": (("opened_at", "acknowledged_at", "closed_at"),),
    "security_incident": (("occurred_at", "detected_at", "contained_at", "resolved_at"), ("known_at", "notified_at")),
}
"""The times that follow one another in each kind of record."""


def _present(*columns: str) -> Callable[[Known], Answer]:
    """Ask whether one of the columns is filled; a kind of record that has none of them is not asked."""

    def answer(known: Known) -> Answer:
        held = [column for column in columns if known.holds(column)]
        if not held:
            return "not applicable"
        return "yes" if any(known.has(column) for column in held) else "no"

    return answer


def _flag(column: str) -> Callable[[Known], Answer]:
    """Ask a yes-or-no column; an empty one cannot tell."""

    def answer(known: Known) -> Answer:
        if not known.holds(column):
            return "not applicable"
        return _yes(bool(known.row[column])) if known.has(column) else None

    return answer


def _yes(holds: bool) -> Answer:
    return "yes" if holds else "no"


def _prioritised(known: Known) -> Answer:
    if not known.holds("impact"):
        return "not applicable"
    if not known.matrix or not all(known.has(column) for column in ("impact", "urgency", "priority")):
        return None
    expected = known.matrix.get((int(known.row["impact"]), int(known.row["urgency"])))
    return None if expected is None else _yes(int(known.row["priority"]) == expected)


def _in_order(known: Known) -> Answer:
    chains = [[int(known.row[column]) for column in chain if known.has(column)] for chain in ORDER.get(known.table, ())]
    if not any(len(times) > 1 for times in chains):
        return "not applicable"
    return _yes(all(times == sorted(times) for times in chains))


def _sla_attached(known: Known) -> Answer:
    targets = [column for column in ("sla_target", "item_target", "target") if known.holds(column)]
    if not targets:
        return "not applicable"
    return _yes(any(known.has(column) for column in targets))


def _paused_justified(known: Known) -> Answer:
    if not known.pauses:
        return "not applicable"
    return _yes(all(pause.reason.strip() for pause in known.pauses))


def _within_target(known: Known) -> Answer:
    return None if known.good is None else _yes(known.good)


def _reopened(known: Known) -> Answer:
    if not known.holds("reopen_count"):
        return "not applicable"
    return _yes(int(known.row["reopen_count"]) > 0) if known.has("reopen_count") else None


def _escalated(known: Known) -> Answer:
    """A record that missed its target, or a major one, has been handed on or raised."""
    columns = [column for column in ("escalated", "reassign_count") if known.holds(column)]
    if not columns or not (known.good is False or known.row.get("major")):
        return "not applicable"
    told = [int(known.row[column]) for column in columns if known.has(column)]
    return _yes(any(told)) if told else None


def _closure_confirmed(known: Known) -> Answer:
    if not known.holds("closed_at") or not known.has("closed_at"):
        return "not applicable"
    confirmations = [column for column in ("close_code", "close_notes", "csat") if known.holds(column)]
    if not confirmations:
        return None
    return _yes(any(bool(known.row.get(column)) for column in confirmations))


def _major_reviewed(known: Known) -> Answer:
    if not known.holds("major") or not known.holds("reviewed_at") or not known.row.get("major"):
        return "not applicable"
    return _yes(known.has("reviewed_at"))


def _approved_before_work(known: Known) -> Answer:
    if known.table != "change":
        return "not applicable"
    if not known.has("actual_start"):
        return "not applicable"
    return _yes(known.has("approved_at") and int(known.row["approved_at"]) <= int(known.row["actual_start"]))


ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute("classified", _("Classified"), "yes", _present("category", "type", "kind", "class")),
    Attribute("prioritised", _("Prioritised as the matrix says"), "yes", _prioritised),
    Attribute("in_order", _("Times in order"), "yes", _in_order),
    Attribute("sla_attached", _("SLA attached"), "yes", _sla_attached),
    Attribute("paused_justified", _("Paused time justified"), "yes", _paused_justified),
    Attribute("within_target", _("Within the target"), "yes", _within_target),
    Attribute("reopened", _("Reopened"), "no", _reopened),
    Attribute("linked", _("Linked to a configuration item or service"), "yes", _present("ci", "service")),
    Attribute("escalated", _("Handed on or raised when late or major"), "yes", _escalated),
    Attribute("closure_confirmed", _("Closure confirmed"), "yes", _closure_confirmed),
    Attribute("major_reviewed", _("Review of the major one present"), "yes", _major_reviewed),
    Attribute("approved_before_work", _("Approved before work began"), "yes", _approved_before_work),
    Attribute("tested", _("Tested"), "yes", _flag("tested")),
    Attribute("backout_plan", _("Back-out plan present"), "yes", _flag("backout_plan")),
)
"""The questions, in the order in which an auditor's working paper asks them."""
