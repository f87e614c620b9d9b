"""What every observation starts from: the records of the period, counted by subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import ibis
import ibis.expr.types as ir

from opensmp.dossier import Dossier
from opensmp.evidence.holdings import Holdings
from opensmp.evidence.judged import Column
from opensmp.evidence.store import columns, whole
from opensmp.measures.judging import Says
from opensmp.measures.observation import EXAMPLES, Observation, ObservationKind
from opensmp.measures.records import TABLES
from opensmp.measures.spans import Span
from opensmp.measures.windows import Days, span_of
from opensmp.plan.prose import Prose


class Tally(NamedTuple):
    """How many records show something of one subject, and some of their numbers."""

    subject: str
    records: int
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """A plan beside the records of a period."""

    dossier: Dossier
    held: Holdings
    days: Days
    today: date

    @cached_property
    def span(self) -> Span:
        """The period in seconds since 1970 UTC."""
        return span_of(self.days, self.held.zone)

    @cached_property
    def version(self) -> str:
        """The number of the version in force on the last day of the period; empty where none was."""
        begun = [
            row
            for row in self.dossier.history.versions
            if row.start and row.start <= self.days.end and (row.end is None or row.end >= self.days.end)
        ]
        last = max(begun, key=lambda row: row.start or date.min, default=None)
        return last.number if last else ""

    def table(self, name: str) -> ir.Table:
        """Return a canonical table that somebody imported, with all its columns; what was never imported is null."""
        return whole(self.held.tables[name], columns(TABLES[name]))

    def inside(self, table: ir.Table, at: Column) -> ir.Table:
        """Return the records dated in the period."""
        return table.filter((at >= self.span.start) & (at < self.span.end))

    def rows(self, table: ir.Table) -> list[dict[str, Any]]:
        """Fetch a small table."""
        found: list[dict[str, Any]] = self.held.backend.to_pyarrow(table).to_pylist()
        return found

    def count(self, table: ir.Table) -> int:
        """Count the rows of a table."""
        return int(self.rows(table.aggregate(n=table.count().cast("int64")))[0]["n"])

    def counts(self, table: ir.Table) -> Mapping[str, int]:
        """Count the rows of a table with a column ``subject`` by it."""
        told = self.rows(table.group_by("subject").aggregate(n=table.count().cast("int64")))
        return {row["subject"]: row["n"] for row in told}

    def tallies(self, table: ir.Table, most: int | None = None) -> tuple[Tally, ...]:
        """Count the rows of a table with ``subject`` and ``id`` by subject, the commonest first, ``most`` of them."""
        counts = sorted(self.counts(table).items(), key=lambda each: (-each[1], each[0]))[:most]
        if not counts:
            return ()
        named = table.filter(table.subject.isin([subject for subject, _count in counts]))
        place = ibis.row_number().over(ibis.window(group_by="subject", order_by="id"))
        few = named.select("subject", "id", place=place).filter(ibis._.place < EXAMPLES).order_by("subject", "id")
        numbers: dict[str, list[str]] = {}
        for row in self.rows(few):
            numbers.setdefault(row["subject"], []).append(row["id"])
        return tuple(Tally(subject, count, tuple(numbers.get(subject, ()))) for subject, count in counts)

    def observation(
        self, kind: ObservationKind, tally: Tally, of: int | None, tables: Iterable[str], note: Says | None = None
    ) -> Observation:
        """Return an observation of the period, with its provenance."""
        reaches = [self.held.reach[name] for name in tables if name in self.held.reach]
        return Observation(
            kind=kind,
            subject=tally.subject,
            start=self.days.start,
            end=self.days.end,
            count=tally.records,
            of=of,
            examples=tally.examples,
            version=self.version,
            batches=tuple(dict.fromkeys(batch for reach in reaches for batch in reach.batches)),
            note=Prose.of({language: note.text(language) for language in self.dossier.languages}) if note else Prose(),
        )
