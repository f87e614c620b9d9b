"""What a finding is: a value that says where, what, why and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from opensmp.i18n import Message, Plural

Speech = Message | Plural
"""A sentence for people, in English and Indonesian."""


class Severity(StrEnum):
    """Whether a finding stops signing. Major and minor are words of an auditor's working paper, not ours."""

    BLOCKS = "blocks"
    ADVICE = "advice"


class Address(NamedTuple):
    """A stable place in the plan: field names and row ids, such as ``plan/objectives/objectives/SMO-9/target``.

    The first part is ``plan``, ``registers``, ``organisation``, ``history``, ``measurements``, ``observations`` or
    ``acceptances``; an address
    never holds a line number, so that an acceptance stays with its subject while the file around it changes.
    """

    parts: tuple[str, ...]

    def __str__(self) -> str:
        return "/".join(self.parts)

    def __truediv__(self, part: str) -> Address:
        return Address((*self.parts, part))

    @property
    def section(self) -> str | None:
        """The key of the plan section that holds the place (``objectives``), or None outside the sections."""
        return self.parts[1] if len(self.parts) > 1 and self.parts[0] == "plan" else None


def at(*parts: str) -> Address:
    """Build an address from its parts; a part may itself hold slashes: ``at("plan/objectives/objectives", o.id)``."""
    return Address(tuple("/".join(parts).split("/")) if parts else ())


class Correction(NamedTuple):
    """A ready change of one text. *wording* keeps what is promised; *meaning* adds to it or changes it, and is shown as a
    difference to the keeper. A correction never invents a number: a missing one is the blank ``___``.
    """

    kind: Literal["wording", "meaning"]
    where: Address
    before: str
    after: str


@dataclass(frozen=True)
class Finding:
    """One flaw found by one rule. ``also`` names the other place where two places disagree.

    ``rule`` is stamped by the runner; severity, clause and why come from the rule. ``fix`` is what to do here; without it
    the rule's own fix is shown. ``quote`` is the sentence or value that the finding is about, as it stands in the plan.
    """

    where: Address
    says: Speech
    fix: Speech | None = None
    quote: str = ""
    also: tuple[Address, ...] = ()
    correction: Correction | None = None
    rule: str = ""

    def __post_init__(self) -> None:
        if not self.where.parts:
            raise ValueError("a finding needs a place")
