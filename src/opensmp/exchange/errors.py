"""What is wrong with a folder, as one failure that lists everything to mend."""

from collections.abc import Iterable
from typing import NamedTuple

from opensmp.i18n import Message, Plural, _, n_
from opensmp.i18n import Unreadable as UnreadableInput

Speech = Message | Plural


class Problem(NamedTuple):
    """One thing to mend in a file.

    ``file`` is relative to the folder that was read; ``line`` and ``column`` count from 1, and 0 means the file as a
    whole; ``key`` is the path of keys inside the file, such as ``objectives/SMO-9/target``.
    """

    file: str
    line: int
    column: int
    key: str
    says: Speech
    remedy: Speech

    @property
    def place(self) -> str:
        """Return ``file:line:column`` as editors and terminals follow it."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def text(self, language: str) -> str:
        """Return place, key, what is wrong and the remedy as one line."""
        key = f" {self.key}:" if self.key else ""
        return f"{self.place}:{key} {self.says.text(language)} {self.remedy.text(language)}"


class Unreadable(UnreadableInput):
    """A folder that cannot be read: every problem found, ``more`` being the number of those not listed."""

    def __init__(self, problems: Iterable[Problem], more: int = 0) -> None:
        self.problems = tuple(problems)
        self.more = more
        super().__init__(
            n_(
                "The plan cannot be read: there is {n} problem.",
                "The plan cannot be read: there are {n} problems.",
                len(self.problems) + more,
            )
        )

    def text(self, language: str) -> str:
        """Return how many problems there are, then one line for each, then how many are not listed."""
        lines = [self.says.text(language), *(problem.text(language) for problem in self.problems)]
        if self.more:
            lines.append(_("… and {n} more.", n=self.more).text(language))
        return "\n".join(lines)


def refusal(file: str, says: Speech, remedy: Speech) -> Unreadable:
    """Return the failure that has this one problem."""
    return Unreadable([Problem(file, 0, 0, "", says, remedy)])
