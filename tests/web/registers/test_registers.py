"""The registers in the browser: lists, rows, forms, and two people at one row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Tenure
from opensmp.registers.services import Service
from opensmp.site.demo import DAY
from opensmp.store.models import Account, Entry, Event, Membership, Organisation, PlanRow, Revision, Role
from opensmp.store.reading import dossier_for
from opensmp.web.answers import Tongue, answers_of
from opensmp.web.rows.kinds import KINDS, fixed_id

SignIn = Callable[..., Client]
Acting = Callable[[str], Actor]
BOTH = Tongue("en", ("en", "id"))


def stored(plan: PlanRow, place: str, key: str) -> Entry:
    return Entry.objects.of(plan.organisation_id).get(place=place, key=key)


def form_of(plan: PlanRow, kind: str, key: str) -> dict[str, object]:
    """Return what a browser sends for the form of a row that nobody touched."""
    dossier = dossier_for(plan, Organisation.objects.get(pk=plan.organisation_id), DAY)
    home, table = KINDS[kind].place.split("/")[:2]
    row = next(row for row in getattr(getattr(dossier, home), table) if row.id == key)
    held = answers_of(fixed_id(KINDS[kind].asks), row, BOTH)
    return {**held, "seen": stored(plan, KINDS[kind].place, key).digest}


@pytest.mark.requirement("R45", "R46")
def test_the_list_says_what_stands_in_the_register(signed_in: SignIn) -> None:
    page = signed_in("ratna").get(BASE + "services/").content.decode()
    assert "Core banking" in page
    assert "99.95%" in page
    assert "32 services are in scope" in page
    assert "registers/services/new/" in page


@pytest.mark.requirement("R45")
def test_a_service_without_an_agreement_is_the_first_thing_to_see(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    ratna = acting("ratna")
    sla = stored(plan, "registers/slas", "SLA-003")
    edit(ratna, plan, [Change("registers/slas", "SLA-003", sla.digest, None)])
    client = signed_in("ratna")
    page = client.get(BASE + "services/?order=state").content.decode()
    assert "Needs an SLA" in page
    assert page.index("Internet banking") < page.index("Core banking")
    assert "One of them has no signed SLA" in page
    assert client.get(BASE + "services/?view=attention").content.decode().count("<tr data-item") == 1


@pytest.mark.requirement("R44")
def test_where_plan_and_register_differ_both_places_are_named(signed_in: SignIn, acting: Acting, plan: PlanRow) -> None:
    service = stored(plan, "registers/services", "S-17")
    edit(acting("ratna"), plan, [Change("registers/services", "S-17", service.digest, None)])
    page = signed_in("ratna").get(BASE + "services/").content.decode()
    assert "Where plan and registers differ" in page
    assert "the other place" in page


def test_a_filter_in_the_address_finds_and_forgives(signed_in: SignIn) -> None:
    client = signed_in("ratna")
    found = client.get(
        BASE + "services/", {"q": "QRIS", "tier": "1", "order": "name", "page": "999", "view": "nonsense'\"<"}
    )
    assert found.status_code == 200
    assert "Nothing in this list matches" in found.content.decode()
    assert client.get(BASE + "services/", {"q": "QRIS"}).content.decode().count("<tr data-item") == 1


@pytest.mark.requirement("R45")
def test_a_changed_service_is_saved_once_with_its_event(signed_in: SignIn, plan: PlanRow) -> None:
    sent = form_of(plan, "services", "S-01") | {"criticality": "2"}
    before = Event.objects.of(plan.organisation_id).count()
    answer = signed_in("ratna").post(BASE + "registers/services/S-01/edit/", sent)
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/registers/services/S-01/")
    assert "criticality: 2" in stored(plan, "registers/services", "S-01").body
    assert Event.objects.of(plan.organisation_id).count() == before + 1


def test_a_form_that_nobody_touched_changes_nothing_in_the_text(signed_in: SignIn, plan: PlanRow) -> None:
    for kind, key in (("services", "S-01"), ("slas", "SLA-001"), ("documents", "BNS-SC-002"), ("supplier-contracts", "SC-01"),
                      ("customers", "C-01"), ("customer-contracts", "CC-01"), ("suppliers", "SUP-01")):  # fmt: skip
        before = stored(plan, KINDS[kind].place, key)
        signed_in("ratna").post(f"{BASE}registers/{kind}/{key}/edit/", form_of(plan, kind, key))
        after = stored(plan, KINDS[kind].place, key)
        assert (after.body, after.revision) == (before.body, before.revision + 1), kind


@pytest.mark.requirement("R45")
def test_a_mistake_is_said_at_its_field_and_nothing_typed_is_lost(signed_in: SignIn, plan: PlanRow) -> None:
    sent = form_of(plan, "slas", "SLA-001") | {
        "end": "soon",
        "targets-0-value": "almost all",
        "targets-1-limit": "4 hours, roughly",
    }
    answer = signed_in("ratna").post(BASE + "registers/slas/SLA-001/edit/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_end"' in page
    assert 'href="#id_targets-0-value"' in page
    assert "almost all" in page
    assert "4 hours, roughly" in page
    assert "<title>Error:" in page


def saved_first(acting: Acting, plan: PlanRow, seen: object, **changed: object) -> None:
    """Let Dimas save other words of S-01, from the same text."""
    dossier = dossier_for(plan, acting("ratna").organisation, DAY)
    theirs = replace(dossier.services["S-01"], **changed)  # type: ignore[arg-type]
    edit(acting("dimas"), plan, [Change("registers/services", "S-01", str(seen), theirs)])


@pytest.mark.requirement("R57")
def test_what_only_one_of_two_writers_changed_is_kept_from_both(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    sent = form_of(plan, "services", "S-01") | {"description-en": "Accounts and postings."}
    saved_first(acting, plan, sent["seen"], criticality=2, customers=("C-01",))
    client = signed_in("ratna")
    answer = client.post(BASE + "registers/services/S-01/edit/", sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Dimas Prasetyo saved this while you were writing" in page
    assert "From the other text: Tier (1 is the highest), Customers." in page
    assert "You both changed this" not in page
    assert 'name="criticality" value="2"' in page
    assert "Accounts and postings." in page
    assert page.count('name="customers" value="C-01" checked') == 1
    assert 'value="C-02" checked' not in page


@pytest.mark.requirement("R57")
def test_what_both_changed_is_shown_side_by_side_and_saved_again(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    sent = form_of(plan, "services", "S-01") | {"name-en": "Core banking, mine"}
    saved_first(acting, plan, sent["seen"], name=Prose.of({"en": "Core banking, theirs", "id": "Core banking"}))
    client = signed_in("ratna")
    answer = client.post(BASE + "registers/services/S-01/edit/", sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "You both changed this" in page
    assert "Core banking, theirs" in page
    assert "Core banking, mine" in page
    again = client.post(
        BASE + "registers/services/S-01/edit/", sent | {"seen": stored(plan, "registers/services", "S-01").digest}
    )
    assert again.status_code == 302
    assert "Core banking, mine" in stored(plan, "registers/services", "S-01").body
    assert Revision.objects.of(plan.organisation_id).filter(place="registers/services", key="S-01").count() == 3


def test_a_row_taken_out_meanwhile_keeps_what_was_typed_and_comes_back(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    sent = form_of(plan, "services", "S-29") | {"name-en": "Human resources, mine"}
    edit(acting("dimas"), plan, [Change("registers/services", "S-29", str(sent["seen"]), None)])
    client = signed_in("ratna")
    answer = client.post(BASE + "registers/services/S-29/edit/", sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody took this out while you were writing" in page
    assert "Human resources, mine" in page
    assert client.post(BASE + "registers/services/S-29/edit/", sent | {"seen": ""}).status_code == 302
    assert "Human resources, mine" in stored(plan, "registers/services", "S-29").body


@pytest.mark.requirement("R45")
def test_a_new_service_gets_the_next_id_and_a_taken_id_is_refused(signed_in: SignIn, plan: PlanRow) -> None:
    client = signed_in("ratna")
    assert 'value="S-33"' in client.get(BASE + "registers/services/new/").content.decode()
    sent = {
        "id": "S-33",
        "name-en": "Payments hub",
        "name-id": "Hub pembayaran",
        "kind": "service",
        "status": "proposed",
        "in_scope": "on",
    }
    assert client.post(BASE + "registers/services/new/", sent).status_code == 302
    assert "Payments hub" in stored(plan, "registers/services", "S-33").body
    twice = client.post(BASE + "registers/services/new/", sent)
    assert twice.status_code == 422
    assert "stands in this list already" in twice.content.decode()


def test_a_row_is_added_to_a_table_without_saving_anything(signed_in: SignIn, plan: PlanRow) -> None:
    before = Event.objects.of(plan.organisation_id).count()
    answer = signed_in("ratna").post(
        BASE + "registers/slas/SLA-001/edit/", form_of(plan, "slas", "SLA-001") | {"more": "targets"}
    )
    assert answer.status_code == 200
    assert 'name="targets-2-metric"' in answer.content.decode()
    assert Event.objects.of(plan.organisation_id).count() == before


def test_a_person_whom_the_plan_names_stays(signed_in: SignIn, plan: PlanRow) -> None:
    client = signed_in("lukman")
    page = client.get(BASE + "organisation/people/dimas/remove/").content.decode()
    assert "What still names it" in page
    answer = client.post(
        BASE + "organisation/people/dimas/remove/", {"seen": stored(plan, "organisation/people", "dimas").digest}
    )
    assert answer.status_code == 422
    assert "No person, role or office has the id “dimas”" in answer.content.decode()
    assert stored(plan, "organisation/people", "dimas")


@pytest.mark.requirement("R43", "R72")
def test_an_empty_chair_says_what_has_no_answer_and_is_filled_from_there(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    lukman = acting("lukman")
    row = stored(plan, "organisation/people", "hadi")
    person = next(each for each in dossier_for(plan, lukman.organisation, DAY).organisation.people if each.id == "hadi")
    gone = replace(
        person, offices=tuple(Tenure(office=each.office, since=each.since, until=each.since) for each in person.offices)
    )
    edit(lukman, plan, [Change("organisation/people", "hadi", row.digest, gone)])
    client = signed_in("lukman", "en")
    page = client.get(BASE + "people/").content.decode()
    assert "One office is vacant" in page
    assert "What has no answer meanwhile" in page
    assert "Last held by Hadi Saputra" in page
    client.post(BASE + "people/continuity-manager/fill/", {"person": "hadi", "since": "2026-11-20"})
    assert "Every office is held" in client.get(BASE + "people/").content.decode()


@pytest.mark.requirement("R47")
def test_a_contract_that_promises_more_than_its_sla_stands_side_by_side_with_it(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    ratna = acting("ratna")
    row = stored(plan, "registers/customer_contracts", "CC-01")
    contract = next(
        each for each in dossier_for(plan, ratna.organisation, DAY).registers.customer_contracts if each.id == "CC-01"
    )
    raised = replace(contract, targets=(replace(contract.targets[0], value=contract.targets[0].value + 0),))
    raised = replace(raised, targets=(replace(raised.targets[0], value=raised.targets[0].value.__class__("99.90")),))
    edit(ratna, plan, [Change("registers/customer_contracts", "CC-01", row.digest, raised)])
    page = signed_in("ratna").get(BASE + "customers/").content.decode()
    assert "Nearly." in page
    assert "Contract CC-01" in page
    assert "≥ 99.90%" in page
    assert "≥ 99.50%" in page


def test_a_document_that_disagrees_stands_first_on_the_map(signed_in: SignIn, acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    row = stored(plan, "registers/documents", "SM-IM-001")
    document = dossier_for(plan, ratna.organisation, DAY).documents["SM-IM-001"]
    edit(ratna, plan, [Change("registers/documents", "SM-IM-001", row.digest, replace(document, status="withdrawn"))])
    page = signed_in("ratna").get(BASE + "documents/").content.decode()
    assert "What disagrees" in page
    assert "an auditor would read each as a red flag" in page or "One place disagrees" in page


def test_holidays_of_a_year_are_shown_before_they_are_stored(signed_in: SignIn, plan: PlanRow) -> None:
    client = signed_in("lukman", "en")
    place = BASE + "settings/calendars/office-hours/holidays/"
    page = client.get(place, {"year": "2024"}).content.decode()
    assert "17 August 2024" in page
    before = stored(plan, "organisation/calendars", "office-hours")
    assert "2024-08-17" not in before.body
    assert client.post(place, {"year": "2024", "seen": before.digest}).status_code == 302
    assert "2024-08-17" in stored(plan, "organisation/calendars", "office-hours").body


def test_who_may_only_read_sees_no_button_and_is_refused(signed_in: SignIn, plan: PlanRow) -> None:
    client = signed_in("intan")
    assert "registers/services/new/" not in client.get(BASE + "services/").content.decode()
    assert "/edit/" not in client.get(BASE + "registers/services/S-01/").content.decode()
    assert client.get(BASE + "registers/services/S-01/edit/").status_code == 403
    assert client.post(BASE + "registers/services/S-01/edit/", form_of(plan, "services", "S-01")).status_code == 403


def test_an_external_auditor_sees_the_version_in_force_and_no_finding(
    organisation: Organisation, acting: Acting, plan: PlanRow
) -> None:
    ratna = acting("ratna")
    service = dossier_for(plan, ratna.organisation, DAY).services["S-01"]
    changed = replace(service, name=Prose.of("Renamed in the draft"))
    edit(
        ratna, plan, [Change("registers/services", "S-01", stored(plan, "registers/services", "S-01").digest, changed)]
    )
    account = Account.objects.create_user("auditor@elsewhere.example", None, name="Ada Auditor")
    Membership.objects.create(organisation=organisation, account=account, role=Role.EXTERNAL_AUDITOR)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(account)
    for path in (
        "services/",
        "registers/services/S-01/",
        "customers/",
        "suppliers/",
        "documents/",
        "people/",
        "raci/",
        "objectives/",
    ):
        page = client.get(BASE + path)
        assert page.status_code == 200, path
        assert "Renamed in the draft" not in page.content.decode()
        assert "data-finding" not in page.content.decode()


@pytest.mark.parametrize(
    "path", ["services/", "customers/", "suppliers/", "documents/", "people/", "registers/slas/SLA-001/"]
)
def test_a_list_costs_a_handful_of_queries(
    signed_in: SignIn, path: str, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = signed_in("ratna")
    client.get(BASE + path)
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
        assert client.get(BASE + path).status_code == 200


@pytest.mark.requirement("R68")
def test_a_thousand_services_come_fifty_at_a_time(signed_in: SignIn, acting: Acting, plan: PlanRow) -> None:
    rows = [Service(id=f"X-{number:04}", name=Prose.of(f"Service {number}"), in_scope=False) for number in range(1000)]
    edit(acting("ratna"), plan, [Change("registers/services", "", "", row) for row in rows])
    client = signed_in("ratna")
    first = client.get(BASE + "services/").content.decode()
    assert first.count("<tr data-item") == 50
    assert "1 to 50 of 1,032" in first
    last = client.get(BASE + "services/?page=21").content.decode()
    assert last.count("<tr data-item") == 32
    assert 'name="services-typed"' in client.get(BASE + "registers/slas/SLA-001/edit/").content.decode()
