"""A sentence ready for the grammar: its items, and short questions about them."""

from decimal import Decimal
from typing import NamedTuple

from opensmp.language.lexer import NONE, NUMBER, SIGN, Item

END = Item(SIGN, "", 0, 0, NONE)
"""What stands before the first and after the last item."""


class Mention(NamedTuple):
    """A quantity, a moment, a cadence or a name, with the first and the last item it covers.

    ``kind`` is percent, points, money, duration, times, ratio, count, multiple, level (quantities), moment, cadence,
    or name (numbers that count nothing: a priority, an edition, a list number).
    """

    kind: str
    first: int
    last: int
    value: Decimal | None = None
    unit: str = ""
    note: str = ""


QUANTITIES = frozenset({"percent", "points", "money", "duration", "times", "ratio", "count", "multiple", "level"})


class Line(NamedTuple):
    """The items of one sentence."""

    text: str
    language: str
    items: tuple[Item, ...]

    def at(self, index: int) -> Item:
        """Return the item at ``index``, or an empty one outside the sentence."""
        return self.items[index] if 0 <= index < len(self.items) else END

    def word(self, index: int) -> str:
        """Return the lower-case words of an item."""
        return self.items[index].word if 0 <= index < len(self.items) else ""

    def sense(self, index: int, tag: str) -> str | None:
        """Return the value of ``tag`` at ``index`` if the item has it."""
        return self.items[index].senses.get(tag) if 0 <= index < len(self.items) else None

    def has(self, index: int, *tags: str) -> bool:
        """Is one of ``tags`` a sense of the item?"""
        if not 0 <= index < len(self.items):
            return False
        senses = self.items[index].senses
        return bool(senses) and not senses.keys().isdisjoint(tags)

    def number(self, index: int) -> bool:
        """Is the item written in digits?"""
        return 0 <= index < len(self.items) and self.items[index].kind == NUMBER

    def touching(self, index: int) -> bool:
        """Does the item follow its neighbour without a space?"""
        return 0 < index < len(self.items) and self.items[index - 1].end == self.items[index].start

    def words(self, first: int, last: int) -> str:
        """Return the text from item ``first`` to item ``last`` as it is written."""
        return self.text[self.items[first].start : self.items[last].end]
