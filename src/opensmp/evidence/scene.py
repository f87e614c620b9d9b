"""What a metric expression may look at: the records of its population, other tables, parameters, and the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import ibis
import ibis.expr.types as ir

from opensmp.evidence.engine import tabled
from opensmp.evidence.judged import ENDS_BEFORE_START, NO_CLOCK, NO_END, NO_START, Column, Unmeasurable
from opensmp.evidence.population import narrowing
from opensmp.evidence.stopwatch import Stopwatch
from opensmp.i18n import Message, _
from opensmp.measures.calendars import OpenHours
from opensmp.measures.catalogue import default
from opensmp.measures.limits import Limit, Mode, parsed
from opensmp.measures.metric import Metric
from opensmp.measures.records import TABLES, Kind, Table
from opensmp.measures.spans import Span
from opensmp.registers.organisation import Calendar

DAY = 86_400

_TYPES: Mapping[Kind, str] = {
    "text": "string", "list": "string", "person": "string", "state": "string", "time": "int64", "seconds": "int64",
    "flag": "int64", "count": "int64", "rank": "int64", "number": "float64",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A metric, asked for one population and clock, over one period ``since`` (inclusive) to ``until`` (exclusive).

    ``tables`` are canonical tables by name; an absent one is empty. ``limit_text`` is the limit as the commitment writes it
    (``4 h``). ``calendar`` is None round the clock. ``names`` are the words under which records may name each service.

    ``last_day`` is when the period's last day begins, ``spans`` are all windows asked for, ``known_until`` is the moment up
    to which the records speak (0: not known). ``opened`` narrows the population to the records opened in that span.
    """

    metric: Metric
    tables: Mapping[str, ir.Table]
    since: int = 0
    until: int = 0
    last_day: int = 0
    spans: tuple[Span, ...] = ()
    known_until: int = 0
    opened: Span | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    services: tuple[str, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limit_text: str = ""
    calendar: Calendar | None = None
    watch: Stopwatch = field(default_factory=Stopwatch)
    narrowed: bool = True

    @property
    def definition(self) -> Table:
        """The canonical table that the metric reads."""
        return TABLES[self.metric.table]

    @property
    def records(self) -> ir.Table:
        """The metric's table, narrowed to the population of the commitment."""
        table = self.table(self.metric.table)
        if not self.narrowed:
            self.watch.keeps_rows(table)
            return table
        wanted = self.belongs(table)
        return table if wanted is None else table.filter(wanted)

    def belongs(self, table: ir.Table) -> Column | None:
        """Return the condition that a record of the table is one that the commitment speaks of; None where all are."""
        chosen = {name: text for name, text in self.parameters.items() if name not in self.metric.parameters}
        wanted = narrowing(table, self.definition, chosen, self.services, self.names)
        if self.opened is None:
            return wanted
        begun = table[self.definition.opened]
        in_span = (begun >= self.opened.start) & (begun < self.opened.end)
        return in_span if wanted is None else wanted & in_span

    def table(self, name: str) -> ir.Table:
        """Return a canonical table with all its fields; fields that were never imported are null."""
        fields = TABLES[name].fields
        held = self.tables.get(name)
        if held is None:
            return _empty(name)
        missing = {each.name: ibis.null(_TYPES[each.kind]) for each in fields if each.name not in held.columns}
        if "source" not in held.columns:
            missing["source"] = ibis.literal("")
        return held.mutate(**missing) if missing else held

    # Parameters ------------------------------------------------------------------------------------------------------

    def parameter(self, name: str, otherwise: str = "") -> str:
        """Return a parameter's text as the commitment writes it, else what the catalogue says, else ``otherwise``."""
        return self.parameters.get(name, "").strip() or default(self.metric.id, name) or otherwise

    def words(self, name: str, otherwise: str = "") -> tuple[str, ...]:
        """Return the comma-separated words of a parameter, in lower case."""
        return tuple(word.strip().lower() for word in self.parameter(name, otherwise).split(",") if word.strip())

    def number(self, name: str, otherwise: int) -> int:
        """Return a whole number; raises Unmeasurable where the commitment writes something else."""
        text = self.parameter(name, str(otherwise))
        if not text.isdecimal():
            raise Unmeasurable(_("“{text}” is not a whole number (parameter {name}).", text=text, name=name))
        return int(text)

    def days(self, name: str, otherwise: int) -> int:
        """Return a number of days (``30``, ``30 days``, ``30 hari``) in seconds of 24-hour days."""
        text = self.parameter(name, str(otherwise)).lower()
        number = text.removesuffix("days").removesuffix("day").removesuffix("hari").removesuffix("d").strip()
        if not number.isdecimal():
            raise Unmeasurable(_("“{text}” is not a number of days (parameter {name}).", text=text, name=name))
        return int(number) * DAY

    def end(self, otherwise: str, **words: str) -> str:
        """Return the time field that the parameter ``end`` names: ``resolved`` is ``resolved_at``; ``words`` are further names.

        Raises Unmeasurable for a word that names no time of these records.
        """
        said = self.parameter("end")
        if not said:
            return otherwise
        name = words.get(said.replace(" ", "_"), f"{said.replace(' ', '_')}_at")
        known = self.definition.by_name.get(name)
        if known is None or known.kind != "time":
            raise Unmeasurable(_("These records have no end called “{said}”.", said=said))
        return name

    def limit(self, column: str = "") -> Column:
        """Return the limit in seconds: what the commitment states, else this column of the record.

        Raises Unmeasurable when the commitment states none and records hold none.
        """
        if self.allowed is not None:
            return ibis.literal(self.allowed.seconds.__floor__(), "int64")
        if column:
            return ibis._[column]
        raise Unmeasurable(_("The commitment states no limit, and these records hold none."))

    @property
    def allowed(self) -> Limit | None:
        """The limit that the commitment states; raises Unmeasurable where it cannot be read."""
        if not self.limit_text:
            return None
        limit = parsed(self.limit_text)
        if isinstance(limit, Message):
            raise Unmeasurable(limit)
        return limit

    @property
    def names_of_services(self) -> dict[str, tuple[str, ...]]:
        """The words by which records may name each service that the commitment names."""
        return {service: (service, *self.names.get(service, ())) for service in self.services}

    # Clocks ----------------------------------------------------------------------------------------------------------

    def clocked(self, table: ir.Table, start: str, end: str, name: str = "elapsed") -> ir.Table:
        """Return the table with the seconds from ``start`` to ``end`` on the commitment's clock, null where unknown.

        The commitment's calendar and its way of counting days are applied, and pauses are removed where the metric says so.
        """
        calendar = None if self.mode == "round the clock" else self.calendar
        return self.watch.clocked(table, start, end, name, calendar, self.pauses, self.mode)

    @property
    def mode(self) -> Mode:
        """How the commitment's limit counts days; open time where it states none."""
        return self.allowed.mode if self.allowed else "open time"

    @property
    def windows(self) -> ir.Table:
        """All windows asked for: ``window`` (its number), ``since``, ``until`` and ``agreed``, the open seconds in it."""
        spans = self.spans or (Span(self.since, self.until),)
        rows = [(n, span.start, span.end, self._open_seconds(span)) for n, span in enumerate(spans)]
        return self.watch.table(tuple(rows), ("window", "since", "until", "agreed"))

    def _open_seconds(self, span: Span) -> int:
        if self.calendar is None:
            return span.end - span.start
        return OpenHours(self.calendar).elapsed(span.start, span.end)

    @property
    def pauses(self) -> ir.Table | None:
        """The pauses of these records, where the metric removes them and the commitment does not say ``pauses: counted``."""
        if not self.metric.paused or self.parameter("pauses", "removed") == "counted" or "pause" not in self.tables:
            return None
        pauses = self.table("pause")
        return pauses.filter(pauses.record_table == self.metric.table)

    def flaws(self, table: ir.Table, start: str, end: str, elapsed: str = "") -> dict[str, Column]:
        """Return the reasons why a record with a clock cannot be judged, for ``Judged.excluded``."""
        begun, ended = table[start], table[end]
        reasons = {NO_START: begun.isnull(), NO_END: ended.isnull(), ENDS_BEFORE_START: ended < begun}
        return {**reasons, NO_CLOCK: table[elapsed].isnull()} if elapsed else reasons


@cache
def _empty(name: str) -> ir.Table:
    """Return a canonical table without rows; always the same one, so that expressions over it are equal."""
    fields = {each.name: _TYPES[each.kind] for each in TABLES[name].fields}
    return tabled([], {**fields, "source": "string"})
