"""What a row says of itself, what names it, and how two texts of it become one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.registers.services import Service
from opensmp.store.mapping import places
from opensmp.store.models import Entry, PlanRow
from opensmp.web.addresses import address
from opensmp.web.answers import Tongue, answers_of
from opensmp.web.forms import ValueForm
from opensmp.web.names import Names
from opensmp.web.rows.facts import Facts
from opensmp.web.rows.kinds import KINDS, SERVICE, fixed_id
from opensmp.web.rows.merging import merged
from opensmp.web.rows.uses import all_uses
from opensmp.web.rows.whereto import address_of, reference_address, row_address
from opensmp.web.saving import Clash
from opensmp.web.shapes import shapes_of

BOTH = Tongue("en", ("en", "id"))


def desk(language: str = "en") -> Any:
    organisation, plan = SimpleNamespace(slug="bank-nusantara"), SimpleNamespace(slug="smp")
    return SimpleNamespace(
        organisation=organisation, plan=plan, language=language, url=lambda name, **parts: address(name, "bank-nusantara", "smp", parts)
    )  # fmt: skip


# Kinds ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_stands_where_the_store_keeps_its_rows(kind: Any) -> None:
    assert kind.place in places()
    assert places()[kind.place].many


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_form_asks_for_every_field_of_its_rows_but_those_kept_elsewhere(kind: Any) -> None:
    asked = {ask.name for ask in kind.asks}
    held = {each.name for each in fields(kind.record) if shapes_of(kind.record)[each.name].control != "kept"}
    assert held - asked <= NOT_ASKED.get(kind.key, set()), held - asked


NOT_ASKED: dict[str, set[str]] = {"documents": {"extract"}}
"""Fields without a blank in the form of their table: an extract is brought with a folder."""


def test_the_id_of_a_row_that_stands_is_fixed_and_every_other_field_stays_as_it_was() -> None:
    made = fixed_id(SERVICE)
    assert made[0].fixed
    assert not SERVICE[0].fixed
    assert made[1:] == SERVICE[1:]


# Facts ---------------------------------------------------------------------------------------------------------------


def said(bank: Dossier, kind: str, row: Any, language: str = "en") -> dict[str, Any]:
    return {fact.label: fact for fact in Facts(desk(language), Names(bank, language)).of(KINDS[kind].asks, row)}


def test_a_row_says_what_it_holds_with_a_link_to_what_it_names(bank: Dossier) -> None:
    found = said(bank, "services", bank.services["S-01"])
    owner = found["Owner"].items[0]
    assert owner.text != bank.services["S-01"].owner
    assert owner.href.endswith(f"/{bank.services['S-01'].owner}/")
    assert "Retired" not in found
    assert found["Customers"].items[0].href.endswith(f"registers/customers/{bank.services['S-01'].customers[0]}/")


def test_no_and_nought_are_said_and_what_is_empty_is_not(bank: Dossier) -> None:
    found = said(bank, "services", Service(id="S-99", name=Prose.of("New"), in_scope=False))
    assert [item.text for fact in found.values() for item in fact.items].count("–") == 1
    assert "Owner" not in found


def test_days_numbers_and_words_are_said_in_the_readers_language(bank: Dossier) -> None:
    row = Service(id="S-99", name=Prose.of("New"), since=date(2026, 8, 17), status="retired", criticality=2)
    english = {item.text for fact in said(bank, "services", row).values() for item in fact.items}
    indonesian = {item.text for fact in said(bank, "services", row, "id").values() for item in fact.items}
    assert {"17 August 2026", "2"} <= english
    assert {"17 Agustus 2026", "2"} <= indonesian


def test_an_id_that_names_nothing_is_shown_without_a_link(bank: Dossier) -> None:
    found = said(bank, "services", Service(id="S-99", name=Prose.of("New"), owner="nobody-known"))
    assert [(item.text, item.href) for item in found["Owner"].items] == [("nobody-known", "")]


def test_the_targets_of_an_agreement_are_a_table_without_its_empty_columns(bank: Dossier) -> None:
    sla = bank.registers.slas[0]
    table = next(fact for fact in said(bank, "slas", sla).values() if fact.table)
    assert len(table.table) == len(sla.targets)
    assert all(len(row) == len(table.heads) for row in table.table)
    for place in range(len(table.heads)):
        assert any(row[place] for row in table.table)


# Uses ----------------------------------------------------------------------------------------------------------------


def test_what_names_a_service_is_every_row_that_bears_its_id(bank: Dossier) -> None:
    found = {(use.place, use.key) for use in all_uses(bank)[("service", "S-01")]}
    for sla in bank.registers.slas:
        assert (("registers/slas", sla.id) in found) is ("S-01" in sla.services)
    for service in bank.registers.services:
        assert (("registers/services", service.id) in found) is ("S-01" in service.depends_on)
    assert ("plan/scope", "") in found


def test_a_row_that_nothing_names_is_used_nowhere_and_a_use_is_counted_once(bank: Dossier) -> None:
    uses = all_uses(bank)
    assert ("service", "S-404") not in uses
    assert all(len({(use.place, use.key) for use in held}) == len(held) for held in uses.values())


# Addresses -----------------------------------------------------------------------------------------------------------


def test_every_kind_of_reference_leads_to_the_page_of_its_row() -> None:
    for kind in KINDS.values():
        assert row_address(desk(), kind.key, "A-1").endswith("/A-1/")
    assert reference_address(desk(), "office", "cio") == BASE + "organisation/offices/cio/"
    assert "commitment=CM-IM-2" in reference_address(desk(), "commitment", "CM-IM-2")
    assert reference_address(desk(), "planet", "mars") == ""


def test_an_id_with_strange_signs_stays_inside_its_address() -> None:
    assert row_address(desk(), "services", "S 1?x=#<").endswith("services/S%201%3Fx=%23%3C/")


@pytest.mark.parametrize(
    ("where", "path"),
    [
        ("registers/services/S-01/owner", "registers/services/S-01/"), ("registers/services", "services/"),
        ("organisation/people/ratna", "organisation/people/ratna/"), ("plan/roles/raci/approve-plan", "raci/#duty-approve-plan"),
        ("plan/roles/raci", "raci/"), ("plan/scope/text", "plan/#s1"), ("plan/review", "plan/#s10"), ("plan/identity/title", "plan/"),
        ("plan/objectives/objectives/SMO-1/target", "objectives/SMO-1/"), ("measurements", "plan/"),
    ],
)  # fmt: skip
def test_a_place_is_seen_on_its_own_page(where: str, path: str) -> None:
    assert address_of(desk(), where) == BASE + path


# Merging -------------------------------------------------------------------------------------------------------------


def merge(acting: Callable[[str], Actor], plan: PlanRow, bank: Dossier, theirs: Service, **typed: list[str]) -> Any:
    """Put together what Ratna typed and what somebody else saved, both begun from S-01 as it was seeded."""
    before = bank.services["S-01"]
    posted = QueryDict(mutable=True)
    for name, words in {**answers_of(SERVICE, before, BOTH), **typed}.items():
        posted.setlist(name, words)
    seen = Entry.objects.of(plan.organisation_id).get(place="registers/services", key="S-01").digest
    request = SimpleNamespace(POST=posted)
    at = SimpleNamespace(request=request, organisation=acting("ratna").organisation, language="en")
    form = ValueForm(Service, fixed_id(SERVICE), Names(bank, "en"), BOTH, value=before, sent=posted, offers={})
    clash = Clash(*[theirs if name == "value" else None for name in Clash._fields])
    return merged(at, form, clash, seen, "registers/services", "S-01")  # type: ignore[arg-type]


@pytest.mark.requirement("R57")
def test_two_who_wrote_the_same_have_nothing_to_decide(
    acting: Callable[[str], Actor], plan: PlanRow, bank: Dossier
) -> None:
    both = merge(acting, plan, bank, replaced(bank, criticality=3), criticality=["3"])
    assert both.disputed == ()
    assert both.taken == ()
    assert both.answers["criticality"] == ["3"]


@pytest.mark.requirement("R57")
def test_each_language_of_a_text_is_put_together_alone(
    acting: Callable[[str], Actor], plan: PlanRow, bank: Dossier
) -> None:
    texts = dict(bank.services["S-01"].description.texts)
    theirs = replaced(bank, description=Prose.of({**texts, "id": "Kata mereka."}))
    both = merge(acting, plan, bank, theirs, **{"description-en": ["My words."]})
    assert both.disputed == ()
    assert both.answers["description-en"] == ["My words."]
    assert list(both.answers["description-id"]) == ["Kata mereka."]


@pytest.mark.requirement("R57")
def test_what_both_changed_differently_is_disputed_with_both_texts(
    acting: Callable[[str], Actor], plan: PlanRow, bank: Dossier
) -> None:
    both = merge(acting, plan, bank, replaced(bank, criticality=3), criticality=["4"])
    assert [(each.theirs, each.mine) for each in both.disputed] == [("3", "4")]
    assert both.answers["criticality"] == ["4"]


@pytest.mark.requirement("R57")
def test_what_the_other_emptied_and_i_left_alone_stays_empty(
    acting: Callable[[str], Actor], plan: PlanRow, bank: Dossier
) -> None:
    both = merge(acting, plan, bank, replaced(bank, customers=()))
    assert both.disputed == ()
    assert not [each for each in both.answers.get("customers", []) if each]


def replaced(bank: Dossier, **changed: Any) -> Service:
    return replace(bank.services["S-01"], **changed)


# Adding and taking out -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "begins"), [("slas", "SLA-"), ("customers", "C-"), ("suppliers", "SUP-"), ("supplier-contracts", "SC-")]
)
def test_the_next_id_is_one_more_than_the_highest(
    signed_in: Callable[..., Client], bank: Dossier, kind: str, begins: str
) -> None:
    page = signed_in("ratna").get(f"{BASE}registers/{kind}/new/").content.decode()
    table = getattr(bank.registers, kind.replace("-", "_"))
    highest = max(
        (row.id for row in table if row.id.startswith(begins)), key=lambda each: int(each.removeprefix(begins))
    )
    width = len(highest.removeprefix(begins))
    assert f'value="{begins}{int(highest.removeprefix(begins)) + 1:0{width}d}"' in page


def test_a_service_that_nothing_names_is_taken_out_and_its_page_is_gone(
    signed_in: Callable[..., Client], plan: PlanRow
) -> None:
    client = signed_in("ratna")
    sent = {"id": "S-77", "name-en": "Nothing names this", "kind": "service", "status": "proposed"}
    client.post(BASE + "registers/services/new/", sent)
    seen = Entry.objects.of(plan.organisation_id).get(place="registers/services", key="S-77").digest
    assert client.post(BASE + "registers/services/S-77/remove/", {"seen": seen}).status_code == 302
    assert client.get(BASE + "registers/services/S-77/").status_code == 404


def test_a_row_that_was_changed_meanwhile_is_not_taken_out(signed_in: Callable[..., Client], plan: PlanRow) -> None:
    client = signed_in("ratna")
    answer = client.post(BASE + "registers/services/S-32/remove/", {"seen": "0" * 64})
    assert answer.status_code in (409, 422)
    assert Entry.objects.of(plan.organisation_id).filter(place="registers/services", key="S-32").exists()
