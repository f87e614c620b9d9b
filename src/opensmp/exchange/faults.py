"""Collecting everything that is wrong with a folder, so that a person mends it in one go."""

import difflib
from collections.abc import Iterable
from typing import NamedTuple

from opensmp.exchange.errors import Speech
from opensmp.i18n import Message, _

MOST = 100
"""How many problems are listed one by one; the rest are counted."""

ENOUGH = 1_000
"""How many problems are counted before the reading stops: a file with more is not a plan with mistakes."""

_MANY = 500
"""Names beyond which only those that begin alike are compared, so that a hint never costs more than the reading."""


class Fault(NamedTuple):
    """A problem before its key is known: the keys of a file are looked up only when something is wrong in it.

    ``single`` tells a word from a list or a group of keys that begins at the same place.
    """

    file: str
    line: int
    column: int
    single: bool
    says: Speech
    remedy: Speech


class Faults:
    """The faults of one reading. Only the first hundred are kept, so that a hostile file cannot fill the memory."""

    def __init__(self) -> None:
        self.held: list[Fault] = []
        self.count = 0

    def add(self, file: str, says: Speech, remedy: Speech, line: int = 0, column: int = 0, single: bool = True) -> None:
        """Note a fault; lines and columns count from 1, and 0 stands for the file as a whole."""
        self.count += 1
        if len(self.held) < MOST:
            self.held.append(Fault(file, line, column, single, says, remedy))

    @property
    def is_full(self) -> bool:
        """Whether further faults are only counted."""
        return self.count >= MOST

    def __bool__(self) -> bool:
        return self.count > 0


def did_you_mean(written: str, known: Iterable[str], otherwise: Message) -> Message:
    """Return "Did you mean …?" where something known looks like ``written``, else ``otherwise``."""
    names = {name.casefold(): name for name in known if name}
    if len(names) > _MANY:
        begins = written.casefold()[:2]
        names = dict([(name, known) for name, known in names.items() if name.startswith(begins)][:_MANY])
    near = difflib.get_close_matches(written.casefold()[:120], names, n=1, cutoff=0.6)
    return _("Did you mean “{name}”?", name=names[near[0]]) if near else otherwise
