"""Which records a commitment speaks of: its parameters and services as one condition on a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from string import ascii_lowercase, ascii_uppercase

import ibis
import ibis.expr.types as ir

from opensmp.evidence.judged import Column, Unmeasurable
from opensmp.i18n import _
from opensmp.measures.records import Field, Table

_A_TO_Z = str.maketrans(ascii_uppercase, ascii_lowercase)
_YES = {"1", "yes", "true", "ya"}
_NO = {"0", "no", "false", "tidak"}


def narrowing(
    table: ir.Table,
    definition: Table,
    parameters: Mapping[str, str],
    services: tuple[str, ...] = (),
    names: Mapping[str, tuple[str, ...]] | None = None,
) -> Column | None:
    """Return the condition that a record belongs to the population; None where every record does.

    A parameter that is a field of the table holds a value or comma-separated values, compared without regard to case;
    ``services`` are found under their id and under each of their ``names``. Raises Unmeasurable for a value that the field
    cannot hold, or for services where records name none.
    """
    conditions = [
        _holds(table, definition.by_name[name], text) for name, text in parameters.items() if name in definition.by_name
    ]
    if services:
        conditions.append(_of_services(table, definition, services, names or {}))
    return reduce(and_, conditions) if conditions else None


def _holds(table: ir.Table, field: Field, text: str) -> Column:
    values = [value.strip() for value in text.split(",") if value.strip()]
    column = table[field.name]
    if field.kind in {"rank", "count", "flag"}:
        return column.isin([_integer(field, value) for value in values])
    if field.kind == "list":
        return _lists(column, values)
    if field.kind in {"text", "state", "person"}:
        return column.lower().isin(small_letters(values))
    raise Unmeasurable(_("A population cannot be chosen by {field}.", field=field.name))


def _integer(field: Field, value: str) -> int:
    word = value.lower()
    if field.kind == "flag" and word in _YES | _NO:
        return int(word in _YES)
    if field.kind != "flag" and word.removeprefix("p").isdecimal():
        return int(word.removeprefix("p"))
    raise Unmeasurable(_("“{value}” is no value of {field}.", value=value, field=field.name))


def small_letters(words: Iterable[str]) -> list[str]:
    """Return words in small letters, and where that differs with A to Z alone made small, which is all that ClickHouse does."""
    return list(dict.fromkeys(small for word in words for small in (word.lower(), word.translate(_A_TO_Z))))


def _lists(column: Column, values: Sequence[str]) -> Column:
    """Whether a list joined by ``|`` holds one of the values."""
    framed = ("|" + column + "|").lower()
    return reduce(or_, [framed.contains(f"|{value}|") for value in small_letters(values)])


def names_one_of(column: Column, words: Sequence[str]) -> Column:
    """Whether a cell is one of the words, or holds one of them as a whole item between ``|``; never null.

    Few cells name several services: only those pay for being taken apart.
    """
    items = column.replace(" |", "|").replace("| ", "|")
    one = column.lower().isin(small_letters(words))
    return ibis.cases((one, True), (column.contains("|"), _lists(items, words)), else_=False)


def _of_services(
    table: ir.Table, definition: Table, services: tuple[str, ...], names: Mapping[str, tuple[str, ...]]
) -> Column:
    words = [word for service in services for word in dict.fromkeys((service, *names.get(service, ())))]
    if "service" in definition.by_name:
        return names_one_of(table["service"], words)
    if "services" in definition.by_name:
        return _lists(table["services"], words)
    if definition.name == "service":
        return table["id"].lower().isin(small_letters(words))
    raise Unmeasurable(_("The commitment names services, and these records name none."))
