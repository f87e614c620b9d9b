"""What a canonical table is made of: fields of a few kinds, each holding the same thing whatever tool it came from."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from opensmp.i18n import Message, _

Kind: TypeAlias = Literal["text", "time", "flag", "count", "number", "seconds", "list", "person", "state", "rank"]
"""What a field holds.

``time`` whole seconds since 1970 UTC · ``seconds`` a duration · ``flag`` 1 or 0 · ``count`` an integer · ``number`` a
float · ``list`` values joined by ``|`` · ``person`` a pseudonym, never a name · ``state`` one of ``STATES`` · ``rank`` an
integer where 1 is the highest. Any of them may be missing (null).
"""

STATES = ("new", "active", "paused", "resolved", "closed", "cancelled", "rejected", "unknown")
"""What the states of all tools are mapped to; a state that nobody mapped is *unknown* and reported, never guessed."""


class Field(NamedTuple):
    """A column of a canonical table."""

    name: str
    kind: Kind
    title: Message


class _Table(NamedTuple):
    name: str
    practice: str
    title: Message
    opened: str
    fields: tuple[Field, ...]


class Table(_Table):
    """A canonical table. ``opened`` is the field whose day decides which version of the plan judges a record.

    The first field is the key: unique within its source.
    """

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The fields by their names."""
        return {field.name: field for field in self.fields}

    @property
    def key(self) -> str:
        """The name of the key."""
        return self.fields[0].name


def ticket(*more: Field) -> tuple[Field, ...]:
    """What every ticket has, and what one kind of ticket adds."""
    return (
        Field("id", "text", _("Number")),
        Field("service", "text", _("Service")),
        Field("ci", "text", _("Configuration item")),
        Field("priority", "rank", _("Priority")),
        Field("category", "text", _("Category")),
        Field("state", "state", _("State")),
        Field("assignment_group", "text", _("Group")),
        Field("assignee", "person", _("Assigned to")),
        Field("updated_at", "time", _("Last update")),
        *more,
    )
