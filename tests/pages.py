"""Every page of the workspace that somebody looks at: who opens it, and where. Grown from the table of addresses.

An address that is new must be added to :data:`PARTS` or to :data:`NO_PAGE`; ``test_queries`` fails until it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.site.test_matrix import OWN, Address
from tests.workspace import BASE

from opensmp.actions.approving import submit
from opensmp.actions.deed import Actor
from opensmp.actions.members import invite
from opensmp.actions.recording import bring_records
from opensmp.evidence.demo import generate
from opensmp.evidence.importing import import_file
from opensmp.evidence.mapping import load
from opensmp.site.demo import PLAN, SLUG
from opensmp.store.models import Import, Membership, PlanRow
from opensmp.store.reading import dossier_for
from opensmp.web.evidence.engine import engine
from opensmp.web.evidence.told import keep_told, store_folder

NO_PAGE = frozenset(
    {
        "accept_finding", "activity_file", "apply_fix", "decision_link", "deviation_file", "door_check", "door_columns", "door_reading",
        "evidence_records_file", "health",
        "improvement_move", "landing", "language", "leaving", "objective_reading", "office_fill", "place", "raci_start",
        "records_measure", "records_progress", "register_file", "sample_papers", "sign_in_as", "take_back", "theme", "throw_away",
        "welcome_example", "word_file",
    }
)  # fmt: skip
"""Addresses that only take a form, give a file, or lead elsewhere."""

NEEDS_RECORDS = frozenset({"evidence_record", "evidence_records", "sample", "deviation"})
"""Pages about records that were measured; without any they are not found, or say so."""

PARTS: Mapping[str, Mapping[str, str]] = {
    "deviation": {"commitment": "CM-IM-2"}, "evidence_records": {"commitment": "CM-IM-2"}, "sample": {"commitment": "CM-IM-2"},
    "help_topic": {"topic": "first-steps"}, "holidays": {"key": "office-hours"},
    "improvement_edit": {"key": "IMP-26"},
    "improvement_remove": {"key": "IMP-26"}, "improvement_row": {"key": "IMP-26"},
    "objective": {"key": "SMO-1"}, "objective_edit": {"key": "SMO-1"}, "objective_remove": {"key": "SMO-1"},
    "objective_say": {"key": "SMO-1"}, "past_edit": {"key": "SMO-1"}, "past_objective": {"key": "SMO-1"}, "past_remove": {"key": "SMO-1"},
    "organisation_edit": {"kind": "people", "key": "ratna"}, "organisation_new": {"kind": "people"},
    "organisation_remove": {"kind": "people", "key": "ratna"}, "organisation_row": {"kind": "people", "key": "ratna"},
    "register_edit": {"kind": "services", "key": "S-01"}, "register_new": {"kind": "services"},
    "register_remove": {"kind": "services", "key": "S-01"}, "register_row": {"kind": "services", "key": "S-01"},
    "role_edit": {"kind": "roles", "key": "sponsor"}, "role_new": {"kind": "roles"},
    "role_remove": {"kind": "roles", "key": "sponsor"}, "role_row": {"kind": "roles", "key": "sponsor"},
    "version": {"number": "2.0"}, "write_new": {"section": "scope", "table": "exclusions"}, "write_practice": {"practice": "incident"},
    "write_row": {"section": "commitments", "table": "commitments", "key": "CM-IM-1"}, "write_section": {"section": "scope"},
    "write_table": {"section": "commitments", "table": "commitments"},
}  # fmt: skip
"""Which of many a page shows, by the parts of its address."""

LOOKED_AT_BY: Mapping[str, str] = {
    "decision": "maya", "decided": "maya", "evidence": "intan", "sample": "intan", "members": "lukman", "member": "lukman",
}  # fmt: skip
"""Who opens a page, where it is not the SMS owner."""
QUERY: Mapping[str, str] = {
    "comment": "?where=plan/scope/text", "write_history": "?place=practices/practices&key=incident", "search": "?q=incident",
    "register_upload": "?table=services",
}  # fmt: skip


class Look(NamedTuple):
    """A page: its name, who opens it, and its whole path."""

    name: str
    person: str
    path: str


def looks(found: Mapping[str, Mapping[str, str]]) -> list[Look]:
    """Return every page. ``found`` names rows that the test made: ``{"decided": {"submission": "1"}}``."""
    known = {**PARTS, **found}
    return [look(row, known) for row in OWN if row.name not in NO_PAGE and unfilled(row, known) == ()]


def look(row: Address, known: Mapping[str, Mapping[str, str]]) -> Look:
    given = {"organisation": SLUG, "plan": PLAN, **known.get(row.name, {})}
    path = reverse(row.name, kwargs={part: given[part] for part in row.parts})
    return Look(row.name, LOOKED_AT_BY.get(row.name, "ratna"), path + QUERY.get(row.name, ""))


def unfilled(row: Address, known: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    return tuple(part for part in row.parts if part not in {"organisation", "plan", *known.get(row.name, {})})


INCIDENTS = (
    "number,opened_at,resolved_at,priority,state,short_description\n"
    "INC0000001,2026-07-01 08:00:00,2026-07-01 19:30:00,1 - Critical,Closed,Core banking is down\n"
    "INC0000002,2026-07-02 08:00:00,2026-07-02 09:30:00,1 - Critical,Closed,ATM switch is down\n"
)


def brought(client: Client, service: str) -> str:
    """Bring a register of services with one more in it; return the address at which it waits."""
    file = SimpleUploadedFile("services.csv", f"id,name\n{service},Cash logistics\n".encode())
    where = client.post(BASE + "settings/registers/", {"table": "services", "file": file}).headers["Location"]
    return where.partition("?")[0]


def number_in(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def furnish(
    acting: Callable[[str], Actor], plan: PlanRow, sign_in: Callable[[str], Client]
) -> dict[str, dict[str, str]]:
    """Bring about what some pages need: uploads that wait, an invitation, a draft that was returned, one that waits."""
    ratna, lukman = acting("ratna"), acting("lukman")
    waiting, applied = (brought(sign_in("ratna"), name) for name in ("S-90", "S-91"))
    sign_in("ratna").post(applied, {"table": "services"})
    undone = Import.objects.of(ratna.organisation).filter(target="services").latest("pk")
    records = bring_records(ratna, "incidents.csv", iter([INCIDENTS.encode()]))
    invitation = invite(lukman, "auditor@certiva.example", "Lim Siew Ling", "contributor")
    submission = submitted(ratna, plan)
    member = Membership.objects.of(ratna.organisation).get(person="dimas")
    return {
        "register_upload": {"number": number_in(waiting)}, "register_undo": {"number": str(undone.pk)},
        "records_import": {"number": str(records.pk)},
        "invitation": {"secret": invitation.secret}, "decided": {"submission": submission}, "member": {"number": str(member.pk)},
    }  # fmt: skip


def submitted(ratna: Actor, plan: PlanRow) -> str:
    draft = dossier_for(plan, ratna.organisation, ratna.today)
    return str(submit(ratna, plan, draft.digest, "New targets", "After the review").submission.pk)


INCIDENT_EXPORTS = ("servicenow_incident", "servicenow_incident_on_hold", "servicenow_incident_history")


def bring_few_records(ratna: Actor, plan: PlanRow, exports: tuple[str, ...] = INCIDENT_EXPORTS) -> None:
    """Make a small year of the example's records and hold the promises against them."""
    brought, place = engine("brought"), ratna.organisation
    dossier = dossier_for(plan, place, ratna.today)
    store = brought.open_store(store_folder(place), dossier)
    with TemporaryDirectory() as folder:
        made = generate(Path(folder), dossier, scale=0.02)
        for file, mapping in made.exports:
            if file.stem in exports:
                import_file(store, file, load(mapping), made.exported_at, exported_at=made.exported_at)
    keep_told(plan, place, engine("measured").measure(dossier, store, brought.now()).told)
