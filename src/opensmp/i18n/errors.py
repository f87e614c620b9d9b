"""What a person is told when something cannot be done: one small tree, translated once at each edge.

    Refusal
    ├── Refused      the state of things does not allow it      409   exit 1
    ├── Forbidden    this person may not                        403   exit 1
    ├── Unreadable   what was given cannot be read              422   exit 2
    └── Unavailable  something that is needed does not answer   503   exit 3

It lives in the lowest layer, because every layer above may refuse and every refusal speaks to a person.
"""

from __future__ import annotations

from typing import ClassVar

from opensmp.i18n.message import Message, Plural


class Refusal(Exception):
    """Something that a person must be told: ``says`` what happened, ``hint`` what to do about it."""

    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 3

    def __init__(self, says: Message | Plural, hint: Message | Plural | None = None) -> None:
        super().__init__(says, hint)
        self.says = says
        self.hint = hint

    def text(self, language: str) -> str:
        """Return what happened and what to do, in ``language``, a line each."""
        return "\n".join(part.text(language) for part in (self.says, self.hint) if part is not None)

    def __str__(self) -> str:
        return self.text("en")


class Refused(Refusal):
    """The state of things does not allow it: already approved, changed meanwhile, a file that cannot be written."""

    status = 409
    exit_code = 1


class Forbidden(Refusal):
    """This person may not do this here."""

    status = 403
    exit_code = 1


class Unreadable(Refusal):
    """What was given cannot be read or understood."""

    status = 422
    exit_code = 2


class Unavailable(Refusal):
    """Something that is needed does not answer: a disk, a database, a source of records."""

    status = 503
    exit_code = 3
