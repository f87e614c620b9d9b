"""Changes that the examples of the rules on roles are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass, replace
from datetime import date
from typing import Any

from opensmp.checking import add, edit
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.plan.raci import read_cell, roles_with
from opensmp.plan.roles import Duty, Role, RoleKind
from opensmp.registers.organisation import Person


def said(dossier: Dossier, en: str, id: str) -> Prose:
    """Return words in the languages of the plan, so that an example never breaks parity."""
    words = {"en": en, "id": id}
    return Prose.of({each: words[each] for each in dossier.languages})


def first(dossier: Dossier, test: Callable[[Duty], bool]) -> Duty:
    """Return the first row of the matrix that passes ``test``; LookupError when there is none."""
    found = next((duty for duty in dossier.plan.roles.raci if test(duty)), None)
    if found is None:
        raise LookupError("no row of the matrix fits the example")
    return found


def governing(dossier: Dossier) -> Duty:
    """Return a row that is not the running of a practice and has one accountable role."""
    return first(dossier, lambda duty: duty.practice is None and len(roles_with(duty, "A")) == 1)


def change_row(dossier: Dossier, duty: Duty, **fields: Any) -> Dossier:
    """Return the dossier with other fields in a row."""
    return edit(dossier, f"plan/roles/raci/{duty.id}", lambda held: replace(held, **fields))


def without(cells: Mapping[str, str], letter: str) -> dict[str, str]:
    """Return the cells of a row with one letter taken out; a cell left empty informs."""
    kept: dict[str, str] = {}
    for role, written in cells.items():
        letters = read_cell(written).letters
        left = "".join(sorted(each for each in letters if each != letter))
        kept[role] = (left or "I") if letter in letters else written
    return kept


def spare_role(dossier: Dossier, duty: Duty) -> Role:
    """Return a role that a row does not make accountable and that may be: no body and no customer."""
    taken = roles_with(duty, "A")
    return next(
        role for role in dossier.plan.roles.roles if role.id not in taken and role.kind not in ("body", "customer")
    )


def holding(dossier: Dossier, *kinds: RoleKind) -> Role:
    """Return the first role of some kinds, or of any kind where none is named, that somebody holds."""
    roles = (role for role in dossier.plan.roles.roles if not kinds or role.kind in kinds)
    found = next((role for role in roles if dossier.people.holders(role.id)), None)
    if found is None:
        raise LookupError("no role fits the example")
    return found


def change_role(dossier: Dossier, role: Role, **fields: Any) -> Dossier:
    """Return the dossier with other fields in a role."""
    return edit(dossier, f"plan/roles/roles/{role.id}", lambda held: replace(held, **fields))


def with_departed(dossier: Dossier) -> tuple[Dossier, str]:
    """Return the dossier with one more person, who has left, and the person's id."""
    left = Person(id="left-example", name="Bagas Example", left=date(dossier.today.year - 1, 6, 30))
    return add(dossier, "organisation/people", left), left.id


def with_role(dossier: Dossier, role: Role, duty: Duty, cell: str) -> Dossier:
    """Return the dossier with one more role and its cell in one row."""
    added = add(dossier, "plan/roles/roles", role)
    return edit(added, f"plan/roles/raci/{duty.id}", lambda held: replace(held, cells={**held.cells, role.id: cell}))


def renamed(held: Any, names: Mapping[str, str]) -> Any:
    """Return a copy of a value in which other ids stand for ``names``, wherever they are."""
    if isinstance(held, str):
        return names.get(held, held)
    if isinstance(held, tuple):
        return tuple(renamed(row, names) for row in held)
    if is_dataclass(held) and not isinstance(held, type | Prose):
        return replace(held, **{name: renamed(part, names) for name, part in vars(held).items()})
    return held


def unheld(dossier: Dossier, kind: RoleKind) -> Dossier:
    """Return the dossier with one more role, which has duties, a cell and a line, and which nobody holds."""
    role = Role(
        id="example-role",
        title=said(dossier, "Owner of a further practice", "Penanggung jawab praktik lain"),
        kind=kind,
        duties=said(dossier, "Leads a further practice.", "Memimpin praktik lain."),
        reports_to=holding(dossier, "sms owner", "top management").id,
    )
    return with_role(dossier, role, governing(dossier), "I")


def body(dossier: Dossier, **fields: Any) -> Role:
    """Return a committee that reports to the first role and has duties."""
    held: dict[str, Any] = {
        "id": "example-body",
        "title": said(dossier, "Service committee", "Komite layanan"),
        "kind": "body",
        "holders": tuple(person.id for person in dossier.organisation.people if person.left is None)[:2],
        "duties": said(dossier, "Advises on services.", "Memberi masukan tentang layanan."),
        "meets": "monthly",
    }
    return Role(**{**held, **fields})
