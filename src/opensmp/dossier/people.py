"""Who is behind an id: a person, the holder of an office, or the holders of a role, on the day of the check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from opensmp.plan.prose import Prose
from opensmp.plan.roles import Role
from opensmp.registers.organisation import Office, Organisation, Person, Tenure


class People:
    """Look-ups over people, offices and roles; all answers are for one day."""

    def __init__(self, organisation: Organisation, roles: Iterable[Role], today: date) -> None:
        self._organisation = organisation
        self._today = today
        self.roles = {role.id: role for role in roles}

    @cached_property
    def persons(self) -> dict[str, Person]:
        return {person.id: person for person in self._organisation.people}

    @cached_property
    def offices(self) -> dict[str, Office]:
        return {office.id: office for office in self._organisation.offices}

    @cached_property
    def _seated(self) -> dict[str, tuple[Person, ...]]:
        seated: dict[str, list[Person]] = {}
        for person in self._organisation.people:
            for tenure in person.offices:
                if self.present(person) and holds_on(tenure, self._today):
                    seated.setdefault(tenure.office, []).append(person)
        return {office: tuple(persons) for office, persons in seated.items()}

    def present(self, person: Person, on: date | None = None) -> bool:
        """Whether the person is still with the organisation today, or was on that day."""
        return person.left is None or person.left >= (on or self._today)

    def holders(self, holder: str) -> tuple[Person, ...]:
        """Return the people present today behind a person's, office's or role's id."""
        if holder in self.persons:
            person = self.persons[holder]
            return (person,) if self.present(person) else ()
        if holder in self.offices:
            return self._seated.get(holder, ())
        role = self.roles.get(holder)
        if role is None:
            return ()
        return tuple(dict.fromkeys(person for each in role.holders for person in self.holders_of_post(each)))

    def holders_of_post(self, holder: str) -> tuple[Person, ...]:
        """Like :meth:`holders`, for a person or an office only (a role never holds a role)."""
        return self.holders(holder) if holder not in self.roles else ()

    def known(self, holder: str) -> bool:
        """Whether the id names any person, office or role at all."""
        return holder in self.persons or holder in self.offices or holder in self.roles

    def departed(self, holder: str) -> Person | None:
        """Return the person behind a person's id when that person has left."""
        person = self.persons.get(holder)
        return person if person is not None and not self.present(person) else None

    def is_top_management(self, holder: str, on: date | None = None) -> bool:
        """Whether the holder is, or on that day was, in an office of top management."""
        day = on or self._today
        if holder in self.offices:
            return self.offices[holder].top_management
        if holder in self.roles:
            role = self.roles[holder]
            return role.kind == "top management" or any(self.is_top_management(each, on) for each in role.holders)
        person = self.persons.get(holder)
        if person is None or not self.present(person, day):
            return False
        return any(self._tops(tenure) and holds_on(tenure, day) for tenure in person.offices)

    def _tops(self, tenure: Tenure) -> bool:
        office = self.offices.get(tenure.office)
        return office is not None and office.top_management

    def name(self, holder: str) -> str:
        """Return a name a reader recognises: the person's, the title of the office or role, else the id."""
        return str(self.called(holder))

    def called(self, holder: str) -> str | Prose:
        """Like :meth:`name`, with a title still in all its languages."""
        if holder in self.persons:
            return self.persons[holder].name
        titled = self.offices.get(holder) or self.roles.get(holder)
        return titled.title if titled else holder


def holds_on(tenure: Tenure, day: date) -> bool:
    """Whether a tenure covers that day, both ends included."""
    return tenure.since <= day and (tenure.until is None or tenure.until >= day)
