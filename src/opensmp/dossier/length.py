"""How long the plan is: words, table rows, pages and reading minutes, in its prevailing language (R25, R27).

A page is 400 words or 28 table rows, and a reader takes 210 words a minute; all three are settings of the plan
(:class:`opensmp.plan.identity.Length`). A row of a table is read like a line of words.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from opensmp.dossier.texts import PLAIN
from opensmp.plan.identity import Identity
from opensmp.plan.plan import SECTIONS, Plan
from opensmp.plan.prose import Prose

LONG = 40
"""From this many words on, a text inside a row is set as prose of its own and no longer part of the table."""

_WORDS_A_ROW = 10


class Extent(NamedTuple):
    """Words and rows counted, with the settings that turn them into pages and minutes."""

    words: int
    rows: int
    words_a_page: int
    rows_a_page: int
    words_a_minute: int

    @property
    def pages(self) -> float:
        """Estimated pages; a fraction, so that ten short sections are not ten pages."""
        return self.words / self.words_a_page + self.rows / self.rows_a_page

    @property
    def minutes(self) -> float:
        """Estimated reading time in minutes."""
        return (self.words + self.rows * _WORDS_A_ROW) / self.words_a_minute


def extent_of_plan(plan: Plan) -> Extent:
    """Measure all ten sections together."""
    return _extent(plan.identity, (plan.section(key) for key in SECTIONS))


def extent_of_section(plan: Plan, key: str) -> Extent:
    """Measure the section with that key."""
    return _extent(plan.identity, (plan.section(key),))


def _extent(identity: Identity, sections: Iterable[Any]) -> Extent:
    words, rows = _total(_count(section, identity.language, in_row=False) for section in sections)
    length = identity.length
    return Extent(words, rows, length.words_a_page, length.rows_a_page, length.words_a_minute)


def _count(held: Any, language: str, *, in_row: bool) -> tuple[int, int]:
    """Return (words, rows) of a value; short texts inside a row belong to the row."""
    if isinstance(held, Prose):
        words = len(held.text(language).split())
        return (0 if in_row and words < LONG else words), 0
    if isinstance(held, tuple):
        rows = [row for row in held if hasattr(row, "__dataclass_fields__")]
        return _total((_count(row, language, in_row=True) for row in rows), rows=0 if in_row else len(rows))
    if not hasattr(held, "__dataclass_fields__"):
        return 0, 0
    inside = (each for each in vars(held).values() if each.__class__ not in PLAIN)
    return _total(_count(each, language, in_row=in_row) for each in inside)


def _total(counts: Iterable[tuple[int, int]], rows: int = 0) -> tuple[int, int]:
    words = 0
    for more_words, more_rows in counts:
        words, rows = words + more_words, rows + more_rows
    return words, rows
