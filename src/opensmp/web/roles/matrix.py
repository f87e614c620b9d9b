"""The RACI matrix as a page shows it, and what a person typed into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from opensmp.actions.editing import Change
from opensmp.dossier import Dossier
from opensmp.i18n import Message, Plural, _, n_
from opensmp.plan.raci import Cell, read_cell, roles_with
from opensmp.plan.roles import Duty, Role
from opensmp.web.desk import Desk
from opensmp.web.rows.findings import Told
from opensmp.web.rows.listing import Cell as ListCell
from opensmp.web.rows.listing import Row, State
from opensmp.web.rows.shelf import RANK, Shelf
from opensmp.web.rows.whereto import row_address

PLACE = "plan/roles/raci"
OPTIONS = ("A", "R", "C", "I", "AR")
"""What the select of a cell offers; a cell with a note in words offers its own text besides."""
LONGEST = 60


class Column(NamedTuple):
    """A role above the matrix."""

    id: str
    title: str
    holders: str
    href: str
    accountable: int


class Square(NamedTuple):
    """A cell: its letters in the order of the key, the words beside them, and whether something is wrong with it."""

    role: str
    label: str
    letters: tuple[str, ...]
    note: str
    written: str
    wrong: bool
    chosen: str


class Line(NamedTuple):
    """A row of the matrix with what was found about it."""

    id: str
    activity: str
    group: str
    key: bool
    squares: tuple[Square, ...]
    told: tuple[Told, ...]
    kind: str
    href: str


class Matrix(Shelf):
    """The matrix of one plan for one person. ``typed`` replaces the cells where a form came back."""

    def __init__(self, desk: Desk, dossier: Dossier, typed: Mapping[str, Mapping[str, str]] | None = None) -> None:
        super().__init__(desk, dossier)
        self._typed = typed or {}

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The roles that have a letter anywhere; in an editor that is every role."""
        return tuple(self._column(role) for role in self._shown_roles)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The rows in the plan's order, those of one group together."""
        lines = [self._line(duty) for duty in self.dossier.plan.roles.raci]
        order = {group: place for place, group in enumerate(dict.fromkeys(line.group for line in lines))}
        return tuple(sorted(lines, key=lambda line: order[line.group]))

    @cached_property
    def idle(self) -> tuple[Role, ...]:
        """The roles without a letter in any row."""
        busy = {
            role
            for duty in self.dossier.plan.roles.raci
            for role, written in duty.cells.items()
            if read_cell(written).letters
        }
        return tuple(role for role in self.dossier.plan.roles.roles if role.id not in busy)

    def sentence(self) -> Message | Plural:
        """Return the line under the title."""
        roles = len(self._shown_roles)
        return n_("One activity, {roles} roles. It needs exactly one accountable role and at least one responsible role.",
                  "{n} activities, {roles} roles. Each activity needs exactly one accountable role and at least one responsible role.",
                  len(self.dossier.plan.roles.raci), roles=roles)  # fmt: skip

    def problems(self) -> tuple[Told, ...]:
        """Return what was found about the matrix."""
        return self.flaws.under(PLACE)

    def roles(self) -> list[Row]:
        """Return every role with who holds it, its authority and what was found about it."""
        return [self._role(role) for role in self.dossier.plan.roles.roles]

    @cached_property
    def _shown_roles(self) -> tuple[Role, ...]:
        if self._edits:
            return self.dossier.plan.roles.roles
        return tuple(role for role in self.dossier.plan.roles.roles if role not in self.idle)

    @cached_property
    def _edits(self) -> bool:
        return "edit" in self.desk.request.GET or self.desk.request.method == "POST"

    def _column(self, role: Role) -> Column:
        holders = ", ".join(person.name for person in self.dossier.people.holders(role.id)[:2])
        count = sum(role.id in roles_with(duty, "A") for duty in self.dossier.plan.roles.raci)
        return Column(role.id, role.title.text(self.language), holders, row_address(self.desk, "roles", role.id), count)

    def _line(self, duty: Duty) -> Line:
        told = self.flaws.of(PLACE, duty.id)
        cells = {**duty.cells, **self._typed.get(duty.id, {})}
        answering = {role for role, written in cells.items() if "A" in read_cell(written).letters}
        squares = tuple(self._square(duty, role, cells.get(role.id, ""), answering) for role in self._shown_roles)
        kind = ("stop" if any(each.kind == "stop" for each in told) else "warn") if told else "ok"
        return Line(duty.id, duty.activity.text(self.language), duty.group.text(self.language), duty.key, squares, told, kind,
                    row_address(self.desk, "duties", duty.id))  # fmt: skip

    def _square(self, duty: Duty, role: Role, written: str, answering: set[str]) -> Square:
        cell = read_cell(written)
        letters = tuple(letter for letter in "ARCI" if letter in cell.letters)
        wrong = not cell.readable or (role.id in answering and len(answering) > 1)
        label = f"{duty.activity.text(self.language)}, {role.title.text(self.language)}"
        return Square(role.id, label, letters, cell.note, written, wrong, _chosen(cell, written))

    def _role(self, role: Role) -> Row:
        state = self.state(
            self.flaws.of("plan/roles/roles", role.id),
            State("warn", _("No letter")) if role in self.idle else State("ok", _("Agrees")),
        )
        holders = [self.names.holder(each) for each in role.holders]
        limit = f"{role.limit.currency} {self.amount(role.limit.amount)}" if role.limit else ""
        cells = (
            ListCell(self.say(_("Held by")), self.words(", ".join(holders[:3]) + (" …" if len(holders) > 3 else ""))),
            ListCell(self.say(_("Authority")), self.words(role.authority.text(self.language)), "wide"),
            ListCell(self.say(_("May commit up to")), self.words(limit), "num"),
            ListCell(self.say(_("Reports to")), self.words(self.names.of("role", role.reports_to))),
        )
        title = role.title.text(self.language)
        return Row(
            role.id,
            title,
            row_address(self.desk, "roles", role.id),
            cells,
            state,
            self.tags(state),
            {"state": RANK[state.kind]},
        )


def _chosen(cell: Cell, written: str) -> str:
    """Return the option of the select that says what stands in a cell: its letters, or the text itself where it says more."""
    letters = "".join(letter for letter in "ARCI" if letter in cell.letters)
    return letters if letters in ("", *OPTIONS) and not cell.note and cell.readable else written.strip()


class Posted(NamedTuple):
    """What came back from the editor: the changes, the cells typed by row, and what cannot be read."""

    changes: list[Change]
    typed: dict[str, dict[str, str]]
    errors: list[tuple[str, str]]


def posted(desk: Desk, dossier: Dossier) -> Posted:
    """Read the editor: one change for each row that says something new; a cell that says the same keeps its own words."""
    found = Posted([], {}, [])
    for duty in dossier.plan.roles.raci:
        sent = dict(_cells(desk, duty, dossier))
        found.typed[duty.id] = sent
        cells = {role: written for role, written in {**duty.cells, **sent}.items() if written}
        found.errors.extend(_unreadable(desk, duty, sent))
        if cells != duty.cells:
            seen = desk.request.POST.get(f"seen:{duty.id}", "")
            found.changes.append(Change(PLACE, duty.id, seen, replace(duty, cells=cells)))
    return found


def _cells(desk: Desk, duty: Duty, dossier: Dossier) -> Iterator[tuple[str, str]]:
    for role in dossier.plan.roles.roles:
        name = f"cell:{duty.id}:{role.id}"
        if name in desk.request.POST:
            written = " ".join(desk.request.POST[name].split())
            before = duty.cells.get(role.id, "")
            same = written == " ".join(_chosen(read_cell(before), before).split())
            yield role.id, before if same else written[:LONGEST]


def _unreadable(desk: Desk, duty: Duty, sent: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for role, written in sent.items():
        if written != duty.cells.get(role, "") and not read_cell(written).readable:
            says = _(
                "“{written}” in the row “{activity}” is not R, A, C or I.", written=written, activity=duty.activity
            )
            yield f"id_cell:{duty.id}:{role}", says.text(desk.language)
