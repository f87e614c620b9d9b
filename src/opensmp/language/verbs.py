"""The verb that governs a sentence: does it change, keep, watch or finish something, or say nothing checkable?"""

from typing import NamedTuple

from opensmp.language.lexer import WORD
from opensmp.language.line import Line, Mention

TAGS = ("direction", "vague", "watch", "meet", "milestone", "yield")
_SINGLE = frozenset({"the", "a", "an", "this", "our", "its"})


class Verbs(NamedTuple):
    """The first verb of a sentence and what it says; ``main`` is its item, or -1 where there is none."""

    line: Line
    main: int
    found: tuple[int, ...]

    @property
    def direction(self) -> str | None:
        """``up``, ``down``, ``keep`` or ``either`` (improve), from the first verb that has a direction."""
        for index in self.found:
            if self.line.has(index, "direction"):
                return self.line.sense(index, "direction")
        return None

    @property
    def milestone(self) -> bool:
        """Does the main verb finish something (complete, publish, menerbitkan)?"""
        return self.line.has(self.main, "milestone")

    @property
    def vague_only(self) -> bool:
        """Does the main verb promise nothing that could be checked?"""
        return self.line.has(self.main, "vague") and not self.line.has(self.main, "milestone", "meet", "yield")

    @property
    def watches(self) -> bool:
        """Does the main verb only look (report, monitor, memantau)?"""
        return self.line.has(self.main, "watch") and not self.line.has(self.main, "milestone")

    @property
    def can_be_counted(self) -> bool:
        """Is there a verb whose results are counted (train, publish, menerbitkan)?"""
        return any(self.line.has(index, "milestone", "meet", "yield") for index in self.found)

    @property
    def single_object(self) -> bool:
        """Is the object one definite thing (the migration), not a kind of case (incidents)?"""
        word = self.line.word(self.main + 1)
        if self.line.language == "id":
            return True
        return word in _SINGLE

    def imperative_after(self, index: int) -> bool:
        """Does a verb follow the comma after item ``index``, as in "Within 10 days, update the passwords"?"""
        comma = index + 1
        return self.line.word(comma) == "," and self.line.has(comma + 1, *TAGS)


def verbs_of(line: Line, mentions: list[Mention]) -> Verbs:
    """Return the verbs of ``line`` that stand outside its mentions."""
    covered = {index for mention in mentions for index in range(mention.first, mention.last + 1)}
    found = tuple(
        index
        for index, item in enumerate(line.items)
        if item.senses and item.kind == WORD and index not in covered and any(tag in item.senses for tag in TAGS)
    )
    return Verbs(line, found[0] if found else -1, found)
