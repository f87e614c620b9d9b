"""JSON documents and JSON lines: where the records stand, and the records one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from opensmp.tables.fault import Fault
from opensmp.tables.limits import Limits
from opensmp.tables.tokens import Tokens, flat

SEEN_FOR_COLUMNS = 1_000
_SHEETS = 100
_WRAPPED = 8

Record = dict[str, str]
Open = Callable[[], Tokens]
"""Opens the document again from its beginning."""


def records(tokens: Tokens, lines: bool, limits: Limits) -> Iterator[tuple[str, Record]]:
    """Yield every record with the path of the list it stands in (``issues``, ``data.items``, empty for the document itself).

    A document is one list of objects, or objects around such lists; JSON lines are objects one after the other.
    """
    first = tokens.peek()
    if not first:
        raise Fault("empty")
    if lines or first != "[":
        yield from _one_after_the_other(tokens, lines, limits)
        return
    yield from _listed(tokens, "", limits)
    if tokens.peek():
        raise Fault("not-json")


def _one_after_the_other(tokens: Tokens, lines: bool, limits: Limits) -> Iterator[tuple[str, Record]]:
    if not lines:
        if tokens.peek() != "{":
            raise Fault("not-json")
        yield from _wrapped(tokens, "", limits, 1)
        if tokens.peek():
            raise Fault("json-lines")
        return
    while tokens.peek():
        if tokens.peek() != "{":
            raise Fault("not-json" if tokens.peek() != "[" else "no-table")
        yield "", flat(tokens.value(), limits)


def _wrapped(tokens: Tokens, path: str, limits: Limits, depth: int) -> Iterator[tuple[str, Record]]:
    """Yield the records of all lists below an object; its other fields are passed over."""
    if depth > _WRAPPED:
        raise Fault("nested-too-deep")
    tokens.take("{")
    seen: set[str] = set()
    while tokens.peek() != "}":
        if seen:
            tokens.take(",")
        if tokens.peek() != '"':
            raise Fault("not-json" if tokens.peek() else "truncated")
        key = str(tokens.value())
        if key in seen:
            raise Fault("duplicate-keys")
        seen.add(key)
        tokens.take(":")
        yield from _field(tokens, f"{path}.{key}" if path else key, limits, depth)
    tokens.take("}")


def _field(tokens: Tokens, path: str, limits: Limits, depth: int) -> Iterator[tuple[str, Record]]:
    following = tokens.peek()
    if following == "[":
        yield from _listed(tokens, path, limits)
    elif following == "{":
        yield from _wrapped(tokens, path, limits, depth + 1)
    else:
        tokens.value()


def _listed(tokens: Tokens, path: str, limits: Limits) -> Iterator[tuple[str, Record]]:
    """Yield the objects of a list; inside an object around it, a list of anything else is no table and is passed over."""
    tokens.take("[")
    first = True
    while tokens.peek() != "]":
        if not first:
            tokens.take(",")
        first = False
        found: Any = tokens.value()
        if isinstance(found, dict):
            yield path, flat(found, limits)
        elif not path:
            raise Fault("no-table")
    tokens.take("]")


class Survey:
    """What a pass over a document found: its lists, their columns, their first rows."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.columns: dict[str, dict[str, None]] = {}
        self.samples: dict[str, list[Record]] = {}
        self.rows: dict[str, int] = {}
        self.last = ""

    def run(self, found: Iterator[tuple[str, Record]], most: int | None, sample: int) -> Survey:
        """Look at all records, or at the first ``most``."""
        for number, (path, record) in enumerate(found, 1):
            columns = self.columns.setdefault(path, {})
            if len(self.columns) > _SHEETS:
                raise Fault("too-many-sheets", cap=_SHEETS)
            if not record.keys() <= columns.keys():
                columns.update(dict.fromkeys(record))
                if len(columns) > self._limits.columns:
                    raise Fault("too-many-columns", cap=self._limits.columns)
            self.last = path
            self.rows[path] = self.rows.get(path, 0) + 1
            if self.rows[path] <= sample:
                self.samples.setdefault(path, []).append(record)
            if number == most:
                break
        if not self.columns:
            raise Fault("no-table")
        return self
