"""Fields that no import had. An empty field may mean *no*; a field that nobody exported means that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from opensmp.evidence.manifest import Batch
from opensmp.evidence.mapping import from_text
from opensmp.i18n import Message, _
from opensmp.measures.records import TABLES
from opensmp.measures.spans import Span


class Lack(NamedTuple):
    """An import without a field: ``opened`` spans the records that it brought."""

    table: str
    field: str
    file: str
    opened: Span

    @property
    def says(self) -> Message:
        """Say what is not known, and why."""
        return _(
            "The import of {file} has no column for “{field}”, so nobody knows it.",
            file=self.file,
            field=TABLES[self.table].by_name[self.field].title,
        )


def lacks(imports: Sequence[Batch], fields: Iterable[str]) -> tuple[Lack, ...]:
    """Return which imports lack which of the fields; one whose whole time a later import of the same tool covers lacks nothing."""
    wanted = tuple(fields)
    return tuple(lack for place, batch in enumerate(imports) for lack in _of(batch, imports[place + 1 :], wanted))


def everywhere(found: Sequence[Lack], imports: Sequence[Batch]) -> Lack | None:
    """Return a lack of a field that no import at all had."""
    for lack in found:
        if all(not each.mapping or lack.field not in _mapped(each.mapping) for each in imports):
            return lack
    return None


def _of(batch: Batch, later: Sequence[Batch], wanted: Sequence[str]) -> Iterator[Lack]:
    if not batch.mapping or not batch.stored:
        return
    opened = Span(*batch.period) if batch.period else Span(0, 0)
    for field in wanted:
        mended = any(_covers(each, batch) and field in _mapped(each.mapping) for each in later)
        if field not in _mapped(batch.mapping) and not mended:
            yield Lack(batch.table, field, batch.file, opened)


def _covers(later: Batch, earlier: Batch) -> bool:
    if later.source != earlier.source or not later.mapping or later.period is None or earlier.period is None:
        return False
    return later.period[0] <= earlier.period[0] and earlier.period[1] <= later.period[1]


@cache
def _mapped(text: str) -> frozenset[str]:
    """Return the fields that a mapping fills: from columns, from constants, and from the history of a record."""
    mapping = from_text(text)
    history = mapping.history
    made = () if history is None else (*history.highest, *(("acknowledged_at",) if history.acknowledged else ()))
    return frozenset({*mapping.columns, *mapping.constants, *made})
