"""Beginning: an organisation, its first plan and a second one; and two organisations that know nothing of each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.beginning import begin, may_begin
from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.actions.founding import found_organisation, found_plan
from opensmp.checking.changes import put
from opensmp.dossier import Dossier
from opensmp.i18n import Forbidden, Refused
from opensmp.plan.prose import Prose
from opensmp.store.chain import broken_at
from opensmp.store.models import Account, Entry, Event, Membership, Organisation, PlanRow, Revision, Role, SealedVersion
from opensmp.store.reading import dossier_for

Acting = Callable[[str], Actor]
DAY = date(2026, 11, 22)


@pytest.fixture
def stranger(db: None) -> Account:
    """Somebody who belongs to no organisation."""
    return Account.objects.create_user("sinta@example.org", "nine quiet herons", name="Sinta")


@pytest.fixture
def other(stranger: Account, bank: Dossier, organisation: Organisation) -> PlanRow:
    """Another organisation with every id of the bank, and a scope of its own."""
    actor = found_organisation(stranger, "other-bank", "Other Bank", lives_on=DAY, person="ratna")
    return found_plan(actor, "smp", put(bank, "plan/scope", boundaries=Prose.of("The other bank's own words.")))


def sinta(other: PlanRow) -> Actor:
    place = Organisation.objects.get(pk=other.organisation_id)
    row = Membership.objects.of(place).select_related("account").get()
    return Actor(row.account, place, row.role, row.person, DAY)


def test_a_short_name_belongs_to_one_organisation(stranger: Account, organisation: Organisation) -> None:
    with pytest.raises(Refused, match="“bank-nusantara” is taken"):
        found_organisation(stranger, "bank-nusantara", "Another Bank")
    assert Organisation.objects.count() == 1
    assert not Membership.everywhere.filter(account=stranger).exists()


def test_who_founds_owns_the_system_and_the_chain_begins_with_it(stranger: Account) -> None:
    actor = found_organisation(stranger, "sinta", "Sinta's firm", lives_on=DAY)
    assert (actor.role, actor.today) == (Role.SMS_OWNER, DAY)
    (first,) = Event.objects.of(actor.organisation)
    assert (first.number, first.verb, first.by, first.previous) == (1, "founded", "sinta@example.org", "")
    assert actor.organisation.head_hash == first.hash


def test_a_plan_that_is_stored_is_read_back_the_same(other: PlanRow, bank: Dossier) -> None:
    stored = dossier_for(other, sinta(other).organisation, DAY)
    same = put(bank, "plan/scope", boundaries=Prose.of("The other bank's own words."))
    assert (stored.plan, stored.registers, stored.organisation) == (same.plan, same.registers, same.organisation)
    assert stored.history == bank.history
    assert dict(stored.sealed) == dict(bank.sealed)


def test_a_second_plan_leaves_the_registers_as_they_stand(acting: Acting, plan: PlanRow, provider: Dossier) -> None:
    ratna = acting("ratna")
    before = dossier_for(plan, ratna.organisation, DAY)
    second = found_plan(ratna, "second", provider)
    stored = dossier_for(second, ratna.organisation, DAY)
    assert stored.registers == before.registers
    assert stored.organisation == before.organisation
    assert stored.plan == provider.plan
    assert dossier_for(plan, ratna.organisation, DAY).digest == before.digest
    begun = Event.objects.of(ratna.organisation).get(verb="began plan", subject="second")
    assert not Revision.objects.of(ratna.organisation).filter(event=begun.number, plan=None).exists()


def test_a_short_name_of_a_plan_is_taken_once_in_an_organisation(acting: Acting, plan: PlanRow, bank: Dossier) -> None:
    ratna = acting("ratna")
    head = ratna.organisation.head
    with pytest.raises(Refused, match="“smp” is taken"):
        found_plan(ratna, "smp", bank)
    assert Organisation.objects.get(pk=plan.organisation_id).head == head


@pytest.mark.parametrize("person", ["maya", "dimas", "intan", "lukman"])
def test_only_the_sms_owner_begins_another_plan(acting: Acting, plan: PlanRow, bank: Dossier, person: str) -> None:
    with pytest.raises(Forbidden):
        found_plan(acting(person), "second", bank)
    assert not PlanRow.objects.of(plan.organisation_id).filter(slug="second").exists()


def test_an_announced_version_that_nobody_signed_is_the_draft_and_no_version(stranger: Account, bank: Dossier) -> None:
    announced = replace(bank.history.versions[-1], number="3.0", start=None, end=None, approvals=(), digest="")
    history = replace(bank.history, versions=(*bank.history.versions, announced))
    actor = found_organisation(stranger, "sinta", "Sinta's firm", lives_on=DAY)
    plan = found_plan(actor, "smp", replace(bank, history=history))
    numbers = SealedVersion.objects.of(actor.organisation).filter(plan=plan).order_by("position")
    assert [row.number for row in numbers] == [row.number for row in bank.history.versions]


def test_beginning_is_whole_or_not_at_all(stranger: Account, bank: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_arguments: object) -> None:
        raise Refused(Prose.of("no"))  # type: ignore[arg-type]

    monkeypatch.setattr("opensmp.actions.beginning.found_plan", breaks)
    with pytest.raises(Refused):
        begin(stranger, "sinta", "Sinta's firm", bank)
    assert not Organisation.objects.filter(slug="sinta").exists()


@pytest.mark.parametrize(("person", "may"), [("ratna", True), ("lukman", True), ("maya", False), ("intan", False)])
def test_another_organisation_is_begun_by_who_looks_after_one_or_belongs_to_none(
    acting: Acting, stranger: Account, bank: Dossier, person: str, may: bool
) -> None:
    assert may_begin(stranger)
    account = acting(person).account
    assert may_begin(account) is may
    if not may:
        with pytest.raises(Forbidden, match="belong to an organisation already"):
            begin(account, "another", "Another", bank)


def test_two_organisations_with_the_same_ids_change_nothing_of_each_other(
    other: PlanRow, acting: Acting, plan: PlanRow, bank: Dossier
) -> None:
    actor, ratna = sinta(other), acting("ratna")
    row = dossier_for(other, actor.organisation, DAY).services["S-01"] if "S-01" in bank.services else None
    row = row or next(iter(dossier_for(other, actor.organisation, DAY).services.values()))
    seen = Entry.objects.of(actor.organisation).get(place="registers/services", key=row.id).digest
    edit(actor, other, [Change("registers/services", row.id, seen, replace(row, name=Prose.of("Renamed")))])
    assert dossier_for(other, actor.organisation, DAY).services[row.id].name.text("en") == "Renamed"
    assert dossier_for(plan, ratna.organisation, DAY).digest == bank.digest
    assert Entry.objects.of(ratna.organisation).get(place="registers/services", key=row.id).digest == seen


def test_somebody_of_one_organisation_cannot_edit_the_plan_of_the_other_by_naming_its_row(
    other: PlanRow, acting: Acting, bank: Dossier
) -> None:
    ratna = acting("ratna")
    entry = Entry.objects.of(other.organisation_id).get(plan=other, place="plan/scope")
    with pytest.raises(Refused):
        edit(
            ratna,
            other,
            [Change("plan/scope", "", entry.digest, replace(bank.plan.scope, boundaries=Prose.of("Mine")))],
        )
    assert Entry.objects.of(other.organisation_id).get(pk=entry.pk).digest == entry.digest


def test_to_strangers_an_organisation_does_not_exist_on_any_page(other: PlanRow, plan: PlanRow) -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(sinta(other).account)
    assert client.get("/o/other-bank/p/smp/plan/").status_code == 200
    for page in ("", "plan/", "readiness/", "settings/", "activity/", "settings/export/json/", "search/?q=maya"):
        assert client.get(BASE + page).status_code == 404, page
        assert client.get(f"/o/no-such-bank/p/smp/{page}").status_code == 404, page
    own = client.get("/o/other-bank/p/smp/plan/").content.decode()
    assert (
        "The other bank&#39;s own words." in own
        or "The other bank's own words." in own
        or "The other bank’s own words." in own
    )


def test_each_organisation_has_a_chain_of_its_own(other: PlanRow, organisation: Organisation) -> None:
    for place in (sinta(other).organisation, organisation):
        rows = [{**row, "organisation": place.slug} for row in Event.objects.of(place).order_by("number").values()]
        assert broken_at(rows) is None
        assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
