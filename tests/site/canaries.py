"""Two organisations full of canaries: a word of its own in every kind of record, so that any text that gets out is known.

``CANARY-A-nn`` stands in what members of the bank may read, ``CANARY-D-nn`` in what only people inside may (a draft, a
remark, what waits for a decision), ``CANARY-B-nn`` in everything of the other organisation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple

from django.test import Client

from opensmp.actions.accepting import accept
from opensmp.actions.approving import Submitted, Verdict, decide, submit
from opensmp.actions.commenting import comment
from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.actions.founding import found_organisation, found_plan
from opensmp.actions.members import invite
from opensmp.actions.uploading import bring
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.store.mapping import body_of, digest_of_body
from opensmp.store.models import Account, Import, Membership, Organisation, PlanRow, Role, Upload
from opensmp.store.reading import dossier_for

CANARY = re.compile(r"(?i)canary-([abd])-(\d\d)")
DAY = date(2026, 11, 22)
SEATS = (*Role.values, "outsider", "left", "expired", "closed", "anonymous")
"""Everybody who asks: each role; somebody of another organisation; members until yesterday; an account that was closed; nobody."""

DRAFT: tuple[tuple[str, ...], ...] = (
    ("scope", "statement"), ("objectives", "objectives", "statement"), ("roles", "roles", "duties"), ("practices", "practices", "approach"),
    ("commitments", "commitments", "sentence"), ("portfolio", "text"), ("suppliers", "approach"), ("review", "mechanism"),
    ("resources", "text"), ("assurance", "evaluation"), ("improvement", "criteria"),
)  # fmt: skip
"""Texts of a plan that get a canary: the section, its list where it is a row's, the field."""
REGISTERS: tuple[tuple[str, ...], ...] = (
    ("services", "name"), ("slas", "title"), ("customers", "name"), ("customer_contracts", "title"), ("suppliers", "name"),
    ("supplier_contracts", "title"), ("documents", "title"), ("audits", "title"), ("reviews", "title"), ("improvements", "title"),
    ("configuration", "classes", "name"),
)  # fmt: skip
HOUSE: tuple[tuple[str, ...], ...] = (
    ("name",), ("people", "name"), ("people", "email"), ("offices", "title"), ("calendars", "name"), ("units", "name"), ("sites", "name"),
)  # fmt: skip


class Marker:
    """Writes canaries of one letter, each with its own number."""

    def __init__(self, letter: str, first: int) -> None:
        self.letter = letter
        self.number = first

    def __call__(self, held: Any = "") -> Any:
        """Return a text with the next canary in it."""
        self.number += 1
        word = f"CANARY-{self.letter}-{self.number:02}"
        if isinstance(held, Prose):
            return held.mapped(lambda text: f"{text} {word}") if held else Prose.of(word)
        return f"{word}{held}" if "@" in held else f"{held} {word}".strip()


def marked(value: Any, way: tuple[str, ...], mark: Marker) -> Any:
    """Return a value with a canary in one of its texts; of a list the first row takes it."""
    if isinstance(value, tuple):
        return (marked(value[0], way, mark), *value[1:]) if value else value
    if not way:
        return mark(value)
    return replace(value, **{way[0]: marked(getattr(value, way[0]), way[1:], mark)})


def with_canaries(value: Any, ways: tuple[tuple[str, ...], ...], mark: Marker) -> Any:
    for way in ways:
        value = marked(value, way, mark)
    return value


class World(NamedTuple):
    """What the matrix asks about: who asks, where, and rows that each organisation has."""

    clients: dict[str, Client]
    ours: dict[str, Any]
    theirs: dict[str, Any]
    foreign: dict[str, Any]


OTHER, OTHER_PLAN = "provider", "their-plan"


def furnished(organisation: Organisation, plan: PlanRow, bank: Dossier, provider: Dossier) -> World:
    """Fill both organisations: a draft, a plan that waits, one with a version just sealed, and the other organisation's."""
    clients, owner, top = seated(organisation)
    mark = Marker("A", 0)
    bank = replace(
        bank,
        registers=with_canaries(bank.registers, REGISTERS, mark),
        organisation=with_canaries(bank.organisation, HOUSE, mark),
    )
    shared(owner, plan, bank)
    drafted(owner, plan, bank, Marker("D", 0))
    remarks(owner, plan, Marker("D", 60))
    waiting = found_plan(owner, "waiting", bank)
    returned(owner, top, waiting, Marker("D", 70))
    drafted(owner, waiting, bank, Marker("D", 20))
    rows = {"decision_link/secret": put_before(owner, waiting, Marker("D", 80)).secret}
    sealed = found_plan(owner, "sealed", bank)
    put = put_before(owner, sealed, None)
    decide(top, put.submission, put.submission.digest, Verdict("approved", override="For the matrix", start=DAY))
    drafted(owner, sealed, bank, Marker("D", 40))
    rows |= brought(owner, Marker("A", 50)) | {"submission": put.submission.pk}
    theirs = another(provider, clients)
    return World(clients, rows, theirs, foreign(theirs, provider))


def seated(organisation: Organisation) -> tuple[dict[str, Client], Actor, Actor]:
    """Give every role a person; return their clients, and the two who act."""
    persons = {"top_management": "maya", "practice_owner": "dimas", "sms_owner": "ratna", "contributor": "gita"}
    clients, actors = {"anonymous": Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)}, {}
    yesterday = datetime.now(UTC) - timedelta(days=1)
    for seat in (*Role.values, "left", "expired", "closed"):
        account = Account.objects.create_user(f"{seat}@matrix.example", None, name=seat.replace("_", " ").title())
        role = seat if seat in Role.values else Role.SMS_OWNER
        Membership.objects.create(
            organisation=organisation, account=account, role=role, person=persons.get(seat, ""),
            ended_at=yesterday if seat == "left" else None, until=DAY - timedelta(days=1) if seat == "expired" else None,
        )  # fmt: skip
        clients[seat] = signed_in_as(account)
        actors[seat] = Actor(account, organisation, role, persons.get(seat, ""), DAY)
    Account.objects.filter(email="closed@matrix.example").update(is_active=False)
    return clients, actors["sms_owner"], actors["top_management"]


def signed_in_as(account: Account) -> Client:
    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    client.force_login(account)
    return client


def shared(owner: Actor, plan: PlanRow, wanted: Dossier) -> None:
    """Make the organisation and its registers say what the dossier says."""
    held = dossier_for(plan, owner.organisation, owner.today)
    changes = [
        *changed("registers", held.registers, wanted.registers, REGISTERS),
        *changed("organisation", held.organisation, wanted.organisation, HOUSE),
    ]  # fmt: skip
    edit(owner, plan, changes, "Canaries in the registers")


def drafted(owner: Actor, plan: PlanRow, bank: Dossier, mark: Marker) -> None:
    """Write canaries into the draft of a plan."""
    held = dossier_for(plan, owner.organisation, owner.today)
    wanted = with_canaries(held.plan, DRAFT, mark)
    edit(owner, plan, list(changed("plan", held.plan, wanted, DRAFT)), mark("A reason"))


def changed(root: str, held: Any, wanted: Any, ways: tuple[tuple[str, ...], ...]) -> list[Change]:
    """Return the changes that bring the texts of ``ways`` from one value into the other."""
    found: dict[tuple[str, str], Change] = {}
    for way in ways:
        place, key, before, after = entry_of(root, held, wanted, way)
        found[place, key] = Change(place, key, digest_of_body(body_of(before)), after)
    return list(found.values())


def entry_of(root: str, held: Any, wanted: Any, way: tuple[str, ...]) -> tuple[str, str, Any, Any]:
    place = root
    for part in way[:-1]:
        place, held, wanted = f"{place}/{part}", getattr(held, part), getattr(wanted, part)
        if isinstance(held, tuple):
            return place, held[0].id, held[0], wanted[0]
    return place, "", held, wanted


def remarks(owner: Actor, plan: PlanRow, mark: Marker) -> None:
    """Leave what people leave beside a plan: comments, an acceptance, reasons."""
    comment(owner, plan, "plan/scope/text", mark("A question"))
    accept(owner, plan, "OS-101", "plan/scope", mark("A reason"), None)


def put_before(owner: Actor, plan: PlanRow, mark: Callable[[str], str] | None) -> Submitted:
    said = mark or str
    draft = dossier_for(plan, owner.organisation, owner.today)
    return submit(owner, plan, draft.digest, said("New targets"), said("After the review"))


def returned(owner: Actor, top: Actor, plan: PlanRow, mark: Marker) -> None:
    """Let a draft come back with a note and a refinement."""
    put = put_before(owner, plan, mark)
    said = Verdict("returned", mark("Not yet"), (("scope", mark("Say who decides")),))
    decide(top, put.submission, put.submission.digest, said)


def brought(owner: Actor, mark: Marker) -> dict[str, Any]:
    """Bring files and invite somebody; return the rows by the parts of addresses that name them."""
    upload = bring(owner, mark("services") + ".csv", [b"id,name\nS-90,Cash logistics\n"])
    records = Upload.objects.create(
        organisation=owner.organisation, name=mark("incidents") + ".csv", sha256=sha256(b"").hexdigest(), size=1, kind="records",
        by=owner.account, at=datetime.now(UTC),
    )  # fmt: skip
    now = datetime.now(UTC)
    row = partial(Import.objects.create, organisation=owner.organisation, progress=100, ended_at=now)
    done = row(upload=upload, target="services", status="done", result={"event": 1, "new": 1})
    running = row(
        upload=records, target="records", status="running", started_at=now, result={"step": {"en": mark("Reading")}}
    )
    invitation = invite(
        replace(owner, role=Role.ADMINISTRATOR), mark("@people.example").lower(), mark("Guest"), Role.CONTRIBUTOR
    )
    member = Membership.objects.of(owner.organisation).get(account=owner.account)
    return {
        "register_upload/number": upload.pk, "register_undo/number": done.pk, "records_import/number": running.pk,
        "records_progress/number": running.pk, "member/number": member.pk, "invitation": invitation.invitation.pk,
    }  # fmt: skip


def another(provider: Dossier, clients: dict[str, Client]) -> dict[str, Any]:
    """Found the other organisation; what is in it has the letter B."""
    mark = Marker("B", 0)
    provider = replace(
        provider, plan=with_canaries(provider.plan, DRAFT, mark), registers=with_canaries(provider.registers, REGISTERS, mark),
        organisation=with_canaries(provider.organisation, HOUSE, mark),
    )  # fmt: skip
    stranger = Account.objects.create_user("canary-b-50@matrix.example", None, name=mark("Stranger"))
    owner = found_organisation(
        stranger, OTHER, mark("Provider"), lives_on=DAY, person=provider.organisation.people[0].id
    )
    plan = found_plan(owner, OTHER_PLAN, provider)
    keeper = Account.objects.create_user("keeper@matrix.example", None, name="Keeper")
    Membership.objects.create(organisation=owner.organisation, account=keeper, role=Role.ADMINISTRATOR)
    remarks(owner, plan, Marker("B", 60))
    put = put_before(owner, plan, Marker("B", 80))
    rows = brought(owner, Marker("B", 70)) | {"decision_link/secret": put.secret, "submission": put.submission.pk}
    clients["outsider"] = signed_in_as(stranger)
    return rows


def foreign(rows: dict[str, Any], provider: Dossier) -> dict[str, Any]:
    """Return parts of addresses that name rows of the other organisation alone; ``rows`` are those it was given."""
    person, role = provider.organisation.people[0].id, provider.plan.roles.roles[0].id
    document, past = provider.registers.documents[0].id, provider.plan.objectives.past[0].id
    commitment, improvement = provider.plan.commitments.commitments[0].id, provider.registers.improvements[0].id
    registers = {
        f"register_{verb}/{part}": each
        for verb in ("row", "edit", "remove")
        for part, each in (("kind", "documents"), ("key", document))
    }
    return rows | registers | {
        **{f"organisation_{verb}/key": person for verb in ("row", "edit", "remove")},
        **{f"role_{verb}/key": role for verb in ("row", "edit", "remove")},
        **{f"past_{verb}/key": past for verb in ("objective", "edit", "remove")},
        **{f"improvement_{verb}/key": improvement for verb in ("row", "edit", "move", "remove")},
        "commitment": commitment, "write_row/key": commitment, "office_fill/key": provider.organisation.offices[3].id,
        "holidays/key": "desk-hours",
    }  # fmt: skip
