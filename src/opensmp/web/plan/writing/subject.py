"""What is being written: one entry of the plan, with its form, its place in the dossier and its neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, NamedTuple

from django.http import Http404

from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.plan import SECTIONS
from opensmp.plan.practices import Practice
from opensmp.store.mapping import places
from opensmp.web.answers import Ask
from opensmp.web.desk import Desk
from opensmp.web.names import Names
from opensmp.web.plan.writing.asks import PRACTICE, SECTION_PARTS
from opensmp.web.plan.writing.listings import Listing, listings_of
from opensmp.web.rows.offers import offers_of


class Subject(NamedTuple):
    """One entry. ``place`` and ``key`` name it in the store, ``where`` in the dossier; ``part`` is the page of a section."""

    section: str
    place: str
    key: str
    record: Any
    asks: tuple[Ask, ...]
    number: str
    title: str
    part: str = ""
    listing: Listing | None = None

    @property
    def where(self) -> str:
        return f"{self.place}/{self.key}" if self.key else self.place

    @property
    def is_section(self) -> bool:
        return self.place == f"plan/{self.section}"


def section_subject(desk: Desk, section: str, part: str = "") -> Subject:
    """Return a page of a section's own fields; 404 for a section or part that does not exist."""
    found = next((each for each in SECTION_PARTS.get(section, ()) if each.key == (part or "text")), None)
    if found is None:
        raise Http404
    return Subject(
        section, f"plan/{section}", "", type(desk.dossier.plan.section(section)), found.asks, str(SECTIONS.index(section) + 1),
        section_title(desk, section), found.key,
    )  # fmt: skip


def practice_subject(desk: Desk, practice: str) -> Subject:
    """Return the page of one practice."""
    if practice not in desk.dossier.practices:
        raise Http404
    return Subject(
        "practices", "plan/practices/practices", practice, Practice, PRACTICE, number_of_practice(desk.dossier, practice),
        practice_name(desk, practice),
    )  # fmt: skip


def row_subject(desk: Desk, section: str, table: str, key: str) -> Subject:
    """Return the page of one row of a list; an empty key is a new row."""
    listing = listings_of(section).get(table) if section in (*SECTIONS, "commitments") else None
    if listing is None:
        raise Http404
    number = str(SECTIONS.index(section) + 1) if section in SECTIONS else ""
    title = f"{desk.say(listing.one)} {key}" if key else desk.say(listing.one)
    return Subject(
        section, f"plan/{section}/{table}", key, listing.record, listing.asks, number, title, listing=listing
    )


def section_title(desk: Desk, section: str) -> str:
    """Return the title of a section as the standard pack has it."""
    known = desk.dossier.standard.sections.get(section)
    return known.title.text(desk.language) if known else desk.say(_("Promises"))


def practice_name(desk: Desk, practice: str) -> str:
    """Return the name of a practice; one of the organisation's own is called by its id."""
    known = desk.dossier.standard.practices.get(practice)
    return known.title.text(desk.language) if known else practice


def number_of_practice(dossier: Dossier, practice: str) -> str:
    """Return the number under which a practice stands in section 5."""
    return f"5.{list(dossier.practices).index(practice) + 1}"


def offers(desk: Desk, subject: Subject) -> Mapping[str, Any]:
    """Return choices for fields whose type is a plain word."""
    sections = tuple((key, section_title(desk, key)) for key in SECTIONS)
    if subject.section != "commitments":
        return {}
    return {**offers_of(Names(desk.dossier, desk.language)), "section": (("", sections),)}


def with_value(dossier: Dossier, subject: Subject, value: Any) -> Dossier:
    """Return the dossier as it would be with what is being written."""
    plan = dossier.plan
    held = getattr(plan, subject.section)
    if subject.is_section:
        new = replace(value, **_tables(held, subject.place))
    else:
        table = subject.place.rpartition("/")[2]
        rows = getattr(held, table)
        known = any(row.id == subject.key for row in rows)
        changed = tuple(value if row.id == subject.key else row for row in rows)
        new = replace(held, **{table: changed if known else (*rows, value)})
    return replace(dossier, plan=replace(plan, **{subject.section: new}))


def _tables(held: Any, place: str) -> dict[str, Any]:
    """Return the lists of a section whose rows are entries of their own."""
    return {each.name: getattr(held, each.name) for each in fields(held) if f"{place}/{each.name}" in places()}


def address(desk: Desk, subject: Subject, name: str = "") -> str:
    """Return the path of a subject's page: ``""`` to write it, ``history`` to see its revisions."""
    if name == "history":
        return desk.url("write_history", place=subject.place.removeprefix("plan/"), key=subject.key or None)
    if subject.is_section:
        return desk.url("write_section", section=subject.section, part=None if subject.part == "text" else subject.part)
    if subject.place == "plan/practices/practices":
        return desk.url("write_practice", practice=subject.key)
    table = subject.place.rpartition("/")[2]
    if subject.key:
        return desk.url("write_row", section=subject.section, table=table, key=subject.key)
    return desk.url("write_new", section=subject.section, table=table)
