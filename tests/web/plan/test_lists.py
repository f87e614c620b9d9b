"""The lists of the plan: a row of each is added, changed and taken out; both languages stay apart; its history keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.plan.test_writing import fields_of
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.site.demo import DAY
from opensmp.store.models import Entry, Event, PlanRow, Revision
from opensmp.store.reading import dossier_for
from opensmp.web.plan.places import ROWS
from opensmp.web.plan.writing.listings import LISTINGS, listings_of

SignedIn = Callable[..., Client]
Acting = Callable[[str], Actor]

NEW: dict[tuple[str, str], dict[str, str]] = {
    ("scope", "exclusions"): {"kind": "service", "subject-en": "Cash logistics", "justification-en": "Run by Operations."},
    ("scope", "context"): {"kind": "external", "text-en": "A new regulation."},
    ("scope", "parties"): {"name-en": "The regulator", "needs-en": "Reports on time."},
    ("scope", "risks"): {"text-en": "A supplier may stop.", "treatment-en": "A second supplier."},
    ("scope", "limitations"): {"text-en": "No failover at night.", "handling-en": "A person on call."},
    ("scope", "obligations"): {"instrument": "A circular", "kind": "regulation", "applies-en": "To every payment."},
    ("resources", "people"): {"purpose-en": "Operation of payments", "fte": "2.5"},
    ("resources", "technology"): {"name": "A monitor", "purpose-en": "Watches."},
    ("resources", "information"): {"name-en": "The runbooks", "location-en": "The wiki"},
    ("resources", "training"): {"title-en": "A course", "planned": "2027-03-01"},
    ("suppliers", "others"): {"name-en": "Facilities", "kind": "internal supplier", "runs-en": "Cooling", "control-en": "An agreement."},
    ("assurance", "reporting"): {"title-en": "A report", "purpose-en": "To see.", "audience-en": "The board", "frequency": "monthly"},
    ("assurance", "timeline"): {"title-en": "An exercise", "start": "2027-05-01"},
    ("review", "deviations"): {"commitment": "CM-CH-2", "reason-en": "Patching.", "until": "2027-03-31"},
    ("commitments", "commitments"): {
        "sentence-en": "At least 95% of requests are answered.", "target-metric": "incident.resolved_within",
        "target-comparator": "at least", "target-value": "95", "target-unit": "%", "section": "review",
    },
    ("commitments", "claims"): {"sentence-en": "Each change is reviewed.", "kind": "cadence", "section": "review"},
}  # fmt: skip
MARK = "csrfmiddlewaretoken"
EVERY = pytest.mark.parametrize(("section", "table"), list(NEW), ids=["-".join(each) for each in NEW])


def opened(client: Client, path: str) -> dict[str, Any]:
    response = client.get(BASE + path)
    assert response.status_code == 200, response.status_code
    return fields_of(response.content.decode())


def rows(acting: Acting, plan: PlanRow, section: str, table: str) -> dict[str, Any]:
    held = dossier_for(plan, acting("ratna").organisation, DAY).plan
    return {row.id: row for row in getattr(getattr(held, section), table)}


def test_every_list_of_the_plan_is_written_here() -> None:
    assert {(section, table) for section, tables in LISTINGS.items() for table in tables} == set(NEW)
    assert {section: frozenset(tables) for section, tables in LISTINGS.items()} == ROWS
    assert all("subsections" in listings_of(section) for section in ("scope", "roles", "objectives"))
    assert "subsections" not in listings_of("commitments")


@EVERY
@pytest.mark.requirement("R15")
def test_a_row_of_each_list_is_added_changed_and_taken_out(
    signed_in: SignedIn, acting: Acting, plan: PlanRow, section: str, table: str
) -> None:
    ratna, given = signed_in("ratna"), NEW[section, table]
    before = rows(acting, plan, section, table)
    new = f"plan/{section}/{table}/new/"
    response = ratna.post(
        BASE + new, opened(ratna, new) | {"id": ["NEW-99"]} | {name: [words] for name, words in given.items()}
    )
    assert response.status_code == 302, response.content.decode().split("<main")[1][:2500]
    assert list(rows(acting, plan, section, table)) == [*before, "NEW-99"]
    row = f"plan/{section}/{table}/NEW-99/edit/"
    sent = opened(ratna, row)
    text = next(name for name in given if name.endswith("-en"))
    sent[text.replace("-en", "-id")] = ["Kata yang lain."]
    assert ratna.post(BASE + row, sent).status_code == 302
    made = rows(acting, plan, section, table)["NEW-99"]
    prose = getattr(made, text.removesuffix("-en"))
    assert (prose.text("en"), prose.text("id")) == (given[text], "Kata yang lain.")
    assert ratna.post(BASE + row, {**opened(ratna, row), "remove": "1"}).status_code == 302
    assert rows(acting, plan, section, table) == before
    kept = (
        Revision.objects.of(plan.organisation_id).filter(place=f"plan/{section}/{table}", key="NEW-99").order_by("pk")
    )
    assert [each.gone for each in kept] == [False, False, True]


@EVERY
def test_a_row_without_anything_in_it_is_not_stored(
    signed_in: SignedIn, acting: Acting, plan: PlanRow, section: str, table: str
) -> None:
    before = Event.objects.of(plan.organisation_id).count()
    response = signed_in("ratna").post(f"{BASE}plan/{section}/{table}/new/", {"id": ""})
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    assert Event.objects.of(plan.organisation_id).count() == before


def test_an_id_that_stands_in_the_list_is_refused_and_what_was_typed_stays(
    signed_in: SignedIn, acting: Acting, plan: PlanRow
) -> None:
    ratna, path = signed_in("ratna"), "plan/scope/exclusions/new/"
    sent = opened(ratna, path) | {
        "id": ["EXC-1"],
        "kind": ["service"],
        "subject-en": ["Twice"],
        "justification-en": ["Why."],
    }
    response = ratna.post(BASE + path, sent)
    assert response.status_code == 422
    assert "stands in this list already" in response.content.decode()
    assert 'value="Twice"' in response.content.decode() or ">Twice" in response.content.decode()
    assert str(rows(acting, plan, "scope", "exclusions")["EXC-1"].subject.text("en")) != "Twice"


def test_a_further_heading_is_written_under_its_section_and_read_there(signed_in: SignedIn) -> None:
    ratna, path = signed_in("ratna"), "plan/roles/subsections/new/"
    sent = opened(ratna, path) | {
        "id": ["deputies"],
        "title-en": ["Who stands in"],
        "text-en": ["The deputy of each office."],
    }
    assert ratna.post(BASE + path, sent).status_code == 302
    html = ratna.get(BASE + "plan/").content.decode()
    assert html.index('id="s3"') < html.index("Who stands in") < html.index('id="s4"')


def test_a_ready_wording_is_offered_for_the_finding_that_has_one_and_for_no_other(
    signed_in: SignedIn, flawed: None
) -> None:
    ratna = signed_in("ratna")
    plain, fixed = opened(ratna, "plan/scope/edit/"), opened(ratna, "plan/scope/edit/?fix=CON-30")
    changed = {name for name in plain if plain[name] != fixed[name]} - {MARK}
    assert changed == {"statement-en", "statement-id"}
    assert fixed["statement-en"][0] == plain["statement-en"][0].replace("30 IT services", "32 IT services")
    for rule in ("SCO-99", "<b>", "CON-30'"):
        assert opened(ratna, f"plan/scope/edit/?fix={rule}") | {MARK: plain[MARK]} == plain


def test_a_wording_that_was_taken_over_closes_its_finding(
    signed_in: SignedIn, flawed: None, acting: Acting, plan: PlanRow
) -> None:
    ratna = signed_in("ratna")
    assert "CON-30" in ratna.get(BASE + "plan/").content.decode()
    assert ratna.post(BASE + "plan/scope/edit/", opened(ratna, "plan/scope/edit/?fix=CON-30")).status_code == 302
    assert "CON-30" not in ratna.get(BASE + "plan/").content.decode()


def test_a_text_in_the_second_language_leaves_the_first_as_it_was(
    signed_in: SignedIn, acting: Acting, plan: PlanRow
) -> None:
    ratna = signed_in("ratna")
    before = dossier_for(plan, acting("ratna").organisation, DAY).plan.improvement.approach
    sent = opened(ratna, "plan/improvement/edit/")
    sent["approach-id"] = ["Peningkatan dipilih setiap bulan."]
    assert ratna.post(BASE + "plan/improvement/edit/", sent).status_code == 302
    after = dossier_for(plan, acting("ratna").organisation, DAY).plan.improvement.approach
    assert after.text("en") == before.text("en")
    assert after.text("id") == "Peningkatan dipilih setiap bulan."


HISTORY = "plan/write/history/"


def test_a_row_that_was_taken_out_comes_back_from_its_history(
    signed_in: SignedIn, acting: Acting, plan: PlanRow
) -> None:
    ratna, row = signed_in("ratna"), "plan/scope/exclusions/EXC-1/edit/"
    before = rows(acting, plan, "scope", "exclusions")["EXC-1"]
    ratna.post(BASE + row, {**opened(ratna, row), "remove": "1"})
    assert "EXC-1" not in rows(acting, plan, "scope", "exclusions")
    assert ratna.get(BASE + HISTORY, {"place": "scope/exclusions", "key": "EXC-1"}).status_code == 200
    ratna.post(BASE + HISTORY, {"place": "scope/exclusions", "key": "EXC-1", "revision": "1"})
    assert rows(acting, plan, "scope", "exclusions")["EXC-1"] == before


@pytest.mark.parametrize("revision", ["99", "0", "", "abc", "-1"])
def test_a_revision_that_never_was_is_not_put_back(signed_in: SignedIn, plan: PlanRow, revision: str) -> None:
    before = Entry.objects.of(plan.organisation_id).get(place="plan/scope").digest
    assert signed_in("ratna").post(BASE + HISTORY, {"place": "scope", "revision": revision}).status_code == 404
    assert Entry.objects.of(plan.organisation_id).get(place="plan/scope").digest == before


def test_the_history_of_something_that_is_not_there_is_not_found(signed_in: SignedIn) -> None:
    ratna = signed_in("ratna")
    for place, key in (("scope/exclusions", "EXC-404"), ("nothing", ""), ("", "")):
        assert ratna.get(BASE + HISTORY, {"place": place, "key": key}).status_code == 404


def test_each_language_that_changed_is_a_change_of_its_own_in_the_history(
    signed_in: SignedIn, rewrite: Callable[..., None]
) -> None:
    rewrite("scope", "boundaries", "Only the head office.")
    html = signed_in("ratna").get(BASE + HISTORY, {"place": "scope"}).content.decode()
    assert html.count("Only the head office.") == 2
    assert "Ratna Wijayanti" in html


def test_going_back_is_itself_a_revision_that_can_be_gone_back_from(
    signed_in: SignedIn, rewrite: Callable[..., None], plan: PlanRow
) -> None:
    rewrite("scope", "boundaries", "Second.")
    client = signed_in("ratna")
    for number in ("1", "2"):
        assert client.post(BASE + HISTORY, {"place": "scope", "revision": number}).status_code == 302
    entry = Entry.objects.of(plan.organisation_id).get(place="plan/scope")
    assert entry.revision == 4
    assert "Second." in entry.body
