"""The offices and the people: who reports to whom, who holds what since when, and what an empty chair leaves without an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from opensmp.i18n import Message, Plural, _, n_, spoken_date
from opensmp.plan.plan import SECTIONS
from opensmp.plan.raci import roles_with
from opensmp.registers.organisation import Office, Person, Tenure
from opensmp.store.models import Membership
from opensmp.web.rows.facts import Linked
from opensmp.web.rows.listing import Cell, Row, State
from opensmp.web.rows.pages import UseGroup, use_groups
from opensmp.web.rows.shelf import RANK, Shelf
from opensmp.web.rows.uses import uses_of
from opensmp.web.rows.whereto import row_address
from opensmp.web.wording import ROLE_NAMES

RECENT = timedelta(days=90)
"""How long a change of hands is shown as one."""


class Node(NamedTuple):
    """An office in the tree of reporting lines."""

    id: str
    title: str
    href: str
    initials: str
    sub: str
    state: State
    under: tuple[Node, ...]


class Vacancy(NamedTuple):
    """An office nobody holds: since when, who held it last, and what names it."""

    id: str
    title: str
    href: str
    tag: str
    last: str
    groups: tuple[UseGroup, ...]


class People(Shelf):
    """Offices and people for one person."""

    def sentence(self) -> Message | Plural:
        """Return the line that answers the page's question."""
        offices, people = self.dossier.organisation.offices, self._present
        vacant = len(self._vacant)
        if not offices:
            return _("No office is registered yet.")
        if not vacant:
            return _(
                "{offices} offices, {people} people. Every office is held.", offices=len(offices), people=len(people)
            )
        return n_(
            "{offices} offices, {people} people. One office is vacant.",
            "{offices} offices, {people} people. {n} offices are vacant.",
            vacant,
            offices=len(offices),
            people=len(people),
        )

    def tree(self) -> tuple[Node, ...]:
        """Return the offices that report to nobody, the others below them."""
        return tuple(self._node(row, frozenset()) for row in self._under.get(None, ()))

    def vacancies(self) -> list[Vacancy]:
        """Return the empty offices with what has no answer meanwhile."""
        return [self._vacancy(row) for row in self._vacant]

    def offices(self) -> list[Row]:
        """Return every office with who holds it and what it carries."""
        return [self._office(row) for row in self.dossier.organisation.offices]

    def people(self, members: Mapping[str, Membership] | None) -> list[Row]:
        """Return every person; ``members`` (where the reader may know) say who can sign in, and as what."""
        return [self._person(row, members) for row in self.dossier.organisation.people]

    @cached_property
    def _present(self) -> list[Person]:
        return [row for row in self.dossier.organisation.people if self.dossier.people.present(row)]

    @cached_property
    def _vacant(self) -> list[Office]:
        return [row for row in self.dossier.organisation.offices if not self.dossier.people.holders(row.id)]

    @cached_property
    def _under(self) -> Mapping[str | None, list[Office]]:
        known = {row.id for row in self.dossier.organisation.offices}
        held: dict[str | None, list[Office]] = {}
        for row in self.dossier.organisation.offices:
            above = row.reports_to if row.reports_to in known and row.reports_to != row.id else None
            held.setdefault(above, []).append(row)
        return held

    @cached_property
    def _tenures(self) -> Mapping[str, list[tuple[Tenure, Person]]]:
        """Who held each office, the latest first."""
        held: dict[str, list[tuple[Tenure, Person]]] = {}
        for person in self.dossier.organisation.people:
            for tenure in person.offices:
                held.setdefault(tenure.office, []).append((tenure, person))
        return {office: sorted(rows, key=lambda row: row[0].since, reverse=True) for office, rows in held.items()}

    def _node(self, row: Office, above: frozenset[str]) -> Node:
        holders = self.dossier.people.holders(row.id)
        below = tuple(
            self._node(each, above | {row.id}) for each in self._under.get(row.id, ()) if each.id not in above
        )
        return Node(row.id, row.title.text(self.language), row_address(self.desk, "offices", row.id),
                    initials(holders[0].name) if holders else "?", self._held_by(row.id, holders), self._state(row), below)  # fmt: skip

    def _held_by(self, office: str, holders: tuple[Person, ...]) -> str:
        """Return who holds an office since when, and after whom where it changed hands lately."""
        if not holders:
            return self._last(office) or self.say(_("Nobody"))
        names = ", ".join(person.name for person in holders)
        now, *before = self._tenures.get(office, [])
        if self._is_recent(now[0].since) and before:
            return self.say(
                _("{name}, since {day}, after {other}", name=names, day=now[0].since, other=before[0][1].name)
            )
        return self.say(_("{name}, since {day}", name=names, day=now[0].since))

    def _is_recent(self, day: date) -> bool:
        return self.dossier.today - RECENT <= day <= self.dossier.today

    def _state(self, row: Office) -> State:
        holders = self.dossier.people.holders(row.id)
        if not holders:
            return State("warn", _("Vacant"))
        told = (
            *self.flaws.of("organisation/offices", row.id),
            *(each for held in holders for each in self.flaws.of("organisation/people", held.id)),
        )
        changed = self._is_recent(self._tenures[row.id][0][0].since) and len(self._tenures[row.id]) > 1
        return self.state(told, State("new", _("Changed hands")) if changed else State("ok", _("Current")))

    def _ended(self, office: str) -> date | None:
        return next(
            (
                tenure.until or person.left
                for tenure, person in self._tenures.get(office, ())
                if tenure.until or person.left
            ),
            None,
        )

    def _vacancy(self, row: Office) -> Vacancy:
        uses = uses_of(self.desk, self.dossier)
        alone = [("role", role.id) for role in self.dossier.plan.roles.roles if role.holders == (row.id,)]
        named = [use for each in (("office", row.id), *alone) for use in uses.get(each, ())]
        open_ends = [use for use in named if not use.place.startswith("organisation")]
        return Vacancy(
            row.id,
            row.title.text(self.language),
            row_address(self.desk, "offices", row.id),
            self._how_long(row.id),
            self._last(row.id),
            use_groups(self.desk, self.names, open_ends),
        )

    def _how_long(self, office: str) -> str:
        ended = self._ended(office)
        if ended is None:
            return self.say(_("Vacant"))
        return self.say(n_("Vacant for one day", "Vacant for {n} days", max(1, (self.dossier.today - ended).days)))

    def _last(self, office: str) -> str:
        held = self._tenures.get(office)
        ended = self._ended(office)
        return self.say(_("Last held by {name}, to {day}", name=held[0][1].name, day=ended)) if held and ended else ""

    @cached_property
    def _kept(self) -> Mapping[str, list[str]]:
        """Which sections and practices each holder keeps, by number."""
        kept: dict[str, list[str]] = {}
        for number, key in enumerate(SECTIONS, 1):
            if keeper := self.dossier.plan.section(key).keeper:
                kept.setdefault(keeper, []).append(str(number))
        for place, practice in enumerate(self.dossier.plan.practices.practices, 1):
            if practice.owner:
                kept.setdefault(practice.owner, []).append(f"5.{place}")
        return kept

    @cached_property
    def _accountable(self) -> Mapping[str, int]:
        """How many rows of the matrix each role answers for."""
        counts: dict[str, int] = {}
        for duty in self.dossier.plan.roles.raci:
            for role in roles_with(duty, "A"):
                counts[role] = counts.get(role, 0) + 1
        return counts

    def _behind(self, office: str) -> set[str]:
        """Return every id under which an office carries something: itself, its holders, the roles it holds."""
        people = {person.id for person in self.dossier.people.holders(office)}
        roles = {role.id for role in self.dossier.plan.roles.roles if {office, *people} & set(role.holders)}
        return {office, *people, *roles}

    def _office(self, row: Office) -> Row:
        holders = self.dossier.people.holders(row.id)
        behind = self._behind(row.id)
        kept = [number for each in behind for number in self._kept.get(each, ())]
        rows = sum(self._accountable.get(each, 0) for each in behind)
        since = self._tenures[row.id][0][0].since if holders else None
        state = self._state(row)
        cells = (
            Cell(
                self.say(_("Held by")),
                tuple(self.link("people", held.id, held.name) for held in holders) or self.words(self.say(_("nobody"))),
            ),
            Cell(self.say(_("Since")), self.day(since), "num"),
            Cell(self.say(_("Keeps")), self.words(", ".join(sorted(set(kept), key=_in_order)))),
            Cell(
                self.say(_("Accountable")), self.words(self.say(n_("1 row", "{n} rows", rows)) if rows else ""), "num"
            ),
            Cell(self.say(_("Reports to")), self.words(self.names.of("office", row.reports_to))),
        )
        title = row.title.text(self.language)
        sort = {"name": title.casefold(), "since": since, "state": RANK[state.kind]}
        return Row(row.id, title, row_address(self.desk, "offices", row.id), cells, state, self.tags(state), sort)

    def _person(self, row: Person, members: Mapping[str, Membership] | None) -> Row:
        now = [
            tenure
            for tenure in row.offices
            if tenure.since <= self.dossier.today and (tenure.until is None or tenure.until >= self.dossier.today)
        ]
        gone = not self.dossier.people.present(row)
        fine = (
            State("calm", _("Left on {day}", day=spoken_date(row.left, self.language)))
            if gone and row.left
            else State("ok", _("Current"))
        )
        state = self.state(self.flaws.of("organisation/people", row.id), fine)
        cells = [
            Cell(
                self.say(_("Holds")),
                tuple(self.link("offices", each.office, self.names.of("office", each.office)) for each in now),
            ),
            Cell(self.say(_("Since")), self.day(now[0].since if now else None), "num"),
            Cell(self.say(_("Works in")), self.words(self.names.of("unit", row.unit))),
        ]
        if members is not None:
            member = members.get(row.id)
            words = self.say(ROLE_NAMES[member.role]) if member else ""
            cells.append(Cell(self.say(_("Signs in as")), (Linked(words, self.desk.url("members")),) if words else ()))
        sort = {"name": row.name.casefold(), "state": RANK[state.kind]}
        return Row(
            row.id,
            row.name,
            row_address(self.desk, "people", row.id),
            tuple(cells),
            state,
            self.tags(state, *(("left",) if gone else ())),
            sort,
        )


def initials(name: str) -> str:
    """Return two letters for a face."""
    words = name.split()
    return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()


def _in_order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdecimal())


def members_by_person(rows: Iterable[Membership]) -> dict[str, Membership]:
    """Return memberships by the id in the register of people."""
    return {row.person: row for row in rows if row.person}
