"""Around the text: what else there is to write, what can be put into it, and what was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from markupsafe import Markup

from opensmp.actions.approving import open_refinements
from opensmp.actions.keeping import kept_practices, kept_sections
from opensmp.checking.finding import Severity
from opensmp.i18n import _, n_
from opensmp.plan.plan import SECTIONS
from opensmp.store.models import Refinement
from opensmp.web import markup
from opensmp.web.desk import Desk
from opensmp.web.figures import target_words
from opensmp.web.plan.naming import Naming
from opensmp.web.plan.writing.asks import SECTION_PARTS
from opensmp.web.plan.writing.listings import listings_of
from opensmp.web.plan.writing.subject import (
    Subject,
    address,
    number_of_practice,
    practice_name,
    practice_subject,
    row_subject,
    section_subject,
    section_title,
)
from opensmp.web.rows.findings import Told, flaws_of

_OPEN = frozenset({"stop", "warn", "wait"})
"""Kinds that still ask for something; what is finished bears no mark."""


class Item(NamedTuple):
    """Something to write, and how it stands."""

    no: str
    title: str
    href: str
    kind: str
    state: str
    sub: str = ""


def mine(desk: Desk) -> tuple[Item, ...]:
    """Return the sections and practices that the person keeps."""
    sections = [_section_item(desk, key) for key in kept_sections(desk.dossier, desk.actor.person)]
    practices = [_practice_item(desk, key) for key in kept_practices(desk.dossier, desk.actor.person)]
    return tuple(sorted((*sections, *practices), key=lambda item: [int(part) for part in item.no.split(".")]))


def others(desk: Desk) -> tuple[Item, ...]:
    """Return everything else that the person may write."""
    if not desk.may("edit_section"):
        return ()
    own = {item.href for item in mine(desk)}
    everything = [
        *(_section_item(desk, key) for key in SECTIONS),
        *(_practice_item(desk, key) for key in desk.dossier.practices),
    ]
    promises = Item(
        "",
        desk.say(_("What the plan promises")),
        desk.url("write_table", section="commitments", table="commitments"),
        *_state(desk, "commitments"),
    )
    return (*(item for item in everything if item.href not in own), promises)


def _section_item(desk: Desk, key: str) -> Item:
    section = desk.dossier.plan.section(key)
    keeper = desk.dossier.people.name(section.keeper) if section.keeper else desk.say(_("No keeper yet"))
    read = desk.say(_("last read {day}", day=section.reviewed)) if section.reviewed else ""
    sub = " · ".join(part for part in (keeper, read) if part)
    return Item(
        str(SECTIONS.index(key) + 1),
        section_title(desk, key),
        address(desk, section_subject(desk, key)),
        *_state(desk, key),
        sub,
    )


def _practice_item(desk: Desk, key: str) -> Item:
    row = desk.dossier.practices[key]
    owner = desk.dossier.people.name(row.owner) if row.owner else desk.say(_("No owner yet"))
    told = flaws_of(desk).of("plan/practices/practices", key)
    state = _spoken(desk, told, bool(row.approach))
    return Item(
        number_of_practice(desk.dossier, key),
        practice_name(desk, key),
        address(desk, practice_subject(desk, key)),
        *state,
        owner,
    )


def _state(desk: Desk, section: str) -> tuple[str, str]:
    report = desk.report if desk.may("see_findings") else None
    found = [each for each in report.findings if each.where.section == section] if report else []
    if report and found:
        blocks = any(report.rule_of(each).severity is Severity.BLOCKS for each in found)
        return "stop" if blocks else "warn", desk.say(n_("{n} finding", "{n} findings", len(found)))
    return _done(desk, section in desk.dossier.stated or section == "commitments")


def _spoken(desk: Desk, told: tuple[Told, ...], is_written: bool) -> tuple[str, str]:
    if told:
        return "stop" if any(each.kind == "stop" for each in told) else "warn", desk.say(
            n_("{n} finding", "{n} findings", len(told))
        )
    return _done(desk, is_written)


def _done(desk: Desk, is_written: bool) -> tuple[str, str]:
    return ("ok", desk.say(_("Nothing open"))) if is_written else ("wait", desk.say(_("Not written yet")))


class Contents(NamedTuple):
    """The list at the left: ``here`` are the pages of the section at hand, below it folded the other parts of the plan."""

    title: str
    aside: str
    here: list[dict[str, Any]]
    more: list[dict[str, Any]]
    rest: list[dict[str, Any]]
    foot: str


def contents(desk: Desk, subject: Subject) -> Contents:
    """Return what else there is to write. In the section of the practices they come first, and its other pages fold."""
    own, practices = list(_pages(desk, subject)), list(_practices(desk, subject))
    rest = [_section_entry(desk, place, key) for place, key in enumerate(SECTIONS, 1) if key != subject.section]
    if desk.may("edit_section") and subject.section != "commitments":
        rest.append(_promises(desk))
    is_number = subject.section in SECTIONS
    title = _("Section {n}", n=SECTIONS.index(subject.section) + 1) if is_number else _("What the plan promises")
    kind, state = _state(desk, subject.section)
    aside = state if kind in _OPEN else ""
    foot = _written(desk) if practices else ""
    return Contents(desk.say(title), aside, practices or own, own if practices else [], rest, foot)


def _written(desk: Desk) -> str:
    """Return how many practices are written, and the first that nobody owns."""
    rows = desk.dossier.practices
    written = _("{n} of {all} written.", n=sum(bool(row.approach) for row in rows.values()), all=len(rows))
    orphan = next((key for key, row in rows.items() if not row.owner), None)
    if orphan is None:
        return desk.say(written)
    name = f"{number_of_practice(desk.dossier, orphan)} {practice_name(desk, orphan)}"
    return desk.say(_("{written} {name} is waiting for a keeper.", written=written, name=name))


def _section_entry(desk: Desk, place: int, key: str) -> dict[str, Any]:
    kind, state = _state(desk, key)
    return {
        "no": str(place),
        "title": section_title(desk, key),
        "href": address(desk, section_subject(desk, key)),
        "current": False,
        "mark": kind if kind in _OPEN else "",
        "mark_label": state,
    }


def _promises(desk: Desk) -> dict[str, Any]:
    kind, state = _state(desk, "commitments")
    return {
        "title": desk.say(_("What the plan promises")),
        "href": desk.url("write_table", section="commitments", table="commitments"),
        "current": False,
        "mark": kind if kind in _OPEN else "",
        "mark_label": state,
    }


def _pages(desk: Desk, subject: Subject) -> Iterator[dict[str, Any]]:
    """Yield the parts and lists of the section at hand."""
    key = subject.section
    for part in SECTION_PARTS.get(key, ()):
        yield {
            "title": section_title(desk, key) if part.key == "text" else desk.say(part.title),
            "href": address(desk, section_subject(desk, key, part.key)),
            "current": subject.is_section and subject.part == part.key,
        }
    for table, listing in listings_of(key).items():
        rows = getattr(getattr(desk.dossier.plan, key), table)
        if rows or table != "subsections" or desk.may("edit_section"):
            yield {
                "title": desk.say(listing.title),
                "href": desk.url("write_table", section=key, table=table),
                "current": subject.place.endswith(f"/{table}"),
                "state": str(len(rows)),
            }


def _practices(desk: Desk, subject: Subject) -> Iterator[dict[str, Any]]:
    if subject.section == "practices":
        yield from (_practice_entry(desk, subject, practice) for practice in desk.dossier.practices)


def _practice_entry(desk: Desk, subject: Subject, practice: str) -> dict[str, Any]:
    item = _practice_item(desk, practice)
    mark = item.kind if item.kind in _OPEN else ""
    current = subject.key == practice and subject.place == "plan/practices/practices"
    return {
        "no": item.no,
        "title": item.title,
        "href": item.href,
        "current": current,
        "mark": mark,
        "mark_label": item.state,
    }


def rows_of(desk: Desk, section: str, table: str) -> tuple[Item, ...]:
    """Return the rows of a list with what was found about each."""
    flaws = flaws_of(desk)
    found = []
    for row in getattr(getattr(desk.dossier.plan, section), table):
        told = flaws.of(f"plan/{section}/{table}", row.id)
        kind, state = _spoken(desk, told, True)
        href = address(desk, row_subject(desk, section, table, row.id))
        found.append(Item("", _called(desk, row), href, kind, state if told else "", row.id))
    return tuple(found)


def _called(desk: Desk, row: Any) -> str:
    for name in ("title", "name", "subject", "text", "sentence", "instrument", "purpose", "reason"):
        held = getattr(row, name, None)
        if held:
            words = held if isinstance(held, str) else held.text(desk.language)
            return words if len(words) <= 110 else words[:108].rsplit(" ", 1)[0] + " …"
    return str(row.id)


class Chips(NamedTuple):
    """What can be put into a text: (reference, words), by kind."""

    promises: tuple[tuple[str, str], ...]
    documents: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def chips(desk: Desk, subject: Subject) -> Chips:
    """Return the references that can be put into a text, those of the practice or section at hand first."""
    dossier = desk.dossier
    near = [row for row in dossier.commitments.values() if _is_near(row, subject)]
    rest = [row for row in dossier.commitments.values() if row not in near]
    promises = tuple(
        (f"[[commitment:{row.id}]]", f"{target_words(row.target, desk.language)} · {_called(desk, row)}")
        for row in (*near, *rest)
    )
    documents = sorted(
        dossier.registers.documents, key=lambda row: row.practice != subject.key if subject.key else False
    )
    services = tuple(
        (f"[[service:{row.id}]]", row.name.text(desk.language)) for row in dossier.registers.services[:200]
    )
    return Chips(
        promises,
        tuple((f"[[document:{row.id}]]", f"{row.id} {row.title.text(desk.language)}") for row in documents[:300]),
        ((desk.say(_("Services")), services),),
    )


def _is_near(row: Any, subject: Subject) -> bool:
    return bool(row.practice == subject.key if subject.key else row.section == subject.section)


def refinements(desk: Desk, section: str) -> tuple[Refinement, ...]:
    """Return what top management asked for in this section."""
    return tuple(open_refinements(desk.actor, desk.plan).get(section, ()))


def as_read(text: str, link: Naming) -> Markup:
    """Return a text as a reader sees it."""
    return markup.prose(text, link)


def _subject_at(desk: Desk, place: str, key: str) -> Subject:
    parts = place.split("/")
    if place == "plan/practices/practices":
        return practice_subject(desk, key)
    if len(parts) == 2:
        return section_subject(desk, parts[1])
    return row_subject(desk, parts[1], parts[2], key)


def title_of(desk: Desk, place: str, key: str) -> str:
    """Return what an entry is called."""
    subject = _subject_at(desk, place, key)
    return f"{subject.number} {subject.title}".strip()


def address_of(desk: Desk, place: str, key: str) -> str:
    """Return the page on which an entry is written."""
    subject = _subject_at(desk, place, key)
    if subject.listing and all(
        row.id != key for row in getattr(getattr(desk.dossier.plan, subject.section), place.rpartition("/")[2])
    ):
        return desk.url("write_table", section=subject.section, table=place.rpartition("/")[2])
    return address(desk, subject)
