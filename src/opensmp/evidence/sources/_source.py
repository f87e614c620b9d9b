"""What is known of a tool: its exports, headers, states and the direction of its scales. Data, and nothing else.

Adding a tool is adding one file to this folder that holds one ``Source``; the registry finds it by being there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from opensmp.evidence.formats import FILLED_NO, FILLED_YES
from opensmp.evidence.mapping import Column
from opensmp.i18n import Message

Header: TypeAlias = str | Column
"""A header, in lower case with spaces for ``_`` and ``-``; a Column where the header needs more than its field's kind."""


@dataclass(frozen=True, kw_only=True)
class Export:
    """One kind of file that a tool writes, and the canonical table it becomes.

    ``headers`` lists, for each field, the headers that mean it: the first that a file has is taken. ``tells`` are headers
    that only this export has. ``numbered`` are beginnings of record numbers (``INC``). ``kinds`` are the words of a type
    column that mean this kind of record. ``order`` are headers that put the events of an event log in order.
    """

    table: str
    headers: Mapping[str, tuple[Header, ...]]
    tells: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    constants: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Source:
    """A tool. ``tells`` are headers that only this tool writes, in any of its exports.

    ``states`` and ``ranks`` say what its codes and labels mean, by table and by field, in lower case. ``unlike`` are headers
    of files that hold no records of ours, with what they hold instead. ``html`` are the fields whose cells may hold tags;
    ``missing`` are its own markers for missing values. ``shared``: one series numbers all kinds of tickets.
    """

    name: str
    title: str
    exports: tuple[Export, ...]
    tells: tuple[str, ...] = ()
    states: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ranks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    unlike: Mapping[str, Message] = field(default_factory=dict)
    html: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    shared: bool = False


def normal(header: str) -> str:
    """Return a header as it is compared: lower case, single spaces, without the number of a repeated header."""
    bare = re.sub(r"\s*\(\d+\)$", "", header.strip().lower())
    return re.sub(r"[\s_\-/:]+", " ", bare).strip(" .*")


def header(each: Header) -> str:
    """Return the name of a header."""
    return normal(each if isinstance(each, str) else each.column)


def breached(name: str) -> Column:
    """Return a flag column in which yes is bad: it is read the other way round."""
    return Column(column=name, yes=FILLED_NO, no=FILLED_YES)


def filled(name: str) -> Column:
    """Return a column of words that counts as yes when anything stands in it."""
    return Column(column=name, form="filled")
