"""What the rules on roles share: the rows of the RACI matrix as read, and who holds which role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from opensmp.checking import Address, at
from opensmp.dossier import Dossier
from opensmp.plan.raci import Cell, read_row
from opensmp.plan.roles import Duty, Role, RoleKind


class Row(NamedTuple):
    """A row of the matrix with its cells as read."""

    duty: Duty
    cells: Mapping[str, Cell]

    @property
    def accountable(self) -> tuple[str, ...]:
        return tuple(role for role, cell in self.cells.items() if "A" in cell.letters)

    @property
    def responsible(self) -> tuple[str, ...]:
        return tuple(role for role, cell in self.cells.items() if "R" in cell.letters)

    @property
    def readable(self) -> bool:
        return all(cell.readable for cell in self.cells.values())

    @property
    def where(self) -> Address:
        return at("plan/roles/raci", self.duty.id)


def rows(dossier: Dossier) -> Iterator[Row]:
    """Yield the rows of the matrix."""
    return (Row(duty, read_row(duty)) for duty in dossier.plan.roles.raci)


def bare(dossier: Dossier) -> bool:
    """Whether section 3 says nothing at all; that is one finding of its own, and all others stay silent."""
    section = dossier.plan.roles
    return replace(section, keeper=None, reviewed=None) == type(section)()


def no_roles(dossier: Dossier) -> bool:
    """Whether section 3 names no role; only the rule about responsibility speaks then."""
    return not dossier.plan.roles.roles


def of_kind(dossier: Dossier, *kinds: RoleKind) -> tuple[Role, ...]:
    """Return the roles of some kinds."""
    return tuple(role for role in dossier.plan.roles.roles if role.kind in kinds)


def persons(dossier: Dossier, holders: Iterable[str | None]) -> frozenset[str]:
    """Return the ids of the people present today behind people, offices and roles."""
    return frozenset(person.id for holder in holders if holder for person in dossier.people.holders(holder))


def vacant(dossier: Dossier, role: Role) -> bool:
    """Whether nobody present holds the role, and not because a holder has left (that is a finding of its own)."""
    people = dossier.people
    return not people.holders(role.id) and not any(people.departed(holder) for holder in role.holders)


def where(role: Role, *parts: str) -> Address:
    """Return the address of a role or of one of its fields."""
    return at("plan/roles/roles", role.id, *parts)
