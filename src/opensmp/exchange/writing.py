"""Values as YAML that is made for reading a git diff.

Keys stand in the order of the fields, what has its default is left out, several lines of text stand in a literal block,
short lists of ids on one line, no line is folded, and there are no anchors. A word that another reader of YAML could take
for a number, a day or a truth is put in quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from opensmp.exchange.scalars import invisible_characters
from opensmp.plan.prose import Prose
from opensmp.plan.value import default_of

WIDTH = 100
"""Columns that a list on one line may take."""

_STEP = "  "
_NEVER_PLAIN = frozenset({"true", "false", "yes", "no", "on", "off", "null", "nan", "y", "n"})


def document(value: Any) -> str:
    """Return the text of a file that holds ``value``; what is empty makes an empty file."""
    if isinstance(value, tuple):
        entries = [list(row_lines(row, "")) for row in value]
    else:
        entries = [list(entry_lines(key, held, "", airy=True)) for key, held in _pairs(value)]
    lines: list[str] = []
    for before, entry in pairwise([[], *entries]):
        spaced = lines and (isinstance(value, tuple) or len(before) > 1 or len(entry) > 1)
        lines += ["", *entry] if spaced else entry
    return "".join(f"{line}\n" for line in lines)


def written_fields(value: Any) -> dict[str, Any]:
    """Return the fields of a value that must be written: those that differ from their default."""
    held = {each.name: (getattr(value, each.name), default_of(each)) for each in fields(value)}
    return {name: given for name, (given, default) in held.items() if given != default}


def entry_lines(key: str, value: Any, indent: str, airy: bool = False) -> Iterator[str]:
    """Yield the lines of ``key: value``; ``airy`` puts an empty line between the rows of a list."""
    value = value.raw() if isinstance(value, Prose) else value
    head = f"{indent}{key_text(key)}:"
    short = _on_one_line(value, len(head))
    if short is not None:
        yield f"{head} {short}"
    elif isinstance(value, str):
        block = _block(value, indent + _STEP)
        yield f"{head} {block[0]}"
        yield from block[1:]
    elif isinstance(value, tuple):
        yield head
        for number, row in enumerate(value):
            if airy and number and hasattr(row, "__dataclass_fields__"):
                yield ""
            yield from row_lines(row, indent + _STEP)
    else:
        yield head
        for inner, held in _pairs(value):
            yield from entry_lines(inner, held, indent + _STEP)


def row_lines(value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of an entry of a list."""
    first, *rest = _inner_lines(value.raw() if isinstance(value, Prose) else value, indent + _STEP)
    yield f"{indent}- {first.removeprefix(indent + _STEP)}"
    yield from rest


def _inner_lines(value: Any, indent: str) -> Iterator[str]:
    short = _on_one_line(value, len(indent) + WIDTH)
    if short is not None:
        yield f"{indent}{short}"
    elif isinstance(value, str):
        first, *rest = _block(value, indent)
        yield f"{indent}{first}"
        yield from rest
    else:
        for key, held in _pairs(value):
            yield from entry_lines(key, held, indent)


def _pairs(value: Any) -> list[tuple[str, Any]]:
    raw = value.raw() if isinstance(value, Prose) else value
    held = raw if isinstance(raw, Mapping) else written_fields(raw)
    return [(name, each.raw() if isinstance(each, Prose) else each) for name, each in held.items()]


def _on_one_line(value: Any, used: int) -> str | None:
    """Return a value that fits behind its key, or None where it needs lines of its own."""
    if isinstance(value, str):
        return None if _block(value, _STEP) else scalar(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int | Decimal | date):
        return "null" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, tuple):
        return _list_on_one_line(value, used)
    return None if _pairs(value) else "{}"


def _list_on_one_line(rows: tuple[Any, ...], used: int) -> str | None:
    if not all(isinstance(row, str | int | date | Decimal) for row in rows):
        return None
    words = [scalar(row) if isinstance(row, str) else str(_on_one_line(row, 0)) for row in rows]
    line = f"[{', '.join(words)}]"
    safe = all(_word().fullmatch(word) for word in words)
    return line if not rows or (safe and used + len(line) < WIDTH) else None


def flow(value: Any) -> str:
    """Return any value on one line, as it stands inside brackets."""
    if isinstance(value, Prose | str):
        words = value if isinstance(value, str) else value.raw()
        if isinstance(words, str):
            quoted = scalar(words)
            return (
                quoted
                if _word().fullmatch(quoted) or quoted[0] in "\"'"
                else _escaped(json.dumps(words, ensure_ascii=False))
            )
    if isinstance(value, tuple):
        return f"[{', '.join(map(flow, value))}]"
    short = _on_one_line(value, 0)
    if short is not None:
        return short
    return "{" + ", ".join(f"{key_text(key)}: {flow(held)}" for key, held in _pairs(value)) + "}"


def key_text(key: str) -> str:
    """Return a key: a word of letters stands as it is, even ``on`` and ``no``, which are words in YAML 1.2."""
    return key if key.isidentifier() and key.isascii() else flow(key)


def scalar(text: str) -> str:
    """Return a text on one line: plain where every reader of YAML takes it for a text, else in quotes."""
    if _plain().fullmatch(text) and not _like_a_value(text) and ": " not in text and " #" not in text:
        return text
    if not invisible_characters().search(text):
        return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'
    return _escaped(json.dumps(text, ensure_ascii=False))


def _escaped(quoted: str) -> str:
    return invisible_characters().sub(lambda found: f"\\U{ord(found[0]):08x}", quoted)


def _like_a_value(text: str) -> bool:
    return text.lower() in _NEVER_PLAIN or bool(_numeric().fullmatch(text))


def _block(text: str, indent: str) -> list[str]:
    """Return the lines of a literal block, its header first; nothing where the text stands better on one line."""
    if "\n" not in text or not text.strip() or not _in_block().fullmatch(text):
        return []
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    if ends > 1:
        return []
    lines = body.split("\n")
    indicator = "" if lines[0].strip() and lines[0][0] not in " \t" else str(len(_STEP))
    return [f"|{indicator}{'' if ends else '-'}", *(f"{indent}{line}" if line else "" for line in lines)]


@cache
def _plain() -> re.Pattern[str]:
    """Match texts without anything that begins something else in YAML."""
    return re.compile(r"[^\W_](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*[^\s:\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff])?")


@cache
def _numeric() -> re.Pattern[str]:
    """Match what some reader of YAML takes for a number or a time."""
    return re.compile(r"[0-9][0-9a-fA-FoxTZ_.,:+\- ]*")


@cache
def _word() -> re.Pattern[str]:
    """Match what may stand in a list on one line."""
    return re.compile(r"[\w./-]+")


@cache
def _in_block() -> re.Pattern[str]:
    """Match texts that a literal block gives back exactly."""
    return re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]*")
