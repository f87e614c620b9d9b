"""A JSON text that is read value by value, so that a long document never stands in memory as a whole."""

from __future__ import annotations

import io
import json
import re
from typing import Any

from opensmp.tables.fault import Fault
from opensmp.tables.limits import MEGABYTE, Limits
from opensmp.tables.streams import Counted

_CHUNK = 1 << 16
_LARGEST = 2 * MEGABYTE
_BLANK = re.compile(r"[ \t\r\n]*")
_MAY_GO_ON = frozenset("0123456789.eE+-")


class Number(str):
    """A number of a JSON document, digit for digit as it stands there."""

    __slots__ = ()


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise Fault("duplicate-keys")
    return record


def _constant(name: str) -> Any:
    raise Fault("not-a-number", name=name)


DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=Number, parse_int=Number, parse_constant=_constant)


class Tokens:
    """A window on the text that moves forward. Every method skips blanks first."""

    def __init__(self, stream: Counted, encoding: str) -> None:
        self._text = io.TextIOWrapper(io.BufferedReader(stream, 1 << 18), encoding, newline="")
        self._window = ""
        self._at = 0
        self._ended = False

    def peek(self) -> str:
        """Return the next character that is not blank; an empty text at the end."""
        while True:
            self._at = _end(_BLANK.match(self._window, self._at))
            if self._at < len(self._window):
                return self._window[self._at]
            if not self._more():
                return ""

    def take(self, wanted: str) -> None:
        """Pass over one character, which must be ``wanted``."""
        found = self.peek()
        if found != wanted or not found:
            raise Fault("truncated" if not found else "not-json")
        self._at += 1

    def value(self) -> Any:
        """Return the next value whole, numbers as :class:`Number`."""
        if not self.peek():
            raise Fault("truncated")
        while True:
            try:
                value, end = DECODER.raw_decode(self._window, self._at)
            except json.JSONDecodeError as trouble:
                if self._hopeless(trouble) or not self._more():
                    raise Fault(
                        "truncated" if self._ended and _cut_short(trouble, self._window) else "not-json"
                    ) from trouble
                continue
            except RecursionError as trouble:
                raise Fault("nested-too-deep") from trouble
            if end == len(self._window) and self._window[-1] in _MAY_GO_ON and self._more():
                continue
            self._at = end
            return value

    def _hopeless(self, trouble: json.JSONDecodeError) -> bool:
        """Whether the trouble stands so far before the end of the window that more text cannot mend it."""
        return "Unterminated string" not in trouble.msg and trouble.pos + 16 < len(self._window)

    def _more(self) -> bool:
        """Add text to the window, twice as much each time a value does not fit; False at the end."""
        kept = self._window[self._at :]
        if len(kept) > _LARGEST:
            raise Fault("record-too-long", cap=_LARGEST // MEGABYTE)
        try:
            text = self._text.read(max(_CHUNK, len(kept)))
        except UnicodeError as trouble:
            raise Fault("not-utf8") from trouble
        self._window, self._at = kept + text, 0
        self._ended = not text
        return bool(text)


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _cut_short(trouble: json.JSONDecodeError, window: str) -> bool:
    return "Unterminated string" in trouble.msg or trouble.pos >= len(window.rstrip())


def flat(record: Any, limits: Limits) -> dict[str, str]:
    """Return a record as columns of text: nested objects joined by dots, lists of plain values by ``|``, lists of objects as JSON.

    Raises: Fault: nesting or a cell beyond its cap, two fields that would share a column, characters that no table
    can hold.
    """
    columns: dict[str, str] = {}
    _flatten("", record if isinstance(record, dict) else {"value": record}, columns, limits, 1)
    if len(columns) > limits.columns:
        raise Fault("too-many-columns", cap=limits.columns)
    return columns


def _flatten(prefix: str, record: dict[str, Any], columns: dict[str, str], limits: Limits, depth: int) -> None:
    if depth > limits.depth:
        raise Fault("nested-too-deep")
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and value:
            _flatten(f"{name}.", value, columns, limits, depth + 1)
            continue
        if name in columns:
            raise Fault("duplicate-keys")
        columns[name] = _checked(_cell(value, limits, depth), limits)
        _checked(name, limits)


def _cell(value: Any, limits: Limits, depth: int) -> str:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list):
        if any(isinstance(item, dict | list) for item in value):
            return as_json(value, limits, depth)
        return "|".join(_cell(item, limits, depth) for item in value)
    return {True: "true", False: "false"}.get(value, "") if isinstance(value, bool) else ""


def as_json(value: Any, limits: Limits, depth: int) -> str:
    """Return a value as compact JSON, its numbers digit for digit."""
    if depth > limits.depth:
        raise Fault("nested-too-deep")
    if isinstance(value, dict):
        pairs = (
            f"{json.dumps(key, ensure_ascii=False)}:{as_json(held, limits, depth + 1)}" for key, held in value.items()
        )
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(as_json(item, limits, depth + 1) for item in value) + "]"
    return str(value) if isinstance(value, Number) else json.dumps(value, ensure_ascii=False)


def _checked(cell: str, limits: Limits) -> str:
    if len(cell) > limits.cell:
        raise Fault("cell-too-long", cap=limits.cell)
    if "\0" in cell:
        raise Fault("nul-bytes")
    if not cell.isascii() and any("\ud800" <= letter <= "\udfff" for letter in cell):
        raise Fault("lone-surrogate")
    return cell
