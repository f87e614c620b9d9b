"""The records behind a figure, and why one of them was judged as it was. Needs the engine of records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import ibis

from opensmp.dossier import Dossier
from opensmp.evidence.asking import Ask
from opensmp.evidence.drilling import Behind, behind
from opensmp.evidence.explaining import Clocked, why
from opensmp.evidence.holdings import Holdings, holdings
from opensmp.evidence.judged import Unmeasurable
from opensmp.evidence.measuring import asks_of
from opensmp.evidence.promises import Wording
from opensmp.evidence.registers import register_tables
from opensmp.evidence.store import RecordStore
from opensmp.i18n import Refused, _
from opensmp.measures.metric import Metric
from opensmp.measures.windows import Days

WORDS = ("bad", "good", "counted", "excluded")
"""How a record counts, as an address may ask for it."""


class Listed(NamedTuple):
    """A page of the records behind a figure: rows with the versions that judge each, and how many there are by word."""

    rows: tuple[tuple[Behind, str], ...]
    counts: dict[str, int]
    metric: Metric
    zone: str
    timed: bool


def records(
    dossier: Dossier,
    store: RecordStore,
    commitment: str,
    days: Days,
    *,
    word: str = "",
    offset: int = 0,
    most: int | None = 50,
) -> Listed:
    """Return records behind the figure of a window: those that missed the promise first, the longest first.

    Raises Refused where no single record stands for the figure.
    """
    held = _opened(dossier, store)
    asks = _asks(dossier, held, commitment, days)
    metric = asks[0][1].metric
    try:
        found = [_with_version(held, wording, ask) for wording, ask in asks]
    except Unmeasurable as trouble:
        raise Refused(trouble.says) from trouble
    table = ibis.union(*found) if len(found) > 1 else found[0]
    counted = held.backend.to_pyarrow(table.group_by("word").aggregate(n=table.count())).to_pylist()
    rows = table.filter(table.word == word) if word else table
    urgency = ibis.cases((rows.word == "bad", 0), (rows.word == "excluded", 1), else_=2)
    rows = rows.order_by(urgency, ibis.desc("value"), "source", "id")
    rows = rows if most is None else rows.limit(most, offset=offset)
    told = held.backend.to_pyarrow(rows).to_pylist()
    return Listed(
        tuple((Behind(**{name: row[name] for name in Behind._fields}), row["version"]) for row in told),
        {row["word"]: row["n"] for row in counted}, metric, held.zone, any(row["started"] is not None for row in told),
    )  # fmt: skip


def _with_version(held: Holdings, wording: Wording, ask: Ask) -> Any:
    table = behind(ask, held.tables, held.watch, 0)
    words = {name: table[name].cast("string") for name in ("id", "source", "service", "word", "reason")}
    return table.mutate(**words, value=table.value.cast("float64"), version=ibis.literal(", ".join(wording.versions)))


def _opened(dossier: Dossier, store: RecordStore) -> Holdings:
    return holdings(store, register_tables(dossier, store.zone))


def _asks(dossier: Dossier, held: Holdings, commitment: str, days: Days | None) -> Sequence[tuple[Wording, Ask]]:
    try:
        asks = asks_of(dossier, held, commitment, days, dossier.today)
    except Unmeasurable as trouble:
        raise Refused(trouble.says) from trouble
    if not asks:
        raise Refused(_("No record of this kind was imported."), _("Import an export of the tool that holds them."))
    return asks


def explained(dossier: Dossier, store: RecordStore, commitment: str, record: str) -> tuple[Clocked, ...]:
    """Explain a record by each wording of a promise: the one in force when it was opened judges it.

    Raises Refused where the promise does not speak of the record, or has no clock.
    """
    found = _clocked(dossier, _opened(dossier, store), commitment, record)
    if not found:
        raise Refused(
            _("This promise has no clock, or does not speak of the record {record}.", record=record),
            _("The list of records says how it was counted."),
        )
    return found


def _clocked(dossier: Dossier, held: Holdings, commitment: str, record: str) -> tuple[Clocked, ...]:
    try:
        return why(held, asks_of(dossier, held, commitment, None, dossier.today), record)
    except Unmeasurable:
        return ()


def days_of(name: str) -> Days | None:
    """Return the days of a window as an address names it, or None."""
    start, _dots, end = name.partition("..")
    try:
        return Days(date.fromisoformat(start), date.fromisoformat(end))
    except ValueError:
        return None
